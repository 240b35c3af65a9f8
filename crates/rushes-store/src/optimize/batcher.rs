//! The chunks of one group, one after the other, into those of the result.

use std::collections::VecDeque;

use arrow_array::Array as _;

use rushes_chunk::{Chunk, Result};
use rushes_core::{ChunkId, RowId};

use super::Settings;
use super::columns::{self, Part};
use super::join;
use super::size::chunk_bytes;

/// Joins and cuts the chunks of a group. They come in the order of their times, and in this order
/// neighbours are joined while the limits allow.
#[derive(Debug)]
pub struct Batcher {
    settings: Settings,
    /// Whether what comes out will be joined further, and must not be cut yet.
    is_preparing: bool,
    /// One for each kind of parts.
    pending: Vec<Pending>,
}

/// Rows that will be one chunk.
#[derive(Debug)]
pub struct Batch {
    parts: Vec<Part>,
    rows: u64,
    bytes: u64,
}

/// A batch that may still grow.
#[derive(Debug)]
struct Pending {
    batch: Batch,
    end: End,
}

/// What decides whether rows that follow are in order, and so will be the whole.
#[derive(Clone, Debug)]
struct End {
    is_sorted: bool,
    row_id: Option<RowId>,
    /// The last time on each timeline.
    times: Vec<i64>,
}

impl Batch {
    fn of(part: Part) -> Self {
        let (rows, bytes) = (part.chunk.num_rows() as u64, chunk_bytes(&part.chunk));
        Self {
            parts: vec![part],
            rows,
            bytes,
        }
    }

    /// The same rows, joined already.
    ///
    /// # Errors
    /// As [`Self::into_chunk`].
    pub fn joined(self) -> Result<Self> {
        let Some(key) = self.parts.first().map(|part| part.key.clone()) else {
            return Ok(self);
        };
        if self.parts.len() == 1 {
            return Ok(self);
        }
        let (rows, bytes) = (self.rows, self.bytes);
        let chunk = self.into_chunk()?;
        Ok(Self {
            parts: vec![Part {
                key,
                chunk,
                is_whole: false,
            }],
            rows,
            bytes,
        })
    }

    /// Whether the rows are static.
    pub fn is_static(&self) -> bool {
        self.parts.iter().all(|part| part.chunk.is_static())
    }

    /// Bytes of data.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// The id of the chunk that this is, when it is one that came in and has not changed.
    pub fn unchanged(&self) -> Option<ChunkId> {
        match self.parts.as_slice() {
            [part] if part.is_whole => Some(part.chunk.id()),
            _ => None,
        }
    }

    /// The chunk. An unchanged one keeps its id.
    ///
    /// # Errors
    /// When Arrow cannot count the values of all rows.
    pub fn into_chunk(mut self) -> Result<Chunk> {
        if self.parts.len() == 1
            && let Some(part) = self.parts.pop()
        {
            return Ok(part.chunk);
        }
        let chunks: Vec<_> = self.parts.into_iter().map(|part| part.chunk).collect();
        join::joined(&chunks)
    }
}

fn row_id(chunk: &Chunk, row: Option<usize>) -> Option<RowId> {
    let ids = chunk.row_ids_array();
    let row = row.filter(|row| *row < ids.len())?;
    ids.value(row).first_chunk().copied().map(RowId::from_bytes)
}

impl End {
    fn of(chunk: &Chunk) -> Self {
        let timelines = chunk.timelines().values();
        Self {
            is_sorted: timelines.clone().all(|it| it.is_sorted()),
            row_id: row_id(chunk, chunk.num_rows().checked_sub(1)),
            times: timelines
                .filter_map(|it| it.times().last().copied())
                .collect(),
        }
    }

    /// The end of both, if a chunk follows.
    fn followed_by(&self, chunk: &Chunk) -> Self {
        let mut end = Self::of(chunk);
        let starts = chunk.timelines().values();
        let starts = starts.filter_map(|it| it.times().first().copied());
        end.is_sorted &= self.is_sorted
            && self.row_id <= row_id(chunk, Some(0))
            && self
                .times
                .iter()
                .zip(starts)
                .all(|(last, next)| *last <= next);
        end
    }
}

impl Batcher {
    /// A batcher for one group of chunks.
    pub fn new(settings: Settings) -> Self {
        Self {
            settings,
            is_preparing: false,
            pending: Vec::new(),
        }
    }

    /// A batcher that joins very small chunks into such as are still small against the limits, for
    /// another batcher to go on with. So several threads can do most of the work.
    pub fn preparing(settings: &Settings) -> Self {
        const PART: u64 = 16;
        let part = |limit: u64| if limit == 0 { 0 } else { (limit / PART).max(1) };
        Self {
            settings: Settings {
                max_bytes: part(settings.max_bytes),
                max_rows: part(settings.max_rows),
                max_rows_if_unsorted: part(settings.max_rows_if_unsorted),
                ..settings.clone()
            },
            is_preparing: true,
            pending: Vec::new(),
        }
    }

