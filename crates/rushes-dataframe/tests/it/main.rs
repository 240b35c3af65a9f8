//! What users of the tables rely on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod columns;
mod files;
mod model;
mod rows;
#[cfg(feature = "sql")]
mod sql;
mod support;
