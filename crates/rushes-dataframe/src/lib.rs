//! Recordings as tables.
//!
//! Read in this order: [`Recordings`] (`files`: stores of the shards that hold them, complete at once,
//! loaded as needed).
#![warn(clippy::indexing_slicing)]

mod error;
mod files;

pub use error::{Error, ErrorKind, Result};
pub use files::{OpenOptions, Problem, Recordings};
