//! The rows that wait, by entity and shape.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rushes_chunk::SerializedComponentBatch;
use rushes_core::{EntityPath, RowId, TimePoint};

use super::group::Group;

/// The component batches of one row.
pub(crate) type Batches = Vec<SerializedComponentBatch>;

/// A row that waits to be batched.
pub(crate) struct Row<'a> {
    pub(crate) entity_path: &'a EntityPath,
    pub(crate) row_id: RowId,
    pub(crate) times: &'a TimePoint,
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
        let full = entity.group_for(&row).and_then(|index| {
            let group = entity.groups.get_mut(index)?;
            let full = group.is_full(row.bytes, row.batches).then(|| group.take());
            group.push(row.row_id, row.times, row.batches.drain(..), row.bytes);
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
    /// The group that takes the row; a new one if there is none.
    fn group_for(&mut self, row: &Row<'_>) -> Option<usize> {
        let takes = |group: &Group| group.takes(row.times, row.batches);
        if !self.groups.get(self.last).is_some_and(takes) {
            self.last = self.groups.iter().position(takes).unwrap_or_else(|| {
                self.groups.push(Group::new(row.times, row.batches));
                self.groups.len() - 1
            });
        }
        Some(self.last)
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
