//! Making room.

use std::sync::Arc;
use std::time::{Duration, Instant};

use foldhash::{HashMap, HashSet};
use rushes_core::{ChunkId, TimeRange, TimelineName};

use crate::store::Inner;
use crate::{ChunkEntry, DeletionReason, Event, Store};

/// How much is to go.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum GcTarget {
    /// All that is not protected.
    #[default]
    Everything,
    /// At least so many bytes.
    Bytes(u64),
    /// At least this share of all bytes in memory, from 0 to 1.
    Fraction(f64),
}

/// What may go, and what first. The default: everything that is not static.
#[derive(Clone, Debug, Default)]
pub struct GcOptions {
    /// How much is to go.
    pub target: GcTarget,
    /// For how long to work, at most; at least one chunk goes. `None`: until it is done.
    pub time_budget: Option<Duration>,
    /// Of each entity, timeline and component, this many chunks with the latest starts stay, unless
    /// they are far from `furthest_from`.
    pub protect_latest: usize,
    /// Chunks with rows in these ranges stay.
    pub protected_time_ranges: HashMap<TimelineName, TimeRange>,
    /// These stay.
    pub protected_chunks: HashSet<ChunkId>,
    /// Chunks go first that are furthest from this time.
    pub furthest_from: Option<(TimelineName, i64)>,
    /// Whether chunks that can be fetched again also leave the index.
    pub deep: bool,
}

impl Store {
    /// Drops chunks until the target is met. Static ones always stay. Chunks that can be fetched again
    /// only leave memory. Returns what changed, and how many bytes are free.
    pub fn gc(&self, options: &GcOptions) -> (Vec<Event>, u64) {
        let start = Instant::now();
        let chosen = self.choose(options);
        let (freed, events) = self.inner.change(|change| {
            change.writer.generation.gc_id += 1;
            let mut freed = 0;
            for (count, entry) in chosen.iter().enumerate() {
                let is_late = |budget| start.elapsed() > budget;
                if count > 0 && options.time_budget.is_some_and(is_late) {
                    break;
                }
                let data = if entry.is_refetchable() && !options.deep {
                    entry.unload()
                } else {
                    change.delete(entry, DeletionReason::GarbageCollection)
                };
                freed += data.map_or(0, |data| data.num_bytes());
            }
            freed
        });
        (events, freed)
    }

    /// The chunks to drop, in order.
    fn choose(&self, options: &GcOptions) -> Vec<Arc<ChunkEntry>> {
        let all: Vec<_> = self
            .chunks()
            .into_iter()
            .filter(|entry| !entry.meta().is_static && entry.is_loaded())
            .collect();
        let size = |entry: &ChunkEntry| entry.peek().map_or(0, |data| data.num_bytes());
        let total: u64 = all.iter().map(|entry| size(entry)).sum();
        let target = match options.target {
            GcTarget::Everything => u64::MAX,
            GcTarget::Bytes(bytes) => bytes,
            GcTarget::Fraction(share) => (total as f64 * share.clamp(0.0, 1.0)).round() as u64,
        };
        let mut chosen = Vec::new();
        let mut taken = HashSet::default();
        let mut bytes = 0;
        let mut take = |entry: &Arc<ChunkEntry>| {
            if bytes < target && taken.insert(entry.id()) {
                bytes += size(entry);
                chosen.push(Arc::clone(entry));
            }
        };
        let candidates = || all.iter().filter(|entry| !options.protects(entry));
        if let Some((timeline, cursor)) = &options.furthest_from {
            let mut far: Vec<_> = candidates()
                .filter_map(|entry| {
                    Some((distance(entry.meta().time_range(timeline)?, *cursor), entry))
                })
                .collect();
            far.sort_by_key(|(distance, _)| std::cmp::Reverse(*distance));
            far.iter().for_each(|(_, entry)| take(entry));
        }
        let latest = self.inner.latest(options.protect_latest);
        let mut old: Vec<_> = candidates()
            .filter(|entry| !latest.contains(&entry.id()))
            .collect();
        old.sort_by_key(|entry| (entry.meta().min_row_id, entry.number));
        old.into_iter().for_each(take);
        chosen
    }
}

impl GcOptions {
    fn protects(&self, entry: &ChunkEntry) -> bool {
        let in_range = |(timeline, range): (&TimelineName, &TimeRange)| {
            let times = entry.meta().time_range(timeline);
            times.is_some_and(|(start, end)| range.intersects(TimeRange::new(start, end)))
        };
        self.protected_chunks.contains(&entry.id())
            || self.protected_time_ranges.iter().any(in_range)
    }
}

impl Inner {
    /// The chunks in memory with the latest starts, and those with the latest ends, of each component.
    fn latest(&self, count: usize) -> HashSet<ChunkId> {
        let mut latest = HashSet::default();
        if count == 0 {
            return latest;
        }
        for entity in self.all_entities() {
            for column in entity.peek().columns() {
                for (_, index) in &column.timelines {
                    let loaded = index.iter().filter(|span| span.entry.is_loaded());
                    let mut spans: Vec<_> = loaded.collect();
                    latest.extend(spans.iter().rev().take(count).map(|span| span.entry.id()));
                    spans.sort_by_key(|span| span.end);
                    latest.extend(spans.iter().rev().take(count).map(|span| span.entry.id()));
                }
            }
        }
        latest
    }
}

/// How far the closest time of a range is.
fn distance((start, end): (i64, i64), cursor: i64) -> u64 {
    cursor.abs_diff(cursor.clamp(start, end.max(start)))
}
