//! What happened in a stretch of time.

use std::sync::Arc;

use arrow_array::ListArray;
use rushes_chunk::Chunk;
use rushes_core::{ChunkId, ComponentIdentifier, EntityPath, TimeInt, TimeRange, TimelineName};

use super::latest_at::{cell_at, column_of};
use super::{Cell, Fetch, LatestAtQuery, Rows, rows};
use crate::{Loaded, Result, Store};

/// A stretch of time on a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeQuery {
    /// The timeline.
    pub timeline: TimelineName,
    /// From when to when, both included.
    pub range: TimeRange,
    /// What to do about chunks that are not in memory.
    pub fetch: Fetch,
    /// Whether the last row before the range and the first behind it belong to the answer.
    pub neighbours: bool,
}

impl RangeQuery {
    /// A range on a timeline. What is not in memory is fetched.
    pub fn new(timeline: impl Into<TimelineName>, range: TimeRange) -> Self {
        Self {
            timeline: timeline.into(),
            range,
            fetch: Fetch::Load,
            neighbours: false,
        }
    }

    /// Adds the rows right before and right behind the range.
    #[must_use]
    pub fn with_neighbours(self) -> Self {
        Self {
            neighbours: true,
            ..self
        }
    }

    /// Answers from memory alone.
    #[must_use]
    pub fn from_memory(self) -> Self {
        Self {
            fetch: Fetch::Report,
            ..self
        }
    }
}

/// The rows of one component in a range.
#[derive(Clone, Debug, Default)]
pub struct RangeResult {
    /// The rows, chunk by chunk, in the order in which the chunks start. Chunks may overlap.
    pub chunks: Vec<RangeChunk>,
    /// Chunks that were not in memory: their rows are not in the answer.
    pub missing: Vec<ChunkId>,
}

/// Rows of one chunk with a cell of the component that was asked for, in the order of time and row id.
#[derive(Clone, Debug)]
pub struct RangeChunk {
    loaded: Arc<Loaded>,
    column: u32,
    timeline: Option<TimelineName>,
    rows: Rows,
}

impl RangeChunk {
    /// The chunk, with all its rows.
    pub fn chunk(&self) -> &Chunk {
        self.loaded.chunk()
    }

    /// The rows that belong to the answer.
    pub fn rows(&self) -> &Rows {
        &self.rows
    }

    /// The component's column, of all rows.
    pub fn list(&self) -> Option<&ListArray> {
        let column = self.chunk().components().get(self.column as usize)?;
        Some(&column.list_array)
    }

    /// The times of the rows, in their order. None if static.
    pub fn times(&self) -> impl Iterator<Item = i64> + '_ {
        let times = self
            .timeline
            .as_ref()
            .and_then(|name| self.chunk().timelines().get(name))
            .map(rushes_chunk::TimeColumn::times);
        let rows = times.is_some().then(|| self.rows.iter());
        rows.into_iter()
            .flatten()
            .filter_map(move |row| times?.get(row as usize).copied())
    }

    /// The cells of the rows.
    pub fn cells(&self) -> impl Iterator<Item = Cell> + '_ {
        let times = self
            .timeline
            .as_ref()
            .and_then(|name| self.chunk().timelines().get(name));
        self.rows
            .iter()
            .filter_map(move |row| cell_at(&self.loaded, self.column, times, row))
    }

    /// The rows as a chunk of their own, with the timeline and the component that were asked for
    /// only, or with all there are.
    pub fn to_chunk(&self, all_timelines: bool, all_components: bool) -> Result<Chunk> {
        let chunk = self.chunk();
        let picked = match &self.rows {
            Rows::Run(run) if run.len() == chunk.num_rows() => chunk.clone(),
            Rows::Run(run) => chunk.sliced(run.start as usize, run.len())?,
            Rows::Picked(rows) => chunk.taken(rows)?,
        };
        let timelines = picked.timelines().iter();
        let timelines =
            timelines.filter(|(name, _)| all_timelines || Some(*name) == self.timeline.as_ref());
        let components = picked.components().iter().enumerate();
        let components = components.filter(|(at, _)| all_components || *at == self.column as usize);
        Ok(Chunk::new(
            picked.id(),
            picked.entity_path().clone(),
            picked.row_ids_array().clone(),
            timelines
                .map(|(_, column)| column.clone())
                .collect::<Vec<_>>(),
            components
                .map(|(_, column)| column.clone())
                .collect::<Vec<_>>(),
        )?)
    }
}

impl Store {
    /// All rows with a cell of the component in the range; of a static component the one row that
    /// counts. What holds at the start of the range is another question: see [`Self::latest_at`].
    /// Clears do not count.
    ///
    /// Fails when a chunk cannot be fetched.
    pub fn range(
        &self,
        query: &RangeQuery,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Result<RangeResult> {
        let mut result = RangeResult::default();
        let Some(found) = self.inner.entity(entity) else {
            return Ok(result);
        };
        let state = found.state();
        let Some(column) = state.column(component) else {
            return Ok(result);
        };
        if !column.statics.is_empty() {
            let cell = self
                .inner
                .static_cell(query.fetch, column, true, &mut result.missing)?;
            result.chunks.extend(cell.map(|cell| RangeChunk {
                rows: Rows::Run(cell.row..cell.row + 1),
                column: cell.column,
                timeline: None,
                loaded: cell.loaded,
            }));
            return Ok(result);
        }
        let Some(index) = column.timeline(&query.timeline) else {
            return Ok(result);
        };
        let range = if query.neighbours {
            self.widened(query, entity, component)?
        } else {
            query.range
        };
        for span in index.intersecting(range) {
            let loaded = self
                .inner
                .load(query.fetch, &span.entry, &mut result.missing)?;
            let Some(loaded) = loaded else {
                continue;
            };
            let Some((column, list)) = column_of(&loaded, component) else {
                continue;
            };
            let Some(times) = loaded.chunk().timelines().get(&query.timeline) else {
                continue;
            };
            let rows = rows::in_range(loaded.chunk(), list, times, range);
            if !rows.is_empty() {
                result.chunks.push(RangeChunk {
                    column,
                    timeline: Some(query.timeline.clone()),
                    rows,
                    loaded,
                });
            }
        }
        Ok(result)
    }

    /// The range until the neighbouring cells.
    fn widened(
        &self,
        query: &RangeQuery,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Result<TimeRange> {
        let beside = |at: TimeInt| LatestAtQuery {
            timeline: Some(query.timeline.clone()),
            at,
            fetch: query.fetch,
        };
        let mut range = query.range;
        if range.min > TimeInt::MIN {
            let mut missing = Vec::new();
            let found = self.inner.entity(entity);
            let state = found.map(|found| found.state()).unwrap_or_default();
            let at = beside(range.min.previous());
            let before = self.inner.cell(&at, &state, component, &mut missing)?;
            range.min = before.map_or(range.min, |cell| cell.time);
        }
        if range.max < TimeInt::MAX {
            let behind = self.earliest_at_cell(&beside(range.max.next()), entity, component)?;
            range.max = behind.map_or(range.max, |cell| cell.time);
        }
        Ok(range)
    }
}
