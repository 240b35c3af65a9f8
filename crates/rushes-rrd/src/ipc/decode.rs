//! From an IPC stream to a record batch or a schema.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::Buffer;
use arrow_ipc::{MessageHeader, MetadataVersion, convert::fb_to_schema, reader};
use arrow_schema::{DataType, Schema, SchemaRef};
use bytes::Bytes;

use super::frames::{Frame, Frames};
use super::{check_batch, check_nulls, check_schema};
use crate::{Error, Limits, Result};

/// The first record batch of a stream. Buffers are shared with `data` where they are aligned.
pub(crate) fn decode(data: &Bytes, limits: &Limits) -> Result<RecordBatch> {
    reject_file_format(data)?;
    let mut frames = Frames::new(data, limits);
    let schema = read_schema(&mut frames, limits)?;
    let mut dictionaries = HashMap::new();
    while let Some(frame) = frames.next()? {
        let body = Buffer::from(data.slice(frame.body.clone()));
        match frame.message.header_type() {
            MessageHeader::RecordBatch => {
                return read_batch(&frame, &body, schema, &dictionaries, limits);
            }
            MessageHeader::DictionaryBatch => {
                read_dictionary(&frame, &body, &schema, &mut dictionaries, limits)?;
            }
            MessageHeader::NONE => {}
            other => {
                return Err(Error::invalid(format!(
                    "an Arrow message of kind {other:?}"
                )));
            }
        }
    }
    Err(Error::invalid("the Arrow data hold no record batch"))
}

/// The schema of a stream.
pub(crate) fn decode_schema(data: &Bytes, limits: &Limits) -> Result<Schema> {
    reject_file_format(data)?;
    let schema = read_schema(&mut Frames::new(data, limits), limits)?;
    Ok(Arc::unwrap_or_clone(schema))
}

fn reject_file_format(data: &[u8]) -> Result<()> {
    if data.starts_with(b"ARROW1") {
        return Err(Error::invalid(
            "the Arrow data are in the file format, not a stream",
        ));
    }
    Ok(())
}

fn read_schema(frames: &mut Frames<'_>, limits: &Limits) -> Result<SchemaRef> {
    let frame = frames
        .next()?
        .ok_or_else(|| Error::invalid("the Arrow data are empty"))?;
    let schema = frame
        .message
        .header_as_schema()
        .ok_or_else(|| Error::invalid("the Arrow data do not start with a schema"))?;
    check_version(frame.message.version())?;
    check_schema::check(&schema, limits)?;
    Ok(Arc::new(fb_to_schema(schema)))
}

fn check_version(version: MetadataVersion) -> Result<()> {
    if matches!(version, MetadataVersion::V4 | MetadataVersion::V5) {
        return Ok(());
    }
    Err(Error::invalid(format!(
        "Arrow metadata version {version:?}; known are V4 and V5"
    )))
}

fn read_batch(
    frame: &Frame<'_>,
    body: &Buffer,
    schema: SchemaRef,
    dictionaries: &HashMap<i64, ArrayRef>,
    limits: &Limits,
) -> Result<RecordBatch> {
    let version = frame.message.version();
    let batch = frame
        .message
        .header_as_record_batch()
        .ok_or_else(|| Error::corrupt("an Arrow message without its header"))?;
    let types = schema.fields().iter().map(|field| field.data_type());
    check_version(version)?;
    let must_be_aligned = check_batch::check(batch, body, version, types, limits)?;
    let batch = reader::read_record_batch(
        &aligned(body, must_be_aligned),
        batch,
        schema,
        dictionaries,
        None,
        &version,
    )?;
    check_nulls::check(&batch)?;
    Ok(batch)
}

/// The body at an aligned place in memory, copied if it must be and is not there.
fn aligned(body: &Buffer, must_be: bool) -> Buffer {
    if must_be && body.as_ptr().align_offset(align_of::<u64>()) != 0 {
        return Buffer::from_slice_ref(body.as_slice());
    }
    body.clone()
}

fn read_dictionary(
    frame: &Frame<'_>,
    body: &Buffer,
    schema: &Schema,
    dictionaries: &mut HashMap<i64, ArrayRef>,
    limits: &Limits,
) -> Result<()> {
    let version = frame.message.version();
    let missing = || Error::corrupt("an Arrow dictionary without its data or column");
    let dictionary = frame
        .message
        .header_as_dictionary_batch()
        .ok_or_else(missing)?;
    let batch = dictionary.data().ok_or_else(missing)?;
    #[expect(
        deprecated,
        reason = "the id is on the wire; there is no other way to ask for it"
    )]
    let fields = schema.fields_with_dict_id(dictionary.id());
    let field = fields.first().ok_or_else(missing)?;
    let DataType::Dictionary(_, values) = field.data_type() else {
        return Err(missing());
    };
    check_version(version)?;
    let must_be_aligned = check_batch::check(batch, body, version, [values.as_ref()], limits)?;
    Ok(reader::read_dictionary(
        &aligned(body, must_be_aligned),
        dictionary,
        schema,
        dictionaries,
        &version,
    )?)
}
