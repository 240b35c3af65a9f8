//! From a record batch to an IPC stream: metadata V5, aligned to 64 bytes, with an end mark.

use std::borrow::Cow;
use std::sync::Arc;

use arrow_array::{Array as _, RecordBatch, UInt64Array};
use arrow_ipc::MetadataVersion;
use arrow_ipc::writer::{IpcWriteOptions, StreamWriter};
use arrow_schema::{DataType, Schema};
use arrow_select::take::take;

use crate::{Result, spare};

pub(super) const ALIGNMENT: usize = 64;
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

/// The batch as a stream, in a buffer of [`spare::ENCODED`].
pub(crate) fn encode(batch: &RecordBatch) -> Result<Vec<u8>> {
    let batch = &without_slices(batch)?;
    let data = batch
        .columns()
        .iter()
        .map(|array| array.to_data().get_slice_memory_size());
    let data = data.sum::<Result<usize, _>>()?;
    let capacity = data + METADATA_BYTES + batch.num_columns() * METADATA_BYTES;
    let mut out = spare::ENCODED.take(capacity);
    out.clear();
    out.reserve_exact(capacity);
    let mut writer = StreamWriter::try_new_with_options(out, batch.schema_ref(), options()?)?;
    writer.write(batch)?;
    writer.finish()?;
    Ok(writer.into_inner()?)
}

/// The batch, with a copy of every column that the library writes wrongly where it is a slice of a
/// larger array.
fn without_slices(batch: &RecordBatch) -> Result<Cow<'_, RecordBatch>> {
    let types = || batch.columns().iter().map(|array| array.data_type());
    if !types().any(must_be_whole) {
        return Ok(Cow::Borrowed(batch));
    }
    let rows = UInt64Array::from_iter_values(0..batch.num_rows() as u64);
    let columns = batch.columns().iter().map(|array| {
        if must_be_whole(array.data_type()) {
            take(array, &rows, None)
        } else {
            Ok(Arc::clone(array))
        }
    });
    let columns = columns.collect::<Result<_, _>>()?;
    Ok(Cow::Owned(RecordBatch::try_new(batch.schema(), columns)?))
}

/// Whether the library gets slices of this type wrong: of unions it writes other values, of runs
/// ends that it then refuses to read.
fn must_be_whole(data_type: &DataType) -> bool {
    match data_type {
        DataType::Union(..) | DataType::RunEndEncoded(..) => true,
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _)
        | DataType::Map(item, _) => must_be_whole(item.data_type()),
        DataType::Struct(children) => children
            .iter()
            .any(|child| must_be_whole(child.data_type())),
        DataType::Dictionary(_, values) => must_be_whole(values),
        _ => false,
    }
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