    /// A batcher that only puts columns apart, whatever the number of rows. For one chunk each.
    pub fn columns_only(settings: &Settings) -> Self {
        Self::new(Settings {
            max_bytes: 0,
            max_rows: 0,
            max_rows_if_unsorted: 0,
            ..settings.clone()
        })
    }

    /// Takes the next chunk, whose rows are in the order of their ids. Returns what is ready.
    ///
    /// # Errors
    /// When columns cannot be taken apart.
    pub fn push(&mut self, chunk: Chunk) -> Result<Vec<Batch>> {
        if chunk.is_empty() {
            return Ok(Vec::new());
        }
        self.push_parts(columns::parts(chunk, &self.settings)?)
    }

    /// Takes what a [preparing](Self::preparing) batcher made of the next chunks.
    ///
    /// # Errors
    /// When chunks cannot be joined.
    pub fn push_prepared(&mut self, batch: Batch) -> Result<Vec<Batch>> {
        self.push_parts(batch.parts)
    }

    fn push_parts(&mut self, parts: Vec<Part>) -> Result<Vec<Batch>> {
        let mut ready = Vec::new();
        for part in parts {
            self.add(part, &mut ready)?;
        }
        Ok(ready)
    }

    /// Everything that is left.
    pub fn finish(&mut self) -> Vec<Batch> {
        let pending = std::mem::take(&mut self.pending);
        pending.into_iter().map(|pending| pending.batch).collect()
    }

    fn add(&mut self, part: Part, ready: &mut Vec<Batch>) -> Result<()> {
        let at = self.pending.iter().position(|it| {
            let last = it.batch.parts.last();
            last.is_some_and(|last| last.key == part.key)
        });
        let (rows, bytes) = (part.chunk.num_rows() as u64, chunk_bytes(&part.chunk));
        let end = End::of(&part.chunk);
        let pieces = self.settings.pieces(rows, bytes, end.is_sorted);
        if pieces > 1 {
            if let Some(at) = at {
                ready.push(self.pending.remove(at).batch);
            }
            if self.is_preparing {
                ready.push(Batch::of(part));
                return Ok(());
            }
            return self.cut(part, pieces, ready);
        }
        if let Some(pending) = at.and_then(|at| self.pending.get_mut(at)) {
            let joined_end = pending.end.followed_by(&part.chunk);
            let batch = &mut pending.batch;
            let (all_rows, all_bytes) = (batch.rows + rows, batch.bytes + bytes);
            let fits = self
                .settings
                .pieces(all_rows, all_bytes, joined_end.is_sorted)
                == 1;
            if fits && batch.parts.last().is_some_and(|last| last.can_join(&part)) {
                batch.parts.push(part);
                (batch.rows, batch.bytes) = (all_rows, all_bytes);
                pending.end = joined_end;
                return Ok(());
            }
        }
        let new = Pending {
            batch: Batch::of(part),
            end,
        };
        match at.and_then(|at| self.pending.get_mut(at)) {
            Some(pending) => ready.push(std::mem::replace(pending, new).batch),
            None => self.pending.push(new),
        }
        Ok(())
    }

    /// Cuts a part that exceeds the limits into pieces of about as many rows each, and those that
    /// still do, for rows differ, further. A single row is never cut.
    fn cut(&self, part: Part, pieces: u64, ready: &mut Vec<Batch>) -> Result<()> {
        let mut queue = VecDeque::from([(part.chunk, pieces)]);
        while let Some((chunk, pieces)) = queue.pop_front() {
            let rows = chunk.num_rows();
            let pieces = pieces as usize;
            for piece in (0..pieces).rev() {
                let (from, to) = (rows * piece / pieces, rows * (piece + 1) / pieces);
                let piece = chunk.sliced(from, to - from)?;
                let rows = piece.num_rows() as u64;
                let is_sorted = piece.timelines().values().all(|it| it.is_sorted());
                let more = self.settings.pieces(rows, chunk_bytes(&piece), is_sorted);
                queue.push_front((piece, more));
            }
            // What was put in front keeps the limits, or comes by here again.
            while queue.front().is_some_and(|(_, pieces)| *pieces == 1) {
                if let Some((chunk, _)) = queue.pop_front() {
                    ready.push(Batch::of(Part {
                        key: part.key.clone(),
                        chunk,
                        is_whole: false,
                    }));
                }
            }
        }
        Ok(())
    }
}
