//! Where the cells of a window are: rows of chunks, in the order of time.

use std::sync::Arc;

use arrow_array::{Array as _, ListArray};
use arrow_buffer::NullBuffer;
use rushes_chunk::{Chunk, TimeColumn};
use rushes_core::{ComponentIdentifier, RowId, TimeRange, TimelineName};
use rushes_store::{Loaded, Rows};

/// The rows of one chunk in a window.
#[derive(Clone, Debug)]
pub(super) struct Source {
    pub loaded: Arc<Loaded>,
    /// In the order of time and row id.
    pub rows: Rows,
}

impl Source {
    /// All rows of a chunk in a range.
    pub fn new(loaded: Arc<Loaded>, timeline: &TimelineName, range: TimeRange) -> Option<Self> {
        let rows = rushes_store::Rows::in_range(
            loaded.chunk(),
            loaded.chunk().timelines().get(timeline)?,
            range,
        );
        (!rows.is_empty()).then_some(Self { loaded, rows })
    }

    pub fn chunk(&self) -> &Chunk {
        self.loaded.chunk()
    }

    /// The part of it in a smaller range.
    pub fn narrowed(&self, times: &[i64], range: TimeRange) -> Option<Self> {
        let (min, max) = (range.min.as_i64(), range.max.as_i64());
        let at = |row: u32| times.get(row as usize).copied().unwrap_or(i64::MAX);
        let rows = match &self.rows {
            Rows::Run(run) => {
                let all = times.get(run.start as usize..run.end as usize)?;
                let start = all.partition_point(|time| *time < min) as u32;
                let end = all.partition_point(|time| *time <= max) as u32;
                Rows::Run(run.start + start..run.start + end.max(start))
            }
            Rows::Picked(rows) => {
                let start = rows.partition_point(|row| at(*row) < min);
                let end = rows.partition_point(|row| at(*row) <= max);
                Rows::Picked(rows.get(start..end.max(start))?.to_vec())
            }
        };
        (!rows.is_empty()).then(|| Self {
            loaded: Arc::clone(&self.loaded),
            rows,
        })
    }

    pub fn times<'a>(&'a self, timeline: &TimelineName) -> &'a [i64] {
        let column = self.chunk().timelines().get(timeline);
        column.map(TimeColumn::times).map_or(&[], |times| times)
    }

    pub fn list(&self, component: &ComponentIdentifier) -> Option<&ListArray> {
        self.chunk()
            .component(component)
            .map(|column| &column.list_array)
    }

    pub fn row_id(&self, row: u32) -> RowId {
        let ids = self.chunk().row_ids_array();
        let mut bytes = [0; 16];
        if (row as usize) < ids.len() {
            bytes.copy_from_slice(ids.value(row as usize));
        }
        RowId::from_bytes(bytes)
    }
}

/// The nulls of a column, if it has any.
pub(super) fn nulls(list: &ListArray) -> Option<&NullBuffer> {
    list.nulls().filter(|nulls| nulls.null_count() > 0)
}

/// The times of the rows that have a cell in one of the lists: ascending, each once.
pub(super) fn times_of(source: &Source, times: &[i64], lists: &[&ListArray]) -> Vec<i64> {
    let any_dense = lists.iter().any(|list| nulls(list).is_none());
    let has_cell = |row: u32| any_dense || lists.iter().any(|list| list.is_valid(row as usize));
    let mut found = match &source.rows {
        Rows::Run(run) if any_dense => {
            let run = times.get(run.start as usize..run.end as usize);
            run.unwrap_or_default().to_vec()
        }
        rows => rows
            .iter()
            .filter(|row| has_cell(*row))
            .filter_map(|row| times.get(row as usize).copied())
            .collect(),
    };
    found.dedup();
    found
}

/// The union of two ascending lists.
pub(super) fn union(a: Vec<i64>, b: Vec<i64>) -> Vec<i64> {
    if b.is_empty() || a == b {
        return a;
    }
    if a.is_empty() {
        return b;
    }
    if a.last() < b.first() {
        return [a, b].concat();
    }
    let mut both = Vec::with_capacity(a.len() + b.len());
    let (mut a, mut b) = (a.into_iter().peekable(), b.into_iter().peekable());
    loop {
        let next = match (a.peek(), b.peek()) {
            (Some(x), Some(y)) => {
                let next = *x.min(y);
                a.next_if_eq(&next);
                b.next_if_eq(&next);
                next
            }
            (Some(_), None) => {
                both.extend(a);
                return both;
            }
            (None, _) => {
                both.extend(b);
                return both;
            }
        };
        both.push(next);
    }
}
