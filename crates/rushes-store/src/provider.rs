//! Where the data of chunks come from that a store knows only by an index.

use rushes_chunk::Chunk;
use rushes_core::ChunkId;

use crate::Result;

/// Fetches chunks that a store was told of by [`Store::insert_index`](crate::Store::insert_index).
///
/// It retains nothing: the store does, within its budget.
pub trait ChunkProvider: Send + Sync + 'static {
    /// The chunks, in any order. May work on several at once, and may deliver fewer than asked for if
    /// it fails on the others: then it returns the error. Must have the same content each time.
    fn load(&self, ids: &[ChunkId]) -> Result<Vec<Chunk>>;
}
