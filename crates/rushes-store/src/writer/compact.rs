//! Small chunks into larger ones.
//!
//! The chunks of one shape (entity, timelines, components) wait in levels by their size. When a level
//! is full, its chunks are joined into one of the next level. So each row is copied a few times at most,
//! however small the chunks are that bring it.

use std::sync::Arc;

use rushes_chunk::{Chunk, TimeColumn};

use super::{Change, Known};
use crate::{ChunkEntry, Diff, Lineage, Loaded, Result, StoreConfig};

/// Chunks in one level.
const FANOUT: usize = 8;
/// Shapes of one entity that are watched. Beyond that, the oldest is forgotten.
const MAX_SHAPES: usize = 64;
/// Components whose chunks hold nothing else, so that they can be read without the others.
const OWN_CHUNK: &str = "rerun.components.IsKeyframe";

/// The small chunks of one entity.
#[derive(Debug, Default)]
pub(super) struct Tails(Vec<Tail>);

/// Small chunks of one shape.
#[derive(Debug)]
struct Tail {
    shape: Chunk,
    levels: Vec<Vec<Arc<ChunkEntry>>>,
}

impl Tails {
    fn of(&mut self, chunk: &Chunk) -> Result<&mut Tail> {
        // The latest at the end, where it is found first.
        match self.0.iter().rposition(|tail| tail.shape.can_join(chunk)) {
            Some(at) if at + 1 == self.0.len() => {}
            Some(at) => {
                let tail = self.0.remove(at);
                self.0.push(tail);
            }
            None => {
                if self.0.len() >= MAX_SHAPES {
                    self.0.remove(0);
                }
                self.0.push(Tail {
                    shape: chunk.taken(&[])?,
                    levels: Vec::new(),
                });
            }
        }
        let last = self.0.last_mut();
        last.ok_or_else(|| crate::Error::chunk(chunk.id(), "no place among the small chunks"))
    }
}

impl Tails {
    /// A chunk that is gone is not to be joined, nor kept.
    pub(super) fn forget(&mut self, entry: &Arc<ChunkEntry>) {
        for level in self.0.iter_mut().flat_map(|tail| &mut tail.levels) {
            level.retain(|other| !Arc::ptr_eq(other, entry));
        }
    }
}

impl Tail {
    /// Adds a chunk; returns those of its level when they are enough to be joined.
    fn push(&mut self, entry: &Arc<ChunkEntry>) -> Option<Vec<Arc<ChunkEntry>>> {
        let level = entry.meta().num_rows.max(1).ilog2() as usize / 3;
        if self.levels.len() <= level {
            self.levels.resize_with(level + 1, Vec::new);
        }
        let level = self.levels.get_mut(level)?;
        level.push(Arc::clone(entry));
        (level.len() >= FANOUT).then(|| std::mem::take(level))
    }
}

impl Change<'_> {
    /// Joins a new chunk with others of its shape, when there are enough.
    pub(super) fn compact(&mut self, entry: &Arc<ChunkEntry>) -> Result<()> {
        let mut entry = Arc::clone(entry);
        loop {
            let Some(data) = entry.peek() else {
                return Ok(());
            };
            if !may_grow(&data, &self.inner.config) {
                return Ok(());
            }
            let tails = self
                .writer
                .tails
                .entry(entry.meta().entity_path.clone())
                .or_default();
            let Some(full) = tails.of(data.chunk())?.push(&entry) else {
                return Ok(());
            };
            match self.join(full)? {
                Some(joined) => entry = joined,
                None => return Ok(()),
            }
        }
    }

    /// Joins as many as the limits allow at a time. Returns the chunk if it is only one.
    fn join(&mut self, mut entries: Vec<Arc<ChunkEntry>>) -> Result<Option<Arc<ChunkEntry>>> {
        entries.retain(|entry| !entry.is_removed());
        entries.sort_by_key(|entry| (entry.meta().min_row_id, entry.number));
        let mut joined = Vec::new();
        let mut rest = entries.as_slice();
        while !rest.is_empty() {
            let count = how_many(rest, &self.inner.config);
            let (group, others) = rest.split_at(count);
            rest = others;
            if group.len() > 1 {
                joined.push(self.replace(group)?);
            }
        }
        let only = joined.pop();
        Ok(only.filter(|_| joined.is_empty()))
    }

    fn replace(&mut self, group: &[Arc<ChunkEntry>]) -> Result<Arc<ChunkEntry>> {
        let data: Vec<_> = group.iter().filter_map(|entry| entry.peek()).collect();
        let chunks: Vec<_> = data.iter().map(|data| data.chunk().clone()).collect();
        let chunk = Chunk::joined(&chunks)?.sorted_by_row_id()?;
        drop((data, chunks));
        let ids: Vec<_> = group.iter().map(|entry| entry.id()).collect();
        let lineage = Lineage::CompactedFrom(ids.clone());
        let entry = Arc::new(ChunkEntry::physical(chunk, lineage, &self.inner.budget));
        for old in group {
            self.take_out(old);
        }
        for id in ids {
            let moved = Known::MovedTo(vec![entry.id()]);
            self.writer.known.insert(id, moved);
        }
        self.add(&entry);
        self.emit(Diff::Compaction {
            from: group.to_vec(),
            to: Arc::clone(&entry),
        });
        Ok(entry)
    }
}

/// Whether a chunk is small enough to be joined with another.
fn may_grow(data: &Loaded, limits: &StoreConfig) -> bool {
    let chunk = data.chunk();
    let is_sorted = chunk.timelines().values().all(TimeColumn::is_sorted);
    let own_chunk = |chunk: &Chunk| {
        chunk.descriptors().any(|descriptor| {
            let component_type = descriptor.component_type.as_ref();
            component_type.is_some_and(|name| name.as_str() == OWN_CHUNK)
        })
    };
    !limits.is_as_they_come()
        && data.num_bytes() < limits.bytes_limit()
        && (chunk.num_rows() as u64) < limits.rows_limit(is_sorted)
        && (chunk.components().len() == 1 || !own_chunk(chunk))
}

/// How many of the first entries may be one chunk; at least one.
fn how_many(entries: &[Arc<ChunkEntry>], limits: &StoreConfig) -> usize {
    let (mut rows, mut bytes, mut is_sorted) = (0, 0, true);
    let mut before: Option<&Arc<ChunkEntry>> = None;
    for (count, entry) in entries.iter().enumerate() {
        rows += entry.meta().num_rows;
        bytes += entry.meta().num_bytes;
        let in_itself = entry.peek().is_some_and(|data| {
            let mut columns = data.chunk().timelines().values();
            columns.all(TimeColumn::is_sorted)
        });
        is_sorted &= in_itself && before.is_none_or(|before| follows(before, entry));
        if count > 0 && (rows > limits.rows_limit(is_sorted) || bytes > limits.bytes_limit()) {
            return count;
        }
        before = Some(entry);
    }
    entries.len()
}

/// Whether on all timelines one chunk begins where the other ends, or later.
fn follows(before: &ChunkEntry, entry: &ChunkEntry) -> bool {
    entry.meta().timelines.iter().all(|span| {
        let end = before.meta().time_range(span.timeline.name());
        let start = span.range;
        end.zip(start)
            .is_none_or(|((_, end), (start, _))| end <= start)
    })
}
