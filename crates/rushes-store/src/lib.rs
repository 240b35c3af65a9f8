//! Recordings in memory: an index of chunks, latest-at and range queries, compaction, garbage
//! collection, change events.
//!
//! Read in this order: [`Store`] (`store`), what it knows of a chunk ([`ChunkMeta`], [`ChunkEntry`]), how
//! chunks are found (`index`), what can be asked (`query`), how it changes (`writer`), what it tells of
//! that ([`Event`]). Chunks that are elsewhere come through a [`ChunkProvider`], within a [`Budget`]. Apart
//! from stores: how chunks are laid out anew ([`optimize`]), and where video can be entered ([`video`]).
#![warn(clippy::indexing_slicing)]

mod budget;
mod config;
mod entry;
mod error;
mod event;
mod held;
mod hub;
mod index;
mod meta;
pub mod optimize;
mod provider;
mod query;
mod stats;
mod store;
pub mod video;
mod writer;

pub use budget::Budget;
pub use config::StoreConfig;
pub use entry::{ChunkEntry, Lineage, Loaded};
pub use error::{Error, ErrorKind, Result};
pub use event::{DeletionReason, Diff, Event, Generation, Subscriber};
pub use held::held_bytes;
pub use hub::Stores;
pub use index::{Span, TimeIndex};
pub use meta::ChunkMeta;
pub use provider::ChunkProvider;
pub use query::{Cell, Fetch, LatestAt, LatestAtQuery, RangeChunk, RangeQuery, RangeResult, Rows};
pub use stats::{ChunkStats, StoreStats};
pub use store::Store;
pub use writer::{GcOptions, GcTarget};
