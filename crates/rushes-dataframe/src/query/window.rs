//! The rows of one stretch of time.

use std::sync::Arc;

use arrow_array::{Array as _, ListArray};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, RecordBatchOptions, new_null_array};
use arrow_buffer::NullBuffer;
use arrow_schema::DataType;
use foldhash::HashMap;
use rushes_chunk::schema::fields;
use rushes_chunk::{TimeColumn, row_id_array};
use rushes_core::{ChunkId, RowId, TimeInt, TimeRange, Timeline, TimelineName};
use rushes_store::{Cell, LatestAtQuery, Rows};

use super::assemble;
use super::clears::Clears;
use super::engine::Plan;
use super::picks::{self, Cells, Pick, Picks};
use super::source::{Source, times_of, union};
use super::view::Output;
use crate::Result;

/// Rows that are joined at once.
const PART_ROWS: usize = 32 << 10;

/// What is needed for the rows of a part of a window.
struct Part<'a> {
    plan: &'a Plan,
    timeline: &'a TimelineName,
    range: TimeRange,
    sources: Vec<Source>,
}

/// The cells of one column of the view, and the clears of its entity.
struct Picked<'a> {
    picks: Picks,
    clears: &'a Clears,
}

impl Plan {
    /// The rows of a window, in batches.
    pub fn answer(&self, window: TimeRange) -> Result<Vec<RecordBatch>> {
        let Some(timeline) = &self.query.filtered_index else {
            return Ok(Vec::new());
        };
        let wanted = self.wanted(window);
        if wanted.as_ref().is_some_and(Vec::is_empty) {
            return Ok(Vec::new());
        }
        let sources = self.sources(timeline, window)?;
        let mut batches = Vec::new();
        for range in parts(&sources, timeline, window) {
            let narrowed = sources.iter().filter_map(|source| {
                let times = source.times(timeline);
                source.narrowed(times, range)
            });
            let mut part = Part {
                plan: self,
                timeline,
                range,
                sources: narrowed.collect(),
            };
            let rows = part.rows(wanted.as_deref());
            if !rows.is_empty() {
                part.batches(&rows, &mut batches)?;
            }
        }
        Ok(batches)
    }

    /// The one row of static data.
    pub fn static_row(&self) -> Result<RecordBatch> {
        let columns = self.view.outputs.iter().zip(self.view.schema.fields());
        let columns = columns.map(|(output, field)| match output {
            Output::Component(at) => {
                let cell = self
                    .columns
                    .get(*at)
                    .and_then(|planned| planned.static_cell.as_ref());
                repeated(cell, field.data_type(), 1)
            }
            _ => Ok(new_null_array(field.data_type(), 1)),
        });
        self.batch(columns.collect::<Result<_>>()?, 1)
    }

    /// The chunks that the window needs.
    fn sources(&self, timeline: &TimelineName, window: TimeRange) -> Result<Vec<Source>> {
        let mut entries: HashMap<ChunkId, _> = HashMap::default();
        for (column, planned) in self.view.columns.iter().zip(&self.columns) {
            if !(planned.makes_rows || planned.is_selected) {
                continue;
            }
            let component = &column.column.descriptor.component;
            for span in self
                .store
                .spans(&column.entity_path, component, timeline, window)
            {
                entries.insert(span.entry.id(), span.entry);
            }
        }
        let mut entries: Vec<_> = entries.into_values().collect();
        entries.sort_by_key(|entry| entry.id());
        let loaded = self.store.load_all(&entries)?;
        let sources = loaded.into_iter();
        Ok(sources
            .filter_map(|loaded| Source::new(loaded, timeline, window))
            .collect())
    }

    fn batch(&self, columns: Vec<ArrayRef>, num_rows: usize) -> Result<RecordBatch> {
        let options = RecordBatchOptions::new().with_row_count(Some(num_rows));
        let schema = Arc::clone(&self.view.schema);
        Ok(RecordBatch::try_new_with_options(
            schema, columns, &options,
        )?)
    }
}

/// Cuts a window where one of its chunks has very many rows.
fn parts(sources: &[Source], timeline: &TimelineName, window: TimeRange) -> Vec<TimeRange> {
    let largest = sources.iter().max_by_key(|source| source.rows.len());
    let Some(source) = largest.filter(|source| source.rows.len() > PART_ROWS) else {
        return vec![window];
    };
    let times = source.times(timeline);
    let mut parts = Vec::new();
    let mut from = window.min;
    for row in source.rows.iter().step_by(PART_ROWS).skip(1) {
        let time = TimeInt::new_temporal(times.get(row as usize).copied().unwrap_or(i64::MIN));
        if time > from {
            parts.push(TimeRange::new(from, time.previous()));
            from = time;
        }
    }
    parts.push(TimeRange::new(from, window.max));
    parts
}

