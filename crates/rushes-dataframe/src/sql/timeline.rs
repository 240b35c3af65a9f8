//! The table of a timeline: the rows of all entities, joined by their times.

use std::fmt;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow_schema::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::Statistics;
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use rushes_core::{TimeRange, Timeline};

use super::conditions::{self, Condition, admits, of_expression};
use super::partitions::{Order, Span};
use super::rows::recording;
use super::scan::{Scan, Sink, Source};
use super::shape::{Column, Part, Shape};
use crate::{
    ColumnSelector, ComponentSelector, QueryEngine, QueryExpression, QueryHandle, Result,
    SparseFillStrategy,
};

/// All rows of a timeline, of all recordings.
#[derive(Debug)]
pub(super) struct TimelineTable {
    pub timeline: Timeline,
    pub parts: Vec<Part>,
    pub shape: Shape,
    /// Whether cells hold what was logged last.
    pub is_filled: bool,
}

/// Some columns of some rows of a timeline.
#[derive(Debug)]
struct TimelineSource {
    timeline: Timeline,
    shape: Shape,
    conditions: Vec<Condition>,
    parts: Vec<(String, QueryHandle)>,
    /// Windows of parts.
    pieces: Vec<(usize, TimeRange)>,
}

#[async_trait]
impl TableProvider for TimelineTable {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.shape.schema)
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        state: &dyn Session,
        projection: Option<&Vec<usize>>,
        filters: &[Expr],
        limit: Option<usize>,
    ) -> datafusion::error::Result<Arc<dyn ExecutionPlan>> {
        let shape = self.shape.project(projection)?;
        let conditions = filters
            .iter()
            .filter_map(|filter| self.conditions(filter))
            .flatten();
        let batch_rows = state.config().batch_size();
        let source = self
            .source(shape, conditions.collect(), batch_rows)
            .map_err(super::session::external)?;
        Ok(Arc::new(Scan::new(
            Arc::new(source),
            state.config().target_partitions(),
            limit,
        )))
    }

    fn supports_filters_pushdown(
        &self,
        filters: &[&Expr],
    ) -> datafusion::error::Result<Vec<TableProviderFilterPushDown>> {
        let supports = filters.iter().map(|filter| match self.conditions(filter) {
            Some(_) => TableProviderFilterPushDown::Exact,
            None => TableProviderFilterPushDown::Unsupported,
        });
        Ok(supports.collect())
    }
}

impl TimelineTable {
    fn conditions(&self, filter: &Expr) -> Option<Vec<Condition>> {
        let index = self.timeline.name();
        of_expression(filter, &|name| {
            self.shape.timeline(name).filter(|name| name == index)
        })
    }

    fn source(
        &self,
        shape: Shape,
        conditions: Vec<Condition>,
        batch_rows: usize,
    ) -> Result<TimelineSource> {
        let selection = shape.columns.iter().filter_map(|column| match column {
            Column::Recording | Column::RowId => None,
            Column::Time(timeline) => Some(ColumnSelector::Time(timeline.name().clone())),
            Column::Component(column) => Some(ColumnSelector::Component(ComponentSelector {
                entity_path: column.entity.clone(),
                component: column.component.clone(),
            })),
        });
        let mut selection: Vec<_> = selection.collect();
        // The rows must be counted by something.
        selection.push(ColumnSelector::Time(self.timeline.name().clone()));
        let (mut parts, mut pieces) = (Vec::new(), Vec::new());
        for part in self
            .parts
            .iter()
            .filter(|part| admits(&conditions, &part.name))
        {
            let entities = part.store.entities();
            let shown = entities.into_iter().filter(|path| !path.is_property());
            let query = QueryExpression {
                view_contents: Some(shown.map(|path| (path, None)).collect()),
                filtered_index_range: conditions::range(&conditions, self.timeline.name()),
                sparse_fill_strategy: match self.is_filled {
                    true => SparseFillStrategy::LatestAtGlobal,
                    false => SparseFillStrategy::None,
                },
                selection: Some(selection.clone()),
                ..QueryExpression::on(self.timeline.name().clone())
            };
            let handle =
                QueryEngine::new(part.store.clone()).query_with_batches_of(query, batch_rows)?;
            pieces.extend(handle.windows().iter().map(|window| (parts.len(), *window)));
            parts.push((part.name.clone(), handle));
        }
        Ok(TimelineSource {
            timeline: self.timeline.clone(),
            shape,
            conditions,
            parts,
            pieces,
        })
    }
}

