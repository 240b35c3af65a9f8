//! The table of an entity: its rows, as they were logged.

use std::fmt;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, new_null_array};
use arrow_schema::SchemaRef;
use async_trait::async_trait;
use datafusion::catalog::{Session, TableProvider};
use datafusion::common::stats::Precision;
use datafusion::common::{ColumnStatistics, ScalarValue, Statistics};
use datafusion::logical_expr::{Expr, TableProviderFilterPushDown, TableType};
use datafusion::physical_plan::ExecutionPlan;
use rushes_core::{EntityPath, TimeRange, TimeType, Timeline};
use rushes_store::{ChunkEntry, LatestAtQuery};

use super::conditions::{self, Condition, admits, of_expression};
use super::partitions::{Order, Span};
use super::rows::{Rows, TimeOrder, constant, recording};
use super::scan::{Scan, Sink, Source};
use super::shape::{Column, Part, Shape, is_clear};
use crate::Result;

/// The rows of an entity, of all recordings.
///
/// Static data are in every row of the entity's plain table, for they hold always; without other data, they are its
/// one row. As recorded, they are rows without times.
#[derive(Debug)]
pub(super) struct EntityTable {
    pub path: EntityPath,
    pub parts: Vec<Part>,
    pub shape: Shape,
    /// Whether it is as recorded.
    pub is_raw: bool,
}

/// Some columns of some rows of an entity.
#[derive(Debug)]
struct EntitySource {
    path: EntityPath,
    parts: Vec<Part>,
    shape: Shape,
    conditions: Vec<Condition>,
    pieces: Vec<Piece>,
    /// Of each part the static columns: where they are, and their one value.
    statics: Vec<Vec<(usize, ArrayRef)>>,
    /// Chunks, with those that no row is read of.
    num_chunks: usize,
}

#[derive(Debug)]
struct Piece {
    part: usize,
    /// `None`: the one row of a recording that has only static data.
    entry: Option<Arc<ChunkEntry>>,
}

/// Bytes of static data that are repeated in one batch.
const REPEATED_BYTES: usize = 32 << 20;

#[async_trait]
impl TableProvider for EntityTable {
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
        let source = self
            .source(shape, conditions.collect())
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

impl EntityTable {
    fn conditions(&self, filter: &Expr) -> Option<Vec<Condition>> {
        of_expression(filter, &|name| self.shape.timeline(name))
    }

    fn source(&self, shape: Shape, conditions: Vec<Condition>) -> Result<EntitySource> {
        let mut source = EntitySource {
            path: self.path.clone(),
            parts: self.parts.clone(),
            shape,
            conditions,
            pieces: Vec::new(),
            statics: Vec::new(),
            num_chunks: 0,
        };
        for (at, part) in self.parts.iter().enumerate() {
            let entries = part.store.chunks_of(&self.path);
            source.num_chunks += entries.len();
            source.statics.push(match self.is_raw {
                true => Vec::new(),
                false => self.statics(part, &source.shape)?,
            });
            if !admits(&source.conditions, &part.name) {
                continue;
            }
            let read: Vec<_> = match self.is_raw {
                true => entries.clone(),
                false => entries
                    .iter()
                    .filter(|entry| self.has_rows(part, entry))
                    .cloned()
                    .collect(),
            };
            let has_times = source
                .conditions
                .iter()
                .any(|it| matches!(it, Condition::Time(..)));
            if read.is_empty() && !entries.is_empty() && !self.is_raw && !has_times {
                source.pieces.push(Piece {
                    part: at,
                    entry: None,
                });
            }
            let read = read
                .into_iter()
                .filter(|entry| may_meet(entry, &source.conditions));
            let read: Vec<_> = read
                .map(|entry| Piece {
                    part: at,
                    entry: Some(entry),
                })
                .collect();
            source.pieces.extend(read);
        }
        Ok(source)
    }

    /// Whether the rows of a chunk are rows of the plain table: of a chunk of static data, of such as static data
    /// hide, and of removals, they are not.
    fn has_rows(&self, part: &Part, entry: &ChunkEntry) -> bool {
        let counts = |component| {
            !is_clear(component) && part.store.static_chunks(&self.path, component).is_empty()
        };
        let mut columns = entry.meta().columns.iter();
        !entry.meta().is_static && columns.any(|column| counts(&column.descriptor.component))
    }

