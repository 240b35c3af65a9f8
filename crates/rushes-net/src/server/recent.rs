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
    /// Whether a chunk has not come yet; from now on, it has.
    pub(super) fn is_new(&mut self, id: u128) -> bool {
        if !self.ids.insert(id) {
            return false;
        }
        self.order.push_back(id);
        if self.order.len() > MAX_CHUNKS
            && let Some(oldest) = self.order.pop_front()
        {
            self.ids.remove(&oldest);
        }
        true
    }

    /// A chunk was not stored after all, and may come again.
    pub(super) fn forget(&mut self, id: u128) {
        self.ids.remove(&id);
    }
}
