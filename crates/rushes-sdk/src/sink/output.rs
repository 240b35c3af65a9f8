//! The thread that encodes messages and writes them to an output.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, bounded, unbounded};
use parking_lot::Mutex;
use rushes_rrd::{Encoder, EncoderOptions, Error, ErrorKind};

use super::{Compression, SinkFlushError};
use crate::LogMsg;
use crate::batch::Budget;
use crate::wait::{self, Wait};

/// Bytes of messages that may wait to be encoded.
const QUEUE_BYTES: u64 = 32 << 20;

/// Encoded messages smaller than this are gathered before they are written.
const BUFFER_BYTES: usize = 256 << 10;

/// Threads that encode and compress, where there are as many processors.
const MAX_ENCODERS: usize = 2;

/// Where bytes end up, with or without a medium that outlives a power failure.
pub(super) trait Medium: Write + Send + 'static {
    /// Returns when everything written is on the medium.
    fn sync(&self) -> io::Result<()>;
}

enum Job {
    /// Write this; it counts for so many bytes.
    Message(LogMsg, u64),
    /// Get everything out, to the medium if so asked, then say so.
    Flush(Reach, Sender<Result<(), SinkFlushError>>),
    /// From now on, get everything to the medium at least this often.
    SyncEvery(Duration),
}

/// How far data must have come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the operating system.
    System,
    /// To the medium.
    Medium,
}

/// A stream that is being written, on a thread of its own.
#[derive(Debug)]
pub(super) struct Output {
    /// None once it has ended.
    jobs: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
    budget: Arc<Budget>,
}

impl Output {
    /// Starts a stream: its header is written before this returns.
    pub(super) fn new(
        name: String,
        output: impl Medium,
        footer: bool,
        compression: Compression,
    ) -> Result<Self, OpenError> {
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
        let options = EncoderOptions {
            compression,
            footer,
            threads: threads.min(MAX_ENCODERS),
            ..EncoderOptions::default()
        };
        let buffer = BufWriter::with_capacity(BUFFER_BYTES, output);
        let mut encoder = Encoder::new(buffer, options).map_err(OpenError::Encode)?;
        encoder.flush().map_err(OpenError::Encode)?;
        let (sender, receiver) = unbounded();
        let budget = Arc::new(Budget::new("messages", QUEUE_BYTES));
        let writer = Writer {
            name,
            encoder: Some(encoder),
            compression,
            failure: None,
            budget: Arc::clone(&budget),
            sync_every: None,
            unsynced_since: None,
        };
        let thread = std::thread::Builder::new()
            .name("rushes-write".to_owned())
            .spawn(move || writer.run(&receiver))
            .map_err(OpenError::Thread)?;
        Ok(Self {
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

    pub(super) fn sync_every(&self, interval: Duration) {
        self.submit(Job::SyncEvery(interval));
    }

    pub(super) fn flush(&self, reach: Reach, timeout: Duration) -> Result<(), SinkFlushError> {
        let (done, is_done) = bounded(1);
        self.submit(Job::Flush(reach, done));
        match wait::receive(&is_done, timeout) {
            Wait::Received(result) => result,
            Wait::TimedOut => Err(SinkFlushError::Timeout),
            Wait::Gone => Err(SinkFlushError::failed("the output has ended already")),
        }
    }

    /// Ends the stream; returns when everything is written. Later calls do nothing.
    pub(super) fn finish(&self) {
        drop(self.jobs.lock().take());
        if let Some(thread) = self.thread.lock().take()
            && thread.join().is_err()
        {
            log::error!("the thread that writes a stream has panicked; the stream has no end");
        }
    }

    fn submit(&self, job: Job) {
        if let Some(jobs) = &*self.jobs.lock() {
            // The thread only ends before its sender does when it panics; `finish` says so.
            drop(jobs.send(job));
        }
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        self.finish();
    }
}

/// Why a stream cannot be written.
pub(super) enum OpenError {
    Thread(std::io::Error),
    Encode(Error),
}

struct Writer<W: Medium> {
    /// What the stream is called in errors.
    name: String,
    encoder: Option<Encoder<BufWriter<W>>>,
    compression: Compression,
    /// Why the output cannot be written any more.
    failure: Option<String>,
    budget: Arc<Budget>,
    sync_every: Option<Duration>,
    /// When the first message after the last sync was written.
    unsynced_since: Option<Instant>,
}

impl<W: Medium> Writer<W> {
    fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            if jobs.is_empty() {
                // Nothing to do: what was written should not wait for the next message.
                self.flush();
            }
            let job = match self.sync_deadline() {
                Some(deadline) => jobs.recv_deadline(deadline),
                None => jobs.recv().map_err(|_gone| RecvTimeoutError::Disconnected),
            };
            match job {
                Ok(Job::Message(message, cost)) => {
                    self.write(message);
                    self.budget.release(cost);
                    if self.sync_every.is_some() {
                        self.unsynced_since.get_or_insert_with(Instant::now);
                    }
                }
                Ok(Job::Flush(reach, done)) => {
                    match reach {
                        Reach::System => self.flush(),
                        Reach::Medium => self.sync(),
                    }
                    let failure = self.failure.clone().map(SinkFlushError::failed);
                    // Nobody waits any more when that took too long.
                    done.send(failure.map_or(Ok(()), Err)).ok();
                }
                Ok(Job::SyncEvery(interval)) => self.sync_every = Some(interval),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            if self
                .sync_deadline()
                .is_some_and(|deadline| Instant::now() >= deadline)
            {
                self.sync();
            }
        }
        self.finish();
    }

    fn sync_deadline(&self) -> Option<Instant> {
        self.unsynced_since?.checked_add(self.sync_every?)
    }

    fn write(&mut self, message: LogMsg) {
        let Some(encoder) = &mut self.encoder else {
            return;
        };
        let result = match message {
            LogMsg::Chunk(store_id, chunk) => encoder.write_chunk(&store_id, chunk),
            message => message
                .to_message(self.compression)
                .and_then(|message| encoder.write(&message)),
        };
        if let Err(error) = result {
            self.failed(&error);
        }
    }

    /// Writes everything handed over so far, and flushes the output.
    fn flush(&mut self) {
        while let Some(Err(error)) = self.encoder.as_mut().map(Encoder::flush) {
            self.failed(&error);
        }
    }

    /// Gets everything written so far to the medium.
    fn sync(&mut self) {
        self.flush();
        self.unsynced_since = None;
        if let Some(encoder) = &self.encoder
            && let Err(error) = encoder.get_ref().get_ref().sync()
        {
            self.failed(&error.into());
        }
    }

    fn finish(&mut self) {
        self.flush();
        match self.encoder.take().map(Encoder::finish) {
            Some(Ok(buffer)) => {
                if self.sync_every.is_some()
                    && let Err(error) = buffer.get_ref().sync()
                {
                    self.failed(&error.into());
                }
            }
            Some(Err(error)) => self.failed(&error),
            None => {}
        }
    }

    /// One message may be lost, or the whole output.
    fn failed(&mut self, error: &Error) {
        if error.kind() == ErrorKind::Io {
            log::error!(
                "cannot write {}: {error}. All further data is lost",
                self.name
            );
            self.failure = Some(format!("cannot write {}: {error}", self.name));
            self.encoder = None;
        } else {
            log::error!("lost a message of {}: {error}", self.name);
        }
    }
}

impl<W: Medium> Drop for Writer<W> {
    /// Also when it panics: nobody must wait for room then.
    fn drop(&mut self) {
        self.budget.close();
    }
}
