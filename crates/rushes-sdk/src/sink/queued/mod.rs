//! A queue before a sink, and what happens when it is full.
//!
//! Read in this order: this file, `queue` (what is dropped), `spill`, `lost_rows`.

mod lost_rows;
mod queue;
mod spill;

use std::path::PathBuf;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, bounded};
use parking_lot::{Condvar, Mutex};

use super::{LogSink, SinkFlushError};
use crate::wait::{self, Wait};
use crate::{ChunkBatcherConfig, LogMsg};
pub use lost_rows::LostRows;
use queue::{Offer, Queue};
use spill::Spill;

/// What happens to data that a sink does not take as fast as it comes.
///
/// Introductions of stores are never dropped, and static data only when there is nothing else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BackPressure {
    /// Nothing is lost: the program waits, which is what streams do without a [`QueuedSink`].
    #[default]
    Block,
    /// The oldest data makes room. What is there in the end is the latest.
    DropOldest,
    /// New data is dropped. What is there in the end is the beginning.
    DropNewest,
    /// Of each entity, every second chunk makes room, again and again: what is left is spread over
    /// the whole time.
    Sample,
    /// Nothing is lost: what has no room in memory waits on the disk.
    SpillToDisk,
}

/// Passes messages on to a sink from a queue, on a thread of its own.
///
/// Whatever the sink does, and however long: unless the policy is [`BackPressure::Block`], it
/// holds up neither logging nor other sinks.
///
/// ```no_run
/// # use rushes_sdk::sink::{BackPressure, FileSink, QueuedSink};
/// # let rec = rushes_sdk::RecordingStream::disabled();
/// let slow = FileSink::new("/mnt/far/away.rrd")?;
/// let slow = QueuedSink::new(slow, BackPressure::DropOldest)?;
/// let lost = slow.lost_rows();
/// rec.set_sinks((slow, FileSink::new("here.rrd")?));
/// // …
/// println!("{} rows were dropped", lost.total());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct QueuedSink {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
    /// Disconnected when the thread has passed everything on.
    has_ended: Receiver<()>,
    linger: Option<Duration>,
}

struct Shared {
    sink: Box<dyn LogSink>,
    queue: Mutex<Queue>,
    /// Only locked while the queue is not: it reads and writes files.
    spill: Mutex<Spill>,
    changed: Condvar,
    lost: LostRows,
}

/// How long a sink may take in the end, unless nothing must be lost.
const LINGER: Duration = Duration::from_secs(5);

impl QueuedSink {
    /// A queue of 64 MiB before a sink.
    ///
    /// # Errors
    /// If there are no more threads.
    pub fn new(sink: impl LogSink, policy: BackPressure) -> std::io::Result<Self> {
        let lost = LostRows::default();
        let shared = Arc::new(Shared {
            sink: Box::new(sink),
            queue: Mutex::new(Queue::new(policy)),
            spill: Mutex::default(),
            changed: Condvar::new(),
            lost,
        });
        let (ended, has_ended) = bounded(0);
        let thread = {
            let shared = Arc::clone(&shared);
            std::thread::Builder::new()
                .name("rushes-queue".to_owned())
                .spawn(move || {
                    // Dropped in the end, however that comes.
                    let _ended = ended;
                    let _guard = BreaksOnPanic(&shared);
                    shared.pass_on();
                    shared.sink.finish();
                })?
        };
        let loses_nothing = matches!(policy, BackPressure::Block | BackPressure::SpillToDisk);
        Ok(Self {
            shared,
            thread: Mutex::new(Some(thread)),
            has_ended,
            linger: (!loses_nothing).then_some(LINGER),
        })
    }

    /// How much may wait in memory; what is larger passes alone.
    #[must_use]
    pub fn with_max_bytes(self, bytes: u64) -> Self {
        self.shared.queue.lock().max_bytes = bytes;
        self
    }

    /// How long the sink may take for what still waits when it ends. After that it is lost. By
    /// default it is 5 s, or forever where the policy is to lose nothing.
    #[must_use]
    pub fn with_linger(mut self, linger: Duration) -> Self {
        self.linger = Some(linger);
        self
    }

    /// Where [`BackPressure::SpillToDisk`] has its files, which have no name there. By default the
    /// system's folder for temporary files, which may be in memory.
    #[must_use]
    pub fn with_spill_folder(self, folder: impl Into<PathBuf>) -> Self {
        self.shared.spill.lock().folder = Some(folder.into());
        self
    }

