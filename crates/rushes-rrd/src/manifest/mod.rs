//! The manifest: one store's index in a file's footer.
//!
//! [`ChunkIndex`] is what it says of one chunk. `build` collects them, `blocks` keeps many
//! of them out of memory, `write` makes the table, `names` names its columns, `read` understands a stored one.

mod blocks;
mod build;
mod index;
mod names;
mod read;
mod table;
mod windows;
mod write;

pub(crate) use build::ManifestBuilder;
pub use index::ChunkIndex;
pub use read::Manifest;
pub use rushes_chunk::schema::{SchemaColumn, StoreSchema};
pub use rushes_chunk::{ColumnIndex, TimeSpan};
pub use windows::ManifestReader;
pub(crate) use windows::Table;
