//! What the logging threads and the worker of a stream share.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU64, Ordering};

use parking_lot::Mutex;
use rushes_core::{StoreId, StoreInfo};

use crate::batch::{Budget, ChunkBatcherConfig, EntityGroup, Staging, Thresholds};
use crate::env;

/// The state of one stream.
#[derive(Debug)]
pub(crate) struct Shared {
    number: u64,
    info: StoreInfo,
    log_time: AtomicBool,
    log_tick: AtomicBool,
    tick: AtomicI64,
    num_rows: AtomicU64,
    num_bytes: AtomicU64,
    /// Whether rows wait that the worker knows of, or will at once.
    is_dirty: AtomicBool,
    stagings: Mutex<Vec<Arc<Staging>>>,
    /// Rows that wait.
    pub(crate) row_budget: Budget,
    /// Chunks and messages that wait.
    pub(crate) message_budget: Budget,
}

impl Shared {
    pub(crate) fn new(info: StoreInfo, config: &ChunkBatcherConfig) -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(0);
        let half = config.max_bytes_in_flight / 2;
        Self {
            number: NUMBERS.fetch_add(1, Ordering::Relaxed),
            info,
            log_time: env::log_time_enabled().into(),
            log_tick: env::log_tick_enabled().into(),
            tick: AtomicI64::new(0),
            num_rows: config.flush_num_rows.into(),
            num_bytes: config.flush_num_bytes.into(),
            is_dirty: AtomicBool::new(false),
            stagings: Mutex::default(),
            row_budget: Budget::new("rows", half),
            message_budget: Budget::new("chunks", half),
        }
    }

    /// Tells the streams of this process apart.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    pub(crate) fn info(&self) -> &StoreInfo {
        &self.info
    }

    pub(crate) fn store_id(&self) -> &StoreId {
        &self.info.store_id
    }

    pub(crate) fn thresholds(&self) -> Thresholds {
        Thresholds {
            num_rows: self.num_rows.load(Ordering::Relaxed),
            num_bytes: self.num_bytes.load(Ordering::Relaxed),
        }
    }

    pub(crate) fn set_thresholds(&self, config: &ChunkBatcherConfig) {
        self.num_rows
            .store(config.flush_num_rows, Ordering::Relaxed);
        self.num_bytes
            .store(config.flush_num_bytes, Ordering::Relaxed);
    }

    pub(crate) fn log_time_enabled(&self) -> bool {
        self.log_time.load(Ordering::Relaxed)
    }

    pub(crate) fn set_log_time_enabled(&self, enabled: bool) {
        self.log_time.store(enabled, Ordering::Relaxed);
    }

    pub(crate) fn log_tick_enabled(&self) -> bool {
        self.log_tick.load(Ordering::Relaxed)
    }

    /// While ticks are off, each thread counts for itself, so that they do not meet here.
    pub(crate) fn set_log_tick_enabled(&self, enabled: bool) {
        if enabled {
            let stagings = self.stagings.lock();
            let uncounted: i64 = stagings
                .iter()
                .map(|staging| staging.take_uncounted())
                .sum();
            self.tick.fetch_add(uncounted, Ordering::Relaxed);
        }
        self.log_tick.store(enabled, Ordering::Relaxed);
    }

    /// The tick of a row, which takes it; `None` while ticks are off.
    pub(crate) fn take_tick(&self) -> Option<i64> {
        self.log_tick_enabled()
            .then(|| self.tick.fetch_add(1, Ordering::Relaxed))
    }

    /// The tick that the next row will have; `None` while ticks are off.
    pub(crate) fn next_tick(&self) -> Option<i64> {
        self.log_tick_enabled()
            .then(|| self.tick.load(Ordering::Relaxed))
    }

    /// A place for the rows of a thread.
    pub(crate) fn new_staging(&self) -> Arc<Staging> {
        let staging = Arc::new(Staging::default());
        self.stagings.lock().push(Arc::clone(&staging));
        staging
    }

    /// Notes that rows wait; whether the worker must be told.
    pub(crate) fn mark_dirty(&self) -> bool {
        !self.is_dirty.load(Ordering::Relaxed) && !self.is_dirty.swap(true, Ordering::Relaxed)
    }

    /// Takes all rows that wait, from all threads, with the bytes of the budget that they hold.
    /// Also tells whether they come from several threads.
    pub(crate) fn take_rows(&self) -> (Vec<EntityGroup>, u64, bool) {
        // First this: who adds a row after it was taken here must tell the worker again.
        self.is_dirty.store(false, Ordering::Relaxed);
        let mut groups = Vec::new();
        let mut bytes = 0;
        let mut producers = 0;
        let stagings: Vec<_> = self.stagings.lock().clone();
        for staging in &stagings {
            let before = groups.len();
            bytes += staging.take(&mut groups);
            producers += usize::from(groups.len() > before);
        }
        drop(stagings);
        self.forget_ended_threads();
        (groups, bytes, producers > 1)
    }

    fn forget_ended_threads(&self) {
        let mut uncounted = 0;
        self.stagings.lock().retain(|staging| {
            let is_used = Arc::strong_count(staging) > 1 || staging.has_rows();
            if !is_used {
                uncounted += staging.take_uncounted();
            }
            is_used
        });
        self.tick.fetch_add(uncounted, Ordering::Relaxed);
    }

    /// Ends it: nothing waits any more, nobody is to wait.
    pub(crate) fn close(&self) {
        self.row_budget.close();
        self.message_budget.close();
        for staging in self.stagings.lock().drain(..) {
            staging.close();
        }
    }
}
