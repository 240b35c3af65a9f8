//! Chunks, or rows of them, out of a store.

use std::sync::Arc;

use rushes_chunk::Chunk;
use rushes_core::{EntityPath, TimeInt, TimeRange, TimelineName};

use super::Change;
use crate::{ChunkEntry, DeletionReason, Event, Lineage, Result, Store};

impl Store {
    /// Drops all chunks of an entity, and its columns from the schema. What is below it stays.
    pub fn drop_entity(&self, entity: &EntityPath) -> Vec<Event> {
        let ((), events) = self.inner.change(|change| {
            for entry in change.entity(entity).1.entries() {
                change.delete(&entry, DeletionReason::ExplicitDrop);
            }
            change.drop_from_schema(entity);
        });
        events
    }

    /// Drops an entity and all that is below it.
    pub fn drop_entity_recursive(&self, entity: &EntityPath) -> Vec<Event> {
        let paths = self.entities().into_iter();
        let below = paths.filter(|path| path == entity || path.is_descendant_of(entity));
        below.flat_map(|path| self.drop_entity(&path)).collect()
    }

    /// Drops all rows whose time on a timeline is in the range, from all timelines. Static data and
    /// chunks without that timeline stay. Fails when a chunk that must be cut cannot be fetched.
    pub fn drop_time_range(&self, timeline: &TimelineName, range: TimeRange) -> Result<Vec<Event>> {
        if range.is_empty() {
            return Ok(Vec::new());
        }
        // Fetched before, so that a failure changes nothing.
        let mut cut = Vec::new();
        for entity in self.inner.all_entities() {
            let state = entity.state();
            let index = state.timeline(timeline);
            for span in index
                .into_iter()
                .flat_map(|index| index.intersecting(range))
            {
                let inside = TimeRange::new(span.start, span.end);
                let all = inside.intersection(range) == Some(inside);
                let rest = if all {
                    Vec::new()
                } else {
                    outside(self.load(&span.entry)?.chunk(), timeline, range)?
                };
                cut.push((Arc::clone(&span.entry), rest));
            }
        }
        let ((), events) = self.inner.change(|change| {
            for (entry, rest) in cut {
                change.cut(&entry, rest);
            }
        });
        Ok(events)
    }
}

impl Change<'_> {
    fn cut(&mut self, entry: &Arc<ChunkEntry>, rest: Vec<Chunk>) {
        if entry.is_removed() {
            return;
        }
        self.delete(entry, DeletionReason::ExplicitDrop);
        for chunk in rest {
            self.insert_temporal(chunk, Lineage::SplitFrom(entry.id()));
        }
    }
}

/// The rows before and behind a range, each as a chunk if there are any.
fn outside(chunk: &Chunk, timeline: &TimelineName, range: TimeRange) -> Result<Vec<Chunk>> {
    let times = chunk
        .timelines()
        .get(timeline)
        .map(rushes_chunk::TimeColumn::times);
    let pick = |wanted: &dyn Fn(TimeInt) -> bool| {
        let times = times
            .into_iter()
            .flat_map(|times| times.iter().zip(0_u32..));
        let rows = times.filter(|(time, _)| wanted(TimeInt::new_temporal(**time)));
        rows.map(|(_, row)| row).collect::<Vec<_>>()
    };
    let before = pick(&|time| time < range.min);
    let behind = pick(&|time| time > range.max);
    [before, behind]
        .into_iter()
        .filter(|rows| !rows.is_empty())
        .map(|rows| Ok(chunk.taken(&rows)?))
        .collect()
}
