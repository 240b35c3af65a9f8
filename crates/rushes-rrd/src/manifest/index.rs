//! What a manifest says of one chunk.

use arrow_array::Array as _;
use rushes_chunk::{Chunk, TimeColumn};
use rushes_core::{ChunkId, ComponentDescriptor, EntityPath, Timeline};

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

/// One component of a chunk.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnIndex {
    /// The component.
    pub descriptor: ComponentDescriptor,
    /// The times of the rows that have a cell. Empty for static chunks.
    pub timelines: Vec<TimeSpan>,
}

/// The times of some rows on one timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeSpan {
    /// The timeline.
    pub timeline: Timeline,
    /// Smallest and largest time; `None` when there is no such row.
    pub range: Option<(i64, i64)>,
    /// How many rows.
    pub num_rows: u64,
}

impl ChunkIndex {
    /// The index of a chunk. Offset and sizes are zero: the encoder knows them.
    pub fn of(chunk: &Chunk) -> Self {
        let columns = chunk.components().iter().map(|column| ColumnIndex {
            descriptor: column.descriptor.clone(),
            timelines: chunk
                .timelines()
                .values()
                .map(|times| span_of_cells(times, &column.list_array))
                .collect(),
        });
        Self {
            chunk_id: chunk.id(),
            entity_path: chunk.entity_path().clone(),
            is_static: chunk.is_static(),
            num_rows: chunk.num_rows() as u64,
            byte_offset: 0,
            byte_size: 0,
            uncompressed_size: 0,
            timelines: chunk.timelines().values().map(span_of_rows).collect(),
            columns: columns.collect(),
        }
    }
}

fn span_of_rows(times: &TimeColumn) -> TimeSpan {
    TimeSpan {
        timeline: times.timeline().clone(),
        range: times.range().map(|range| (*range.start(), *range.end())),
        num_rows: times.len() as u64,
    }
}

/// The span over the rows whose cell is not null; an empty list is a cell.
fn span_of_cells(times: &TimeColumn, cells: &arrow_array::ListArray) -> TimeSpan {
    let Some(nulls) = cells.nulls().filter(|nulls| nulls.null_count() > 0) else {
        return span_of_rows(times);
    };
    let with_cell = || {
        times
            .times()
            .iter()
            .zip(nulls)
            .filter(|(_, valid)| *valid)
            .map(|(t, _)| *t)
    };
    TimeSpan {
        timeline: times.timeline().clone(),
        range: with_cell().min().zip(with_cell().max()),
        num_rows: (cells.len() - nulls.null_count()) as u64,
    }
}
