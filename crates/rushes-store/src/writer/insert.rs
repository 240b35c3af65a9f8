//! Chunks into a store.

use std::sync::Arc;

use arrow_array::Array as _;
use rushes_chunk::Chunk;
use rushes_chunk::schema::{SchemaColumn, StoreSchema, has_instance};
use rushes_core::{ComponentIdentifier, EntityPath, Timeline};

use super::{Change, Known};
use crate::{
    ChunkEntry, ChunkMeta, DeletionReason, Diff, Error, Event, Lineage, Loaded, Result, Store,
};

impl Store {
    /// Adds a chunk. One that is there already, or whose rows are, changes nothing; nor does one without
    /// rows or components. Returns what changed.
    ///
    /// Fails on a chunk whose row ids do not ascend.
    pub fn insert(&self, chunk: Chunk) -> Result<Vec<Event>> {
        self.insert_all([chunk])
    }

    /// Adds chunks together, which is faster than one by one. Fails on the first that the store does not
    /// take; those before it are in it.
    pub fn insert_all(&self, chunks: impl IntoIterator<Item = Chunk>) -> Result<Vec<Event>> {
        let (result, events) = self.inner.change(|change| {
            chunks
                .into_iter()
                .try_for_each(|chunk| change.insert(chunk))
        });
        result.map(|()| events)
    }

    /// Adds chunks whose data are elsewhere, and come through the store's
    /// [provider](Store::set_provider) when they are asked for. Chunks that are there already stay as
    /// they are. `schema` is that of these chunks.
    pub fn insert_index(
        &self,
        chunks: impl IntoIterator<Item = ChunkMeta>,
        schema: &StoreSchema,
    ) -> Vec<Event> {
        let ((), events) = self
            .inner
            .change(|change| change.insert_index(chunks, schema));
        events
    }
}

