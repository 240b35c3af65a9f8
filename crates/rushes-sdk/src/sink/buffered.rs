//! Keeps everything until there is somewhere to send it.

use std::time::Duration;

use parking_lot::Mutex;

use super::{LogSink, SinkFlushError};
use crate::LogMsg;

/// Keeps messages in memory until another sink takes its place, which then gets them.
#[derive(Debug, Default)]
pub struct BufferedSink {
    messages: Mutex<Vec<LogMsg>>,
}

impl BufferedSink {
    /// An empty buffer.
    pub fn new() -> Self {
        Self::default()
    }
}

impl LogSink for BufferedSink {
    fn send(&self, message: LogMsg) {
        self.messages.lock().push(message);
    }

    fn send_all(&self, mut messages: Vec<LogMsg>) {
        self.messages.lock().append(&mut messages);
    }

    fn drain_backlog(&self) -> Vec<LogMsg> {
        std::mem::take(&mut self.messages.lock())
    }

    fn flush_blocking(&self, _timeout: Duration) -> Result<(), SinkFlushError> {
        Ok(())
    }
}

impl Drop for BufferedSink {
    fn drop(&mut self) {
        let messages = self.messages.get_mut();
        let lost = messages.iter().filter(|message| !message.is_store_info());
        match lost.count() {
            0 => {}
            chunks => log::warn!(
                "Dropping data in BufferedSink: {chunks} chunks were logged, but never sent \
                 anywhere. Give the stream a sink, such as a file, before it ends"
            ),
        }
    }
}
