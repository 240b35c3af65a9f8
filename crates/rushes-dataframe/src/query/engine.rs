//! Queries and their answers, batch by batch.

use std::collections::VecDeque;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use foldhash::HashMap;
use rushes_core::{EntityPath, TimeInt, TimeRange};
use rushes_rrd::Pipeline;
use rushes_store::{Cell, LatestAtQuery, Store};

use super::clears::Clears;
use super::view::{Output, View};
use super::windows::windows;
use super::{QueryExpression, SparseFillStrategy};
use crate::{Error, Result};

/// Asks a store for tables.
#[derive(Clone, Debug)]
pub struct QueryEngine {
    store: Store,
}

/// A query whose columns are known, and whose rows can be asked for. Cheap to clone.
#[derive(Clone, Debug)]
pub struct QueryHandle {
    pub(super) plan: Arc<Plan>,
}

/// Rows of one batch, unless told otherwise.
const BATCH_ROWS: usize = 2048;

/// What is known before any window is answered.
#[derive(Debug)]
pub(super) struct Plan {
    pub store: Store,
    pub query: QueryExpression,
    pub view: View,
    /// What each column of the view is.
    pub columns: Vec<PlannedColumn>,
    pub clears: HashMap<EntityPath, Clears>,
    pub windows: Vec<TimeRange>,
    pub batch_rows: usize,
}

/// How a column of the view is answered.
#[derive(Clone, Debug)]
pub(super) struct PlannedColumn {
    /// The cell that is in all rows.
    pub static_cell: Option<Cell>,
    /// Whether its cells make rows.
    pub makes_rows: bool,
    /// Whether it is in the table.
    pub is_selected: bool,
}

impl QueryEngine {
    /// Asks this store.
    pub fn new(store: Store) -> Self {
        Self { store }
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Plans a query. Fails when static data or clears cannot be fetched.
    pub fn query(&self, query: QueryExpression) -> Result<QueryHandle> {
        self.query_with_batches_of(query, BATCH_ROWS)
    }

    /// Plans a query whose batches have at most `batch_rows` rows (at least 1).
    pub fn query_with_batches_of(
        &self,
        query: QueryExpression,
        batch_rows: usize,
    ) -> Result<QueryHandle> {
        let plan = Plan::new(&self.store, query, batch_rows.max(1))?;
        Ok(QueryHandle {
            plan: Arc::new(plan),
        })
    }
}

impl Plan {
    fn new(store: &Store, query: QueryExpression, batch_rows: usize) -> Result<Self> {
        let view = View::new(&store.schema(), &query);
        let not_null = query
            .filtered_is_not_null
            .as_ref()
            .map(|selector| view.position(selector));
        let selected = |at: usize| {
            let mut outputs = view.outputs.iter();
            outputs.any(|output| matches!(output, Output::Component(other) if *other == at))
        };
        let mut columns = Vec::with_capacity(view.columns.len());
        for (at, column) in view.columns.iter().enumerate() {
            let component = &column.column.descriptor.component;
            let only_static = LatestAtQuery::only_static();
            let static_cell =
                store.latest_at_uncleared(&only_static, &column.entity_path, component)?;
            columns.push(PlannedColumn {
                makes_rows: static_cell.is_none()
                    && not_null.is_none_or(|not_null| not_null == Some(at)),
                static_cell,
                is_selected: selected(at),
            });
        }
        let mut clears = HashMap::default();
        if let Some(index) = &query.filtered_index {
            for column in &view.columns {
                if !clears.contains_key(&column.entity_path) {
                    let of_entity = Clears::of(store, &column.entity_path, index)?;
                    clears.insert(column.entity_path.clone(), of_entity);
                }
            }
        }
        let mut plan = Self {
            store: store.clone(),
            query,
            view,
            columns,
            clears,
            windows: Vec::new(),
            batch_rows,
        };
        plan.windows = plan.windows();
        Ok(plan)
    }

    /// The range of all rows.
    fn range(&self) -> TimeRange {
        if let Some(values) = &self.query.using_index_values {
            let mut values = values.iter().filter(|value| !value.is_static());
            let Some(first) = values.next() else {
                return TimeRange::EMPTY;
            };
            return TimeRange::new(*first, *values.next_back().unwrap_or(first));
        }
        let range = self
            .query
            .filtered_index_range
            .unwrap_or(TimeRange::EVERYTHING);
        let values = self.query.filtered_index_values.as_ref();
        let ends = values.map(|values| {
            let first = values.iter().find(|value| !value.is_static());
            let ends = first.zip(values.iter().next_back());
            ends.map_or(TimeRange::EMPTY, |(first, last)| {
                TimeRange::new(*first, *last)
            })
        });
        match ends {
            None => range,
            Some(ends) => range.intersection(ends).unwrap_or(TimeRange::EMPTY),
        }
    }

