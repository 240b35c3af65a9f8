//! The Arrow schema of a chunk: metadata keys, reading (tolerant), writing (canonical).
//!
//! [`normalize`] takes a batch as some program wrote it and gives it the current names, types
//! and metadata, columns in the order they came; [`fields`] makes the fields that we write. [`StoreSchema`] is the
//! schema of all chunks of a store.

pub mod fields;
pub mod keys;
mod normalize;
mod store;

pub use normalize::{Normalized, normalize};
pub use store::{SchemaColumn, StoreSchema, has_instance};
