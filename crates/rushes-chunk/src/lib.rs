//! The chunk: rows of one entity as Arrow columns, with its invariants, slicing, sorting and
//! joining, and the migrations of older chunk schemas.

mod batch;
mod error;

pub use batch::{SerializedComponentBatch, SerializedComponentColumn, list_item_field};
pub use error::{Error, ErrorKind, Result};