impl Change<'_> {
    fn insert(&mut self, chunk: Chunk) -> Result<()> {
        let id = chunk.id();
        if chunk.is_empty() || chunk.components().is_empty() || self.is_product(id) {
            return Ok(());
        }
        if let Some(Known::Present(entry)) = self.writer.known.get(&id)
            && entry.is_refetchable()
            && !entry.is_loaded()
        {
            // Its index is here: now its data are, too.
            let bytes = crate::held_bytes(&chunk) as u64;
            let loaded = Loaded::new(chunk, bytes, &self.inner.budget);
            entry.set(Arc::new(loaded));
            self.inner.budget.may_evict(&Arc::clone(entry));
            return Ok(());
        }
        if self.is_present(id) {
            return Ok(());
        }
        if !chunk.is_sorted() {
            return Err(Error::chunk(
                id,
                "Chunks must be sorted before insertion in the chunk store: by row id",
            ));
        }
        self.add_to_schema(&chunk);
        self.writer.generation.insert_id += 1;
        if chunk.is_static() {
            self.insert_static(chunk);
            return Ok(());
        }
        let limits = &self.inner.config;
        match super::split::split(&chunk, limits)? {
            None => {
                let entry = self.insert_temporal(chunk, Lineage::Volatile);
                self.compact(&entry)?;
            }
            Some(pieces) => {
                let ids = pieces.iter().map(Chunk::id).collect();
                self.writer.known.insert(id, Known::MovedTo(ids));
                for piece in pieces {
                    self.insert_temporal(piece, Lineage::SplitFrom(id));
                }
            }
        }
        Ok(())
    }

    pub(super) fn insert_temporal(&mut self, chunk: Chunk, lineage: Lineage) -> Arc<ChunkEntry> {
        let entry = Arc::new(ChunkEntry::physical(chunk, lineage, &self.inner.budget));
        self.add(&entry);
        self.announce(&entry);
        entry
    }

    fn announce(&mut self, entry: &Arc<ChunkEntry>) {
        if let Some(data) = entry.peek() {
            self.emit(Diff::Addition {
                entry: Arc::clone(entry),
                data,
            });
        }
    }

    /// A static chunk: of each component, the cell with the greatest row id counts.
    fn insert_static(&mut self, chunk: Chunk) {
        let id = chunk.id();
        let budget = &self.inner.budget;
        let entry = Arc::new(ChunkEntry::physical(chunk, Lineage::Volatile, budget));
        let meta = entry.meta();
        let with_cells = entry.peek().map(|loaded| {
            let columns = loaded.chunk().components().iter();
            let columns =
                columns.filter(|column| column.list_array.null_count() < column.list_array.len());
            let names = columns.map(|column| column.descriptor.component.clone());
            names.collect::<Vec<_>>()
        });
        let with_cells = with_cells.unwrap_or_default();
        let (_, state) = self.entity(&meta.entity_path);
        let mut counts = with_cells.is_empty();
        let mut overwritten = Vec::new();
        for column in &meta.columns {
            let component = &column.descriptor.component;
            if !with_cells.contains(component) {
                continue;
            }
            let column = state.column_mut(column);
            let Some(mine) = greatest_row_id(&entry, component) else {
                continue;
            };
            // Those that are not in memory may count or not: that is seen when somebody asks.
            let is_hidden = column.statics.iter().any(|other| {
                greatest_row_id(other, component).is_some_and(|theirs| theirs >= mine)
            });
            if is_hidden {
                continue;
            }
            counts = true;
            column.statics.retain(|other| {
                let is_older = greatest_row_id(other, component).is_some();
                if is_older {
                    overwritten.push(Arc::clone(other));
                }
                !is_older
            });
            column.statics.push(Arc::clone(&entry));
        }
        let keeps_history = |entry: &ChunkEntry| {
            let mut columns = entry.meta().columns.iter();
            columns.any(|column| is_history(&column.descriptor.component))
        };
        if !counts && !keeps_history(&entry) {
            self.writer.known.insert(id, Known::Superseded);
            return;
        }
        self.add(&entry);
        self.announce(&entry);
        overwritten.sort_by_key(|entry| entry.number);
        overwritten.dedup_by_key(|entry| entry.number);
        for old in overwritten {
            let (_, state) = self.entity(&old.meta().entity_path);
            let still_counts = state
                .columns()
                .any(|column| column.statics.iter().any(|other| Arc::ptr_eq(other, &old)));
            if !still_counts && !keeps_history(&old) {
                self.delete(&old, DeletionReason::Overwrite);
                self.writer.known.insert(old.id(), Known::Superseded);
            }
        }
    }

    fn insert_index(&mut self, chunks: impl IntoIterator<Item = ChunkMeta>, schema: &StoreSchema) {
        let mut added = Vec::new();
        for meta in chunks {
            if self.is_present(meta.id) || meta.num_rows == 0 {
                continue;
            }
            added.push(meta.clone());
            let entry = Arc::new(ChunkEntry::indexed(meta));
            self.add(&entry);
            if entry.meta().is_static {
                let (_, state) = self.entity(&entry.meta().entity_path);
                for column in &entry.meta().columns {
                    state.column_mut(column).statics.push(Arc::clone(&entry));
                }
            }
        }
        self.writer.generation.insert_id += added.len() as u64;
        self.merge_schema(schema);
        self.emit(Diff::IndexAddition {
            chunks: added.into(),
        });
    }

    fn merge_schema(&mut self, schema: &StoreSchema) {
        let known = Arc::make_mut(&mut self.writer.schema);
        for timeline in schema.timelines.values() {
            known.add_timeline(timeline);
        }
        for ((path, _), column) in &schema.columns {
            known.add_column(path.clone(), column.clone());
        }
        // What was seen of the entities may say less than the schema now does, which is harmless.
    }

    /// Adds what the chunk brings to the schema, and says so.
    fn add_to_schema(&mut self, chunk: &Chunk) {
        let path = chunk.entity_path();
        let seen = self.writer.seen.entry(path.clone()).or_default();
        let timelines: Vec<Timeline> = chunk
            .timelines()
            .values()
            .map(rushes_chunk::TimeColumn::timeline)
            .filter(|timeline| !seen.timelines.contains(timeline))
            .cloned()
            .collect();
        let (mut columns, mut announced) = (Vec::new(), Vec::new());
        for column in chunk.components() {
            let before = seen
                .columns
                .iter()
                .find(|seen| seen.descriptor.component == column.descriptor.component);
            let becomes_static = chunk.is_static() && before.is_none_or(|seen| !seen.is_static);
            let may_fill = before.is_none_or(|seen| seen.is_empty);
            let fills = may_fill && has_instance(&column.list_array);
            let retyped =
                before.is_some_and(|seen| seen.data_type != *column.list_array.data_type());
            if before.is_none() || becomes_static || fills || retyped {
                columns.push(SchemaColumn {
                    descriptor: column.descriptor.clone(),
                    data_type: column.list_array.data_type().clone(),
                    is_static: chunk.is_static(),
                    is_empty: may_fill && !fills,
                });
            }
            if before.is_none() || becomes_static {
                announced.push(column.descriptor.clone());
            }
        }
        if timelines.is_empty() && columns.is_empty() {
            return;
        }
        seen.timelines.extend(timelines.iter().cloned());
        for column in &columns {
            let component = &column.descriptor.component;
            match seen
                .columns
                .iter_mut()
                .find(|seen| seen.descriptor.component == *component)
            {
                None => seen.columns.push(column.clone()),
                Some(seen) => {
                    seen.is_static |= column.is_static;
                    seen.is_empty &= column.is_empty;
                    seen.data_type = column.data_type.clone();
                }
            }
        }
        let schema = Arc::make_mut(&mut self.writer.schema);
        let mut new_timelines = Vec::new();
        for timeline in &timelines {
            // The type that was seen last counts.
            let before = schema
                .timelines
                .insert(timeline.name().clone(), timeline.clone());
            if before.as_ref() != Some(timeline) {
                new_timelines.push(timeline.clone());
            }
        }
        for column in columns {
            let data_type = column.data_type.clone();
            let key = (path.clone(), column.descriptor.component.clone());
            schema.add_column(path.clone(), column);
            if let Some(column) = schema.columns.get_mut(&key) {
                column.data_type = data_type;
            }
        }
        if !announced.is_empty() || !new_timelines.is_empty() {
            self.emit(Diff::SchemaAddition {
                entity_path: path.clone(),
                components: announced,
                timelines: new_timelines,
            });
        }
    }

    /// Forgets the columns of an entity.
    pub(super) fn drop_from_schema(&mut self, entity: &EntityPath) {
        self.writer.seen.remove(entity);
        let schema = Arc::make_mut(&mut self.writer.schema);
        schema.columns.retain(|(path, _), _| path != entity);
    }
}

/// The greatest row id of the rows with a cell; `None` if the chunk is not in memory.
fn greatest_row_id(
    entry: &ChunkEntry,
    component: &ComponentIdentifier,
) -> Option<rushes_core::RowId> {
    let loaded = entry.peek()?;
    let list = &loaded.chunk().component(component)?.list_array;
    let row = crate::query::by_row_id(loaded.chunk(), list, true)?;
    Some(crate::query::row_id(loaded.chunk(), row))
}

/// Whether all static rows of a component matter, and not only the latest: transforms of many frames
/// may be on one entity.
fn is_history(component: &ComponentIdentifier) -> bool {
    let archetype = component.as_str().split(':').next();
    matches!(archetype, Some("Transform3D" | "Pinhole"))
}
