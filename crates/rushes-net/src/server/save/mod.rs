//! Recordings on the disk: what is acknowledged outlives the server.
//!
//! Each connection of a producer writes each of its recordings into a file of its own, a shard. Read
//! in this order: `shard` (one file), `journal` (the thread that writes them all, and syncs them
//! together), `load` (what the folder held before).

mod journal;
mod load;
mod shard;

use std::path::Path;
use std::pin::pin;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::task::{Context, Wake, Waker};
use std::thread::JoinHandle;

use bytes::Bytes;
use parking_lot::Mutex;
use rushes_core::Tuid;
use rushes_rrd::MessageKind;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::classify::StoreName;
use super::history::History;
use super::recent::Producers;
use crate::{Error, ErrorKind, Result};
use journal::{Journal, Task};

/// Bytes that may wait to be written; then producers wait. In units of this many, so that the count
/// fits.
const UNIT: usize = 1 << 10;
const MAX_UNITS: usize = 64 << 10;

/// A message to be written.
#[derive(Debug)]
pub(super) struct Entry {
    pub store: StoreName,
    pub kind: MessageKind,
    pub payload: Bytes,
    pub chunk_id: Option<u128>,
}

/// Who is told when messages are safe.
pub(super) type Told = Box<dyn FnOnce(Result<()>) + Send>;

/// The folder.
#[derive(Debug)]
pub(super) struct Saver {
    tasks: Mutex<Option<Sender<Task>>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    room: Arc<Semaphore>,
}

impl Saver {
    /// Makes the folder if need be, closes what was never closed in it, and hands what it holds to
    /// `history`.
    pub(super) fn open(folder: &Path, history: &History, producers: &Producers) -> Result<Self> {
        let setup = |error: std::io::Error| {
            let folder = folder.display();
            let text = format!("cannot save to {folder}: {error}. Choose another folder");
            Error::new(ErrorKind::Setup, text).caused_by(error)
        };
        std::fs::create_dir_all(folder).map_err(setup)?;
        load::load(folder, history, producers).map_err(setup)?;
        let (tasks, receiver) = channel();
        let (sealer, closed) = channel();
        let journal = Journal::new(folder.to_owned(), sealer);
        let start = |name: &str, work: Box<dyn FnOnce() + Send>| {
            let thread = std::thread::Builder::new().name(name.to_owned());
            thread.spawn(work).map_err(setup)
        };
        // In the order in which they end.
        let threads = vec![
            start("rushes-save", Box::new(move || journal.run(&receiver)))?,
            start("rushes-seal", Box::new(move || journal::seal_all(&closed)))?,
        ];
        Ok(Self {
            tasks: Mutex::new(Some(tasks)),
            threads: Mutex::new(threads),
            room: Arc::new(Semaphore::new(MAX_UNITS)),
        })
    }

    /// Writes messages of a connection, and tells when they are on the disk. Waits while too much
    /// waits already.
    pub(super) async fn append(
        &self,
        connection: Tuid,
        producer: Tuid,
        entries: Vec<Entry>,
        told: Told,
    ) {
        let bytes: usize = entries.iter().map(|entry| entry.payload.len()).sum();
        let units = (bytes / UNIT).clamp(1, MAX_UNITS) as u32;
        // The semaphore is never closed.
        let permit = Arc::clone(&self.room).acquire_many_owned(units).await.ok();
        self.submit(Task::Append {
            connection,
            producer,
            entries,
            told,
            permit,
        });
    }

    /// As [`Self::append`], outside of a runtime or inside of one.
    pub(super) fn append_blocking(
        &self,
        connection: Tuid,
        producer: Tuid,
        entries: Vec<Entry>,
        told: Told,
    ) {
        let mut append = pin!(self.append(connection, producer, entries, told));
        let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
        while append
            .as_mut()
            .poll(&mut Context::from_waker(&waker))
            .is_pending()
        {
            std::thread::park();
        }
    }

    /// The connection has ended: its shards are complete.
    pub(super) fn close(&self, connection: Tuid) {
        self.submit(Task::Close { connection });
    }

    fn submit(&self, task: Task) {
        // Whoever is not told takes it for not safe.
        if let Some(tasks) = &*self.tasks.lock() {
            drop(tasks.send(task));
        }
    }

    /// Writes what waits, and closes all shards.
    pub(super) fn finish(&self) {
        drop(self.tasks.lock().take());
        for thread in self.threads.lock().drain(..) {
            if thread.join().is_err() {
                log::error!("a thread that saves recordings has panicked");
            }
        }
    }
}

/// Wakes a thread that waits.
struct Unpark(std::thread::Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

type Permit = Option<OwnedSemaphorePermit>;
