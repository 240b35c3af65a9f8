//! What a manifest says of one chunk.

use rushes_chunk::{Chunk, ColumnIndex, TimeSpan};
use rushes_core::{ChunkId, EntityPath};

/// One chunk's row in a manifest.
#[derive(Clone, Debug, PartialEq)]
pub struct ChunkIndex {
    /// The chunk.
    pub chunk_id: ChunkId,
    /// Its entity.
    pub entity_path: EntityPath,
    /// Whether it has no timeline.
    pub is_static: bool,
    /// Its rows.
    pub num_rows: u64,
    /// Where its message's payload is, from the start of its stream.
    pub byte_offset: u64,
    /// Bytes of that payload.
    pub byte_size: u64,
    /// Bytes of its Arrow data, uncompressed.
    pub uncompressed_size: u64,
    /// The times of all rows, one span per timeline. `num_rows` is that of the chunk.
    pub timelines: Vec<TimeSpan>,
    /// Its components that have data.
    pub columns: Vec<ColumnIndex>,
}

impl ChunkIndex {
    /// The index of a chunk. Offset and sizes are zero: the encoder knows them.
    pub fn of(chunk: &Chunk) -> Self {
        Self {
            chunk_id: chunk.id(),
            entity_path: chunk.entity_path().clone(),
            is_static: chunk.is_static(),
            num_rows: chunk.num_rows() as u64,
            byte_offset: 0,
            byte_size: 0,
            uncompressed_size: 0,
            timelines: chunk.time_spans(),
            columns: chunk.column_indexes(),
        }
    }
}
