//! A quota of bytes that many threads draw on.

use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use parking_lot::{Condvar, Mutex, MutexGuard};

/// How long a thread waits before it says so.
const WARN_AFTER: Duration = Duration::from_secs(5);

/// Bytes in flight, and their limit. Whoever would exceed it waits.
#[derive(Debug)]
pub(crate) struct Budget {
    /// What the bytes are, for the warning.
    what: &'static str,
    max: u64,
    used: AtomicU64,
    waiting: AtomicUsize,
    closed: AtomicBool,
    lock: Mutex<()>,
    freed: Condvar,
}

impl Budget {
    pub(crate) fn new(what: &'static str, max: u64) -> Self {
        Self {
            what,
            max,
            used: AtomicU64::new(0),
            waiting: AtomicUsize::new(0),
            closed: AtomicBool::new(false),
            lock: Mutex::new(()),
            freed: Condvar::new(),
        }
    }

    /// Takes `bytes` if they fit, or if nothing else is in flight: what is larger than the limit
    /// must pass some time.
    pub(crate) fn try_acquire(&self, bytes: u64) -> bool {
        let take = |used: u64| {
            let sum = used.saturating_add(bytes);
            (used == 0 || sum <= self.max).then_some(sum)
        };
        self.closed.load(Ordering::Relaxed)
            || self
                .used
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, take)
                .is_ok()
    }

    /// Takes `bytes`, waiting for others to release theirs.
    pub(crate) fn acquire(&self, bytes: u64) {
        if self.try_acquire(bytes) {
            return;
        }
        let mut warned = false;
        let mut guard = self.lock.lock();
        self.waiting.fetch_add(1, Ordering::SeqCst);
        while !self.try_acquire(bytes) {
            let wait = self.freed.wait_for(&mut guard, WARN_AFTER);
            if wait.timed_out() && !warned {
                warned = true;
                // Unlocked: the logger may log to this very stream.
                MutexGuard::unlocked(&mut guard, || {
                    log::warn!(
                        "blocked for {} s: {} bytes of {} wait already; what takes them is slow",
                        WARN_AFTER.as_secs(),
                        self.used.load(Ordering::Relaxed),
                        self.what,
                    );
                });
            }
        }
        self.waiting.fetch_sub(1, Ordering::SeqCst);
    }

    /// Takes `bytes`, above the limit if need be. For the one thread that must not wait because
    /// others wait for it.
    pub(crate) fn acquire_unchecked(&self, bytes: u64) {
        self.used.fetch_add(bytes, Ordering::SeqCst);
    }

    /// Gives `bytes` back.
    pub(crate) fn release(&self, bytes: u64) {
        let subtract = |used: u64| Some(used.saturating_sub(bytes));
        let _always_some = self
            .used
            .fetch_update(Ordering::SeqCst, Ordering::SeqCst, subtract);
        self.wake();
    }

    /// Lifts the limit for good: nobody is left who would release anything.
    pub(crate) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
        self.wake();
    }

    fn wake(&self) {
        if self.waiting.load(Ordering::SeqCst) > 0 {
            // Whoever waits has the lock from its last look at the budget until it sleeps.
            drop(self.lock.lock());
            self.freed.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn more_than_the_limit_passes_alone() {
        let budget = Budget::new("test", 10);
        assert!(budget.try_acquire(100));
        assert!(!budget.try_acquire(1));
        budget.release(100);
        assert!(budget.try_acquire(4));
        assert!(budget.try_acquire(6));
        assert!(!budget.try_acquire(1));
        budget.acquire_unchecked(5);
        budget.release(15);
        assert!(budget.try_acquire(10));
    }

    #[test]
    fn a_release_lets_a_waiting_thread_go_on() {
        let budget = Arc::new(Budget::new("test", 10));
        budget.acquire(10);
        let waiter = {
            let budget = Arc::clone(&budget);
            std::thread::spawn(move || budget.acquire(10))
        };
        while budget.waiting.load(Ordering::SeqCst) == 0 {
            std::thread::yield_now();
        }
        budget.release(10);
        waiter.join().unwrap();
        assert!(!budget.try_acquire(1));
        budget.close();
        budget.acquire(1000);
    }
}
