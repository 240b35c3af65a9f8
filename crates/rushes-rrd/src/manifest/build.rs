//! Collects the chunks of one store, of which there may be very many.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use foldhash::fast::RandomState;
use rushes_core::{ChunkId, ComponentDescriptor, EntityPath, Timeline};

use super::blocks::{Block, Span, SpanKey};
use super::{ChunkIndex, StoreSchema, TimeSpan};
use crate::spool::Spool;
use crate::{Error, Result};

/// The rows of a manifest so far; names are kept once.
#[derive(Debug, Default)]
pub(crate) struct ManifestBuilder {
    pub schema: StoreSchema,
    pub(super) entities: Names<EntityPath>,
    descriptors: Names<ComponentDescriptor>,
    timelines: Names<Timeline>,
    /// The rows that are in no block yet.
    pending: Pending,
    pub(super) blocks: Vec<Block>,
}

/// Rows, and what is known of their times and components.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub rows: Vec<Row>,
    /// Row and descriptor of static data.
    pub statics: Vec<(u32, u32)>,
    pub spans: Vec<(SpanKey, Span)>,
}

#[derive(Debug)]
pub(super) struct Row {
    pub entity: u32,
    pub chunk_id: ChunkId,
    pub is_static: bool,
    pub num_rows: u64,
    pub byte_offset: u64,
    pub byte_size: u64,
    pub uncompressed_size: u64,
}

/// Each name once, numbered in the order they came.
#[derive(Debug)]
pub(super) struct Names<T> {
    numbers: HashMap<T, u32, RandomState>,
    pub names: Vec<T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::default(),
            names: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Names<T> {
    fn number(&mut self, name: &T) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.clone(), number);
        self.names.push(name.clone());
        number
    }

    fn name(&self, number: u32) -> Result<&T> {
        self.names
            .get(number as usize)
            .ok_or_else(|| Error::invalid("a manifest row names nothing known"))
    }
}

impl ManifestBuilder {
    pub fn is_empty(&self) -> bool {
        self.num_rows() == 0
    }

    /// Rows so far.
    pub fn num_rows(&self) -> usize {
        let in_blocks: usize = self.blocks.iter().map(|block| block.num_rows).sum();
        in_blocks + self.pending.rows.len()
    }

    /// Adds a chunk's row. The chunk's schema is added on its own. Returns how many bytes it takes
    /// in memory until the next [`Self::spill`].
    pub fn push(&mut self, index: &ChunkIndex) -> usize {
        let before = self.pending.held_bytes();
        let row = self.pending.rows.len() as u32;
        self.pending.rows.push(Row {
            entity: self.entities.number(&index.entity_path),
            chunk_id: index.chunk_id,
            is_static: index.is_static,
            num_rows: index.num_rows,
            byte_offset: index.byte_offset,
            byte_size: index.byte_size,
            uncompressed_size: index.uncompressed_size,
        });
        for span in &index.timelines {
            self.push_span(row, None, span);
        }
        for column in &index.columns {
            let descriptor = self.descriptors.number(&column.descriptor);
            if index.is_static {
                self.pending.statics.push((row, descriptor));
            }
            for span in &column.timelines {
                self.push_span(row, Some(descriptor), span);
            }
        }
        self.pending.held_bytes() - before
    }

    fn push_span(&mut self, row: u32, descriptor: Option<u32>, span: &TimeSpan) {
        let timeline = self.timelines.number(&span.timeline);
        let (start, end) = span.range.unwrap_or_default();
        let num_rows = if span.range.is_some() {
            span.num_rows
        } else {
            0
        };
        let span = Span {
            row,
            start,
            end,
            num_rows,
        };
        let key = SpanKey {
            timeline,
            descriptor,
        };
        self.pending.spans.push((key, span));
    }

    /// Moves the rows so far to `spool`, but for a few.
    pub fn spill(&mut self, spool: &mut Spool) -> Result<()> {
        // So that the bits of a column's blocks are whole bytes.
        self.spill_rows(self.pending.rows.len() & !7, spool)
    }

    /// Moves all rows to `spool`; nothing may be added any more.
    pub(super) fn spill_all(&mut self, spool: &mut Spool) -> Result<()> {
        self.spill_rows(self.pending.rows.len(), spool)
    }

    fn spill_rows(&mut self, num_rows: usize, spool: &mut Spool) -> Result<()> {
        if num_rows > 0 {
            let block = self.pending.take_front(num_rows);
            self.blocks.push(Block::write(block, spool)?);
        }
        Ok(())
    }

    /// What the table's columns beyond the fixed ones are about, in the order of the format: first
    /// all components, whether they are static; then times, those of chunks before those of
    /// components.
    pub(super) fn groups(&self) -> Result<Groups> {
        let mut statics: Vec<_> = self.descriptors.names.iter().cloned().zip(0..).collect();
        statics.sort();
        let keys = self.blocks.iter().flat_map(|block| block.spans.keys());
        let keys = keys.copied().collect::<BTreeSet<_>>().into_iter();
        let mut spans = keys
            .map(|key| {
                let timeline = self.timelines.name(key.timeline)?.clone();
                let descriptor = key.descriptor.map(|number| self.descriptors.name(number));
                Ok((timeline, descriptor.transpose()?.cloned(), key))
            })
            .collect::<Result<Vec<_>>>()?;
        spans.sort_by(|a, b| (a.1.is_some(), &a.0, &a.1).cmp(&(b.1.is_some(), &b.0, &b.1)));
        Ok(Groups { statics, spans })
    }
}

/// See [`ManifestBuilder::groups`].
pub(super) struct Groups {
    pub statics: Vec<(ComponentDescriptor, u32)>,
    pub spans: Vec<(Timeline, Option<ComponentDescriptor>, SpanKey)>,
}

impl Pending {
    fn held_bytes(&self) -> usize {
        size_of::<Row>() * self.rows.len()
            + size_of::<(SpanKey, Span)>() * self.spans.len()
            + size_of::<(u32, u32)>() * self.statics.len()
    }

    /// Takes the first rows, and what belongs to them.
    fn take_front(&mut self, num_rows: usize) -> Self {
        let rest = self.rows.split_off(num_rows);
        // All are in the order of their rows.
        let first = num_rows as u32;
        let statics = self.statics.partition_point(|(row, _)| *row < first);
        let spans = self.spans.partition_point(|(_, span)| span.row < first);
        let mut rest = Self {
            rows: rest,
            statics: self.statics.split_off(statics),
            spans: self.spans.split_off(spans),
        };
        rest.statics.iter_mut().for_each(|(row, _)| *row -= first);
        rest.spans
            .iter_mut()
            .for_each(|(_, span)| span.row -= first);
        std::mem::replace(self, rest)
    }
}
