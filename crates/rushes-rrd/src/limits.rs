//! Caps on what foreign input may ask for.

use rushes_chunk::ChunkLimits;

/// Largest message payload, and largest decompressed payload, that the format allows: 16 GiB.
pub const FORMAT_MAX_BYTES: u64 = 1 << 34;

/// Limits that a reader enforces. Nothing is allocated because a header merely claims a size:
/// buffers grow with the data that really arrive, and stop at these limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one message's payload.
    pub max_message_bytes: u64,
    /// Bytes of one payload after decompression.
    pub max_uncompressed_bytes: u64,
    /// Tables in the metadata of one Arrow message: columns, their types and key-value pairs.
    pub max_metadata_tables: usize,
    /// Trailer entries, and so manifests parts, in one file.
    pub max_trailer_entries: u32,
    /// Bytes of manifests that are held as a whole where they can be read some rows at a time, as by
    /// [`StoredIndex`](crate::StoredIndex).
    pub max_whole_manifest_bytes: u64,
    /// Limits of each chunk.
    pub chunk: ChunkLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_message_bytes: FORMAT_MAX_BYTES,
            max_uncompressed_bytes: FORMAT_MAX_BYTES,
            max_metadata_tables: 1_000_000,
            max_trailer_entries: 64,
            max_whole_manifest_bytes: 16 << 20,
            chunk: ChunkLimits::default(),
        }
    }
}
