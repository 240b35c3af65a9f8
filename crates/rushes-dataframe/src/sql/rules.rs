//! Rules of the planner that are not those that come by default.

use std::sync::Arc;

use datafusion::common::config::ConfigOptions;
use datafusion::common::tree_node::{Transformed, TransformedResult as _, TreeNode as _};
use datafusion::error::Result;
use datafusion::physical_optimizer::PhysicalOptimizerRule;
use datafusion::physical_optimizer::optimizer::PhysicalOptimizer;
use datafusion::physical_plan::limit::{GlobalLimitExec, LocalLimitExec};
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties as _};

/// All rules, in their order.
pub(super) fn physical() -> Vec<Arc<dyn PhysicalOptimizerRule + Send + Sync>> {
    let mut rules = PhysicalOptimizer::new().rules;
    let sorts = rules.iter().position(|rule| rule.name() == PUSHDOWN_SORT);
    let behind = sorts.map_or(rules.len(), |at| at + 1);
    rules.insert(behind, Arc::new(LimitsOfPartitions));
    rules
}

const PUSHDOWN_SORT: &str = "PushdownSort";

/// Where several partitions come sorted as they are read, the rule that takes the sort out leaves a limit in its
/// place that wants one partition, and the plan is refused. The limit is one of each partition: they are merged, and limited, further up.
#[derive(Debug)]
struct LimitsOfPartitions;

impl PhysicalOptimizerRule for LimitsOfPartitions {
    fn optimize(
        &self,
        plan: Arc<dyn ExecutionPlan>,
        _config: &ConfigOptions,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        let replace = |node: Arc<dyn ExecutionPlan>| {
            let Some(limit) = node.downcast_ref::<GlobalLimitExec>() else {
                return Ok(Transformed::no(node));
            };
            let partitions = limit.input().output_partitioning().partition_count();
            Ok(match (limit.skip(), limit.fetch(), partitions) {
                (_, _, 0 | 1) | (1.., ..) | (_, None, _) => Transformed::no(node),
                (0, Some(fetch), _) => {
                    let input = Arc::clone(limit.input());
                    Transformed::yes(Arc::new(LocalLimitExec::new(input, fetch)) as _)
                }
            })
        };
        plan.transform_down(replace).data()
    }

    fn name(&self) -> &str {
        "LimitsOfPartitions"
    }

    fn schema_check(&self) -> bool {
        true
    }
}
