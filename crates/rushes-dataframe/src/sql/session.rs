//! What is asked.

use std::sync::Arc;

use datafusion::error::DataFusionError;
use datafusion::execution::SendableRecordBatchStream;
use datafusion::execution::SessionStateBuilder;
use datafusion::execution::context::SQLOptions;
use datafusion::execution::runtime_env::RuntimeEnvBuilder;
use datafusion::prelude::{SessionConfig, SessionContext};
use datafusion::sql::parser::DFParser;
use rushes_core::EntityPath;
use rushes_store::Store;

use super::catalog::{Catalog, Schemas, below_properties};
pub use super::catalog::{TableInfo, TableKind};
use super::names::quoted;
use super::{rules, vectors};
use crate::{Error, Result};

/// How a session works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionOptions {
    /// Bytes that sorting, joining and grouping may hold; beyond, they put data aside in temporary files, or fail
    /// if they cannot.
    pub max_bytes: usize,
    /// Threads that read and compute.
    pub threads: usize,
}

impl Default for SessionOptions {
    /// 1 GiB, and as many threads as there are cores.
    fn default() -> Self {
        Self {
            max_bytes: 1 << 30,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

/// Recordings that can be asked in SQL.
///
/// There is one table for each entity, called as its path is (`"/world/points"`) or by its parts joined with
/// underscores where that is unambiguous (`world_points`). Other tables are in schemas of their own:
/// `timelines` (all entities joined by the times of a timeline), `filled` (the same, with what was logged last
/// where nothing is new), `properties` (sets of properties), `raw` (entities as recorded: every
/// component a list). `recordings` has one row for each recording, and all tables tell which one a row is of.
///
/// The tables are those that there were when the session was made; their rows, those that there are now.
#[derive(Clone)]
pub struct Session {
    context: SessionContext,
    catalog: Arc<Catalog>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Session")
            .field("catalog", &self.catalog)
            .finish_non_exhaustive()
    }
}

const CATALOG: &str = "rushes";

impl Session {
    /// A session over recordings: perhaps those of [`Recordings`](crate::Recordings).
    pub fn new(
        recordings: impl IntoIterator<Item = Store>,
        options: &SessionOptions,
    ) -> Result<Self> {
        let catalog = Arc::new(Catalog::new(recordings));
        let config = SessionConfig::new()
            .with_target_partitions(options.threads.max(1))
            .with_create_default_catalog_and_schema(false)
            .with_default_catalog_and_schema(CATALOG, TableKind::Entity.schema())
            .with_information_schema(true);
        let runtime = RuntimeEnvBuilder::new().with_memory_limit(options.max_bytes, 1.0);
        let state = SessionStateBuilder::new()
            .with_config(config)
            .with_runtime_env(runtime.build_arc().map_err(from_plan)?)
            // Before those that come by default, of which one takes all dots for fields of structs.
            .with_expr_planners(vec![Arc::new(vectors::Planner)])
            .with_default_features()
            .with_physical_optimizer_rules(rules::physical())
            .build();
        let context = SessionContext::new_with_state(state);
        context.register_catalog(CATALOG, Arc::new(Schemas(Arc::clone(&catalog))));
        for function in vectors::functions() {
            context.register_udf(function.as_ref().clone());
        }
        Ok(Self { context, catalog })
    }

    /// Asks a question: `SELECT`, `EXPLAIN`, `SHOW TABLES`, `DESCRIBE`. The rows come as they are read. Fails on
    /// statements that would change something.
    ///
    /// Needs a tokio runtime with several threads.
    pub async fn query(&self, sql: &str) -> Result<SendableRecordBatchStream> {
        let options = SQLOptions::new()
            .with_allow_ddl(false)
            .with_allow_dml(false);
        let answer = self
            .context
            .sql_with_options(sql, options)
            .await
            .map_err(from_plan)?;
        answer.execute_stream().await.map_err(from_plan)
    }

    /// All tables, but those as recorded: for each of an entity there is one in the schema `raw`.
    pub fn tables(&self) -> Vec<TableInfo> {
        self.catalog.tables()
    }

    /// The names of a table's columns as SQL wants them: in quotes where they need them.
    pub async fn columns(&self, table: &str) -> Result<Vec<String>> {
        let found = self.context.table(table).await.map_err(from_plan)?;
        let names = found
            .schema()
            .fields()
            .iter()
            .map(|field| quoted(field.name()));
        Ok(names.collect())
    }

    /// The name of an entity's table of some kind as SQL wants it.
    pub fn table(kind: TableKind, entity: &EntityPath) -> String {
        let name = match kind {
            TableKind::Properties => below_properties(entity).as_str().to_owned(),
            _ => entity.as_str().to_owned(),
        };
        format!("{}.{}", kind.schema(), quoted(&name))
    }

    /// The statements of a text, which semicolons are between.
    pub fn statements(sql: &str) -> Result<Vec<String>> {
        let parsed = DFParser::parse_sql(sql).map_err(from_plan)?;
        Ok(parsed.iter().map(ToString::to_string).collect())
    }

    /// The session as DataFusion knows it, for all that it can do beyond [`Self::query`].
    pub fn context(&self) -> &SessionContext {
        &self.context
    }
}

/// An error of ours on its way through the planner.
pub(super) fn external(error: Error) -> DataFusionError {
    DataFusionError::External(Box::new(error))
}

/// What the planner, or the execution of its plan, says.
pub(super) fn from_plan(error: DataFusionError) -> Error {
    match error {
        DataFusionError::External(inner) => match inner.downcast::<Error>() {
            Ok(ours) => *ours,
            Err(other) => Error::query(other.to_string()),
        },
        DataFusionError::Context(_, inner) | DataFusionError::Diagnostic(_, inner) => {
            from_plan(*inner)
        }
        other => Error::query(other.strip_backtrace()),
    }
}

impl From<DataFusionError> for Error {
    fn from(error: DataFusionError) -> Self {
        from_plan(error)
    }
}
