//! Questions to a store: what holds at a time, what happened in a stretch of time.
//!
//! `cell` is one answer, `rows` finds it within a chunk, `latest_at` across chunks, `clears` takes
//! back what was cleared, `range` answers with many rows.

mod cell;
mod clears;
mod latest_at;
mod range;
mod rows;

pub use cell::Cell;
pub use latest_at::{LatestAt, LatestAtQuery};
pub use range::{RangeChunk, RangeQuery, RangeResult};
pub use rows::Rows;
pub(crate) use rows::{by_row_id, row_id};

/// The component that clears others.
pub(crate) const CLEAR: &str = "Clear:is_recursive";

/// What to do about a chunk that is not in memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fetch {
    /// Fetch it, and wait for it.
    #[default]
    Load,
    /// Answer without what it might change, and say that it is missing.
    Report,
}
