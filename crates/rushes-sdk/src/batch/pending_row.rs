//! A row as a value.

use std::collections::BTreeMap;

use rushes_chunk::SerializedComponentBatch;
use rushes_core::{ComponentIdentifier, RowId, TimePoint};

/// One row of an entity, not yet part of a chunk.
#[derive(Clone, Debug, PartialEq)]
pub struct PendingRow {
    /// Identifies the row, and orders it among the rows of its time.
    pub row_id: RowId,
    /// When the row holds; empty: always.
    pub timepoint: TimePoint,
    /// One cell per component.
    pub components: BTreeMap<ComponentIdentifier, SerializedComponentBatch>,
}

impl PendingRow {
    /// A row with a new id.
    pub fn new(
        timepoint: TimePoint,
        components: BTreeMap<ComponentIdentifier, SerializedComponentBatch>,
    ) -> Self {
        Self {
            row_id: RowId::new(),
            timepoint,
            components,
        }
    }
}