    fn statics(&self, part: &Part, shape: &Shape) -> Result<Vec<(usize, ArrayRef)>> {
        let mut found = Vec::new();
        for (at, column) in shape.columns.iter().enumerate() {
            let Column::Component(column) = column else {
                continue;
            };
            let query = LatestAtQuery::only_static();
            let cell = part
                .store
                .latest_at_uncleared(&query, &self.path, &column.component)?;
            if let Some(list) = cell
                .as_ref()
                .and_then(|cell| Some(cell.list()?.slice(cell.row(), 1)))
            {
                let whose =
                    || format!("the static component {} of {}", column.component, self.path);
                found.push((at, column.form.column(&list, &whose)?));
            }
        }
        Ok(found)
    }
}

fn may_meet(entry: &ChunkEntry, conditions: &[Condition]) -> bool {
    conditions.iter().all(|condition| match condition {
        Condition::Time(timeline, range) => {
            let times = entry.meta().time_range(timeline);
            times.is_some_and(|(min, max)| TimeRange::new(min, max).intersects(*range))
        }
        Condition::Recording(..) => true,
    })
}

impl Source for EntitySource {
    fn name(&self) -> &'static str {
        "EntityScan"
    }

    fn schema(&self) -> &SchemaRef {
        &self.shape.schema
    }

    fn rows(&self) -> Vec<u64> {
        self.pieces.iter().map(Piece::num_rows).collect()
    }

    fn spans(&self, column: usize) -> Vec<Span> {
        let Some(Column::Time(timeline)) = self.shape.columns.get(column) else {
            return vec![Span::Unknown; self.pieces.len()];
        };
        self.pieces
            .iter()
            .map(|piece| piece.span(timeline))
            .collect()
    }

    fn orders(&self) -> Vec<usize> {
        let mut found = Vec::new();
        for (at, column) in self.shape.columns.iter().enumerate() {
            if let Column::Time(timeline) = column {
                let is_filtered = conditions::range(&self.conditions, timeline.name()).is_some();
                let is_automatic = matches!(timeline.name().as_str(), "log_time" | "log_tick");
                found.push((!is_filtered, is_automatic, at));
            }
        }
        found.sort_unstable();
        found.into_iter().map(|(_, _, at)| at).collect()
    }

