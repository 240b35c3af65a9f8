//! One recording or blueprint.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use foldhash::{HashMap, HashMapExt as _};
use parking_lot::{Mutex, RwLock};
use rushes_chunk::schema::StoreSchema;
use rushes_core::{
    ChunkId, ComponentIdentifier, EntityPath, StoreId, StoreInfo, TimeRange, Timeline, TimelineName,
};

use crate::index::Entity;
use crate::provider::ChunkProvider;
use crate::query::CLEAR;
use crate::writer::Writer;
use crate::{
    Budget, ChunkEntry, Error, Event, Generation, Loaded, Result, Span, StoreConfig, StoreStats,
    Subscriber,
};

/// The chunks of one store, found by entity, component and time. Cheap to clone: a handle.
///
/// Usable from many threads. A change is made by one thread at a time; those who read never wait for
/// it, and see an entity either before or after it.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub id: StoreId,
    pub config: StoreConfig,
    pub budget: Arc<Budget>,
    info: RwLock<Option<StoreInfo>>,
    entities: RwLock<HashMap<EntityPath, Arc<Entity>>>,
    /// Entities that ever had a clear; and whether there is any.
    clears: RwLock<HashMap<EntityPath, Arc<Entity>>>,
    has_clears: AtomicBool,
    provider: RwLock<Option<Arc<dyn ChunkProvider>>>,
    /// So that two threads do not fetch the same chunk: by its id.
    fetching: [Mutex<()>; 16],
    pub published: RwLock<Published>,
    pub writer: Mutex<Writer>,
    pub subscribers: RwLock<Vec<Arc<dyn Subscriber>>>,
}

/// What a writer changes beside the entities.
#[derive(Clone, Debug, Default)]
pub(crate) struct Published {
    pub schema: Arc<StoreSchema>,
    pub stats: StoreStats,
    pub generation: Generation,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("id", &self.inner.id)
            .field("stats", &self.stats())
            .finish_non_exhaustive()
    }
}

impl Store {
    /// An empty store whose chunks all stay in memory.
    pub fn new(id: StoreId, config: StoreConfig) -> Self {
        Self::with_budget(id, config, Arc::default())
    }

    /// An empty store whose chunks count in a budget, perhaps with those of other stores.
    pub fn with_budget(id: StoreId, config: StoreConfig, budget: Arc<Budget>) -> Self {
        Self {
            inner: Arc::new(Inner {
                id,
                config,
                budget,
                info: RwLock::default(),
                entities: RwLock::new(HashMap::new()),
                clears: RwLock::new(HashMap::new()),
                has_clears: AtomicBool::new(false),
                provider: RwLock::default(),
                fetching: Default::default(),
                published: RwLock::default(),
                writer: Mutex::default(),
                subscribers: RwLock::default(),
            }),
        }
    }

    /// Which store this is.
    pub fn id(&self) -> &StoreId {
        &self.inner.id
    }

    /// When chunks are split and joined.
    pub fn config(&self) -> &StoreConfig {
        &self.inner.config
    }

    /// The budget that its chunks count in.
    pub fn budget(&self) -> &Arc<Budget> {
        &self.inner.budget
    }

    /// What its producer said of the store.
    pub fn info(&self) -> Option<StoreInfo> {
        self.inner.info.read().clone()
    }

    /// Remembers what a producer says of the store.
    pub fn set_info(&self, info: StoreInfo) {
        *self.inner.info.write() = Some(info);
    }

    /// How much there is.
    pub fn stats(&self) -> StoreStats {
        self.inner.published.read().stats
    }

    /// Changes with every change.
    pub fn generation(&self) -> Generation {
        self.inner.published.read().generation
    }

    /// All timelines and components. It only grows, but for entities that are dropped.
    pub fn schema(&self) -> Arc<StoreSchema> {
        Arc::clone(&self.inner.published.read().schema)
    }

    /// All entities that have data, in their order.
    pub fn entities(&self) -> Vec<EntityPath> {
        let entities = self.inner.entities.read();
        let with_data = entities.values().filter(|entity| !entity.peek().is_empty());
        let mut paths: Vec<_> = with_data.map(|entity| entity.path.clone()).collect();
        paths.sort_unstable();
        paths
    }

    /// The components of an entity that have cells, by name.
    pub fn components_of(&self, entity: &EntityPath) -> Vec<ComponentIdentifier> {
        let Some(entity) = self.inner.entity(entity) else {
            return Vec::new();
        };
        let state = entity.peek();
        let columns = state.columns();
        columns
            .map(|column| column.descriptor.component.clone())
            .collect()
    }

