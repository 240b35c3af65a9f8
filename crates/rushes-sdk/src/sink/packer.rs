//! A thread that packs messages, for sinks that send them over the network.

use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use parking_lot::Mutex;
use rushes_rrd::Message;

use super::{Compression, SinkFlushError};
use crate::LogMsg;
use crate::batch::Budget;
use crate::wait::{self, Wait};

/// Bytes of messages that may wait to be packed.
const QUEUE_BYTES: u64 = 32 << 20;

/// Whoever waits for the thread asks so often whether it can go on at all.
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
    pub(super) fn new(carrier: C) -> std::io::Result<Self> {
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
                    pack(carrier.as_ref(), &receiver, &budget);
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

fn pack(carrier: &impl Carrier, jobs: &Receiver<Job>, budget: &Budget) {
    for job in jobs {
        match job {
            Job::Message(message, cost) => {
                let packed = message.to_message(Compression::Lz4);
                drop(message);
                let carried = packed
                    .map_err(rushes_net::Error::from)
                    .and_then(|message| carrier.carry(&message));
                budget.release(cost);
                if let Err(error) = carried {
                    log::error!("lost a message: {error}");
                }
            }
            // Nobody waits any more when that took too long.
            Job::Mark(done) => drop(done.send(())),
        }
    }
}

struct ClosesBudget<'a>(&'a Budget);

impl Drop for ClosesBudget<'_> {
    fn drop(&mut self) {
        self.0.close();
    }
}
