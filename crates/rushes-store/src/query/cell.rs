//! One cell of a store.

use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, ListArray};
use rushes_chunk::Chunk;
use rushes_core::{RowId, TimeInt, TimelineName};

use crate::Loaded;

/// A cell that is not null, in its chunk. Cheap to clone; keeps the chunk in memory.
#[derive(Clone, Debug)]
pub struct Cell {
    pub(super) loaded: Arc<Loaded>,
    pub(super) column: u32,
    pub(super) row: u32,
    pub(super) time: TimeInt,
    pub(super) row_id: RowId,
}

impl Cell {
    /// Time (on the timeline that was asked for; static if it holds always) and row id: what orders cells.
    pub fn index(&self) -> (TimeInt, RowId) {
        (self.time, self.row_id)
    }

    /// The data of the chunk that the cell is in.
    pub fn loaded(&self) -> &Arc<Loaded> {
        &self.loaded
    }

    /// The chunk that the cell is in.
    pub fn chunk(&self) -> &Chunk {
        self.loaded.chunk()
    }

    /// The row in the chunk.
    pub fn row(&self) -> usize {
        self.row as usize
    }

    /// The component's column in the chunk.
    pub fn list(&self) -> Option<&ListArray> {
        let column = self.chunk().components().get(self.column as usize)?;
        Some(&column.list_array)
    }

    /// The instances: any number, also none.
    pub fn instances(&self) -> Option<ArrayRef> {
        let list = self.list()?;
        (self.row() < list.len()).then(|| list.value(self.row()))
    }

    /// The time of the row on some timeline; `None` when the chunk does not have it.
    pub fn time_on(&self, timeline: &TimelineName) -> Option<i64> {
        let times = self.chunk().timelines().get(timeline)?.times();
        times.get(self.row()).copied()
    }
}