    /// The timelines, by name.
    pub fn timelines(&self) -> Vec<Timeline> {
        self.schema().timelines.values().cloned().collect()
    }

    /// The smallest and largest time of any row on a timeline.
    pub fn time_range(&self, timeline: &TimelineName) -> Option<TimeRange> {
        let entities = self.inner.entities.read();
        entities
            .values()
            .filter_map(|entity| entity.peek().timeline(timeline)?.range())
            .reduce(TimeRange::union)
    }

    /// All chunks, in the order in which they came, in memory or not.
    pub fn chunks(&self) -> Vec<Arc<ChunkEntry>> {
        let entities: Vec<_> = self.inner.entities.read().values().cloned().collect();
        let mut chunks: Vec<_> = entities
            .iter()
            .flat_map(|entity| entity.peek().entries())
            .collect();
        chunks.sort_by_key(|entry| entry.number);
        chunks
    }

    /// All chunks of one entity, in the order in which they came.
    pub fn chunks_of(&self, entity: &EntityPath) -> Vec<Arc<ChunkEntry>> {
        let entity = self.inner.entity(entity);
        entity
            .map(|entity| entity.peek().entries())
            .unwrap_or_default()
    }

    /// The chunks with cells of a component in a range of time, in the order of their starts, and the
    /// times that these cells span in each. Of static components none. Reads no data.
    pub fn spans(
        &self,
        entity: &EntityPath,
        component: &ComponentIdentifier,
        timeline: &TimelineName,
        range: TimeRange,
    ) -> Vec<Span> {
        let Some(entity) = self.inner.entity(entity) else {
            return Vec::new();
        };
        let state = entity.peek();
        let column = state
            .column(component)
            .filter(|column| column.statics.is_empty());
        let index = column.and_then(|column| column.timeline(timeline));
        let spans = index
            .into_iter()
            .flat_map(|index| index.intersecting(range));
        spans.cloned().collect()
    }

    /// The static chunks that may have the cell of a component that counts; with none, it is not static.
    pub fn static_chunks(
        &self,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Vec<Arc<ChunkEntry>> {
        let entity = self.inner.entity(entity);
        let found =
            entity.and_then(|entity| Some(entity.peek().column(component)?.statics.clone()));
        found.unwrap_or_default()
    }

    /// All static chunks of an entity in which the component has a cell, also where a newer one hides it.
    pub fn all_static_chunks(
        &self,
        entity: &EntityPath,
        component: &ComponentIdentifier,
    ) -> Vec<Arc<ChunkEntry>> {
        let Some(entity) = self.inner.entity(entity) else {
            return Vec::new();
        };
        let state = entity.peek();
        let has = |entry: &&Arc<ChunkEntry>| {
            let mut columns = entry.meta().columns.iter();
            columns.any(|column| column.descriptor.component == *component)
        };
        state.statics.iter().filter(has).cloned().collect()
    }

    /// Has chunks that are known by an index fetched from there.
    pub fn set_provider(&self, provider: Arc<dyn ChunkProvider>) {
        *self.inner.provider.write() = Some(provider);
    }

    /// The data of a chunk, fetched if they are not in memory.
    pub fn load(&self, entry: &Arc<ChunkEntry>) -> Result<Arc<Loaded>> {
        match entry.loaded() {
            Some(loaded) => Ok(loaded),
            None => self.inner.fetch(entry),
        }
    }

    /// The data of chunks, of which those that are not in memory are fetched together, in the order
    /// of `entries`.
    pub fn load_all(&self, entries: &[Arc<ChunkEntry>]) -> Result<Vec<Arc<Loaded>>> {
        let fetched = self.inner.fetch_all(entries)?;
        entries
            .iter()
            .map(|entry| match fetched.get(&entry.id()) {
                Some(loaded) => Ok(Arc::clone(loaded)),
                None => self.load(entry),
            })
            .collect()
    }

    /// Fetches the chunks of some entities that have rows near a time, nearest first, until half of the
    /// budget is used. Returns how many.
    pub fn prefetch<'a>(
        &self,
        entities: impl IntoIterator<Item = &'a EntityPath>,
        timeline: &TimelineName,
        range: TimeRange,
    ) -> Result<usize> {
        let mut wanted = Vec::new();
        for path in entities {
            let Some(entity) = self.inner.entity(path) else {
                continue;
            };
            let state = entity.peek();
            let spans = state.timeline(timeline).into_iter();
            let spans = spans.flat_map(|index| index.intersecting(range));
            wanted.extend(spans.map(|span| (span.start, Arc::clone(&span.entry))));
            wanted.extend(
                state
                    .statics
                    .iter()
                    .map(|entry| (i64::MIN, Arc::clone(entry))),
            );
        }
        wanted.retain(|(_, entry)| !entry.is_loaded());
        wanted.sort_by_key(|(start, entry)| (*start, entry.number));
        let room =
            (self.inner.budget.max_bytes() / 2).saturating_sub(self.inner.budget.used_bytes());
        let mut bytes = 0;
        let fits = |entry: &&Arc<ChunkEntry>| {
            bytes += entry.meta().num_bytes;
            bytes <= room
        };
        let entries = wanted.iter().map(|(_, entry)| entry);
        let entries: Vec<_> = entries.take_while(fits).cloned().collect();
        Ok(self.inner.fetch_all(&entries)?.len())
    }