    /// Counts what is dropped, also when the sink is in use.
    pub fn lost_rows(&self) -> LostRows {
        self.shared.lost.clone()
    }

    fn flush(
        &self,
        timeout: Duration,
        flush: impl FnOnce(&dyn LogSink, Duration) -> Result<(), SinkFlushError>,
    ) -> Result<(), SinkFlushError> {
        let deadline = Instant::now().checked_add(timeout);
        let mut queue = self.shared.queue.lock();
        let last = queue.last();
        while !queue.has_passed(last) {
            if queue.is_broken {
                return Err(SinkFlushError::failed("a sink has panicked"));
            }
            let timed_out = match deadline {
                Some(deadline) => self.shared.changed.wait_until(&mut queue, deadline),
                None => {
                    self.shared.changed.wait(&mut queue);
                    continue;
                }
            };
            if timed_out.timed_out() {
                return Err(SinkFlushError::Timeout);
            }
        }
        drop(queue);
        let rest = deadline.map_or(Duration::MAX, |deadline| {
            deadline.saturating_duration_since(Instant::now())
        });
        flush(self.shared.sink.as_ref(), rest)
    }
}

impl LogSink for QueuedSink {
    fn send(&self, message: LogMsg) {
        let shared = &self.shared;
        let mut queue = shared.queue.lock();
        let mut message = message;
        while !queue.is_broken {
            match queue.offer(message, &shared.lost) {
                Offer::Done => {
                    shared.changed.notify_all();
                    return;
                }
                Offer::Wait(returned) => {
                    message = returned;
                    shared.changed.wait(&mut queue);
                }
                Offer::Spill(returned) => {
                    drop(queue);
                    let written = shared.spill.lock().push(returned);
                    match written {
                        Ok(()) => {
                            shared.queue.lock().spilled();
                            shared.changed.notify_all();
                        }
                        Err(returned) => shared.lost.add(&returned),
                    }
                    return;
                }
            }
        }
        shared.lost.add(&message);
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush(timeout, |sink, rest| sink.flush_blocking(rest))
    }

    fn flush_durable(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush(timeout, |sink, rest| sink.flush_durable(rest))
    }

    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        self.shared.sink.default_batcher_config()
    }

    fn defers_finalization_to_shutdown(&self) -> bool {
        self.shared.sink.defers_finalization_to_shutdown()
    }

    fn finish(&self) {
        let Some(thread) = self.thread.lock().take() else {
            return;
        };
        self.shared.queue.lock().has_ended = true;
        self.shared.changed.notify_all();
        let linger = self.linger.unwrap_or(Duration::MAX);
        match wait::receive(&self.has_ended, linger) {
            // The thread may be held up by the sink for good: it is left to itself.
            Wait::TimedOut => {
                log::error!("a sink does not end: what it has not taken after {linger:?} is lost");
                for message in self.shared.queue.lock().take_all() {
                    self.shared.lost.add(&message);
                }
            }
            Wait::Received(()) | Wait::Gone => {
                if thread.join().is_err() {
                    log::error!("a sink has panicked; what waited for it is lost");
                }
            }
        }
        self.shared.lost.report();
    }
}

/// Tells those who wait that the sink has panicked.
struct BreaksOnPanic<'a>(&'a Shared);

impl Drop for BreaksOnPanic<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.queue.lock().is_broken = true;
            self.0.changed.notify_all();
        }
    }
}

impl Drop for QueuedSink {
    fn drop(&mut self) {
        self.finish();
    }
}

impl Shared {
    /// Passes everything on, until the queue has ended and is empty.
    fn pass_on(&self) {
        let mut queue = self.queue.lock();
        loop {
            if let Some(message) = queue.take() {
                drop(queue);
                self.changed.notify_all();
                self.sink.send(message);
                queue = self.queue.lock();
                queue.passed();
            } else if queue.take_spilled() {
                drop(queue);
                if let Some(message) = self.spill.lock().pop() {
                    self.sink.send(message);
                }
                queue = self.queue.lock();
                queue.passed();
            } else if queue.has_ended {
                return;
            } else {
                self.changed.wait(&mut queue);
                continue;
            }
            self.changed.notify_all();
        }
    }
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared")
            .field("lost", &self.lost)
            .finish_non_exhaustive()
    }
}
