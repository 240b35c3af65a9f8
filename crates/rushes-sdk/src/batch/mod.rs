//! From rows to chunks.
//!
//! A logging thread appends its rows to its own [`Staging`]: [`Rows`] by entity, [`Group`]s by shape,
//! `Column`s that grow, `Values` without an array per row. The stream's worker takes them all out at
//! once and makes [`chunks_of`] them. [`ChunkBatcherConfig`] says when, [`Budget`] how much may wait.

mod budget;
mod chunks;
mod column;
mod config;
mod group;
mod pending_row;
mod rows;
mod staging;
mod values;

pub(crate) use budget::Budget;
pub(crate) use chunks::{chunks_of, joined};
pub(crate) use column::array_bytes;
pub use config::{BatcherHooks, ChunkBatcherConfig, ChunkBatcherError, ChunkBatcherResult};
pub use pending_row::PendingRow;
pub(crate) use rows::{Batches, EntityGroup, Row, Thresholds};
pub(crate) use staging::{Staged, Staging};