    /// Has a subscriber told of what happens from now on.
    pub fn subscribe(&self, subscriber: Arc<dyn Subscriber>) {
        self.inner.subscribers.write().push(subscriber);
    }
}

impl Inner {
    pub fn entity(&self, path: &EntityPath) -> Option<Arc<Entity>> {
        self.entities.read().get(path).cloned()
    }

    pub fn entity_or_insert(&self, path: &EntityPath) -> Arc<Entity> {
        if let Some(entity) = self.entity(path) {
            return entity;
        }
        let mut entities = self.entities.write();
        let entity = entities.entry(path.clone());
        Arc::clone(entity.or_insert_with(|| Arc::new(Entity::new(path.clone()))))
    }

    pub fn all_entities(&self) -> Vec<Arc<Entity>> {
        self.entities.read().values().cloned().collect()
    }

    pub fn has_clears(&self) -> bool {
        self.has_clears.load(Ordering::Acquire)
    }

    pub fn clearing_entity(&self, path: &EntityPath) -> Option<Arc<Entity>> {
        self.clears.read().get(path).cloned()
    }

    /// Remembers an entity that has a clear.
    pub fn note_clear(&self, entity: &Arc<Entity>, component: &ComponentIdentifier) {
        if component.as_str() == CLEAR && !self.clears.read().contains_key(&entity.path) {
            self.clears
                .write()
                .insert(entity.path.clone(), Arc::clone(entity));
            self.has_clears.store(true, Ordering::Release);
        }
    }

    fn provider(&self, id: Option<ChunkId>) -> Result<Arc<dyn ChunkProvider>> {
        let provider = self.provider.read().clone();
        provider.ok_or_else(|| Error::fetch(id, "the store was given no provider of chunks"))
    }

    pub fn fetch(&self, entry: &Arc<ChunkEntry>) -> Result<Arc<Loaded>> {
        let id = entry.id();
        let slot = id.as_u128() as usize % self.fetching.len();
        let _fetching = self.fetching.get(slot).map(Mutex::lock);
        if let Some(loaded) = entry.loaded() {
            return Ok(loaded);
        }
        let mut chunks = self.provider(Some(id))?.load(&[id])?;
        let chunk = chunks.pop().filter(|chunk| chunk.id() == id);
        let chunk = chunk.ok_or_else(|| Error::fetch(Some(id), "its provider does not have it"))?;
        Ok(self.keep(entry, chunk))
    }

    /// Fetches what is not in memory.
    pub fn fetch_all(&self, entries: &[Arc<ChunkEntry>]) -> Result<HashMap<ChunkId, Arc<Loaded>>> {
        let absent = entries.iter().filter(|entry| !entry.is_loaded());
        let absent: HashMap<_, _> = absent.map(|entry| (entry.id(), entry)).collect();
        let mut fetched = HashMap::with_capacity(absent.len());
        if absent.is_empty() {
            return Ok(fetched);
        }
        let ids: Vec<_> = absent.keys().copied().collect();
        for chunk in self.provider(None)?.load(&ids)? {
            if let Some(entry) = absent.get(&chunk.id()) {
                fetched.insert(chunk.id(), self.keep(entry, chunk));
            }
        }
        Ok(fetched)
    }

    fn keep(&self, entry: &Arc<ChunkEntry>, chunk: rushes_chunk::Chunk) -> Arc<Loaded> {
        let bytes = crate::held_bytes(&chunk) as u64;
        let loaded = Arc::new(Loaded::new(chunk, bytes, &self.budget));
        entry.set(Arc::clone(&loaded));
        if entry.is_refetchable() {
            self.budget.may_evict(entry);
        }
        loaded
    }

    pub fn tell(&self, events: &[Event]) {
        if events.is_empty() || !self.config.enable_changelog {
            return;
        }
        let subscribers = self.subscribers.read().clone();
        for subscriber in subscribers {
            subscriber.on_events(events);
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        for subscriber in self.subscribers.read().iter() {
            subscriber.on_drop(&self.id);
        }
    }
}
