//! What a store knows of a chunk whether or not its data are in memory.

use rushes_chunk::{Chunk, ColumnIndex, TimeSpan};
use rushes_core::{ChunkId, EntityPath, RowId, TimelineName};

/// A chunk without its data.
#[derive(Clone, Debug, PartialEq)]
pub struct ChunkMeta {
    /// The chunk.
    pub id: ChunkId,
    /// Its entity.
    pub entity_path: EntityPath,
    /// Whether it has no timeline.
    pub is_static: bool,
    /// Its rows.
    pub num_rows: u64,
    /// Bytes of its data in memory, or what is expected.
    pub num_bytes: u64,
    /// Smallest row id; unknown until the chunk was in memory.
    pub min_row_id: Option<RowId>,
    /// The times of all rows, one span per timeline.
    pub timelines: Vec<TimeSpan>,
    /// Its components, each with the times of its cells.
    pub columns: Vec<ColumnIndex>,
}

impl ChunkMeta {
    /// What there is to know of a chunk in memory.
    pub fn of(chunk: &Chunk) -> Self {
        Self {
            id: chunk.id(),
            entity_path: chunk.entity_path().clone(),
            is_static: chunk.is_static(),
            num_rows: chunk.num_rows() as u64,
            num_bytes: crate::held_bytes(chunk) as u64,
            min_row_id: chunk.row_id_range().map(|(min, _)| min),
            timelines: chunk.time_spans(),
            columns: chunk.column_indexes(),
        }
    }

    /// Smallest and largest time of any row on a timeline.
    pub fn time_range(&self, timeline: &TimelineName) -> Option<(i64, i64)> {
        span(&self.timelines, timeline)?.range
    }
}

/// The span of one timeline.
pub(crate) fn span<'a>(spans: &'a [TimeSpan], timeline: &TimelineName) -> Option<&'a TimeSpan> {
    spans.iter().find(|span| span.timeline.name() == timeline)
}
