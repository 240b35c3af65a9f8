//! The thread that encodes messages and writes them to an output.

use std::io::{BufWriter, Write};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use crossbeam_channel::{Receiver, Sender, TryRecvError, bounded, unbounded};
use parking_lot::Mutex;
use rushes_rrd::{Encoder, EncoderOptions, Error, ErrorKind};

use super::SinkFlushError;
use crate::LogMsg;
use crate::batch::Budget;
use crate::wait::{self, Wait};

/// Bytes of messages that may wait to be encoded.
const QUEUE_BYTES: u64 = 32 << 20;

/// Encoded messages smaller than this are gathered before they are written.
const BUFFER_BYTES: usize = 256 << 10;

/// Threads that encode and compress, where there are as many processors.
const MAX_ENCODERS: usize = 2;

enum Job {
    /// Write this; it counts for so many bytes.
    Message(LogMsg, u64),
    /// Get everything out, then say so.
    Flush(Sender<Result<(), SinkFlushError>>),
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
        output: impl Write + Send + 'static,
        footer: bool,
    ) -> Result<Self, OpenError> {
        let threads = std::thread::available_parallelism().map_or(1, |n| n.get());
        let options = EncoderOptions {
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
            failure: None,
            budget: Arc::clone(&budget),
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

    pub(super) fn flush(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        let (done, is_done) = bounded(1);
        self.submit(Job::Flush(done));
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

struct Writer<W: Write> {
    /// What the stream is called in errors.
    name: String,
    encoder: Option<Encoder<W>>,
    /// Why the output cannot be written any more.
    failure: Option<String>,
    budget: Arc<Budget>,
}

impl<W: Write> Writer<W> {
    fn run(mut self, jobs: &Receiver<Job>) {
        loop {
            let job = match jobs.try_recv() {
                Ok(job) => job,
                Err(TryRecvError::Disconnected) => break,
                Err(TryRecvError::Empty) => {
                    // Nothing to do: what was written should not wait for the next message.
                    self.flush();
                    match jobs.recv() {
                        Ok(job) => job,
                        Err(_disconnected) => break,
                    }
                }
            };
            match job {
                Job::Message(message, cost) => {
                    self.write(message);
                    self.budget.release(cost);
                }
                Job::Flush(done) => {
                    self.flush();
                    let result = self.failure.clone().map(SinkFlushError::failed);
                    // Nobody waits any more when that took too long.
                    drop(done.send(result.map_or(Ok(()), Err)));
                }
            }
        }
        self.finish();
    }

    fn write(&mut self, message: LogMsg) {
        let Some(encoder) = &mut self.encoder else {
            return;
        };
        let result = match message {
            LogMsg::Chunk(store_id, chunk) => encoder.write_chunk(&store_id, chunk),
            message => message
                .to_message(rushes_rrd::Compression::Lz4)
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

    fn finish(&mut self) {
        self.flush();
        if let Some(Err(error)) = self.encoder.take().map(Encoder::finish) {
            self.failed(&error);
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

impl<W: Write> Drop for Writer<W> {
    /// Also when it panics: nobody must wait for room then.
    fn drop(&mut self) {
        self.budget.close();
    }
}
