//! The chunk: rows of one entity as Arrow columns, with its invariants, slicing, sorting and
//! joining, and the migrations of older chunk schemas.
//!
//! Read [`chunk`](Chunk) first, then [`schema`] (what a chunk looks like as an Arrow batch),
//! then [`migration`] (how older batches become current ones). [`arrays`] joins and picks the values of
//! arrays of any type.

pub mod arrays;
mod as_components;
mod batch;
mod builder;
mod chunk;
mod error;
mod limits;
pub mod migration;
mod ops;
pub mod schema;
mod serialization;
mod spans;
mod time_column;

pub use as_components::AsComponents;
pub use batch::{SerializedComponentBatch, SerializedComponentColumn, list_item_field};
pub use builder::ChunkBuilder;
pub use chunk::{Chunk, row_id_array};
pub use error::{Error, ErrorKind, Result};
pub use limits::ChunkLimits;
pub use serialization::{SerializationError, SerializationResult};
pub use spans::{ColumnIndex, TimeSpan};
pub use time_column::{TimeColumn, TimeColumnBuilder};

/// Some components' columns.
pub type ChunkComponents = Vec<SerializedComponentColumn>;
