//! Finding out that this process is a forked child.
//!
//! A child has the memory of its parent but none of its threads: whatever waits for one of them
//! would wait forever, and any lock may be held by nobody.

use std::sync::atomic::{AtomicU64, Ordering};

static FORKS: AtomicU64 = AtomicU64::new(0);

/// How many forks lie between the first process and this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Generation(u64);

impl Generation {
    /// This process.
    pub(crate) fn current() -> Self {
        watch();
        Self(FORKS.load(Ordering::Relaxed))
    }

    /// Whether the process was forked since.
    pub(crate) fn is_over(self) -> bool {
        FORKS.load(Ordering::Relaxed) != self.0
    }
}

#[cfg(unix)]
fn watch() {
    static ONCE: std::sync::Once = std::sync::Once::new();

    extern "C" fn in_child() {
        FORKS.fetch_add(1, Ordering::Relaxed);
    }

    ONCE.call_once(|| {
        // SAFETY: the handler only increments an atomic, which is allowed after a fork, and lives
        // as long as the process.
        let result = unsafe { libc::pthread_atfork(None, None, Some(in_child)) };
        if result != 0 {
            log::error!("cannot watch for forks; do not log in forked children");
        }
    });
}

#[cfg(not(unix))]
fn watch() {}