    fn windows(&self) -> Vec<TimeRange> {
        let Some(index) = &self.query.filtered_index else {
            return Vec::new();
        };
        let range = self.range();
        if range.is_empty() {
            return Vec::new();
        }
        let spans = self.view.columns.iter().zip(&self.columns);
        let spans = spans.filter(|(_, planned)| planned.makes_rows || planned.is_selected);
        let spans: Vec<_> = spans
            .flat_map(|(column, _)| {
                let component = &column.column.descriptor.component;
                self.store
                    .spans(&column.entity_path, component, index, range)
            })
            .collect();
        windows(range, spans.iter())
    }

    pub fn fills(&self) -> bool {
        self.query.sparse_fill_strategy == SparseFillStrategy::LatestAtGlobal
    }

    /// Whether there may be cells between the rows, which only fill others.
    pub fn picks_rows(&self) -> bool {
        self.query.using_index_values.is_some() || self.query.filtered_index_values.is_some()
    }

    /// The rows that were asked for, in a window.
    pub fn wanted(&self, window: TimeRange) -> Option<Vec<i64>> {
        let using = self.query.using_index_values.as_ref();
        let values = using.or(self.query.filtered_index_values.as_ref())?;
        let values = values.range(window.min..=window.max);
        Some(values.copied().map(TimeInt::as_i64).collect())
    }
}

impl QueryHandle {
    /// The columns of the table.
    pub fn schema(&self) -> &SchemaRef {
        &self.plan.view.schema
    }

    /// The stretches of time that are answered one after the other.
    pub fn windows(&self) -> &[TimeRange] {
        &self.plan.windows
    }

    /// The rows of one of [`Self::windows`].
    pub fn window(&self, window: TimeRange) -> Result<Vec<RecordBatch>> {
        self.plan.answer(window)
    }

    /// The one row of a query without an index; `None` with one.
    pub fn static_row(&self) -> Result<Option<RecordBatch>> {
        if self.plan.query.filtered_index.is_some() {
            return Ok(None);
        }
        self.plan.static_row().map(Some)
    }

    /// All rows, in order. Windows are answered on all cores, ahead of who asks.
    pub fn batches(&self) -> Result<Batches> {
        Batches::new(self.clone())
    }
}

/// The rows of a query, in order.
pub struct Batches {
    handle: QueryHandle,
    pipeline: Pipeline<Result<Vec<RecordBatch>>>,
    next_window: usize,
    ready: VecDeque<RecordBatch>,
    failed: bool,
}

/// Bytes of windows that are answered ahead, and how many of them a window is assumed to need.
const AHEAD_BYTES: u64 = 64 << 20;
const WINDOW_BYTES: u64 = 16 << 20;

impl Batches {
    fn new(handle: QueryHandle) -> Result<Self> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let size_of = |batches: &Result<Vec<RecordBatch>>| match batches {
            Ok(batches) => batches
                .iter()
                .map(|b| b.get_array_memory_size() as u64)
                .sum(),
            Err(_) => 0,
        };
        let pipeline = Pipeline::new(threads, AHEAD_BYTES, size_of)
            .map_err(|err| Error::query(format!("no threads to answer with: {err}")))?;
        Ok(Self {
            ready: handle.static_row()?.into_iter().collect(),
            handle,
            pipeline,
            next_window: 0,
            failed: false,
        })
    }

    /// The columns of the table.
    pub fn schema(&self) -> &SchemaRef {
        self.handle.schema()
    }

    /// Has the next rows ready; `false` when there are none.
    fn advance(&mut self) -> Result<bool> {
        let panicked = |_| Error::query("a thread that answers the query panicked");
        while self.ready.is_empty() {
            let mut done = self.pipeline.next_due().map_err(panicked)?;
            if done.is_none()
                && let Some(window) = self.handle.windows().get(self.next_window).copied()
            {
                done = self.pipeline.make_room(WINDOW_BYTES).map_err(panicked)?;
                if done.is_none() {
                    let handle = self.handle.clone();
                    self.next_window += 1;
                    self.pipeline
                        .submit(WINDOW_BYTES, move || handle.window(window));
                    continue;
                }
            }
            let done = match done {
                Some(done) => Some(done),
                None => self.pipeline.take_next().map_err(panicked)?,
            };
            let Some(batches) = done else {
                return Ok(false);
            };
            self.ready.extend(batches?);
        }
        Ok(true)
    }
}

impl Iterator for Batches {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ready.is_empty() {
            match self.advance() {
                _ if self.failed => return None,
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.failed = true;
                    return Some(Err(error));
                }
            }
        }
        self.ready.pop_front().map(Ok)
    }
}
