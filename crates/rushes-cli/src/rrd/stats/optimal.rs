//! How many chunks the same data need at least.

use std::collections::BTreeMap;

use rushes_core::{EntityPath, TimelineName};
use rushes_rrd::ChunkIndex;

/// Bytes of a chunk that is neither too small nor too large to load.
pub const TARGET_BYTES: u64 = 2 << 20;

/// Temporal chunks per entity and set of timelines: only those could be joined.
#[derive(Debug, Default)]
pub struct Optimal {
    groups: BTreeMap<(EntityPath, Vec<TimelineName>), (u64, u64)>,
}

impl Optimal {
    /// Counts a chunk.
    pub fn add(&mut self, chunk: &ChunkIndex) {
        if chunk.is_static {
            return;
        }
        let timelines = chunk
            .timelines
            .iter()
            .map(|span| span.timeline.name().clone())
            .collect();
        let (count, bytes) = self
            .groups
            .entry((chunk.entity_path.clone(), timelines))
            .or_default();
        *count += 1;
        *bytes += chunk.uncompressed_size;
    }

    /// The fewest chunks that could hold the data.
    pub fn lower_bound(&self) -> u64 {
        let needed = |(count, bytes): &(u64, u64)| bytes.div_ceil(TARGET_BYTES).clamp(1, *count);
        self.groups.values().map(needed).sum()
    }

    /// How many chunks hold them.
    pub fn effective(&self) -> u64 {
        self.groups.values().map(|(count, _)| count).sum()
    }
}
