//! Chunks made over so that they are cheap to read: many small ones joined, large ones cut, thick
//! columns apart from thin ones, and video cut where decoding can start.
//!
//! Read [`Settings`] (what is wanted) first, then [`Planner`] (which chunks may be joined, in which
//! order, by what an index tells of them), then [`Batcher`] (the chunks of one group, one after the
//! other, into those of the result) and [`rebatch_video`]. They know no files: whoever reads and
//! writes does so group by group, and never holds more than one. [`optimized`] is all of it for
//! chunks that are in memory.

mod batcher;
mod columns;
mod gop;
mod in_memory;
mod join;
mod planner;
mod settings;
mod size;
mod video;

pub use batcher::{Batch, Batcher};
pub use in_memory::{Optimized, optimized};
pub use planner::{ChunkFacts, Group, GroupKind, Place, Planner};
pub use settings::{InvalidSetting, Settings};
pub use size::chunk_bytes;
pub use video::{Skipped, VideoGroup, codec_of, rebatch_video};
