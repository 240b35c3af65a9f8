//! Rows of one chunk as columns.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array as _, ArrayRef, DictionaryArray, Int32Array, ListArray, StringArray, UInt32Array,
    new_null_array,
};
use datafusion::arrow::compute::take;
use rushes_chunk::{Chunk, TimeColumn};
use rushes_core::{TimeRange, Timeline};

use super::conditions::{self, Condition};
use super::shape::ComponentColumn;
use crate::{Error, Result};

/// Some rows of a chunk, in the order in which they are read.
#[derive(Clone, Debug)]
pub(super) enum Rows {
    /// Neighbours: nothing needs to be copied.
    Run(Range<usize>),
    /// Any.
    Picked(UInt32Array),
}

/// By which times rows are ordered.
#[derive(Clone, Debug)]
pub(super) struct TimeOrder {
    pub timeline: Timeline,
    pub descending: bool,
}

impl Rows {
    /// The rows of a chunk that meet all conditions on times. Those of a chunk that lacks a timeline meet none on it.
    pub fn new(chunk: &Chunk, conditions: &[Condition], order: Option<&TimeOrder>) -> Self {
        let mut run = 0..chunk.num_rows();
        let mut scattered = Vec::new();
        for condition in conditions {
            let Condition::Time(timeline, _) = condition else {
                continue;
            };
            let range = conditions::range(conditions, timeline).unwrap_or(TimeRange::EVERYTHING);
            match chunk.timelines().get(timeline) {
                None => return Self::Run(0..0),
                Some(times) if times.is_sorted() => {
                    let times = times.times();
                    let start = times.partition_point(|time| *time < range.min.as_i64());
                    let end = times.partition_point(|time| *time <= range.max.as_i64());
                    run = run.start.max(start)..run.end.min(end);
                }
                Some(times) => scattered.push((times, range)),
            }
        }
        if run.is_empty() {
            return Self::Run(0..0);
        }
        let column = order.and_then(|order| {
            let times = chunk.timelines().get(order.timeline.name())?;
            Some((times, order.descending))
        });
        match column {
            None if scattered.is_empty() => Self::Run(run),
            Some((times, false)) if scattered.is_empty() && times.is_sorted() => Self::Run(run),
            _ => {
                let meets = |row: &u32| {
                    scattered.iter().all(|(times, range)| {
                        let time = times.times().get(*row as usize);
                        time.is_some_and(|time| {
                            range.min.as_i64() <= *time && *time <= range.max.as_i64()
                        })
                    })
                };
                let mut rows: Vec<u32> = (run.start as u32..run.end as u32).filter(meets).collect();
                if let Some((times, descending)) = column {
                    sort(&mut rows, times, descending);
                }
                Self::Picked(rows.into())
            }
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Self::Run(run) => run.len(),
            Self::Picked(rows) => rows.len(),
        }
    }

    /// Some of them: at most `len`, from `offset`.
    pub fn slice(&self, offset: usize, len: usize) -> Self {
        let start = offset.min(self.len());
        let len = len.min(self.len() - start);
        match self {
            Self::Run(run) => Self::Run(run.start + start..run.start + start + len),
            Self::Picked(rows) => Self::Picked(rows.slice(start, len)),
        }
    }

    /// The values of a column in these rows.
    fn of(&self, column: &ArrayRef) -> Result<ArrayRef> {
        match self {
            Self::Run(run) => Ok(column.slice(run.start, run.len())),
            Self::Picked(rows) => Ok(take(column, rows, None)?),
        }
    }

    fn of_list(&self, list: &ListArray) -> Result<ListArray> {
        match self {
            Self::Run(run) => Ok(list.slice(run.start, run.len())),
            Self::Picked(rows) => {
                let taken = take(list, rows, None)?;
                let taken = taken.as_list_opt::<i32>().cloned();
                taken.ok_or_else(|| Error::query("a list is none"))
            }
        }
    }

    /// Their row ids.
    pub fn ids(&self, chunk: &Chunk) -> Result<ArrayRef> {
        let ids: ArrayRef = Arc::new(chunk.row_ids_array().clone());
        self.of(&ids)
    }

    /// Their times; nulls where the chunk lacks the timeline.
    pub fn times(&self, chunk: &Chunk, timeline: &Timeline) -> Result<ArrayRef> {
        match chunk.timelines().get(timeline.name()) {
            Some(times) if times.timeline().typ() == timeline.typ() => self.of(&times.to_arrow()),
            Some(times) => Err(Error::query(format!(
                "the timeline {:?} is a {:?} in one recording and a {:?} in another; ask for each apart",
                timeline.name().as_str(),
                timeline.typ(),
                times.timeline().typ(),
            ))),
            None => {
                let data_type = rushes_chunk::schema::fields::time_data_type(timeline.typ());
                Ok(new_null_array(&data_type, self.len()))
            }
        }
    }

    /// Their cells of a component; nulls where the chunk lacks it.
    pub fn cells(&self, chunk: &Chunk, column: &ComponentColumn) -> Result<ArrayRef> {
        let Some(found) = chunk.component(&column.component) else {
            return Ok(new_null_array(&column.form.data_type(), self.len()));
        };
        let list = self.of_list(&found.list_array)?;
        column.form.column(&list, &|| {
            format!(
                "the component {} of {}",
                column.component,
                chunk.entity_path()
            )
        })
    }
}

fn sort(rows: &mut [u32], times: &TimeColumn, descending: bool) {
    let at = |row: &u32| times.times().get(*row as usize).copied();
    if !times.is_sorted() {
        rows.sort_by_key(at);
    }
    if descending {
        rows.reverse();
    }
}

/// A column that is the same in all rows.
pub(super) fn constant(value: &ArrayRef, rows: usize) -> Result<ArrayRef> {
    match rows {
        1 => Ok(Arc::clone(value)),
        _ => Ok(take(value, &UInt32Array::from_value(0, rows), None)?),
    }
}

/// The name of a recording in all rows.
pub(super) fn recording(name: &str, rows: usize) -> Result<ArrayRef> {
    let values = StringArray::from_iter_values([name]);
    let keys = Int32Array::from_value(0, rows);
    Ok(Arc::new(DictionaryArray::try_new(keys, Arc::new(values))?))
}
