//! From an IPC stream to a record batch or a schema.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_buffer::Buffer;
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;

use super::frames::Frames;
use super::message::{Batch, Dictionary, Header, V4, V5};
use super::read_batch::Dictionaries;
use super::{check_nulls, read_batch, read_schema};
use crate::{Error, Limits, Result};

/// The first record batch of a stream. Buffers are shared with `data` where they are aligned.
pub(crate) fn decode(data: &Bytes, limits: &Limits) -> Result<RecordBatch> {
    reject_file_format(data)?;
    let mut frames = Frames::new(data);
    let schema = schema(&mut frames, limits)?;
    let mut dictionaries = Dictionaries::new();
    while let Some(frame) = frames.next()? {
        let body = Buffer::from(data.slice(frame.body));
        let version = frame.message.version;
        match frame.message.header {
            Header::Batch(batch) => {
                check_version(version)?;
                return read_record_batch(&batch, &body, version, schema, &dictionaries, limits);
            }
            Header::Dictionary(dictionary) => {
                check_version(version)?;
                read_dictionary(
                    &dictionary,
                    &body,
                    version,
                    &schema,
                    &mut dictionaries,
                    limits,
                )?;
            }
            Header::None => {}
            Header::Schema(_) => return Err(Error::invalid("Arrow data with a second schema")),
            Header::Other(kind) => {
                return Err(Error::invalid(format!("an Arrow message of kind {kind}")));
            }
        }
    }
    Err(Error::invalid("the Arrow data hold no record batch"))
}

/// The schema of a stream.
pub(crate) fn decode_schema(data: &Bytes, limits: &Limits) -> Result<Schema> {
    reject_file_format(data)?;
    schema(&mut Frames::new(data), limits)
}

fn reject_file_format(data: &[u8]) -> Result<()> {
    if data.starts_with(b"ARROW1") {
        return Err(Error::invalid(
            "the Arrow data are in the file format, not a stream",
        ));
    }
    Ok(())
}

fn schema(frames: &mut Frames<'_>, limits: &Limits) -> Result<Schema> {
    let (frame, schema) = frames.schema()?;
    check_version(frame.message.version)?;
    read_schema::read(schema, frame.metadata_len, limits)
}

fn check_version(version: i16) -> Result<()> {
    if matches!(version, V4 | V5) {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "Arrow metadata of version number {version}; known are {V4} and {V5}"
    )))
}

fn read_record_batch(
    batch: &Batch<'_>,
    body: &Buffer,
    version: i16,
    schema: Schema,
    dictionaries: &Dictionaries,
    limits: &Limits,
) -> Result<RecordBatch> {
    let fields = schema.fields().iter().map(AsRef::as_ref);
    let columns = read_batch::read(batch, body, version, fields, dictionaries, limits)?;
    // Negative ones have been refused.
    let rows = usize::try_from(batch.rows).unwrap_or(0);
    let options = RecordBatchOptions::new().with_row_count(Some(rows));
    let batch = RecordBatch::try_new_with_options(Arc::new(schema), columns, &options)?;
    check_nulls::check(&batch)?;
    Ok(batch)
}

fn read_dictionary(
    dictionary: &Dictionary<'_>,
    body: &Buffer,
    version: i16,
    schema: &Schema,
    dictionaries: &mut Dictionaries,
    limits: &Limits,
) -> Result<()> {
    let missing = || Error::corrupt("an Arrow dictionary without its column");
    #[expect(
        deprecated,
        reason = "the id is on the wire; there is no other way to ask for it"
    )]
    let fields = schema.fields_with_dict_id(dictionary.id);
    let field = fields.first().ok_or_else(missing)?;
    let DataType::Dictionary(_, values) = field.data_type() else {
        return Err(missing());
    };
    let field = [Field::new("", values.as_ref().clone(), true)];
    let batch = &dictionary.data;
    let arrays = read_batch::read(batch, body, version, &field, dictionaries, limits)?;
    let mut values = arrays.into_iter().next().ok_or_else(missing)?;
    if dictionary.is_delta {
        let before = dictionaries.get(&dictionary.id).ok_or_else(|| {
            Error::corrupt("more values of an Arrow dictionary that has none before")
        })?;
        values = rushes_chunk::arrays::concat(&[before.as_ref(), values.as_ref()])?;
    }
    dictionaries.insert(dictionary.id, values);
    Ok(())
}
