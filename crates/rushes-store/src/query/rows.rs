//! Rows within one chunk.

use std::ops::Range;

use arrow_array::{Array as _, ListArray};
use arrow_buffer::NullBuffer;
use rushes_chunk::{Chunk, TimeColumn};
use rushes_core::{RowId, TimeInt, TimeRange};

/// Some rows of a chunk, in the order of time and row id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Neighbours.
    Run(Range<u32>),
    /// Any.
    Picked(Vec<u32>),
}

impl Rows {
    /// The rows of a chunk whose time is in a range, whatever is in their cells.
    pub fn in_range(chunk: &Chunk, times: &TimeColumn, range: TimeRange) -> Self {
        select(chunk, None, times, range)
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Self::Run(run) => run.len(),
            Self::Picked(rows) => rows.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The rows, one by one.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (run, picked) = match self {
            Self::Run(run) => (run.clone(), &[][..]),
            Self::Picked(rows) => (0..0, rows.as_slice()),
        };
        run.chain(picked.iter().copied())
    }
}

/// The row id of a row.
pub(crate) fn row_id(chunk: &Chunk, row: u32) -> RowId {
    let ids = chunk.row_ids_array();
    let mut bytes = [0; 16];
    if (row as usize) < ids.len() {
        bytes.copy_from_slice(ids.value(row as usize));
    }
    RowId::from_bytes(bytes)
}

/// The latest row with a cell at or before `at`: greatest time, then greatest row id.
pub(crate) fn latest(chunk: &Chunk, list: &ListArray, times: &TimeColumn, at: i64) -> Option<u32> {
    let values = times.times();
    let has_cell = |row: usize| list.is_valid(row);
    if !(times.is_sorted() && chunk.is_sorted()) {
        let rows = (0..values.len()).filter(|row| values.get(*row).is_some_and(|time| *time <= at));
        return rows
            .filter(|row| has_cell(*row))
            .map(|row| row as u32)
            .max_by_key(|row| (values.get(*row as usize).copied(), row_id(chunk, *row)));
    }
    let end = values.partition_point(|time| *time <= at);
    last_valid(list, end).map(|row| row as u32)
}

/// The earliest row with a cell at or after `at`: smallest time, then smallest row id.
pub(crate) fn earliest(
    chunk: &Chunk,
    list: &ListArray,
    times: &TimeColumn,
    at: i64,
) -> Option<u32> {
    let values = times.times();
    (0..values.len())
        .filter(|row| values.get(*row).is_some_and(|time| *time >= at) && list.is_valid(*row))
        .map(|row| row as u32)
        .min_by_key(|row| (values.get(*row as usize).copied(), row_id(chunk, *row)))
}

/// The last row before `end` with a cell.
fn last_valid(list: &ListArray, end: usize) -> Option<usize> {
    let end = end.min(list.len());
    match list.nulls().filter(|nulls| nulls.null_count() > 0) {
        None => end.checked_sub(1),
        // Backwards in runs of rows with cells, so that long gaps cost little.
        Some(nulls) => {
            let upto = nulls.inner().slice(0, end);
            upto.set_slices().last().map(|(_, end)| end - 1)
        }
    }
}

/// The row with a cell that has the greatest (or smallest) row id, whatever its time.
pub(crate) fn by_row_id(chunk: &Chunk, list: &ListArray, greatest: bool) -> Option<u32> {
    let rows = (0..list.len())
        .filter(|row| list.is_valid(*row))
        .map(|row| row as u32);
    if greatest {
        rows.max_by_key(|row| row_id(chunk, *row))
    } else {
        rows.min_by_key(|row| row_id(chunk, *row))
    }
}

/// The rows with a cell in a range of time, in the order of time and row id.
pub(crate) fn in_range(
    chunk: &Chunk,
    list: &ListArray,
    times: &TimeColumn,
    range: TimeRange,
) -> Rows {
    let nulls = list.nulls().filter(|nulls| nulls.null_count() > 0);
    select(chunk, nulls, times, range)
}

fn select(chunk: &Chunk, nulls: Option<&NullBuffer>, times: &TimeColumn, range: TimeRange) -> Rows {
    let values = times.times();
    let has_cell = |row: &u32| nulls.is_none_or(|nulls| nulls.is_valid(*row as usize));
    if times.is_sorted() && chunk.is_sorted() {
        let start = values.partition_point(|time| TimeInt::new_temporal(*time) < range.min);
        let end = values.partition_point(|time| TimeInt::new_temporal(*time) <= range.max);
        let run = start as u32..end.max(start) as u32;
        return match nulls {
            None => Rows::Run(run),
            Some(_) => picked(run.filter(has_cell).collect()),
        };
    }
    let mut rows: Vec<u32> = (0..values.len() as u32)
        .filter(|row| {
            let time = values.get(*row as usize).copied().unwrap_or_default();
            range.contains(TimeInt::new_temporal(time)) && has_cell(row)
        })
        .collect();
    rows.sort_by_cached_key(|row| (values.get(*row as usize).copied(), row_id(chunk, *row)));
    picked(rows)
}

/// As a run, if the rows are one.
fn picked(rows: Vec<u32>) -> Rows {
    match (rows.first(), rows.last()) {
        (Some(first), Some(last))
            if rows
                .windows(2)
                .all(|pair| matches!(pair, [a, b] if a.checked_add(1) == Some(*b))) =>
        {
            Rows::Run(*first..*last + 1)
        }
        (None, _) => Rows::Run(0..0),
        _ => Rows::Picked(rows),
    }
}
