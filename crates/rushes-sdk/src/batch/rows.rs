//! The rows that wait, by entity and shape.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rushes_chunk::SerializedComponentBatch;
use rushes_core::{EntityPath, RowId};

use super::group::{Fit, Group};
use crate::times::RowTimes;

/// The component batches of one row.
pub(crate) type Batches = Vec<SerializedComponentBatch>;

/// A row that waits to be batched.
pub(crate) struct Row<'a> {
    pub(crate) entity_path: &'a EntityPath,
    pub(crate) row_id: RowId,
    pub(crate) times: &'a RowTimes,
    /// Taken when the row is added.
    pub(crate) batches: &'a mut Batches,
    /// What the row counts for.
    pub(crate) bytes: u64,
}

/// When an entity's rows are sent off.
#[derive(Clone, Copy)]
pub(crate) struct Thresholds {
    pub(crate) num_rows: u64,
    pub(crate) num_bytes: u64,
}

/// Rows by entity.
#[derive(Debug, Default)]
pub(crate) struct Rows {
    entities: HashMap<EntityPath, Entity, BuildHasherDefault<PathHasher>>,
    bytes: u64,
    /// Bytes taken from the stream's budget, at least [`Self::bytes`].
    pub(crate) reserved: u64,
}

/// The rows of one entity by shape. Of several groups, one can take a row.
#[derive(Debug, Default)]
struct Entity {
    groups: Vec<Group>,
    /// The group that took the last row.
    last: usize,
    num_rows: u64,
    bytes: u64,
}

/// Rows that are to become one chunk.
pub(crate) type EntityGroup = (EntityPath, Group);

impl Rows {
    /// Bytes that all rows were counted with.
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Adds a row. Returns rows of its entity that must be sent off now, and their bytes.
    pub(crate) fn push(
        &mut self,
        row: Row<'_>,
        thresholds: Thresholds,
    ) -> Option<(Vec<EntityGroup>, u64)> {
        let bytes = row.bytes;
        let entity = match self.entities.get_mut(row.entity_path) {
            Some(entity) => entity,
            None => self.entities.entry(row.entity_path.clone()).or_default(),
        };
        let fit = entity.fit(&row);
        let full = entity.groups.get_mut(entity.last).and_then(|group| {
            let full = group.is_full(row.bytes, row.batches).then(|| group.take());
            group.push(fit, row.row_id, row.times, row.batches.drain(..), row.bytes);
            full
        });
        entity.num_rows += 1;
        entity.bytes += bytes;
        self.bytes += bytes;
        let is_due = entity.num_rows >= thresholds.num_rows || entity.bytes >= thresholds.num_bytes;
        if !is_due && full.is_none() {
            return None;
        }
        let mut due: Vec<EntityGroup> = full
            .map(|group| (row.entity_path.clone(), group))
            .into_iter()
            .collect();
        entity.drain(row.entity_path, &mut due);
        let bytes = due.iter().map(|(_, group)| group.bytes()).sum();
        self.bytes -= bytes;
        self.reserved = self.reserved.saturating_sub(bytes);
        Some((due, bytes))
    }

    /// Takes all rows out. What is left has room for as many, and forgets shapes that were not
    /// used.
    pub(crate) fn drain(&mut self, into: &mut Vec<EntityGroup>) {
        self.entities.retain(|entity_path, entity| {
            entity.groups.retain(|group| group.num_rows() > 0);
            entity.drain(entity_path, into);
            !entity.groups.is_empty()
        });
        self.bytes = 0;
    }
}

impl Entity {
    /// Makes the group that takes the row the last one, and says how it fits in there.
    fn fit(&mut self, row: &Row<'_>) -> Fit {
        let fit = |group: &Group| group.fit(row.times, row.batches);
        if let Some(fit) = self.groups.get(self.last).and_then(fit) {
            return fit;
        }
        let mut groups = self.groups.iter().enumerate();
        let found = groups.find_map(|(index, group)| Some((index, fit(group)?)));
        let (last, fit) = found.unwrap_or_else(|| {
            self.groups.push(Group::new(row.times, row.batches));
            (self.groups.len() - 1, Fit::InOrder)
        });
        self.last = last;
        fit
    }

    fn drain(&mut self, entity_path: &EntityPath, into: &mut Vec<EntityGroup>) {
        let groups = self.groups.iter_mut().filter(|group| group.num_rows() > 0);
        into.extend(groups.map(|group| (entity_path.clone(), group.take())));
        self.last = 0;
        self.num_rows = 0;
        self.bytes = 0;
    }
}

/// Passes the hash on that an entity path has computed already.
#[derive(Default)]
struct PathHasher(u64);

impl Hasher for PathHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // Not reached: a path writes one number.
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
