//! The manifest: one store's index in a file's footer.
//!
//! [`ChunkIndex`] is what it says of one chunk. `build` collects them, `blocks` keeps many
//! of them out of memory, `write` makes the table, `names` names its columns, `read` understands a stored one, `schema` is the store's schema.

mod blocks;
mod build;
mod index;
mod names;
mod read;
mod schema;
mod table;
mod windows;
mod write;

pub(crate) use build::ManifestBuilder;
pub use index::{ChunkIndex, ColumnIndex, TimeSpan};
pub use read::Manifest;
pub use schema::{SchemaColumn, StoreSchema};
pub use windows::ManifestReader;
pub(crate) use windows::Table;
