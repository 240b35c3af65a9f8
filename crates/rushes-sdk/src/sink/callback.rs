//! Hands everything to a function.

use std::time::Duration;

use super::{LogSink, SinkFlushError};
use crate::LogMsg;

type Callback = dyn Fn(&[LogMsg]) + Send + Sync;

/// Calls a function with the messages, on the stream's own thread.
pub struct CallbackSink {
    callback: Box<Callback>,
}

impl CallbackSink {
    /// Calls `callback` with one or more messages at a time, in order.
    pub fn new(callback: impl Fn(&[LogMsg]) + Send + Sync + 'static) -> Self {
        Self {
            callback: Box::new(callback),
        }
    }
}

impl LogSink for CallbackSink {
    fn send(&self, message: LogMsg) {
        (self.callback)(&[message]);
    }

    fn send_all(&self, messages: Vec<LogMsg>) {
        if !messages.is_empty() {
            (self.callback)(&messages);
        }
    }

    fn flush_blocking(&self, _timeout: Duration) -> Result<(), SinkFlushError> {
        Ok(())
    }
}

impl std::fmt::Debug for CallbackSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("CallbackSink").finish_non_exhaustive()
    }
}
