//! Which times the rows of a chunk have: of all of them, and of those with a cell.

use arrow_array::Array as _;
use rushes_core::{ComponentDescriptor, Timeline};

use crate::{Chunk, TimeColumn};

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

impl Chunk {
    /// The times of all rows, one span per timeline.
    pub fn time_spans(&self) -> Vec<TimeSpan> {
        self.timelines().values().map(span_of_rows).collect()
    }

    /// The components, each with the times of its cells.
    pub fn column_indexes(&self) -> Vec<ColumnIndex> {
        let columns = self.components().iter().map(|column| ColumnIndex {
            descriptor: column.descriptor.clone(),
            timelines: self
                .timelines()
                .values()
                .map(|times| span_of_cells(times, &column.list_array))
                .collect(),
        });
        columns.collect()
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
