//! Where the stream goes, and when it is all there.

use std::path::PathBuf;
use std::time::Duration;

use rushes_rrd::BlueprintActivation;

use super::RecordingStream;
use super::worker::Command;
use crate::blueprint::BlueprintOpts;
use crate::sink::{
    BinaryStreamSink, BinaryStreamStorage, BufferedSink, FileSink, FileSinkOptions, IntoMultiSink,
    LogSink, MemorySink, MemorySinkStorage, forced_sink_path, stdout_sink,
};
use crate::{FileSinkError, LogMsg, RecordingStreamResult, SinkFlushError};

impl RecordingStream {
    /// Exchanges the sink. The old one writes what it got, and ends; a buffer or memory hands over
    /// what it holds. The new one first gets the store info.
    ///
    /// Returns when the new sink has written what was handed over.
    pub fn set_sink(&self, sink: Box<dyn LogSink>) {
        if forced_sink_path().is_none() {
            self.exchange_sink(sink);
        }
    }

    /// Sends to several sinks at once; to none at all, when there are none.
    ///
    /// ```no_run
    /// # use rushes_sdk::sink::FileSink;
    /// # let rec = rushes_sdk::RecordingStream::disabled();
    /// rec.set_sinks((FileSink::new("here.rrd")?, FileSink::new("there.rrd")?));
    /// # Ok::<(), rushes_sdk::FileSinkError>(())
    /// ```
    pub fn set_sinks(&self, sinks: impl IntoMultiSink) {
        self.set_sink(Box::new(sinks.into_multi_sink()));
    }

    /// Writes to a file from now on. It is created, or emptied.
    ///
    /// # Errors
    /// If the file cannot be created. The stream keeps its sink then.
    pub fn save(&self, path: impl Into<PathBuf>) -> Result<(), FileSinkError> {
        self.save_opts(path, FileSinkOptions::default())
    }

    /// As [`Self::save`], with a say in how the file is written.
    ///
    /// # Errors
    /// If the file cannot be created. The stream keeps its sink then.
    pub fn save_opts(
        &self,
        path: impl Into<PathBuf>,
        options: FileSinkOptions,
    ) -> Result<(), FileSinkError> {
        self.try_set_sink("save", || {
            Ok(Box::new(FileSink::with_options(path, options)?))
        })
    }

    /// Writes to standard output from now on. If that is a terminal, everything is kept instead.
    ///
    /// # Errors
    /// If standard output is closed. The stream keeps its sink then.
    pub fn stdout(&self) -> Result<(), FileSinkError> {
        self.stdout_opts(FileSinkOptions::default())
    }

    /// As [`Self::stdout`], with a say in how the stream is written.
    ///
    /// # Errors
    /// If standard output is closed. The stream keeps its sink then.
    pub fn stdout_opts(&self, options: FileSinkOptions) -> Result<(), FileSinkError> {
        self.try_set_sink("stdout", || stdout_sink(options))
    }

    /// Keeps everything in memory from now on; returns where it can be taken.
    pub fn memory(&self) -> MemorySinkStorage {
        let sink = MemorySink::new(self.clone());
        let storage = sink.buffer();
        self.exchange_sink(Box::new(sink));
        storage
    }

    /// Keeps everything from now on; returns where it can be read as bytes, piece by piece.
    pub fn binary_stream(&self) -> BinaryStreamStorage {
        let (sink, storage) = BinaryStreamSink::new(self.clone());
        self.set_sink(Box::new(sink));
        storage
    }

    /// Ends the sink: a file gets its footer. What is logged later is kept until there is another
    /// sink.
    pub fn disconnect(&self) {
        self.set_sink(Box::new(BufferedSink::new()));
    }

    /// Ends files, as [`Self::disconnect`] does; other sinks stay.
    pub fn finalize_deferred_sinks(&self) {
        self.with("finalize_deferred_sinks", |inner| {
            inner.ask("finalize_deferred_sinks", Command::FinalizeDeferred);
        });
    }

    /// Calls a function with the sink, between two messages.
    pub fn inspect_sink(&self, look: impl FnOnce(&dyn LogSink) + Send + 'static) {
        self.with("inspect_sink", |inner| {
            inner.ask("inspect_sink", |done| {
                Command::Inspect(Box::new(look), done)
            });
        });
    }

    /// Sends a blueprint for this recording's application.
    ///
    /// # Errors
    /// If a value cannot be serialized, or there are no more threads.
    pub fn send_blueprint_opts(&self, blueprint: &BlueprintOpts) -> RecordingStreamResult<()> {
        blueprint.blueprint.send(self, blueprint.activation)
    }

    /// Sends a whole blueprint, and the command that makes it count, ahead of rows that wait.
    pub fn send_blueprint(&self, mut blueprint: Vec<LogMsg>, activation: BlueprintActivation) {
        blueprint.push(LogMsg::BlueprintActivationCommand(activation));
        self.with("send_blueprint", |inner| inner.send(blueprint));
    }

    /// Starts a flush, and does not wait for it. Failures come back with the next flush.
    ///
    /// # Errors
    /// In a forked child.
    pub fn flush_async(&self) -> Result<(), SinkFlushError> {
        self.flush_with_timeout(Duration::ZERO)
    }

    /// Waits until everything that this thread has logged has left the sink: a file has been handed
    /// to the operating system.
    ///
    /// # Errors
    /// If data was lost.
    pub fn flush_blocking(&self) -> Result<(), SinkFlushError> {
        self.flush_with_timeout(Duration::MAX)
    }

    /// As [`Self::flush_blocking`], for at most so long.
    ///
    /// # Errors
    /// If data was lost, or if it takes longer.
    pub fn flush_with_timeout(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush(timeout, |sink, rest| sink.flush_blocking(rest))
    }

    /// As [`Self::flush_blocking`], until what this thread has logged would outlive a power failure:
    /// a file has been synced to its medium. [What survives what](crate::sink#what-survives-what)
    /// has the details.
    ///
    /// # Errors
    /// If data was lost.
    pub fn flush_durable(&self) -> Result<(), SinkFlushError> {
        self.flush_durable_with_timeout(Duration::MAX)
    }

    /// As [`Self::flush_durable`], for at most so long.
    ///
    /// # Errors
    /// If data was lost, or if it takes longer.
    pub fn flush_durable_with_timeout(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush(timeout, |sink, rest| sink.flush_durable(rest))
    }

    fn flush(
        &self,
        timeout: Duration,
        flush: impl FnOnce(&dyn LogSink, Duration) -> Result<(), SinkFlushError>,
    ) -> Result<(), SinkFlushError> {
        let result = self.try_with(|inner| {
            if inner.is_forked_child() {
                let text = "Fork detected during flush: the stream belongs to the parent process. \
                            Make a new one in the child";
                return Err(SinkFlushError::failed(text));
            }
            inner.flush(timeout, flush)
        });
        result.unwrap_or(Ok(()))
    }

    fn exchange_sink(&self, sink: Box<dyn LogSink>) {
        if self.is_forked_child() {
            log::error!("Fork detected: a child cannot change the sink of its parent's stream");
            return;
        }
        self.with("set_sink", |inner| {
            inner.ask("set_sink", |done| Command::SetSink(sink, done));
        });
    }

    /// Does not even make the sink where it would not be used.
    pub(super) fn try_set_sink<E>(
        &self,
        operation: &'static str,
        sink: impl FnOnce() -> Result<Box<dyn LogSink>, E>,
    ) -> Result<(), E> {
        if self.with(operation, |_| ()).is_some() && forced_sink_path().is_none() {
            self.exchange_sink(sink()?);
        }
        Ok(())
    }
}
