//! Work on several threads whose results come in the order it was given.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread::JoinHandle;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

type Job = Box<dyn FnOnce() + Send>;

/// A pool of threads. Dropping it waits for them.
#[derive(Debug)]
struct Pool {
    jobs: Option<Sender<Job>>,
    threads: Vec<JoinHandle<()>>,
}

impl Pool {
    fn new(threads: usize) -> std::io::Result<Self> {
        let (sender, receiver) = unbounded::<Job>();
        let threads = (0..threads)
            .map(|index| {
                let receiver = receiver.clone();
                std::thread::Builder::new()
                    .name(format!("rushes-worker-{index}"))
                    .spawn(move || receiver.iter().for_each(|job| job()))
            })
            .collect::<std::io::Result<_>>()?;
        Ok(Self {
            jobs: Some(sender),
            threads,
        })
    }
}

impl Drop for Pool {
    fn drop(&mut self) {
        self.jobs = None;
        for thread in self.threads.drain(..) {
            // A worker only ends in a panic when a job panics; its result is missing then, and
            // whoever waits for it says so.
            drop(thread.join());
        }
    }
}

/// What a job takes besides its data: itself, its result, and what both point at.
const JOB_BYTES: u64 = 8 << 10;

enum Slot<T> {
    Ready(T),
    Pending(Receiver<T>),
}

impl<T> Slot<T> {
    /// Waits for the result.
    fn wait(&mut self) -> Result<&T, WorkerPanicked> {
        if let Self::Pending(receiver) = self {
            *self = Self::Ready(receiver.recv().map_err(|_gone| WorkerPanicked)?);
        }
        match self {
            Self::Ready(result) => Ok(result),
            Self::Pending(_) => Err(WorkerPanicked),
        }
    }
}

/// Jobs under way, bounded by what they hold.
///
/// The owner submits jobs and takes their results, in the order of submission. Before it submits
/// one that the budget has no room for, it takes results; so memory stays bounded.
pub struct Pipeline<T> {
    pool: Option<Arc<Pool>>,
    slots: VecDeque<(u64, Slot<T>)>,
    held: u64,
    budget: u64,
    /// What a result holds, which may be less than the job did that made it.
    size_of: fn(&T) -> u64,
}

/// A job's thread ended without a result.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a worker thread panicked")]
pub struct WorkerPanicked;

impl<T: Send + 'static> Pipeline<T> {
    /// A pipeline with `threads` workers whose jobs may hold `budget` bytes together; at least
    /// one job is always let in. Without threads, jobs run where they are submitted.
    pub fn new(threads: usize, budget: u64, size_of: fn(&T) -> u64) -> std::io::Result<Self> {
        let pool = if threads == 0 {
            None
        } else {
            Some(Arc::new(Pool::new(threads)?))
        };
        Ok(Self {
            pool,
            slots: VecDeque::new(),
            held: 0,
            budget,
            size_of,
        })
    }

    /// Makes room for a job that holds `cost` bytes: waits for others, and returns a result that
    /// must be taken first. `None` when there is room, or when nothing else is under way.
    pub fn make_room(&mut self, cost: u64) -> Result<Option<T>, WorkerPanicked> {
        let cost = cost.saturating_add(JOB_BYTES);
        while self.held.saturating_add(cost) > self.budget {
            let Some((held, slot)) = self.slots.front_mut() else {
                break;
            };
            // The result may hold less than the job did; then it need not be taken yet.
            let size = (self.size_of)(slot.wait()?).saturating_add(JOB_BYTES);
            if size >= *held {
                return self.take_next();
            }
            self.held = self.held.saturating_sub(*held - size);
            *held = size;
        }
        Ok(None)
    }

    /// Submits a job that holds `cost` bytes until its result is taken.
    pub fn submit(&mut self, cost: u64, job: impl FnOnce() -> T + Send + 'static) {
        let sender = self.pool.as_ref().and_then(|pool| pool.jobs.as_ref());
        let slot = match sender {
            None => Slot::Ready(job()),
            Some(jobs) => {
                let (sender, receiver) = bounded(1);
                let job: Job = Box::new(move || {
                    // Nobody waits any more when the pipeline was dropped.
                    drop(sender.send(job()));
                });
                match jobs.send(job) {
                    Ok(()) => Slot::Pending(receiver),
                    Err(returned) => {
                        returned.0();
                        Slot::Pending(receiver)
                    }
                }
            }
        };
        self.enqueue(cost, slot);
    }

    /// Queues a result that is ready, behind the jobs before it.
    pub fn push(&mut self, cost: u64, result: T) {
        self.enqueue(cost, Slot::Ready(result));
    }

    fn enqueue(&mut self, cost: u64, slot: Slot<T>) {
        let cost = cost.saturating_add(JOB_BYTES);
        self.held = self.held.saturating_add(cost);
        self.slots.push_back((cost, slot));
    }

    /// Whether nothing is under way.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The next result if it is there, or if a job holds more than the budget, then after waiting
    /// for it. `None` when more may be submitted first.
    pub fn next_due(&mut self) -> Result<Option<T>, WorkerPanicked> {
        let over_budget = self.held > self.budget;
        match self.slots.front() {
            None => Ok(None),
            Some((_, Slot::Pending(receiver))) if !over_budget && receiver.is_empty() => Ok(None),
            Some(_) => self.take_next(),
        }
    }

    /// The next result, waiting for it. `None` when nothing is under way.
    pub fn take_next(&mut self) -> Result<Option<T>, WorkerPanicked> {
        let Some((cost, slot)) = self.slots.pop_front() else {
            return Ok(None);
        };
        self.held = self.held.saturating_sub(cost);
        match slot {
            Slot::Ready(result) => Ok(Some(result)),
            Slot::Pending(receiver) => receiver.recv().map(Some).map_err(|_gone| WorkerPanicked),
        }
    }
}

impl<T> std::fmt::Debug for Pipeline<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline")
            .field("under_way", &self.slots.len())
            .field("held", &self.held)
            .finish_non_exhaustive()
    }
}
