//! What holds at a time.

use std::sync::Arc;

use rushes_core::{ChunkId, ComponentIdentifier, EntityPath, RowId, TimeInt, TimelineName};

use super::{Cell, Fetch, rows};
use crate::index::{ColumnState, EntityState};
use crate::store::Inner;
use crate::{ChunkEntry, Loaded, Result, Store};

/// A time on a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LatestAtQuery {
    /// The timeline; `None` asks for static data only.
    pub timeline: Option<TimelineName>,
    /// The time, included.
    pub at: TimeInt,
    /// What to do about chunks that are not in memory.
    pub fetch: Fetch,
}

impl LatestAtQuery {
    /// At `at` on a timeline. What is not in memory is fetched.
    pub fn new(timeline: impl Into<TimelineName>, at: impl Into<i64>) -> Self {
        Self {
            timeline: Some(timeline.into()),
            at: TimeInt::new_temporal(at.into()),
            fetch: Fetch::Load,
        }
    }

    /// Static data.
    pub fn only_static() -> Self {
        Self {
            timeline: None,
            at: TimeInt::MIN,
            fetch: Fetch::Load,
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

/// What holds of one entity. Each component is answered on its own: cells may be of different rows.
#[derive(Clone, Debug, Default)]
pub struct LatestAt {
    /// One cell for each component that has one, in the order asked for.
    pub cells: Vec<(ComponentIdentifier, Cell)>,
    /// Chunks that were not in memory, and without which some component has no answer.
    pub missing: Vec<ChunkId>,
}

impl LatestAt {
    /// The cell of a component.
    pub fn get(&self, component: &ComponentIdentifier) -> Option<&Cell> {
        let (_, cell) = self.cells.iter().find(|(other, _)| other == component)?;
        Some(cell)
    }

    /// The greatest time and row id of all cells.
    pub fn max_index(&self) -> Option<(TimeInt, RowId)> {
        self.cells.iter().map(|(_, cell)| cell.index()).max()
    }

    /// The smallest time and row id of all cells.
    pub fn min_index(&self) -> Option<(TimeInt, RowId)> {
        self.cells.iter().map(|(_, cell)| cell.index()).min()
    }
}

impl Store {
    /// What holds of an entity at a time: of the given components, the cell with the greatest time at
    /// or before it, and of several at that time the one with the greatest row id. Static cells hold
    /// always, and hide all others. Cleared ones do not hold.
    ///
    /// Fails when a chunk cannot be fetched.
    pub fn latest_at<'a>(
        &self,
        query: &LatestAtQuery,
        entity: &EntityPath,
        components: impl IntoIterator<Item = &'a ComponentIdentifier>,
    ) -> Result<LatestAt> {
        let mut answer = LatestAt::default();
        let Some(found) = self.inner.entity(entity) else {
            return Ok(answer);
        };
        let state = found.peek();
        let Some(clear) = self.inner.clear_index(query, entity, &mut answer.missing)? else {
            // Whether something was cleared is not known: nothing temporal is certain.
            return Ok(answer);
        };
        for component in components {
            let cell = self
                .inner
                .cell(query, &state, component, &mut answer.missing)?;
            let cell = cell.filter(|cell| clear.keeps(cell, component));
            answer
                .cells
                .extend(cell.map(|cell| (component.clone(), cell)));
        }
        answer.missing.sort_unstable();
        answer.missing.dedup();
        Ok(answer)
    }

    /// What holds of all components of an entity at a time. See [`Self::latest_at`].
    pub fn latest_at_all(&self, query: &LatestAtQuery, entity: &EntityPath) -> Result<LatestAt> {
        let components = self.components_of(entity);
        self.latest_at(query, entity, &components)
    }

    /// The cell that holds of one component at a time. See [`Self::latest_at`]; a chunk that is not in
    /// memory and not to be fetched makes it `None`.
    pub fn latest_at_cell(
        &self,
        query: &LatestAtQuery,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Result<Option<Cell>> {
        let Some(found) = self.inner.entity(entity) else {
            return Ok(None);
        };
        let mut missing = Vec::new();
        let cell = self
            .inner
            .cell(query, &found.peek(), component, &mut missing)?;
        let Some(cell) = cell else {
            return Ok(None);
        };
        let clear = self.inner.clear_index(query, entity, &mut missing)?;
        Ok(clear.and_then(|clear| clear.keeps(&cell, component).then_some(cell)))
    }

    /// The cell with the greatest time and row id, whether or not it was cleared since.
    pub fn latest_at_uncleared(
        &self,
        query: &LatestAtQuery,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Result<Option<Cell>> {
        let Some(found) = self.inner.entity(entity) else {
            return Ok(None);
        };
        self.inner
            .cell(query, &found.peek(), component, &mut Vec::new())
    }

    /// All rows of a component at the time of the cell that holds, ordered by row id. A static
    /// component has exactly one.
    pub fn latest_at_all_rows(
        &self,
        query: &LatestAtQuery,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Result<Vec<Cell>> {
        let Some(cell) = self.latest_at_cell(query, entity, component)? else {
            return Ok(Vec::new());
        };
        let (Some(timeline), false) = (&query.timeline, cell.time.is_static()) else {
            return Ok(vec![cell]);
        };
        let at = super::RangeQuery {
            timeline: timeline.clone(),
            range: rushes_core::TimeRange::point(cell.time),
            fetch: query.fetch,
            neighbours: false,
        };
        let mut cells: Vec<_> = self
            .range(&at, entity, component)?
            .chunks
            .iter()
            .flat_map(super::RangeChunk::cells)
            .collect();
        cells.sort_by_key(|cell| cell.row_id);
        Ok(cells)
    }

    /// The cell with the smallest time at or after `query.at`; of static ones that with the smallest row
    /// id. Clears do not count.
    pub fn earliest_at_cell(
        &self,
        query: &LatestAtQuery,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Result<Option<Cell>> {
        let Some(found) = self.inner.entity(entity) else {
            return Ok(None);
        };
        let state = found.state();
        let Some(column) = state.column(component) else {
            return Ok(None);
        };
        let mut missing = Vec::new();
        if !column.statics.is_empty() {
            return self
                .inner
                .static_cell(query.fetch, column, false, &mut missing);
        }
        let index = query
            .timeline
            .as_ref()
            .and_then(|name| column.timeline(name));
        let mut best: Option<Cell> = None;
        let later = rushes_core::TimeRange::new(query.at, TimeInt::MAX);
        for span in index
            .into_iter()
            .flat_map(|index| index.intersecting(later))
        {
            if best
                .as_ref()
                .is_some_and(|best| span.start > best.time.as_i64())
            {
                break;
            }
            let Some(loaded) = self.inner.load(query.fetch, &span.entry, &mut missing)? else {
                continue;
            };
            let cell = query.timeline.as_ref().and_then(|timeline| {
                let (at, list) = column_of(&loaded, component)?;
                let times = loaded.chunk().timelines().get(timeline)?;
                let row = rows::earliest(loaded.chunk(), list, times, query.at.as_i64())?;
                cell_at(&loaded, at, Some(times), row)
            });
            let is_better =
                |cell: &Cell| best.as_ref().is_none_or(|best| cell.index() < best.index());
            if let Some(cell) = cell.filter(is_better) {
                best = Some(cell);
            }
        }
        Ok(best.filter(|_| missing.is_empty()))
    }
}

impl Inner {
    /// The cell of one component, whether cleared or not. `None` if a chunk that matters is missing.
    pub(crate) fn cell(
        &self,
        query: &LatestAtQuery,
        state: &EntityState,
        component: &ComponentIdentifier,
        missing: &mut Vec<ChunkId>,
    ) -> Result<Option<Cell>> {
        let Some(column) = state.column(component) else {
            return Ok(None);
        };
        if !column.statics.is_empty() {
            return self.static_cell(query.fetch, column, true, missing);
        }
        let Some(timeline) = &query.timeline else {
            return Ok(None);
        };
        let Some(index) = column.timeline(timeline) else {
            return Ok(None);
        };
        let already_missing = missing.len();
        let at = query.at.as_i64();
        let mut best: Option<Cell> = None;
        index.visit_back(at, |span| {
            if let Some(loaded) = self.load(query.fetch, &span.entry, missing)? {
                let cell = latest_in(loaded, component, timeline, at);
                let is_better =
                    |cell: &Cell| best.as_ref().is_none_or(|best| cell.index() > best.index());
                if let Some(cell) = cell.filter(is_better) {
                    best = Some(cell);
                }
            }
            let floor = best.as_ref().map_or(i64::MIN, |best| best.time.as_i64());
            Ok::<_, crate::Error>(floor)
        })?;
        Ok(best.filter(|_| missing.len() == already_missing))
    }

    /// The static cell that counts: of the greatest row id, or of the smallest.
    pub(crate) fn static_cell(
        &self,
        fetch: Fetch,
        column: &ColumnState,
        greatest: bool,
        missing: &mut Vec<ChunkId>,
    ) -> Result<Option<Cell>> {
        let already_missing = missing.len();
        let mut best: Option<Cell> = None;
        for entry in &column.statics {
            let Some(loaded) = self.load(fetch, entry, missing)? else {
                continue;
            };
            let Some((at, list)) = column_of(&loaded, &column.descriptor.component) else {
                continue;
            };
            let row = rows::by_row_id(loaded.chunk(), list, greatest);
            let Some(cell) = row.and_then(|row| cell_at(&loaded, at, None, row)) else {
                continue;
            };
            let order = best.as_ref().map(|best| cell.row_id.cmp(&best.row_id));
            if order.is_none_or(|order| {
                if greatest {
                    order.is_gt()
                } else {
                    order.is_lt()
                }
            }) {
                best = Some(cell);
            }
        }
        Ok(best.filter(|_| missing.len() == already_missing))
    }

    /// The data of a chunk, fetched if need be; `None` if it is missing.
    pub(crate) fn load(
        &self,
        fetch: Fetch,
        entry: &Arc<ChunkEntry>,
        missing: &mut Vec<ChunkId>,
    ) -> Result<Option<Arc<Loaded>>> {
        if let Some(loaded) = entry.loaded() {
            return Ok(Some(loaded));
        }
        match fetch {
            Fetch::Load => self.fetch(entry).map(Some),
            Fetch::Report => {
                missing.push(entry.id());
                Ok(None)
            }
        }
    }
}

/// The latest cell in one chunk.
fn latest_in(
    loaded: Arc<Loaded>,
    component: &ComponentIdentifier,
    timeline: &TimelineName,
    at: i64,
) -> Option<Cell> {
    let chunk = loaded.chunk();
    let (column, list) = column_of(&loaded, component)?;
    let times = chunk.timelines().get(timeline)?;
    let row = rows::latest(chunk, list, times, at)?;
    cell_at(&loaded, column, Some(times), row)
}

/// The component's column in a chunk, and where it is.
pub(super) fn column_of<'a>(
    loaded: &'a Loaded,
    component: &ComponentIdentifier,
) -> Option<(u32, &'a arrow_array::ListArray)> {
    let mut columns = loaded.chunk().components().iter().enumerate();
    let (at, column) = columns.find(|(_, column)| column.descriptor.component == *component)?;
    Some((at as u32, &column.list_array))
}

pub(super) fn cell_at(
    loaded: &Arc<Loaded>,
    column: u32,
    times: Option<&rushes_chunk::TimeColumn>,
    row: u32,
) -> Option<Cell> {
    let time = match times {
        None => TimeInt::STATIC,
        Some(times) => TimeInt::new_temporal(*times.times().get(row as usize)?),
    };
    Some(Cell {
        row_id: rows::row_id(loaded.chunk(), row),
        loaded: Arc::clone(loaded),
        column,
        row,
        time,
    })
}
