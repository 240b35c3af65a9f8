//! Rows of one shape: the same timelines, the same components.

use rushes_chunk::{Chunk, Result, SerializedComponentBatch, TimeColumn, row_id_array};
use rushes_core::{ChunkId, EntityPath, RowId, TimeCell, Timeline, TimelineName};

use super::column::Column;
use crate::times::{RowTimes, Shape};

/// Bytes of values that one group holds at most, however large chunks may get: well below what
/// the offsets of Arrow can count.
const MAX_BYTES: u64 = 1 << 30;

/// A row of so many bytes is a chunk of its own where others of its kind follow: to put it together
/// with them would only mean copying it.
const LARGE_ROW_BYTES: u64 = 256 << 10;

/// How the batches of a row go into the columns of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fit {
    /// One after the other.
    InOrder,
    /// To be looked up.
    Mixed,
}

/// Rows that will be one chunk, as columns that grow.
#[derive(Debug)]
pub(crate) struct Group {
    row_ids: Vec<RowId>,
    times: Vec<(Timeline, Vec<i64>)>,
    /// That of a row which had these timelines.
    shape: Shape,
    columns: Vec<Column>,
    bytes: u64,
}

impl Group {
    /// A group without rows, for rows of this shape.
    pub(crate) fn new(times: &RowTimes, batches: &[SerializedComponentBatch]) -> Self {
        Self {
            row_ids: Vec::new(),
            times: times
                .cells()
                .iter()
                .map(|(name, cell)| (Timeline::new(name, cell.typ()), Vec::new()))
                .collect(),
            shape: times.shape(),
            columns: batches
                .iter()
                .map(|batch| Column::new(batch.descriptor.clone(), batch.array.data_type().clone()))
                .collect(),
            bytes: 0,
        }
    }

    /// Whether a row has this shape. The components of the row are all different.
    pub(crate) fn fit(
        &self,
        times: &RowTimes,
        batches: &[SerializedComponentBatch],
    ) -> Option<Fit> {
        let has_timelines = self.shape == times.shape() || self.has_timelines(times.cells());
        if !has_timelines || self.columns.len() != batches.len() {
            return None;
        }
        let mut pairs = self.columns.iter().zip(batches);
        if pairs.all(|(column, batch)| column.takes(&batch.descriptor, &batch.array)) {
            return Some(Fit::InOrder);
        }
        let has_column = |batch| self.column_for(batch).is_some();
        batches.iter().all(has_column).then_some(Fit::Mixed)
    }

    fn has_timelines(&self, cells: &[(TimelineName, TimeCell)]) -> bool {
        let mut pairs = self.times.iter().zip(cells);
        self.times.len() == cells.len()
            && pairs.all(|((timeline, _), (name, cell))| {
                timeline.typ() == cell.typ() && timeline.name() == name
            })
    }

    fn column_for(&self, batch: &SerializedComponentBatch) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.position(|column| column.takes(&batch.descriptor, &batch.array))
    }

    /// Whether a row of so many bytes and values belongs into another chunk.
    pub(crate) fn is_full(&self, row_bytes: u64, batches: &[SerializedComponentBatch]) -> bool {
        if self.row_ids.is_empty() {
            return false;
        }
        let largest = self.columns.iter().map(Column::num_values).max();
        let added = batches.iter().map(|batch| batch.array.len()).max();
        let values = largest.unwrap_or(0).saturating_add(added.unwrap_or(0));
        row_bytes >= LARGE_ROW_BYTES
            || self.has_large_rows()
            || self.bytes.saturating_add(row_bytes) > MAX_BYTES
            || i32::try_from(values).is_err()
    }

    fn has_large_rows(&self) -> bool {
        self.bytes >= LARGE_ROW_BYTES.saturating_mul(self.row_ids.len().max(1) as u64)
    }

    /// Adds a row of this shape, which fits in so.
    pub(crate) fn push(
        &mut self,
        fit: Fit,
        row_id: RowId,
        times: &RowTimes,
        batches: impl IntoIterator<Item = SerializedComponentBatch>,
        bytes: u64,
    ) {
        self.row_ids.push(row_id);
        self.shape = times.shape();
        for ((_, column), (_, cell)) in self.times.iter_mut().zip(times.cells()) {
            column.push(cell.as_i64());
        }
        for (index, batch) in batches.into_iter().enumerate() {
            let column = match fit {
                Fit::InOrder => Some(index),
                Fit::Mixed => self.column_for(&batch),
            };
            if let Some(column) = column.and_then(|column| self.columns.get_mut(column)) {
                column.push(batch.array);
            }
        }
        self.bytes += bytes;
    }

    /// Number of rows.
    pub(crate) fn num_rows(&self) -> usize {
        self.row_ids.len()
    }

    /// Bytes that the rows were counted with.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The first row that was added.
    pub(crate) fn first_row_id(&self) -> Option<RowId> {
        self.row_ids.first().copied()
    }

    /// The rows; an empty group of the same shape, with room for as many, stays.
    pub(crate) fn take(&mut self) -> Self {
        let empty = Self {
            row_ids: Vec::with_capacity(self.row_ids.len()),
            times: self
                .times
                .iter()
                .map(|(timeline, times)| (timeline.clone(), Vec::with_capacity(times.len())))
                .collect(),
            shape: self.shape,
            columns: self.columns.iter().map(Column::new_like).collect(),
            bytes: 0,
        };
        std::mem::replace(self, empty)
    }

    /// Whether the rows of both may be in one chunk.
    pub(crate) fn can_join(&self, other: &Self) -> bool {
        let fits = |theirs: &Column| {
            let mut mine = self.columns.iter();
            mine.find(|mine| mine.same_type(theirs))
                .is_some_and(|mine| i32::try_from(mine.num_values() + theirs.num_values()).is_ok())
        };
        self.columns.len() == other.columns.len()
            && self.times.len() == other.times.len()
            && self
                .times
                .iter()
                .zip(&other.times)
                .all(|((mine, _), (theirs, _))| mine == theirs)
            && other.columns.iter().all(fits)
            && self.bytes.saturating_add(other.bytes) <= MAX_BYTES
            && !self.has_large_rows()
            && !other.has_large_rows()
    }

    /// Adds the rows of a group that can join.
    pub(crate) fn join(&mut self, other: Self) {
        self.row_ids.extend(other.row_ids);
        for ((_, mine), (_, theirs)) in self.times.iter_mut().zip(other.times) {
            mine.extend(theirs);
        }
        for theirs in other.columns {
            let mut mine = self.columns.iter_mut();
            if let Some(mine) = mine.find(|mine| mine.same_type(&theirs)) {
                mine.append(theirs);
            }
        }
        self.bytes += other.bytes;
    }

    /// The rows as a chunk, sorted by row id.
    pub(crate) fn into_chunk(self, entity_path: EntityPath) -> Result<Chunk> {
        let timelines = self.times.into_iter();
        let timelines =
            timelines.map(|(timeline, times)| TimeColumn::new(None, timeline, times.into()));
        let columns = self.columns.into_iter().map(Column::finish);
        let chunk = Chunk::new(
            ChunkId::new(),
            entity_path,
            row_id_array(self.row_ids)?,
            timelines,
            columns.collect::<Result<Vec<_>>>()?,
        )?;
        chunk.sorted_by_row_id()
    }
}
