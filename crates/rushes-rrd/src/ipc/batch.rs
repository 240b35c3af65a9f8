//! The metadata of a record batch, written where the batch itself is not in memory.

use arrow_ipc as fb;
use arrow_schema::Schema;
use flatbuffers::FlatBufferBuilder;

use super::encode::{ALIGNMENT, schema_message};
use super::frames::CONTINUATION;
use crate::Result;

/// What stands before the buffers of a stream with one batch.
#[derive(Debug)]
pub(crate) struct BatchStart {
    num_rows: usize,
    nodes: Vec<fb::FieldNode>,
    buffers: Vec<fb::Buffer>,
    len: usize,
}

/// The lengths of a column's buffers.
pub(crate) type BufferLayout = Vec<usize>;

impl BatchStart {
    /// Buffers start at multiples of this.
    pub const ALIGNMENT: usize = ALIGNMENT;
    /// What ends the stream.
    pub const END_MARK: [u8; 8] = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0];

    /// Of a batch without columns.
    pub fn new(num_rows: usize) -> Self {
        Self {
            num_rows,
            nodes: Vec::new(),
            buffers: Vec::new(),
            len: 0,
        }
    }

    /// Adds a column without children.
    pub fn push(&mut self, num_nulls: usize, buffers: BufferLayout) {
        let node = fb::FieldNode::new(self.num_rows as i64, num_nulls as i64);
        self.nodes.push(node);
        for len in buffers {
            self.buffers
                .push(fb::Buffer::new(self.len as i64, len as i64));
            self.len += len.next_multiple_of(ALIGNMENT);
        }
    }

    /// The schema and the batch's metadata. Behind them come the buffers.
    pub fn to_bytes(&self, schema: &Schema) -> Result<Vec<u8>> {
        let mut stream = schema_message(schema)?;
        let message = batch_message(
            fb::MetadataVersion::V5,
            self.num_rows as i64,
            &self.nodes,
            &self.buffers,
            self.len,
        );
        append_padded(&mut stream, &message);
        Ok(stream)
    }
}

/// The message of a batch whose body has `body_len` bytes.
pub(super) fn batch_message(
    version: fb::MetadataVersion,
    num_rows: i64,
    nodes: &[fb::FieldNode],
    buffers: &[fb::Buffer],
    body_len: usize,
) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let nodes = builder.create_vector(nodes);
    let buffers = builder.create_vector(buffers);
    let batch = fb::RecordBatch::create(
        &mut builder,
        &fb::RecordBatchArgs {
            length: num_rows,
            nodes: Some(nodes),
            buffers: Some(buffers),
            ..fb::RecordBatchArgs::default()
        },
    );
    let message = fb::Message::create(
        &mut builder,
        &fb::MessageArgs {
            version,
            header_type: fb::MessageHeader::RecordBatch,
            header: Some(batch.as_union_value()),
            bodyLength: body_len as i64,
            ..fb::MessageArgs::default()
        },
    );
    builder.finish(message, None);
    builder.finished_data().to_vec()
}

/// Appends a message so that its body starts at an aligned place in the stream.
pub(super) fn append_padded(stream: &mut Vec<u8>, message: &[u8]) {
    let prefix = CONTINUATION.len() + size_of::<u32>();
    let end = (stream.len() + prefix + message.len()).next_multiple_of(ALIGNMENT);
    let len = (end - stream.len() - prefix) as u32;
    stream.extend_from_slice(&CONTINUATION);
    stream.extend_from_slice(&len.to_le_bytes());
    stream.extend_from_slice(message);
    stream.resize(end, 0);
}