impl Source for TimelineSource {
    fn name(&self) -> &'static str {
        "TimelineScan"
    }

    fn schema(&self) -> &SchemaRef {
        &self.shape.schema
    }

    fn rows(&self) -> Vec<u64> {
        vec![1; self.pieces.len()]
    }

    fn spans(&self, column: usize) -> Vec<Span> {
        let is_index = match self.shape.columns.get(column) {
            Some(Column::Time(timeline)) => *timeline == self.timeline,
            _ => false,
        };
        let spans = self.pieces.iter().map(|(_, window)| match is_index {
            true => Span::Values(window.min.as_i64(), window.max.as_i64()),
            false => Span::Unknown,
        });
        spans.collect()
    }

    fn orders(&self) -> Vec<usize> {
        let is_index = |column: &Column| matches!(column, Column::Time(timeline) if *timeline == self.timeline);
        self.shape
            .columns
            .iter()
            .position(is_index)
            .into_iter()
            .collect()
    }

    fn read(
        &self,
        piece: usize,
        order: Option<Order>,
        _batch_rows: usize,
        sink: Sink<'_>,
    ) -> Result<()> {
        let Some((part, window)) = self.pieces.get(piece) else {
            return Ok(());
        };
        let Some((name, handle)) = self.parts.get(*part) else {
            return Ok(());
        };
        let mut batches = handle.window(*window)?;
        let is_reversed = order.is_some_and(|order| order.descending);
        if is_reversed {
            batches.reverse();
        }
        for batch in batches {
            let mut batch = self.batch(name, &batch)?;
            if is_reversed {
                let rows =
                    arrow_array::UInt32Array::from_iter_values((0..batch.num_rows() as u32).rev());
                batch = datafusion::arrow::compute::take_record_batch(&batch, &rows)?;
            }
            if sink(batch).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn statistics(&self, _pieces: &[usize]) -> Statistics {
        Statistics::new_unknown(&self.shape.schema)
    }

    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "timeline={}, windows={}",
            self.timeline.name().as_str(),
            self.pieces.len()
        )?;
        for condition in &self.conditions {
            write!(f, ", {condition}")?;
        }
        Ok(())
    }
}

impl TimelineSource {
    fn batch(&self, name: &str, found: &RecordBatch) -> Result<RecordBatch> {
        let rows = found.num_rows();
        let mut found = found.columns().iter();
        let mut columns: Vec<ArrayRef> = Vec::with_capacity(self.shape.columns.len());
        for (column, field) in self.shape.columns.iter().zip(self.shape.schema.fields()) {
            if matches!(column, Column::Recording) {
                columns.push(recording(name, rows)?);
                continue;
            }
            let array = found.next();
            columns.push(match (column, array) {
                // What a recording does not have comes as nulls without a type.
                (Column::Component(column), Some(array)) => match array.as_list_opt::<i32>() {
                    Some(list) => column.form.column(list, &|| {
                        format!("the component {} of {}", column.component, column.entity)
                    })?,
                    None => new_null_array(field.data_type(), rows),
                },
                (_, Some(array)) if array.data_type() == field.data_type() => Arc::clone(array),
                _ => new_null_array(field.data_type(), rows),
            });
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let schema = Arc::clone(&self.shape.schema);
        Ok(RecordBatch::try_new_with_options(
            schema, columns, &options,
        )?)
    }
}
