//! Which chunks producers have sent lately, so that what they send again is not there twice.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

use parking_lot::Mutex;
use rushes_core::Tuid;

/// Producers that are remembered.
const MAX_PRODUCERS: usize = 1024;
/// Chunks of each. Producers do not send more of them again: what they hold is limited.
const MAX_CHUNKS: usize = 1 << 17;

/// What is remembered of all producers.
#[derive(Debug, Default)]
pub(super) struct Producers(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    chunks: HashMap<Tuid, Arc<Mutex<RecentChunks>>>,
    /// The latest to come is last.
    order: VecDeque<Tuid>,
}

/// The ids of a producer's latest chunks.
#[derive(Debug, Default)]
pub(super) struct RecentChunks {
    ids: HashSet<u128>,
    order: VecDeque<u128>,
    /// Of these, those that could not be saved, and come again for that.
    unsaved: HashSet<u128>,
}

/// What is known of a chunk that comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Arrival {
    /// It has not come yet.
    New,
    /// Readers have it, but it could not be saved.
    Unsaved,
    /// It is where it should be.
    Again,
}

impl Producers {
    /// What is remembered of a producer.
    pub(super) fn of(&self, producer: Tuid) -> Arc<Mutex<RecentChunks>> {
        let mut guard = self.0.lock();
        let state = &mut *guard;
        if let Some(chunks) = state.chunks.get(&producer) {
            return Arc::clone(chunks);
        }
        state.order.push_back(producer);
        if state.order.len() > MAX_PRODUCERS
            && let Some(oldest) = state.order.pop_front()
        {
            state.chunks.remove(&oldest);
        }
        Arc::clone(state.chunks.entry(producer).or_default())
    }
}

impl RecentChunks {
    /// What is known of a chunk. From now on, it is where it should be.
    pub(super) fn arrive(&mut self, id: u128) -> Arrival {
        if self.unsaved.remove(&id) {
            return Arrival::Unsaved;
        }
        if !self.ids.insert(id) {
            return Arrival::Again;
        }
        self.order.push_back(id);
        if self.order.len() > MAX_CHUNKS
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
            self.unsaved.remove(&oldest);
        }
        Arrival::New
    }

    /// A chunk could not be saved, and may come again.
    pub(super) fn could_not_save(&mut self, id: u128) {
        if self.ids.contains(&id) {
            self.unsaved.insert(id);
        }
    }
}
