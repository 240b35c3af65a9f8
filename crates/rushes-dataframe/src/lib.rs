//! Recordings as tables.
//!
//! Read in this order: [`Recordings`] (`files`: stores of the shards that hold them, complete at once,
//! loaded as needed), [`QueryEngine`] (`query`: tables of their rows),
//! [`sql`] (behind the feature `sql`: questions to all of them).
#![warn(clippy::indexing_slicing)]

mod error;
mod files;
mod query;
#[cfg(feature = "sql")]
pub mod sql;

pub use error::{Error, ErrorKind, Result};
pub use files::{OpenOptions, Problem, Recordings};
pub use query::{
    Batches, ColumnSelector, ComponentSelector, QueryEngine, QueryExpression, QueryHandle,
    SparseFillStrategy, StaticColumns,
};
