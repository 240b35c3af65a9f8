//! From a record batch to an IPC stream: metadata V5, aligned to 64 bytes, with an end mark.

use arrow_array::{Array as _, RecordBatch};
use arrow_ipc::MetadataVersion;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::Schema;

use crate::Result;

const ALIGNMENT: usize = 64;
/// About what a batch, and each of its columns, takes besides its data.
const METADATA_BYTES: usize = 512;
/// What ends a stream: continuation mark and length 0.
const END_MARK_BYTES: usize = 8;

fn options() -> Result<IpcWriteOptions> {
    Ok(IpcWriteOptions::try_new(
        ALIGNMENT,
        false,
        MetadataVersion::V5,
    )?)
}

/// The batch as a stream.
pub(crate) fn encode(batch: &RecordBatch) -> Result<Vec<u8>> {
    let data = batch
        .columns()
        .iter()
        .map(|array| array.to_data().get_slice_memory_size());
    let data = data.sum::<Result<usize, _>>()?;
    let capacity = data + METADATA_BYTES + batch.num_columns() * METADATA_BYTES;
    let out = Vec::with_capacity(capacity);
    let mut writer = StreamWriter::try_new_with_options(out, batch.schema_ref(), options()?)?;
    writer.write(batch)?;
    writer.finish()?;
    Ok(writer.into_inner()?)
}

/// A stream of the schema alone.
pub(crate) fn encode_schema(schema: &Schema) -> Result<Vec<u8>> {
    let mut writer = StreamWriter::try_new_with_options(Vec::new(), schema, options()?)?;
    writer.finish()?;
    Ok(writer.into_inner()?)
}

/// The schema message alone, without the end mark: what schema hashes are made of.
pub(crate) fn schema_message(schema: &Schema) -> Result<Vec<u8>> {
    let mut stream = encode_schema(schema)?;
    stream.truncate(stream.len().saturating_sub(END_MARK_BYTES));
    Ok(stream)
}
