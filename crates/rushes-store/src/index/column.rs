//! One component of one entity.

use std::sync::Arc;

use rushes_core::{ComponentDescriptor, TimelineName};

use super::{Span, TimeIndex};
use crate::ChunkEntry;

/// Where the cells of one component are.
#[derive(Clone, Debug)]
pub(crate) struct ColumnState {
    pub descriptor: ComponentDescriptor,
    /// Static chunks that may have the cell that counts: one, unless the others are not in memory.
    pub statics: Vec<Arc<ChunkEntry>>,
    /// Sorted by name.
    pub timelines: Vec<(TimelineName, TimeIndex)>,
}

impl ColumnState {
    pub fn new(descriptor: ComponentDescriptor) -> Self {
        Self {
            descriptor,
            statics: Vec::new(),
            timelines: Vec::new(),
        }
    }

    pub fn timeline(&self, name: &TimelineName) -> Option<&TimeIndex> {
        timeline(&self.timelines, name)
    }

    pub fn is_empty(&self) -> bool {
        self.statics.is_empty() && self.timelines.iter().all(|(_, index)| index.is_empty())
    }
}

pub(super) fn timeline<'a>(
    timelines: &'a [(TimelineName, TimeIndex)],
    name: &TimelineName,
) -> Option<&'a TimeIndex> {
    // Few timelines, and most names are clones of one another: no need for a binary search.
    timelines
        .iter()
        .find(|(other, _)| other == name)
        .map(|(_, index)| index)
}

pub(super) fn insert_span(
    timelines: &mut Vec<(TimelineName, TimeIndex)>,
    name: &TimelineName,
    span: Span,
) {
    let at = timelines.partition_point(|(other, _)| other < name);
    match timelines.get_mut(at) {
        Some((other, index)) if other == name => index.insert(span),
        _ => {
            let mut index = TimeIndex::default();
            index.insert(span);
            timelines.insert(at, (name.clone(), index));
        }
    }
}

pub(super) fn remove_span(
    timelines: &mut [(TimelineName, TimeIndex)],
    name: &TimelineName,
    start: i64,
    entry: &ChunkEntry,
) {
    if let Some((_, index)) = timelines.iter_mut().find(|(other, _)| other == name) {
        index.remove(start, entry.number, entry.id());
    }
}
