//! Chunks by the times that they span.

use std::sync::Arc;

use rushes_core::{ChunkId, TimeRange};

use crate::ChunkEntry;

/// Entries in one block, at most.
const BLOCK: usize = 64;

/// The times that one chunk spans on one timeline: of all rows, or of one component's cells.
#[derive(Clone, Debug)]
pub struct Span {
    /// Smallest time.
    pub start: i64,
    /// Largest time.
    pub end: i64,
    /// The chunk.
    pub entry: Arc<ChunkEntry>,
}

impl Span {
    fn key(&self) -> (i64, u64) {
        (self.start, self.entry.number)
    }
}

/// Spans in the order of their starts, in blocks, so that a copy shares nearly everything.
#[derive(Clone, Debug, Default)]
pub struct TimeIndex {
    blocks: Vec<Block>,
    len: usize,
}

#[derive(Clone, Debug)]
struct Block {
    first: (i64, u64),
    max_end: i64,
    /// The largest end in this block and all before it.
    max_end_so_far: i64,
    spans: Arc<Vec<Span>>,
}

impl Block {
    fn of(spans: Vec<Span>) -> Option<Self> {
        Some(Self {
            first: spans.first()?.key(),
            max_end: spans.iter().map(|span| span.end).max()?,
            max_end_so_far: i64::MIN,
            spans: Arc::new(spans),
        })
    }
}

impl TimeIndex {
    /// Number of spans.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// All spans, in the order of their starts.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Span> {
        self.blocks.iter().flat_map(|block| block.spans.iter())
    }

    /// Smallest start and largest end.
    pub fn range(&self) -> Option<TimeRange> {
        let first = self.blocks.first()?.first.0;
        Some(TimeRange::new(first, self.blocks.last()?.max_end_so_far))
    }

    /// The spans that share a time with the range, in the order of their starts.
    pub fn intersecting(&self, range: TimeRange) -> impl Iterator<Item = &Span> {
        let (min, max) = (range.min.as_i64(), range.max.as_i64());
        // Nothing in a block before this one ends late enough.
        let from = self
            .blocks
            .partition_point(|block| block.max_end_so_far < min);
        let to = self.blocks.partition_point(|block| block.first.0 <= max);
        let blocks = self.blocks.get(from..to.max(from)).unwrap_or_default();
        blocks
            .iter()
            .filter(move |block| block.max_end >= min)
            .flat_map(|block| block.spans.iter())
            .filter(move |span| span.start <= max && span.end >= min)
    }

    /// Calls `visit` with the spans that start at or before `at`, latest start first, but for those
    /// that end before the time that the last call returned (nothing of theirs can matter).
    pub(crate) fn visit_back<E>(
        &self,
        at: i64,
        mut visit: impl FnMut(&Span) -> Result<i64, E>,
    ) -> Result<(), E> {
        let mut floor = i64::MIN;
        let end = self.blocks.partition_point(|block| block.first.0 <= at);
        let blocks = self.blocks.get(..end).unwrap_or_default();
        for block in blocks.iter().rev() {
            if block.max_end_so_far < floor {
                break;
            }
            if block.max_end < floor {
                continue;
            }
            let end = block.spans.partition_point(|span| span.start <= at);
            for span in block.spans.get(..end).unwrap_or_default().iter().rev() {
                if span.end >= floor {
                    floor = visit(span)?;
                }
            }
        }
        Ok(())
    }

    pub(crate) fn insert(&mut self, span: Span) {
        let key = span.key();
        let index = self.blocks.partition_point(|block| block.first <= key);
        let index = index.saturating_sub(1);
        self.len += 1;
        let Some(block) = self.blocks.get_mut(index) else {
            self.blocks.extend(Block::of(vec![span]));
            self.restate_from(index);
            return;
        };
        block.max_end = block.max_end.max(span.end);
        block.first = block.first.min(key);
        let spans = Arc::make_mut(&mut block.spans);
        let at = spans.partition_point(|other| other.key() <= key);
        // Most data come in the order of time: then a full block stays full, and a new one begins.
        if spans.len() >= BLOCK {
            let cut = if at == spans.len() { at } else { BLOCK / 2 };
            let mut rest = spans.split_off(cut);
            match at.checked_sub(cut) {
                Some(at) => rest.insert(at, span),
                None => spans.insert(at, span),
            }
            block.max_end = spans.iter().map(|span| span.end).max().unwrap_or(i64::MIN);
            if let Some(rest) = Block::of(rest) {
                self.blocks.insert(index + 1, rest);
            }
        } else {
            spans.insert(at, span);
        }
        self.restate_from(index);
    }

    /// Removes the span of a chunk that starts at `start`.
    pub(crate) fn remove(&mut self, start: i64, number: u64, id: ChunkId) {
        let index = self
            .blocks
            .partition_point(|block| block.first <= (start, number));
        let index = index.saturating_sub(1);
        let Some(block) = self.blocks.get_mut(index) else {
            return;
        };
        let spans = Arc::make_mut(&mut block.spans);
        let before = spans.len();
        spans.retain(|span| span.entry.id() != id);
        self.len -= before - spans.len();
        match (spans.first(), spans.iter().map(|span| span.end).max()) {
            (Some(first), Some(max_end)) => {
                block.first = first.key();
                block.max_end = max_end;
            }
            _ => {
                self.blocks.remove(index);
            }
        }
        self.restate_from(index);
    }

    fn restate_from(&mut self, index: usize) {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.blocks.get(before));
        let mut so_far = before.map_or(i64::MIN, |block| block.max_end_so_far);
        for block in self.blocks.get_mut(index..).unwrap_or_default() {
            so_far = so_far.max(block.max_end);
            block.max_end_so_far = so_far;
        }
    }
}
