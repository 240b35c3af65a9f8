//! The metadata of a record batch, written where the batch itself is not in memory.

use arrow_schema::Schema;

use super::encode::{ALIGNMENT, append_padded, schema_message};
use super::message::{Layout, V5, batch_message};
use crate::Result;

/// What stands before the buffers of a stream with one batch.
#[derive(Debug)]
pub(crate) struct BatchStart {
    num_rows: usize,
    layout: Layout,
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
            layout: Layout::default(),
        }
    }

    /// Adds a column without children.
    pub fn push(&mut self, num_nulls: usize, buffers: BufferLayout) {
        let Layout {
            nodes,
            buffers: all,
            body_len,
            ..
        } = &mut self.layout;
        nodes.push((self.num_rows as i64, num_nulls as i64));
        for len in buffers {
            all.push((*body_len as i64, len as i64));
            *body_len += len.next_multiple_of(ALIGNMENT);
        }
    }

    /// The schema and the batch's metadata. Behind them come the buffers.
    pub fn to_bytes(&self, schema: &Schema) -> Result<Vec<u8>> {
        let mut stream = schema_message(schema)?;
        let message = batch_message(V5, self.num_rows as i64, &self.layout, None);
        append_padded(&mut stream, &message);
        Ok(stream)
    }
}
