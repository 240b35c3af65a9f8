//! Recordings as tables.
//!
//! Read in this order: [`Recordings`] (`files`: stores of the shards that hold them, complete at once,
//! loaded as needed), [`QueryEngine`] (`query`: tables of their rows).
#![warn(clippy::indexing_slicing)]

mod error;
mod files;
mod query;

pub use error::{Error, ErrorKind, Result};
pub use files::{OpenOptions, Problem, Recordings};
pub use query::{
    Batches, ColumnSelector, ComponentSelector, QueryEngine, QueryExpression, QueryHandle,
    SparseFillStrategy, StaticColumns,
};
