//! Changes. One thread at a time makes them, and publishes what it changed at the end of each call.
//!
//! `insert` takes chunks in, `split` cuts large ones, `compact` joins small ones, `remove` takes chunks
//! out, `gc` chooses which.

mod compact;
mod gc;
mod insert;
mod remove;
mod split;

use std::sync::Arc;

use foldhash::HashMap;
use rushes_chunk::schema::{SchemaColumn, StoreSchema};
use rushes_core::{ChunkId, EntityPath, Timeline};

pub use gc::{GcOptions, GcTarget};

use self::compact::Tails;
use crate::index::{Entity, EntityState};
use crate::store::Inner;
use crate::{ChunkEntry, DeletionReason, Diff, Event, Generation, Lineage, Loaded, StoreStats};

/// What only the writer needs to know.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    known: HashMap<ChunkId, Known>,
    tails: HashMap<EntityPath, Tails>,
    schema: Arc<StoreSchema>,
    /// What the schema says of each entity, to see quickly that a chunk brings nothing new.
    seen: HashMap<EntityPath, Seen>,
    stats: StoreStats,
    generation: Generation,
    next_event: u64,
}

/// What became of a chunk that was inserted.
#[derive(Debug)]
enum Known {
    /// It is in the store.
    Present(Arc<ChunkEntry>),
    /// Its rows are in others.
    MovedTo(Vec<ChunkId>),
    /// Others hide all of it: it is not needed.
    Superseded,
}

#[derive(Debug, Default)]
struct Seen {
    timelines: Vec<Timeline>,
    columns: Vec<SchemaColumn>,
}

/// One call's changes.
struct Change<'a> {
    inner: &'a Inner,
    writer: &'a mut Writer,
    entities: HashMap<EntityPath, (Arc<Entity>, EntityState)>,
    events: Vec<Event>,
}

impl Inner {
    /// Changes the store: `change` does it, and all of it is published before the next who reads.
    fn change<T>(&self, change: impl FnOnce(&mut Change<'_>) -> T) -> (T, Vec<Event>) {
        let mut writer = self.writer.lock();
        let mut this = Change {
            inner: self,
            writer: &mut writer,
            entities: HashMap::default(),
            events: Vec::new(),
        };
        let result = change(&mut this);
        let Change {
            entities, events, ..
        } = this;
        for (entity, state) in entities.into_values() {
            entity.publish(state);
        }
        {
            let mut published = self.published.write();
            published.stats = writer.stats;
            published.generation = writer.generation;
            if !Arc::ptr_eq(&published.schema, &writer.schema) {
                published.schema = Arc::clone(&writer.schema);
            }
        }
        // Told before another can change the store, so that events come in their order.
        self.tell(&events);
        drop(writer);
        (result, events)
    }
}

impl Change<'_> {
    fn entity(&mut self, path: &EntityPath) -> &mut (Arc<Entity>, EntityState) {
        let inner = self.inner;
        self.entities.entry(path.clone()).or_insert_with(|| {
            let entity = inner.entity_or_insert(path);
            let state = EntityState::clone(&entity.peek());
            (entity, state)
        })
    }

    fn emit(&mut self, diff: Diff) {
        self.writer.next_event += 1;
        self.events.push(Event {
            store_id: self.inner.id.clone(),
            event_id: self.writer.next_event,
            generation: self.writer.generation,
            diff,
        });
    }

    /// Puts a chunk into the indices of its entity.
    fn add(&mut self, entry: &Arc<ChunkEntry>) {
        self.writer.stats.insert(entry.meta());
        self.writer
            .known
            .insert(entry.id(), Known::Present(Arc::clone(entry)));
        let inner = self.inner;
        let (entity, state) = self.entity(&entry.meta().entity_path);
        for column in &entry.meta().columns {
            inner.note_clear(entity, &column.descriptor.component);
        }
        if entry.meta().is_static {
            state.statics.push(Arc::clone(entry));
        } else {
            state.insert_temporal(entry);
        }
    }

    /// Takes a chunk out of the indices. Its data live on while somebody looks at them.
    fn take_out(&mut self, entry: &Arc<ChunkEntry>) {
        entry.mark_removed();
        self.writer.stats.remove(entry.meta());
        let (_, state) = self.entity(&entry.meta().entity_path);
        state.remove(entry);
    }

    /// Deletes a chunk: whoever inserts it again inserts it anew.
    fn delete(&mut self, entry: &Arc<ChunkEntry>, reason: DeletionReason) -> Option<Arc<Loaded>> {
        self.writer.known.remove(&entry.id());
        self.take_out(entry);
        if let Some(tails) = self.writer.tails.get_mut(&entry.meta().entity_path) {
            tails.forget(entry);
        }
        let data = entry.peek();
        self.emit(Diff::Deletion {
            entry: Arc::clone(entry),
            data: data.clone(),
            reason,
        });
        data
    }

    /// Whether the rows of a chunk are in the store, under whatever id.
    fn is_present(&self, id: ChunkId) -> bool {
        match self.writer.known.get(&id) {
            None => false,
            Some(Known::Present(entry)) => !entry.is_removed(),
            Some(Known::MovedTo(ids)) => ids.iter().any(|id| self.is_present(*id)),
            Some(Known::Superseded) => true,
        }
    }

    fn is_product(&self, id: ChunkId) -> bool {
        matches!(
            self.writer.known.get(&id),
            Some(Known::Present(entry))
                if matches!(entry.lineage(), Lineage::SplitFrom(_) | Lineage::CompactedFrom(_))
        )
    }
}
