//! From a record batch to an IPC stream: metadata V5, aligned to 64 bytes, with an end mark.

use arrow_array::RecordBatch;
use arrow_ipc::MetadataVersion;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::Schema;

use crate::Result;

const ALIGNMENT: usize = 64;
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
    let capacity = batch.get_array_memory_size() + 4096;
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
