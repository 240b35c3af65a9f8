//! One budget of bytes for all chunks in memory, of one store or of many.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Weak};

use parking_lot::Mutex;

use crate::ChunkEntry;

/// Counts the bytes of chunks in memory, and has those that can be fetched again make room.
///
/// Evicted are the chunks that nobody has looked at for longest, roughly: each gets a second chance.
/// Bytes count until they are really free: a query that still holds an evicted chunk holds its bytes.
#[derive(Debug)]
pub struct Budget {
    max_bytes: AtomicU64,
    used: AtomicU64,
    evictable: Mutex<VecDeque<Weak<ChunkEntry>>>,
}

impl Default for Budget {
    fn default() -> Self {
        Self::unlimited()
    }
}

impl Budget {
    /// Chunks stay in memory.
    pub fn unlimited() -> Self {
        Self::new(u64::MAX)
    }

    /// At most `max_bytes` in chunks that can be fetched again, counting all others too.
    pub fn new(max_bytes: u64) -> Self {
        Self {
            max_bytes: AtomicU64::new(max_bytes),
            used: AtomicU64::new(0),
            evictable: Mutex::default(),
        }
    }

    /// The limit in bytes.
    pub fn max_bytes(&self) -> u64 {
        self.max_bytes.load(Ordering::Relaxed)
    }

    /// Changes the limit, and evicts what is beyond it.
    pub fn set_max_bytes(&self, max_bytes: u64) {
        self.max_bytes.store(max_bytes, Ordering::Relaxed);
        self.make_room();
    }

    /// Bytes of chunks in memory.
    pub fn used_bytes(&self) -> u64 {
        self.used.load(Ordering::Relaxed)
    }

    pub(crate) fn take(&self, bytes: u64) {
        self.used.fetch_add(bytes, Ordering::Relaxed);
    }

    pub(crate) fn give_back(&self, bytes: u64) {
        self.used.fetch_sub(bytes, Ordering::Relaxed);
    }

    /// Lets the data of an entry go when there must be room.
    pub(crate) fn may_evict(&self, entry: &Arc<ChunkEntry>) {
        self.evictable.lock().push_back(Arc::downgrade(entry));
        self.make_room();
    }

    /// Evicts until the limit is kept, or nothing is left that can be evicted.
    fn make_room(&self) {
        // Freed outside of the lock.
        let mut freed = Vec::new();
        let mut freed_bytes = 0;
        {
            let mut evictable = self.evictable.lock();
            let mut second_chances = evictable.len();
            while self.used_bytes().saturating_sub(freed_bytes) > self.max_bytes() {
                let Some(entry) = evictable.pop_front() else {
                    break;
                };
                let Some(entry) = entry.upgrade() else {
                    continue;
                };
                if second_chances > 0 && entry.touched.swap(false, Ordering::Relaxed) {
                    second_chances -= 1;
                    evictable.push_back(Arc::downgrade(&entry));
                    continue;
                }
                if let Some(loaded) = entry.unload() {
                    freed_bytes += loaded.num_bytes();
                    freed.push(loaded);
                }
            }
        }
        drop(freed);
    }
}
