//! Which static chunks count: of each component, the cell with the largest row id does.

use std::collections::{HashMap, HashSet};

use arrow_array::Array as _;
use rushes_chunk::Chunk;
use rushes_core::{ChunkId, ComponentIdentifier, EntityPath, RowId, StoreId};

/// Archetypes whose static chunks all count: several publishers may log transforms of several
/// frames to one entity.
const NEVER_SUPERSEDED: [&str; 2] = ["rerun.archetypes.Transform3D", "rerun.archetypes.Pinhole"];

type Key = (StoreId, EntityPath, ComponentIdentifier);

/// The static chunks seen so far.
#[derive(Debug, Default)]
pub struct StaticData {
    winners: HashMap<Key, (RowId, ChunkId)>,
    /// How many components each chunk still provides; `None` if it is kept anyway.
    provides: HashMap<(StoreId, ChunkId), Option<usize>>,
}

impl StaticData {
    /// Adds a static chunk.
    pub fn add(&mut self, store_id: &StoreId, chunk: &Chunk) {
        let id = chunk.id();
        let kept = chunk.descriptors().any(|descriptor| {
            let archetype = descriptor
                .archetype
                .as_ref()
                .map(|archetype| archetype.as_str());
            archetype.is_some_and(|archetype| NEVER_SUPERSEDED.contains(&archetype))
        });
        let row_ids: Vec<RowId> = chunk.row_ids().collect();
        let mut provides = 0;
        let mut has_cells = false;
        for column in chunk.components() {
            let cells = row_ids.iter().enumerate();
            let newest = cells
                .filter(|(row, _)| column.list_array.is_valid(*row))
                .map(|(_, row_id)| *row_id)
                .max();
            let Some(newest) = newest else { continue };
            has_cells = true;
            let key = (
                store_id.clone(),
                chunk.entity_path().clone(),
                column.descriptor.component.clone(),
            );
            let loser = match self.winners.get(&key) {
                Some((row_id, _)) if *row_id >= newest => continue,
                Some((_, loser)) => Some(*loser),
                None => None,
            };
            self.winners.insert(key, (newest, id));
            provides += 1;
            if let Some(Some(left)) =
                loser.and_then(|loser| self.provides.get_mut(&(store_id.clone(), loser)))
            {
                *left = left.saturating_sub(1);
            }
        }
        let keep_anyway = kept || !has_cells;
        self.provides
            .insert((store_id.clone(), id), (!keep_anyway).then_some(provides));
    }

    /// The chunks of each store that nothing needs any more.
    pub fn superseded(self) -> HashMap<StoreId, HashSet<ChunkId>> {
        let mut superseded = HashMap::<_, HashSet<_>>::new();
        for ((store_id, chunk_id), provides) in self.provides {
            if provides == Some(0) {
                superseded.entry(store_id).or_default().insert(chunk_id);
            }
        }
        superseded
    }
}
