//! What users of a store rely on.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod budget;
mod clears;
mod events;
mod gc;
mod model;
mod rows;
mod statics;
mod support;
mod threads;
mod thresholds;
