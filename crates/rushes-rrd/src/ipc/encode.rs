//! From a record batch to an IPC stream: metadata V5, aligned to 64 bytes, with an end mark.

use arrow_array::{Array as _, RecordBatch};
use arrow_buffer::Buffer;
use arrow_data::ArrayData;
use arrow_schema::{DataType, Schema};
use bytes::Bytes;

use super::frames::CONTINUATION;
use super::message::{V5, batch_message};
use super::write_batch::Body;
use super::write_schema;
use crate::Result;

pub(super) const ALIGNMENT: usize = 64;
/// What ends a stream: continuation mark and length 0.
const END_MARK: [u8; 8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

/// Buffers of at least so many bytes are not copied into a stream, but referred to.
const LARGE_BYTES: usize = 64 << 10;

/// A stream in parts of which the large ones are shared with arrays.
#[derive(Debug)]
pub(crate) struct Encoded {
    parts: Vec<Buffer>,
}

/// A part that is shared with an array.
struct Shared(Buffer);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Encoded {
    pub fn len(&self) -> usize {
        self.parts.iter().map(Buffer::len).sum()
    }

    /// The parts, none of them empty.
    pub fn parts(&self) -> Vec<&[u8]> {
        self.parts.iter().map(Buffer::as_slice).collect()
    }

    /// The parts, shared.
    pub fn into_parts(self) -> impl Iterator<Item = Bytes> {
        let parts = self.parts.into_iter();
        parts.map(|part| Bytes::from_owner(Shared(part)))
    }
}

/// The batch as a stream.
pub(crate) fn encode(batch: &RecordBatch) -> Result<Encoded> {
    let columns: Vec<_> = batch.columns().iter().map(|it| it.to_data()).collect();
    let mut messages = vec![(write_schema::write(batch.schema_ref())?, Body::default())];
    let mut next_id = 0;
    for column in &columns {
        add_dictionaries(column, &mut next_id, &mut messages)?;
    }
    let mut body = Body::default();
    columns.iter().try_for_each(|column| body.add(column))?;
    let metadata = batch_message(V5, batch.num_rows() as i64, &body.layout, None);
    messages.push((metadata, body));

    let small = messages.iter().map(|(metadata, body)| {
        let shared: usize = body.buffers.iter().map(shared_len).sum();
        framed_len(metadata.len()) + body.layout.body_len - shared
    });
    let mut small = small.sum::<usize>() + END_MARK.len();
    let mut parts = Vec::new();
    let mut part = Vec::with_capacity(small);
    for (metadata, body) in messages {
        append_padded(&mut part, &metadata);
        for buffer in body.buffers {
            let shared = shared_len(&buffer);
            if shared > 0 {
                small -= part.len();
                parts.push(Buffer::from_vec(part));
                parts.push(buffer.slice_with_length(0, shared));
                part = Vec::with_capacity(small);
            }
            part.extend_from_slice(buffer.get(shared..).unwrap_or_default());
            part.resize(part.len().next_multiple_of(ALIGNMENT), 0);
        }
    }
    part.extend_from_slice(&END_MARK);
    parts.push(Buffer::from_vec(part));
    parts.retain(|part| !part.is_empty());
    Ok(Encoded { parts })
}

/// Bytes at the start of a buffer that are not copied: all parts end at aligned places.
fn shared_len(buffer: &Buffer) -> usize {
    if buffer.len() < LARGE_BYTES {
        return 0;
    }
    buffer.len() / ALIGNMENT * ALIGNMENT
}

/// Adds the values of the dictionaries in an array, in the order in which the schema numbers them.
fn add_dictionaries(
    array: &ArrayData,
    next_id: &mut i64,
    messages: &mut Vec<(Vec<u8>, Body)>,
) -> Result<()> {
    for child in array.child_data() {
        add_dictionaries(child, next_id, messages)?;
    }
    if let (DataType::Dictionary(..), [values]) = (array.data_type(), array.child_data()) {
        let mut body = Body::default();
        body.add(values)?;
        let id = Some(*next_id);
        *next_id += 1;
        let metadata = batch_message(V5, values.len() as i64, &body.layout, id);
        messages.push((metadata, body));
    }
    Ok(())
}

/// A stream of the schema alone.
pub(crate) fn encode_schema(schema: &Schema) -> Result<Vec<u8>> {
    let mut stream = schema_message(schema)?;
    stream.extend_from_slice(&END_MARK);
    Ok(stream)
}

/// The schema message alone, without the end mark: what schema hashes are made of.
pub(crate) fn schema_message(schema: &Schema) -> Result<Vec<u8>> {
    let metadata = write_schema::write(schema)?;
    let mut message = Vec::with_capacity(framed_len(metadata.len()));
    append_padded(&mut message, &metadata);
    Ok(message)
}

/// Bytes before each message's metadata: the continuation mark and a length.
const PREFIX_BYTES: usize = CONTINUATION.len() + size_of::<u32>();

/// The length of a message without its body, where it starts at an aligned place.
fn framed_len(metadata_len: usize) -> usize {
    (PREFIX_BYTES + metadata_len).next_multiple_of(ALIGNMENT)
}

/// Appends metadata so that the body behind it starts at an aligned place in the stream.
pub(super) fn append_padded(stream: &mut Vec<u8>, metadata: &[u8]) {
    let end = (stream.len() + PREFIX_BYTES + metadata.len()).next_multiple_of(ALIGNMENT);
    let len = (end - stream.len() - PREFIX_BYTES) as u32;
    stream.extend_from_slice(&CONTINUATION);
    stream.extend_from_slice(&len.to_le_bytes());
    stream.extend_from_slice(metadata);
    stream.resize(end, 0);
}
