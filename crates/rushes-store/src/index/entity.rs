//! All chunks of one entity.

use std::sync::Arc;

use arc_swap::ArcSwap;
use rushes_chunk::{ColumnIndex, TimeSpan};
use rushes_core::{ComponentIdentifier, EntityPath, TimelineName};

use super::column::{insert_span, remove_span, timeline};
use super::{ColumnState, Span, TimeIndex};
use crate::ChunkEntry;

/// An entity: readers take its state as it is published, and keep it as long as they like.
#[derive(Debug)]
pub(crate) struct Entity {
    pub path: EntityPath,
    state: ArcSwap<EntityState>,
}

/// The chunks of one entity at some moment.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntityState {
    /// Sorted by component.
    columns: Vec<Arc<ColumnState>>,
    /// All rows of all chunks, whatever their components. Sorted by name.
    timelines: Vec<(TimelineName, TimeIndex)>,
    /// All static chunks, also those of which nothing counts any more.
    pub statics: Vec<Arc<ChunkEntry>>,
}

impl Entity {
    pub fn new(path: EntityPath) -> Self {
        Self {
            path,
            state: ArcSwap::default(),
        }
    }

    pub fn state(&self) -> Arc<EntityState> {
        self.state.load_full()
    }

    /// The state, for a moment only.
    pub fn peek(&self) -> arc_swap::Guard<Arc<EntityState>> {
        self.state.load()
    }

    /// Publishes another state. Only the one writer does.
    pub fn publish(&self, state: EntityState) {
        self.state.store(Arc::new(state));
    }
}

impl EntityState {
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &ColumnState> {
        self.columns.iter().map(|column| &**column)
    }

    pub fn column(&self, component: &ComponentIdentifier) -> Option<&ColumnState> {
        let at = self.position(component).ok()?;
        self.columns.get(at).map(|column| &**column)
    }

    fn position(&self, component: &ComponentIdentifier) -> Result<usize, usize> {
        // The usual few are compared by their addresses.
        if self.columns.len() <= 4 {
            let found = self
                .columns
                .iter()
                .position(|c| c.descriptor.component == *component);
            if let Some(found) = found {
                return Ok(found);
            }
        }
        self.columns
            .binary_search_by(|column| column.descriptor.component.cmp(component))
    }

    /// All rows of temporal chunks that have the timeline.
    pub fn timeline(&self, name: &TimelineName) -> Option<&TimeIndex> {
        timeline(&self.timelines, name)
    }

    /// Every chunk once.
    pub fn entries(&self) -> Vec<Arc<ChunkEntry>> {
        let mut entries: Vec<_> = self
            .timelines
            .iter()
            .flat_map(|(_, index)| index.iter())
            .map(|span| Arc::clone(&span.entry))
            .chain(self.statics.iter().cloned())
            .collect();
        entries.sort_by_key(|entry| entry.number);
        entries.dedup_by_key(|entry| entry.number);
        entries
    }

    pub fn is_empty(&self) -> bool {
        self.statics.is_empty() && self.timelines.iter().all(|(_, index)| index.is_empty())
    }

    /// The column of a component, for writing; made if there is none.
    pub fn column_mut(&mut self, index: &ColumnIndex) -> &mut ColumnState {
        let at = match self.position(&index.descriptor.component) {
            Ok(at) => at,
            Err(at) => {
                let column = ColumnState::new(index.descriptor.clone());
                self.columns.insert(at, Arc::new(column));
                at
            }
        };
        #[expect(clippy::indexing_slicing, reason = "found or inserted above")]
        Arc::make_mut(&mut self.columns[at])
    }

    /// Adds a temporal chunk.
    pub fn insert_temporal(&mut self, entry: &Arc<ChunkEntry>) {
        let meta = entry.meta();
        for span in &meta.timelines {
            if let Some((name, span)) = to_span(span, entry) {
                insert_span(&mut self.timelines, name, span);
            }
        }
        for column in &meta.columns {
            for span in &column.timelines {
                if let Some((name, span)) = to_span(span, entry) {
                    insert_span(&mut self.column_mut(column).timelines, name, span);
                }
            }
        }
    }

    /// Takes a chunk out.
    pub fn remove(&mut self, entry: &Arc<ChunkEntry>) {
        let meta = entry.meta();
        for span in &meta.timelines {
            if let Some((start, _)) = span.range {
                remove_span(&mut self.timelines, span.timeline.name(), start, entry);
            }
        }
        for column in &meta.columns {
            let state = self.column_mut(column);
            state.statics.retain(|other| !Arc::ptr_eq(other, entry));
            for span in &column.timelines {
                if let Some((start, _)) = span.range {
                    remove_span(&mut state.timelines, span.timeline.name(), start, entry);
                }
            }
        }
        self.statics.retain(|other| !Arc::ptr_eq(other, entry));
        self.columns.retain(|column| !column.is_empty());
    }
}

fn to_span<'a>(span: &'a TimeSpan, entry: &Arc<ChunkEntry>) -> Option<(&'a TimelineName, Span)> {
    let (start, end) = span.range?;
    let span_of_entry = Span {
        start,
        end,
        entry: Arc::clone(entry),
    };
    Some((span.timeline.name(), span_of_entry))
}