    fn read(
        &self,
        piece: usize,
        order: Option<Order>,
        batch_rows: usize,
        sink: Sink<'_>,
    ) -> Result<()> {
        let Some(piece) = self.pieces.get(piece) else {
            return Ok(());
        };
        let part = self.parts.get(piece.part);
        let statics = self.statics.get(piece.part);
        let (Some(part), Some(statics)) = (part, statics) else {
            return Ok(());
        };
        let Some(entry) = &piece.entry else {
            let batch = self.batch(part, statics, 1, |column| Ok(new_null_array(column.1, 1)))?;
            let _enough = sink(batch);
            return Ok(());
        };
        let loaded = part.store.load(entry)?;
        let chunk = loaded.chunk();
        let order = order.and_then(|order| match self.shape.columns.get(order.column)? {
            Column::Time(timeline) => Some(TimeOrder {
                timeline: timeline.clone(),
                descending: order.descending,
            }),
            _ => None,
        });
        let rows = Rows::new(chunk, &self.conditions, order.as_ref());
        let repeated: usize = statics
            .iter()
            .map(|(_, value)| value.get_array_memory_size())
            .sum();
        let batch_rows = batch_rows.min(REPEATED_BYTES / repeated.max(1)).max(1);
        for offset in (0..rows.len()).step_by(batch_rows) {
            let rows = rows.slice(offset, batch_rows);
            let batch = self.batch(part, statics, rows.len(), |(column, _)| match column {
                Column::Recording => recording(&part.name, rows.len()),
                Column::RowId => rows.ids(chunk),
                Column::Time(timeline) => rows.times(chunk, timeline),
                Column::Component(column) => rows.cells(chunk, column),
            })?;
            if sink(batch).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn statistics(&self, pieces: &[usize]) -> Statistics {
        let pieces: Vec<_> = pieces
            .iter()
            .filter_map(|piece| self.pieces.get(*piece))
            .collect();
        let num_rows = pieces.iter().map(|piece| piece.num_rows()).sum::<u64>() as usize;
        let is_exact = pieces.iter().all(|piece| piece.is_whole(&self.conditions));
        let precise = |value| {
            if is_exact {
                Precision::Exact(value)
            } else {
                Precision::Inexact(value)
            }
        };
        let columns = self.shape.columns.iter().map(|column| match column {
            Column::Time(timeline) => time_statistics(&pieces, timeline, is_exact),
            Column::Recording | Column::RowId => ColumnStatistics {
                null_count: Precision::Exact(0),
                ..ColumnStatistics::new_unknown()
            },
            Column::Component(_) => ColumnStatistics::new_unknown(),
        });
        Statistics {
            num_rows: precise(num_rows),
            total_byte_size: Precision::Absent,
            column_statistics: columns.collect(),
        }
    }

    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let chunks = self
            .pieces
            .iter()
            .filter(|piece| piece.entry.is_some())
            .count();
        write!(
            f,
            "entity={}, chunks={chunks} of {}",
            self.path, self.num_chunks
        )?;
        for condition in &self.conditions {
            write!(f, ", {condition}")?;
        }
        Ok(())
    }
}

impl EntitySource {
    /// A batch of columns that are static, or else made one by one.
    fn batch(
        &self,
        part: &Part,
        statics: &[(usize, ArrayRef)],
        rows: usize,
        make: impl Fn((&Column, &arrow_schema::DataType)) -> Result<ArrayRef>,
    ) -> Result<RecordBatch> {
        let mut columns = Vec::with_capacity(self.shape.columns.len());
        let fields = self.shape.schema.fields().iter();
        for (at, (column, field)) in self.shape.columns.iter().zip(fields).enumerate() {
            let fixed = statics.iter().find(|(column, _)| *column == at);
            columns.push(match (fixed, column) {
                (Some((_, value)), _) => constant(value, rows)?,
                (None, Column::Recording) => recording(&part.name, rows)?,
                (None, column) => make((column, field.data_type()))?,
            });
        }
        let options = RecordBatchOptions::new().with_row_count(Some(rows));
        let schema = Arc::clone(&self.shape.schema);
        Ok(RecordBatch::try_new_with_options(
            schema, columns, &options,
        )?)
    }
}

impl Piece {
    fn num_rows(&self) -> u64 {
        self.entry.as_ref().map_or(1, |entry| entry.meta().num_rows)
    }

    fn span(&self, timeline: &Timeline) -> Span {
        let times = self
            .entry
            .as_ref()
            .and_then(|entry| entry.meta().time_range(timeline.name()));
        times.map_or(Span::Nulls, |(min, max)| Span::Values(min, max))
    }

    /// Whether all rows meet the conditions.
    fn is_whole(&self, conditions: &[Condition]) -> bool {
        conditions
            .iter()
            .all(|condition| match (condition, &self.entry) {
                (Condition::Time(timeline, range), Some(entry)) => {
                    let times = entry.meta().time_range(timeline);
                    times.is_some_and(|(min, max)| {
                        range.contains(min.into()) && range.contains(max.into())
                    })
                }
                (Condition::Time(..), None) => false,
                (Condition::Recording(..), _) => true,
            })
    }
}

fn time_statistics(pieces: &[&Piece], timeline: &Timeline, is_exact: bool) -> ColumnStatistics {
    let (mut nulls, mut range) = (0, None::<TimeRange>);
    for piece in pieces {
        match piece.span(timeline) {
            Span::Values(min, max) => {
                let times = TimeRange::new(min, max);
                range = Some(range.map_or(times, |range| range.union(times)));
            }
            Span::Nulls | Span::Unknown => nulls += piece.num_rows() as usize,
        }
    }
    let scalar = |time: i64| match timeline.typ() {
        TimeType::Sequence => ScalarValue::Int64(Some(time)),
        TimeType::DurationNs => ScalarValue::DurationNanosecond(Some(time)),
        TimeType::TimestampNs => ScalarValue::TimestampNanosecond(Some(time), None),
    };
    let precise = |time: Option<i64>| match time {
        None => Precision::Absent,
        Some(time) if is_exact => Precision::Exact(scalar(time)),
        Some(time) => Precision::Inexact(scalar(time)),
    };
    ColumnStatistics {
        null_count: if is_exact {
            Precision::Exact(nulls)
        } else {
            Precision::Inexact(nulls)
        },
        min_value: precise(range.map(|range| range.min.as_i64())),
        max_value: precise(range.map(|range| range.max.as_i64())),
        ..ColumnStatistics::new_unknown()
    }
}