impl<'a> Part<'a> {
    /// The times of the rows: ascending, each once.
    fn rows(&self, wanted: Option<&[i64]>) -> Vec<i64> {
        let in_range = |values: &[i64]| {
            let (min, max) = (self.range.min.as_i64(), self.range.max.as_i64());
            let start = values.partition_point(|value| *value < min);
            let end = values.partition_point(|value| *value <= max);
            values.get(start..end).unwrap_or_default().to_vec()
        };
        if let (Some(values), true) = (wanted, self.plan.query.using_index_values.is_some()) {
            return in_range(values);
        }
        let mut all = Vec::new();
        for source in &self.sources {
            let lists: Vec<_> = self
                .columns_of(source)
                .filter(|(at, _)| {
                    self.plan
                        .columns
                        .get(*at)
                        .is_some_and(|column| column.makes_rows)
                })
                .map(|(_, list)| list)
                .collect();
            if !lists.is_empty() {
                all.push(times_of(source, source.times(self.timeline), &lists));
            }
        }
        for (path, clears) in &self.plan.clears {
            let mut columns = self.plan.view.columns.iter().zip(&self.plan.columns);
            if !clears.is_empty() && columns.any(|(c, p)| c.entity_path == *path && p.makes_rows) {
                all.push(clears.times(self.range));
            }
        }
        // Pairs of pairs, so that each time is looked at a few times only.
        while all.len() > 1 {
            let mut pairs = Vec::with_capacity(all.len().div_ceil(2));
            let mut lists = all.into_iter();
            while let Some(first) = lists.next() {
                pairs.push(union(first, lists.next().unwrap_or_default()));
            }
            all = pairs;
        }
        let mut rows = all.pop().unwrap_or_default();
        if let Some(values) = wanted {
            rows.retain(|row| values.binary_search(row).is_ok());
        }
        rows
    }

