//! How many rows were dropped.

use std::collections::BTreeMap;
use std::sync::Arc;

use parking_lot::Mutex;
use rushes_core::EntityPath;
use rushes_rrd::Limits;

use crate::LogMsg;

/// Counts rows that were dropped, by entity.
#[derive(Clone, Debug, Default)]
pub struct LostRows(Arc<Mutex<BTreeMap<EntityPath, u64>>>);

impl LostRows {
    /// All rows.
    pub fn total(&self) -> u64 {
        self.0.lock().values().sum()
    }

    /// The rows of each entity that lost any.
    pub fn by_entity(&self) -> BTreeMap<EntityPath, u64> {
        self.0.lock().clone()
    }

    pub(super) fn add(&self, message: &LogMsg) {
        let chunk = match message {
            LogMsg::Chunk(_, chunk) => Some((chunk.entity_path().clone(), chunk.num_rows())),
            LogMsg::Arrow(message) => message
                .to_chunk(&Limits::default())
                .ok()
                .map(|chunk| (chunk.entity_path().clone(), chunk.num_rows())),
            LogMsg::SetStoreInfo(_) | LogMsg::BlueprintActivationCommand(_) => None,
        };
        if let Some((entity_path, rows)) = chunk {
            let mut lost = self.0.lock();
            let is_first = lost.is_empty();
            *lost.entry(entity_path).or_default() += rows as u64;
            drop(lost);
            if is_first {
                log::warn!("a sink does not keep up: rows are dropped");
            }
        }
    }

    /// Says what was lost, if anything.
    pub(super) fn report(&self) {
        let lost = self.by_entity();
        if !lost.is_empty() {
            let entities = lost
                .iter()
                .map(|(entity, rows)| format!("{entity}: {rows}"));
            let entities: Vec<_> = entities.collect();
            log::error!(
                "{} rows were dropped, because a sink did not keep up: {}",
                self.total(),
                entities.join(", ")
            );
        }
    }
}
