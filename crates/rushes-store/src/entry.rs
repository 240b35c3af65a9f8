//! One chunk of a store: what is known of it, and its data while they are in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use arc_swap::ArcSwapOption;
use rushes_chunk::Chunk;
use rushes_core::ChunkId;

use crate::{Budget, ChunkMeta};

/// Where a chunk comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lineage {
    /// It was inserted as it is.
    Volatile,
    /// It is known from an index, and can be fetched again.
    Indexed,
    /// It is a part of a chunk that was too large.
    SplitFrom(ChunkId),
    /// It was joined of smaller ones.
    CompactedFrom(Vec<ChunkId>),
}

/// A chunk of a store, in memory or not.
#[derive(Debug)]
pub struct ChunkEntry {
    meta: ChunkMeta,
    lineage: Lineage,
    data: ArcSwapOption<Loaded>,
    /// The order in which entries came.
    pub(crate) number: u64,
    /// Whether the data were looked at since eviction last came by.
    pub(crate) touched: AtomicBool,
    removed: AtomicBool,
}

/// The data of a chunk. They count in the store's budget until the last who looks at them is done.
#[derive(Debug)]
pub struct Loaded {
    chunk: Chunk,
    bytes: u64,
    budget: Arc<Budget>,
}

impl Loaded {
    pub(crate) fn new(chunk: Chunk, bytes: u64, budget: &Arc<Budget>) -> Self {
        budget.take(bytes);
        Self {
            chunk,
            bytes,
            budget: Arc::clone(budget),
        }
    }

    /// The chunk.
    pub fn chunk(&self) -> &Chunk {
        &self.chunk
    }

    /// Bytes in memory.
    pub fn num_bytes(&self) -> u64 {
        self.bytes
    }
}

impl Drop for Loaded {
    fn drop(&mut self) {
        self.budget.give_back(self.bytes);
    }
}

static NUMBER: AtomicU64 = AtomicU64::new(0);

impl ChunkEntry {
    pub(crate) fn physical(chunk: Chunk, lineage: Lineage, budget: &Arc<Budget>) -> Self {
        let meta = ChunkMeta::of(&chunk);
        let loaded = Loaded::new(chunk, meta.num_bytes, budget);
        Self::new(meta, lineage, Some(Arc::new(loaded)))
    }

    pub(crate) fn indexed(meta: ChunkMeta) -> Self {
        Self::new(meta, Lineage::Indexed, None)
    }

    fn new(meta: ChunkMeta, lineage: Lineage, data: Option<Arc<Loaded>>) -> Self {
        Self {
            meta,
            lineage,
            data: ArcSwapOption::new(data),
            number: NUMBER.fetch_add(1, Ordering::Relaxed),
            touched: AtomicBool::new(true),
            removed: AtomicBool::new(false),
        }
    }

    /// What is known of the chunk.
    pub fn meta(&self) -> &ChunkMeta {
        &self.meta
    }

    /// The chunk's id.
    pub fn id(&self) -> ChunkId {
        self.meta.id
    }

    /// Where it comes from.
    pub fn lineage(&self) -> &Lineage {
        &self.lineage
    }

    /// Whether its data can be fetched again once they are gone.
    pub fn is_refetchable(&self) -> bool {
        self.lineage == Lineage::Indexed
    }

    /// The data, if in memory.
    pub fn loaded(&self) -> Option<Arc<Loaded>> {
        let data = self.data.load_full();
        if data.is_some() && !self.touched.load(Ordering::Relaxed) {
            self.touched.store(true, Ordering::Relaxed);
        }
        data
    }

    /// The data, if in memory, without counting as a look at them.
    pub(crate) fn peek(&self) -> Option<Arc<Loaded>> {
        self.data.load_full()
    }

    /// Whether the data are in memory.
    pub fn is_loaded(&self) -> bool {
        self.data.load().is_some()
    }

    pub(crate) fn set(&self, loaded: Arc<Loaded>) {
        self.touched.store(true, Ordering::Relaxed);
        self.data.store(Some(loaded));
    }

    /// Forgets the data.
    pub(crate) fn unload(&self) -> Option<Arc<Loaded>> {
        self.data.swap(None)
    }

    pub(crate) fn mark_removed(&self) {
        self.removed.store(true, Ordering::Release);
    }

    /// Whether the chunk has left its store.
    pub(crate) fn is_removed(&self) -> bool {
        self.removed.load(Ordering::Acquire)
    }
}