    /// The columns of the view that a source has cells of.
    fn columns_of<'b>(
        &'b self,
        source: &'b Source,
    ) -> impl Iterator<Item = (usize, &'b ListArray)> + 'b {
        let entity = source.chunk().entity_path();
        let columns = &self.plan.view.columns;
        let start = columns.partition_point(|column| column.entity_path < *entity);
        let of_entity = columns.iter().enumerate().skip(start);
        of_entity
            .take_while(move |(_, column)| column.entity_path == *entity)
            .filter_map(|(at, column)| {
                Some((at, source.list(&column.column.descriptor.component)?))
            })
    }

    fn batches(&mut self, rows: &[i64], batches: &mut Vec<RecordBatch>) -> Result<()> {
        let plan = self.plan;
        let needs_times = plan
            .view
            .outputs
            .iter()
            .any(|output| matches!(output, Output::Time(_) | Output::RowId));
        let mut picked = Vec::with_capacity(plan.columns.len());
        for (at, planned) in plan.columns.iter().enumerate() {
            let is_needed = planned.static_cell.is_none() && (planned.is_selected || needs_times);
            picked.push(if is_needed {
                Some(self.pick(at, rows)?)
            } else {
                None
            });
        }
        let columns = plan.view.outputs.iter().zip(plan.view.schema.fields());
        let columns = columns.map(|(output, field)| match output {
            Output::Index => Ok(self.index(rows, field.data_type())),
            Output::Time(timeline) => Ok(self.times(timeline, rows.len(), &picked)),
            Output::RowId => self.row_ids(rows.len(), &picked),
            Output::Nothing => Ok(new_null_array(field.data_type(), rows.len())),
            Output::Component(at) => self.component(*at, rows.len(), &picked, field.data_type()),
        });
        let batch = plan.batch(columns.collect::<Result<_>>()?, rows.len())?;
        let mut start = 0;
        while start < rows.len() {
            let len = plan.batch_rows.min(rows.len() - start);
            batches.push(batch.slice(start, len));
            start += len;
        }
        Ok(())
    }

    /// The cells of a column that is not static.
    fn pick(&mut self, at: usize, rows: &[i64]) -> Result<Picked<'a>> {
        static NO_CLEARS: std::sync::LazyLock<Clears> = std::sync::LazyLock::new(Clears::default);
        let plan = self.plan;
        let Some(column) = plan.view.columns.get(at) else {
            let picks = Picks::Each(vec![Pick::NONE; rows.len()]);
            return Ok(Picked {
                picks,
                clears: &NO_CLEARS,
            });
        };
        let clears = plan.clears.get(&column.entity_path).unwrap_or(&NO_CLEARS);
        let mut picks = picks::at_times(rows, &self.cells(at), &self.sources, clears);
        if plan.fills()
            && let Picks::Each(each) = &mut picks
            && each.iter().any(|pick| pick.is_none())
        {
            if plan.picks_rows() {
                self.fill_each(at, rows, each)?;
            } else {
                self.fill_all(at, rows, each, clears)?;
            }
        }
        Ok(Picked { picks, clears })
    }

    fn cells(&self, at: usize) -> Vec<Cells<'_>> {
        let Some(column) = self.plan.view.columns.get(at) else {
            return Vec::new();
        };
        let of_entity = |source: &&Source| *source.chunk().entity_path() == column.entity_path;
        let indexed = self.sources.iter().zip(0_u32..);
        indexed
            .filter(|(source, _)| of_entity(source))
            .filter_map(|(source, index)| {
                Some(Cells {
                    index,
                    source,
                    times: source.times(self.timeline),
                    list: source.list(&column.column.descriptor.component)?,
                })
            })
            .collect()
    }

    /// Fills rows by walking through all cells of the part.
    fn fill_all(
        &mut self,
        at: usize,
        rows: &[i64],
        picks: &mut [Pick],
        clears: &Clears,
    ) -> Result<()> {
        let (Some(column), Some(first)) = (self.plan.view.columns.get(at), rows.first()) else {
            return Ok(());
        };
        // What held before the first row comes from elsewhere.
        if let Some(before) = self.range.min.as_i64().min(*first).checked_sub(1) {
            let query = LatestAtQuery::new(self.timeline.clone(), before);
            let component = &column.column.descriptor.component;
            let store = &self.plan.store;
            if let Some(cell) = store.latest_at_uncleared(&query, &column.entity_path, component)? {
                self.add_source(&cell);
            }
        }
        let latest = picks::latest(rows, &self.cells(at), &self.sources);
        for ((slot, latest), row) in picks.iter_mut().zip(latest).zip(rows) {
            if !slot.is_none() || latest.is_none() {
                continue;
            }
            let source = self.sources.get(latest.source as usize);
            let index = source.and_then(|source| {
                let time = source.times(self.timeline).get(latest.row as usize)?;
                Some((*time, source.row_id(latest.row)))
            });
            if index.is_some_and(|index| clears.is_empty() || !clears.hide(index, *row)) {
                *slot = latest;
            }
        }
        Ok(())
    }

    /// Fills rows one by one: cells between them are of no interest.
    fn fill_each(&mut self, at: usize, rows: &[i64], picks: &mut [Pick]) -> Result<()> {
        let Some(column) = self.plan.view.columns.get(at) else {
            return Ok(());
        };
        let component = &column.column.descriptor.component;
        for (slot, row) in picks.iter_mut().zip(rows) {
            if slot.is_none() {
                let query = LatestAtQuery::new(self.timeline.clone(), *row);
                let store = &self.plan.store;
                if let Some(cell) = store.latest_at_cell(&query, &column.entity_path, component)? {
                    *slot = self.add_source(&cell);
                }
            }
        }
        Ok(())
    }

    /// Makes a cell from elsewhere one that can be picked.
    fn add_source(&mut self, cell: &Cell) -> Pick {
        let row = cell.row() as u32;
        let chunk = cell.chunk().id();
        let known = self.sources.iter().rposition(|source| {
            source.chunk().id() == chunk && source.rows == Rows::Run(row..row + 1)
        });
        let source = known.unwrap_or_else(|| {
            self.sources.push(Source {
                loaded: Arc::clone(cell.loaded()),
                rows: Rows::Run(row..row + 1),
            });
            self.sources.len() - 1
        });
        Pick {
            source: source as u32,
            row,
        }
    }

    fn index(&self, rows: &[i64], data_type: &DataType) -> ArrayRef {
        let time_type = fields::time_type(data_type).unwrap_or(rushes_core::TimeType::Sequence);
        let timeline = Timeline::new(self.timeline.clone(), time_type);
        TimeColumn::new(None, timeline, rows.to_vec().into()).to_arrow()
    }

    fn component(
        &self,
        at: usize,
        num_rows: usize,
        picked: &[Option<Picked<'_>>],
        data_type: &DataType,
    ) -> Result<ArrayRef> {
        let planned = self.plan.columns.get(at);
        let cell = planned.and_then(|planned| planned.static_cell.as_ref());
        let column = self.plan.view.columns.get(at);
        match (cell, picked.get(at), column) {
            (None, Some(Some(picked)), Some(column)) => {
                let component = &column.column.descriptor.component;
                assemble::column(&picked.picks, num_rows, &self.sources, component, data_type)
            }
            (cell, ..) => repeated(cell, data_type, num_rows),
        }
    }

    /// Another timeline: of each row the greatest time of its cells.
    fn times(
        &self,
        timeline: &Timeline,
        num_rows: usize,
        picked: &[Option<Picked<'_>>],
    ) -> ArrayRef {
        let mut greatest: Vec<Option<i64>> = vec![None; num_rows];
        self.each_pick(picked, |at, pick, clears| {
            let time = if pick.source == Pick::CLEAR {
                clears
                    .cell(pick.row)
                    .and_then(|cell| cell.time_on(timeline.name()))
            } else {
                let source = self.sources.get(pick.source as usize);
                source.and_then(|source| {
                    source
                        .times(timeline.name())
                        .get(pick.row as usize)
                        .copied()
                })
            };
            if let Some(slot) = greatest.get_mut(at) {
                *slot = time.max(*slot);
            }
        });
        let nulls = NullBuffer::from_iter(greatest.iter().map(Option::is_some));
        let times: Vec<_> = greatest
            .into_iter()
            .map(Option::unwrap_or_default)
            .collect();
        let times = Int64Array::new(
            times.into(),
            Some(nulls).filter(|nulls| nulls.null_count() > 0),
        );
        let data = times.into_data().into_builder();
        let data = data
            .data_type(fields::time_data_type(timeline.typ()))
            .build();
        data.map_or_else(
            |_err| new_null_array(&fields::time_data_type(timeline.typ()), num_rows),
            arrow_array::make_array,
        )
    }

    /// Of each row the greatest row id of its cells.
    fn row_ids(&self, num_rows: usize, picked: &[Option<Picked<'_>>]) -> Result<ArrayRef> {
        let mut greatest: Vec<Option<RowId>> = vec![None; num_rows];
        self.each_pick(picked, |at, pick, clears| {
            let id = picks::row_id(pick, &self.sources, clears);
            if let Some(slot) = greatest.get_mut(at) {
                *slot = Some(id).max(*slot);
            }
        });
        let nulls = NullBuffer::from_iter(greatest.iter().map(Option::is_some));
        let ids = row_id_array(greatest.into_iter().map(|id| id.unwrap_or(RowId::ZERO)))?;
        let (size, values, _) = ids.into_parts();
        let nulls = Some(nulls).filter(|nulls| nulls.null_count() > 0);
        let ids = arrow_array::FixedSizeBinaryArray::try_new(size, values, nulls)?;
        Ok(Arc::new(ids))
    }

    /// Visits all cells. Columns of one chunk mostly have the same: those are visited once.
    fn each_pick(
        &self,
        picked: &[Option<Picked<'_>>],
        mut visit: impl FnMut(usize, Pick, &Clears),
    ) {
        let mut before: Option<&Picks> = None;
        for column in picked.iter().flatten() {
            if before == Some(&column.picks) {
                continue;
            }
            before = Some(&column.picks);
            match &column.picks {
                Picks::Run { source, start } => {
                    let rows = self
                        .sources
                        .get(*source as usize)
                        .map_or(0, |source| source.rows.len());
                    for at in 0..rows as u32 {
                        let pick = Pick {
                            source: *source,
                            row: start + at,
                        };
                        visit(at as usize, pick, column.clears);
                    }
                }
                Picks::Each(picks) => {
                    for (at, pick) in picks.iter().enumerate().filter(|(_, pick)| !pick.is_none()) {
                        visit(at, *pick, column.clears);
                    }
                }
            }
        }
    }
}

/// A cell in every row; null without one.
fn repeated(cell: Option<&Cell>, data_type: &DataType, num_rows: usize) -> Result<ArrayRef> {
    let Some(cell) = cell else {
        return Ok(new_null_array(data_type, num_rows));
    };
    let list = cell.list().map(|list| list.slice(cell.row(), 1));
    match list {
        Some(list) if list.data_type() == data_type => {
            let rows = vec![0; num_rows];
            Ok(rushes_chunk::arrays::take(&list, &rows)?)
        }
        _ => Ok(new_null_array(data_type, num_rows)),
    }
}
