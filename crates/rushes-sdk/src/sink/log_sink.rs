//! What every sink can do.

use std::any::Any;
use std::time::Duration;

use rushes_rrd::BlueprintActivation;

use crate::{ChunkBatcherConfig, LogMsg};

/// Takes the messages of a stream.
///
/// A stream sends from one thread, in order. It may flush from any thread at the same time.
pub trait LogSink: Send + Sync + Any + 'static {
    /// Takes a message. May block while there is no room for it.
    fn send(&self, message: LogMsg);

    /// Takes messages, in order.
    fn send_all(&self, messages: Vec<LogMsg>) {
        for message in messages {
            self.send(message);
        }
    }

    /// Gives back what can be given to another sink instead: nothing, where it went out already.
    fn drain_backlog(&self) -> Vec<LogMsg> {
        Vec::new()
    }

    /// Waits until everything sent before has left the sink: is in the hands of the operating
    /// system, of the network, of whoever takes it. With no time at all it only gets started.
    ///
    /// # Errors
    /// If that took longer than `timeout`, or will not happen.
    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError>;

    /// As [`Self::flush_blocking`], until what was sent would outlive a power failure, as far as
    /// the sink can tell: a file has been synced to its medium.
    ///
    /// # Errors
    /// If that took longer than `timeout`, or will not happen.
    fn flush_durable(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush_blocking(timeout)
    }

    /// Takes a whole blueprint, and the command that makes it count.
    fn send_blueprint(&self, blueprint: Vec<LogMsg>, activation: BlueprintActivation) {
        self.send_all(blueprint);
        self.send(LogMsg::BlueprintActivationCommand(activation));
    }

    /// When a stream into this sink should send its rows off.
    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        ChunkBatcherConfig::DEFAULT
    }

    /// Whether what the sink writes is complete only once the sink has ended, as a file is.
    fn defers_finalization_to_shutdown(&self) -> bool {
        false
    }

    /// Ends those parts of the sink that say [`Self::defers_finalization_to_shutdown`], if it can
    /// do without them. `false`: it cannot, replace the whole sink.
    fn finalize_deferred_in_place(&self) -> bool {
        false
    }

    /// Ends the sink for good: nothing more is sent. By default, a last flush. Dropping it ends it
    /// as well.
    fn finish(&self) {
        if let Err(error) = self.flush_blocking(Duration::MAX) {
            log::error!("{error}");
        }
    }
}

/// A sink has not got rid of everything.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SinkFlushError {
    /// It takes longer than the caller would wait. Try again.
    #[error("Flush timed out - not all log messages were sent")]
    Timeout,

    /// It will not happen: data is lost. Log to another sink.
    #[error("{message}")]
    Failed {
        /// Why.
        message: String,
    },
}

impl SinkFlushError {
    /// A failure, and why.
    pub fn failed(message: impl Into<String>) -> Self {
        Self::Failed {
            message: message.into(),
        }
    }
}
