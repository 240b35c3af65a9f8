//! What changed in a store.

use std::sync::Arc;

use rushes_core::{ComponentDescriptor, EntityPath, StoreId, Timeline};

use crate::{ChunkEntry, ChunkMeta, Loaded};

/// One change. Those of one store are numbered without gaps, in the order in which they happened.
#[derive(Clone, Debug)]
pub struct Event {
    /// The store.
    pub store_id: StoreId,
    /// Its number, from 1.
    pub event_id: u64,
    /// How many chunks were inserted until then, and how often garbage was collected.
    pub generation: Generation,
    /// What happened.
    pub diff: Diff,
}

/// Tells states of a store apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Generation {
    /// Insertions so far.
    pub insert_id: u64,
    /// Garbage collections so far.
    pub gc_id: u64,
}

/// A change.
#[derive(Clone, Debug)]
pub enum Diff {
    /// Data are new. To count data once, count these.
    Addition {
        /// The chunk in the store: what was inserted, or a part of it.
        entry: Arc<ChunkEntry>,
        /// Its data.
        data: Arc<Loaded>,
    },
    /// Chunks are known whose data are elsewhere.
    IndexAddition {
        /// The chunks.
        chunks: Arc<[ChunkMeta]>,
    },
    /// Chunks were joined; the data are the same.
    Compaction {
        /// The former chunks.
        from: Vec<Arc<ChunkEntry>>,
        /// The chunk that has their rows.
        to: Arc<ChunkEntry>,
    },
    /// A chunk is gone.
    Deletion {
        /// The chunk.
        entry: Arc<ChunkEntry>,
        /// Its data, if they were in memory.
        data: Option<Arc<Loaded>>,
        /// Why.
        reason: DeletionReason,
    },
    /// Columns or timelines are new, or a column became static.
    SchemaAddition {
        /// The entity.
        entity_path: EntityPath,
        /// New components, or those that became static.
        components: Vec<ComponentDescriptor>,
        /// New timelines.
        timelines: Vec<Timeline>,
    },
}

/// Why a chunk is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeletionReason {
    /// There had to be room.
    GarbageCollection,
    /// Newer static data replace all of its data.
    Overwrite,
    /// Somebody asked for it.
    ExplicitDrop,
}

/// Told of changes, in the thread that makes them: must be quick, and must not change the store.
pub trait Subscriber: Send + Sync + 'static {
    /// Some changes, in order.
    fn on_events(&self, events: &[Event]);

    /// The store is gone.
    fn on_drop(&self, _store_id: &StoreId) {}
}

impl<F: Fn(&[Event]) + Send + Sync + 'static> Subscriber for F {
    fn on_events(&self, events: &[Event]) {
        self(events);
    }
}
