//! The node of a plan that reads.

use std::any::Any;
use std::fmt;
use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{SchemaRef, SortOptions};
use datafusion::common::tree_node::TreeNodeRecursion;
use datafusion::common::{Statistics, internal_err};
use datafusion::error::{DataFusionError, Result};
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::physical_expr::expressions::Column;
use datafusion::physical_expr::{EquivalenceProperties, PhysicalExpr, PhysicalSortExpr};
use datafusion::physical_plan::execution_plan::{Boundedness, EmissionType};
use datafusion::physical_plan::statistics::StatisticsArgs;
use datafusion::physical_plan::stream::RecordBatchReceiverStreamBuilder;
use datafusion::physical_plan::{
    DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
    SortOrderPushdownResult,
};

use super::partitions::{MAX_PARTITIONS, Order, Span, share, share_in_order};

/// Takes batches, until it has enough.
pub(super) type Sink<'a> = &'a mut dyn FnMut(RecordBatch) -> ControlFlow<()>;

/// Rows that are read piece by piece.
pub(super) trait Source: fmt::Debug + Send + Sync + Any {
    /// What is read, in a word.
    fn name(&self) -> &'static str;
    /// The columns.
    fn schema(&self) -> &SchemaRef;
    /// The rows of each piece, about.
    fn rows(&self) -> Vec<u64>;
    /// What the pieces have in a column.
    fn spans(&self, column: usize) -> Vec<Span>;
    /// The columns by which rows are ordered, best first, if nobody wants another order.
    fn orders(&self) -> Vec<usize>;
    /// Reads one piece, its rows in the given order, in batches of about so many rows.
    fn read(
        &self,
        piece: usize,
        order: Option<Order>,
        batch_rows: usize,
        sink: Sink<'_>,
    ) -> crate::Result<()>;
    /// What is known of pieces.
    fn statistics(&self, pieces: &[usize]) -> Statistics;
    /// What is read, for people.
    fn describe(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// Reads a source: its partitions at the same time, each piece by piece.
#[derive(Debug)]
pub(super) struct Scan {
    source: Arc<dyn Source>,
    partitions: Arc<Vec<Vec<usize>>>,
    order: Option<Order>,
    /// Rows that are enough.
    fetch: Option<usize>,
    /// Partitions that are wanted.
    target: usize,
    properties: Arc<PlanProperties>,
}

/// Batches of a partition that are ready before somebody asks.
const BATCHES_AHEAD: usize = 2;

impl Scan {
    pub fn new(source: Arc<dyn Source>, target: usize, fetch: Option<usize>) -> Self {
        let rows = source.rows();
        for column in source.orders() {
            let order = Order {
                column,
                descending: false,
                nulls_first: false,
            };
            if let Some(partitions) =
                share_in_order(&source.spans(column), &rows, order, target, MAX_PARTITIONS)
            {
                return Self::with(source, partitions, Some(order), fetch, target);
            }
        }
        let partitions = share(&rows, target);
        Self::with(source, partitions, None, fetch, target)
    }

    fn with(
        source: Arc<dyn Source>,
        partitions: Vec<Vec<usize>>,
        order: Option<Order>,
        fetch: Option<usize>,
        target: usize,
    ) -> Self {
        let schema = source.schema();
        let ordering = order.and_then(|order| {
            let field = schema.fields().get(order.column)?;
            let expression = Arc::new(Column::new(field.name(), order.column)) as _;
            let options = SortOptions {
                descending: order.descending,
                nulls_first: order.nulls_first,
            };
            Some([PhysicalSortExpr::new(expression, options)])
        });
        let equivalences = EquivalenceProperties::new_with_orderings(Arc::clone(schema), ordering);
        let properties = PlanProperties::new(
            equivalences,
            Partitioning::UnknownPartitioning(partitions.len()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Self {
            source,
            partitions: Arc::new(partitions),
            order,
            fetch,
            target,
            properties: Arc::new(properties),
        }
    }

    /// The order by one column that is wanted, if it is one.
    fn wanted(&self, order: &[PhysicalSortExpr]) -> Option<Order> {
        let [wanted] = order else {
            return None;
        };
        let expression: &dyn Any = wanted.expr.as_ref();
        let column = expression.downcast_ref::<Column>()?;
        Some(Order {
            column: column.index(),
            descending: wanted.options.descending,
            nulls_first: wanted.options.nulls_first,
        })
    }
}

impl DisplayAs for Scan {
    fn fmt_as(&self, _type: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.source.name())?;
        self.source.describe(f)?;
        let schema = self.source.schema();
        let names: Vec<_> = schema
            .fields()
            .iter()
            .map(|field| field.name().as_str())
            .collect();
        write!(
            f,
            ", partitions={}, columns=[{}]",
            self.partitions.len(),
            names.join(", ")
        )?;
        if let Some((order, name)) = self
            .order
            .and_then(|order| Some((order, names.get(order.column)?)))
        {
            write!(
                f,
                ", order={name}{}",
                if order.descending { " DESC" } else { "" }
            )?;
        }
        match self.fetch {
            Some(fetch) => write!(f, ", fetch={fetch}"),
            None => Ok(()),
        }
    }
}

impl ExecutionPlan for Scan {
    fn name(&self) -> &str {
        self.source.name()
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        Vec::new()
    }

    fn apply_expressions(
        &self,
        _f: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion>,
    ) -> Result<TreeNodeRecursion> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        if !children.is_empty() {
            return internal_err!("a scan has no inputs");
        }
        Ok(self)
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream> {
        let Some(pieces) = self.partitions.get(partition).cloned() else {
            return internal_err!("there is no partition {partition}");
        };
        let source = Arc::clone(&self.source);
        let (order, fetch) = (self.order, self.fetch);
        let batch_rows = context.session_config().batch_size().max(1);
        let mut stream =
            RecordBatchReceiverStreamBuilder::new(Arc::clone(source.schema()), BATCHES_AHEAD);
        let output = stream.tx();
        stream.spawn_blocking(move || {
            let mut left = fetch.unwrap_or(usize::MAX);
            for piece in pieces {
                let mut sink = |batch: RecordBatch| {
                    let batch = if batch.num_rows() > left {
                        batch.slice(0, left)
                    } else {
                        batch
                    };
                    left -= batch.num_rows();
                    // Nobody listens any more when the query is done, or was given up.
                    match output.blocking_send(Ok(batch)) {
                        Ok(()) if left > 0 => ControlFlow::Continue(()),
                        _ => {
                            left = 0;
                            ControlFlow::Break(())
                        }
                    }
                };
                source
                    .read(piece, order, batch_rows, &mut sink)
                    .map_err(|error| DataFusionError::External(Box::new(error)))?;
                if left == 0 {
                    break;
                }
            }
            Ok(())
        });
        Ok(stream.build())
    }

    fn statistics_from_inputs(
        &self,
        _inputs: &[Arc<Statistics>],
        args: &StatisticsArgs,
    ) -> Result<Arc<Statistics>> {
        let statistics = match args.partition() {
            None => self.source.statistics(&self.partitions.concat()),
            Some(partition) => {
                let pieces = self.partitions.get(partition);
                self.source.statistics(pieces.map_or(&[], Vec::as_slice))
            }
        };
        match self.fetch {
            None => Ok(Arc::new(statistics)),
            Some(_) => Ok(Arc::new(statistics.with_fetch(self.fetch, 0, 1)?)),
        }
    }

    fn supports_limit_pushdown(&self) -> bool {
        false
    }

    fn with_fetch(&self, limit: Option<usize>) -> Option<Arc<dyn ExecutionPlan>> {
        Some(Arc::new(Self {
            source: Arc::clone(&self.source),
            partitions: Arc::clone(&self.partitions),
            order: self.order,
            fetch: limit,
            target: self.target,
            properties: Arc::clone(&self.properties),
        }))
    }

    fn fetch(&self) -> Option<usize> {
        self.fetch
    }

    fn try_pushdown_sort(
        &self,
        order: &[PhysicalSortExpr],
    ) -> Result<SortOrderPushdownResult<Arc<dyn ExecutionPlan>>> {
        let Some(wanted) = self.wanted(order) else {
            return Ok(SortOrderPushdownResult::Unsupported);
        };
        let spans = self.source.spans(wanted.column);
        // Whoever reads one partition must not have to read more; and what was limited before it was sorted
        // must stay what it is.
        let (target, max) = match self.partitions.len() {
            0 | 1 => (1, 1),
            _ => (self.target, MAX_PARTITIONS),
        };
        let partitions = match self.fetch {
            None => share_in_order(&spans, &self.source.rows(), wanted, target, max),
            Some(_) => None,
        };
        Ok(match partitions {
            None => SortOrderPushdownResult::Unsupported,
            Some(partitions) => SortOrderPushdownResult::Exact {
                inner: Arc::new(Self::with(
                    Arc::clone(&self.source),
                    partitions,
                    Some(wanted),
                    None,
                    self.target,
                )),
            },
        })
    }
}
