//! A thread that packs messages, for sinks that send them over the network.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};
use parking_lot::Mutex;
use rushes_rrd::{Message, Pipeline, WorkerPanicked};

use super::{Compression, SinkFlushError};
use crate::LogMsg;
use crate::batch::Budget;
use crate::wait::{self, Wait};

/// Bytes of messages that may wait to be packed.
const QUEUE_BYTES: u64 = 32 << 20;

/// Threads that pack, where there are as many processors.
const MAX_PACKERS: usize = 2;

/// To pack less than this takes no longer than to hand it to another thread.
const LARGE_BYTES: u64 = 16 << 10;

/// Who has waited for so long asks whether the thread can go on at all: by then it has been tried again
/// to connect.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How often it is asked from then on.
const PROBE: Duration = Duration::from_millis(500);

/// Takes packed messages.
pub(super) trait Carrier: Send + Sync + 'static {
    /// Takes a message. May block.
    fn carry(&self, message: &Message) -> Result<(), rushes_net::Error>;

    /// Waits until what was carried has arrived.
    fn flush(&self, timeout: Duration) -> Result<(), SinkFlushError>;

    /// Announces the end: nothing may block for long from now on.
    fn hurry(&self);

    /// Ends.
    fn finish(&self);
}

enum Job {
    /// Pack this; it counts for so many bytes.
    Message(LogMsg, u64),
    /// Say that all before is packed.
    Mark(Sender<()>),
}

/// Messages on their way to a carrier.
#[derive(Debug)]
pub(super) struct Packer<C> {
    pub(super) carrier: Arc<C>,
    /// None once it has ended.
    jobs: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    budget: Arc<Budget>,
}

impl<C: Carrier> Packer<C> {
    pub(super) fn new(carrier: C, compression: Compression) -> std::io::Result<Self> {
        let (sender, receiver) = unbounded();
        let budget = Arc::new(Budget::new("messages", QUEUE_BYTES));
        let carrier = Arc::new(carrier);
        let thread = {
            let (carrier, budget) = (Arc::clone(&carrier), Arc::clone(&budget));
            std::thread::Builder::new()
                .name("rushes-pack".to_owned())
                .spawn(move || {
                    // Also when the thread panics: nobody must wait for room then.
                    let _guard = ClosesBudget(&budget);
                    pack(carrier.as_ref(), compression, &receiver, &budget);
                })?
        };
        Ok(Self {
            carrier,
            jobs: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
            budget,
        })
    }

    pub(super) fn send(&self, message: LogMsg) {
        let cost = message.cost();
        self.budget.acquire(cost);
        self.submit(Job::Message(message, cost));
    }

    pub(super) fn flush(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        let started = Instant::now();
        let rest = || timeout.saturating_sub(started.elapsed());
        let (done, is_done) = bounded(1);
        self.submit(Job::Mark(done));
        loop {
            match wait::receive(&is_done, rest().min(PROBE)) {
                Wait::Received(()) => return self.carrier.flush(rest()),
                Wait::Gone => return Err(SinkFlushError::failed("the sink has ended already")),
                Wait::TimedOut if rest().is_zero() => return Err(SinkFlushError::Timeout),
                Wait::TimedOut if started.elapsed() < PATIENCE => {}
                // The thread may wait for a carrier that does not take anything.
                Wait::TimedOut => match self.carrier.flush(Duration::ZERO) {
                    Ok(()) | Err(SinkFlushError::Timeout) => {}
                    Err(error) => return Err(error),
                },
            }
        }
    }

    /// Returns when everything has been carried, or been given up. Later calls do nothing.
    pub(super) fn finish(&self) {
        let Some(jobs) = self.jobs.lock().take() else {
            return;
        };
        self.carrier.hurry();
        drop(jobs);
        if let Some(thread) = self.thread.lock().take()
            && thread.join().is_err()
        {
            log::error!("the thread that packs messages has panicked; what waited is lost");
        }
        self.carrier.finish();
    }

    fn submit(&self, job: Job) {
        if let Some(jobs) = &*self.jobs.lock() {
            // The thread only ends before its sender does when it panics; `finish` says so.
            drop(jobs.send(job));
        }
    }
}

impl<C> Drop for Packer<C> {
    fn drop(&mut self) {
        // The thread ends by itself, in its own time.
        drop(self.jobs.lock().take());
    }
}

/// A message that is packed, and what it counts for.
type Packed = (rushes_rrd::Result<Message>, u64);

/// Packs large messages on several threads, and hands all over in order.
struct Packing<'a, C> {
    carrier: &'a C,
    compression: Compression,
    budget: &'a Budget,
    pipeline: Pipeline<Packed>,
}

fn pack(carrier: &impl Carrier, compression: Compression, jobs: &Receiver<Job>, budget: &Budget) {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(MAX_PACKERS));
    // Without more threads this one packs.
    let pipeline = Pipeline::new(threads, QUEUE_BYTES, held)
        .or_else(|_threads| Pipeline::new(0, QUEUE_BYTES, held));
    let Ok(pipeline) = pipeline else {
        return;
    };
    let mut packing = Packing {
        carrier,
        compression,
        budget,
        pipeline,
    };
    while let Some(job) = packing.next(jobs) {
        match job {
            Job::Message(message, cost) => packing.take(message, cost),
            Job::Mark(done) => {
                packing.settle();
                // Nobody waits any more when that took too long.
                done.send(()).ok();
            }
        }
    }
    packing.settle();
}

impl<C: Carrier> Packing<'_, C> {
    /// The next job; while there is none, what is packed is handed over.
    fn next(&mut self, jobs: &Receiver<Job>) -> Option<Job> {
        loop {
            match jobs.try_recv() {
                Ok(job) => return Some(job),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) if self.pipeline.is_empty() => return jobs.recv().ok(),
                Err(TryRecvError::Empty) => {
                    let packed = self.pipeline.take_next();
                    self.carry(packed);
                }
            }
        }
    }

    fn take(&mut self, message: LogMsg, cost: u64) {
        if cost < LARGE_BYTES && self.pipeline.is_empty() {
            let packed = message.to_message(self.compression);
            self.carry(Ok(Some((packed, cost))));
            return;
        }
        loop {
            let packed = self.pipeline.make_room(cost);
            if !self.carry(packed) {
                break;
            }
        }
        let compression = self.compression;
        let job = move || (message.to_message(compression), cost);
        self.pipeline.submit(cost, job);
        loop {
            let packed = self.pipeline.next_due();
            if !self.carry(packed) {
                break;
            }
        }
    }

    fn settle(&mut self) {
        loop {
            let packed = self.pipeline.take_next();
            if !self.carry(packed) {
                break;
            }
        }
    }

    /// Hands over what is packed. Whether there was anything.
    fn carry(&self, packed: Result<Option<Packed>, WorkerPanicked>) -> bool {
        let (message, cost) = match packed {
            Ok(Some(packed)) => packed,
            Ok(None) => return false,
            Err(error) => {
                log::error!("lost a message: {error}");
                return true;
            }
        };
        let carried = message
            .map_err(rushes_net::Error::from)
            .and_then(|message| self.carrier.carry(&message));
        self.budget.release(cost);
        if let Err(error) = carried {
            log::error!("lost a message: {error}");
        }
        true
    }
}

fn held((message, _): &Packed) -> u64 {
    match message {
        Ok(Message::Arrow(message)) => message.payload.len() as u64,
        _ => 0,
    }
}

struct ClosesBudget<'a>(&'a Budget);

impl Drop for ClosesBudget<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}
