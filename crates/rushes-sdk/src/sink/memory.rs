//! Keeps everything in memory, where the program can take it.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;
use rushes_core::StoreId;
use rushes_rrd::{Encoder, EncoderOptions};

use super::{LogSink, SinkFlushError};
use crate::{LogMsg, RecordingStream};

/// Keeps messages in memory. [`Self::buffer`] has them.
#[derive(Debug)]
pub struct MemorySink(MemorySinkStorage);

/// The messages of a [`MemorySink`]. Every look at them flushes the stream first.
#[derive(Clone, Debug)]
pub struct MemorySinkStorage(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    messages: Mutex<Vec<LogMsg>>,
    /// A weak handle.
    stream: RecordingStream,
}

impl MemorySink {
    /// A sink for a stream.
    pub fn new(stream: RecordingStream) -> Self {
        Self(MemorySinkStorage(Arc::new(Inner {
            messages: Mutex::default(),
            stream: stream.clone_weak(),
        })))
    }

    /// The messages.
    pub fn buffer(&self) -> MemorySinkStorage {
        self.0.clone()
    }
}

impl LogSink for MemorySink {
    fn send(&self, message: LogMsg) {
        self.0.0.messages.lock().push(message);
    }

    fn send_all(&self, mut messages: Vec<LogMsg>) {
        self.0.0.messages.lock().append(&mut messages);
    }

    /// What another sink gets instead is no longer here.
    fn drain_backlog(&self) -> Vec<LogMsg> {
        self.0.drain()
    }

    fn flush_blocking(&self, _timeout: Duration) -> Result<(), SinkFlushError> {
        Ok(())
    }
}

impl MemorySinkStorage {
    /// How many messages there are.
    pub fn num_msgs(&self) -> usize {
        self.flush();
        self.0.messages.lock().len()
    }

    /// Takes all messages out.
    pub fn take(&self) -> Vec<LogMsg> {
        self.flush();
        self.drain()
    }

    /// Takes all messages out, as a whole stream with header and footer.
    ///
    /// What is logged later comes with the next call; only the first has the store info.
    ///
    /// # Errors
    /// If a chunk cannot be encoded.
    pub fn drain_as_bytes(&self) -> rushes_rrd::Result<Vec<u8>> {
        encode_messages(self.take())
    }

    /// Copies the messages of several sinks into one stream.
    ///
    /// # Errors
    /// If a chunk cannot be encoded.
    pub fn concat_memory_sinks_as_bytes(sinks: &[&Self]) -> rushes_rrd::Result<Vec<u8>> {
        let mut messages = Vec::new();
        for sink in sinks {
            sink.flush();
            messages.extend(sink.0.messages.lock().iter().cloned());
        }
        encode_messages(messages)
    }

    /// The recording; `None` once its stream is gone.
    pub fn store_id(&self) -> Option<StoreId> {
        self.0.stream.store_info().map(|info| info.store_id)
    }

    fn flush(&self) {
        if let Err(error) = self.0.stream.flush_blocking() {
            log::error!("{error}");
        }
    }

    fn drain(&self) -> Vec<LogMsg> {
        std::mem::take(&mut self.0.messages.lock())
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let messages = self.messages.get_mut();
        let lost = messages.iter().filter(|message| !message.is_store_info());
        match lost.count() {
            0 => {}
            chunks => log::warn!("{chunks} chunks that were logged to memory were never taken"),
        }
    }
}

/// A whole stream of these messages, with header and footer.
///
/// # Errors
/// If a chunk cannot be encoded.
pub fn encode_messages(messages: Vec<LogMsg>) -> rushes_rrd::Result<Vec<u8>> {
    let options = EncoderOptions::default();
    let compression = options.compression;
    let mut encoder = Encoder::new(Vec::new(), options)?;
    for message in messages {
        match message {
            LogMsg::Chunk(store_id, chunk) => encoder.write_chunk(&store_id, chunk)?,
            message => encoder.write(&message.to_message(compression)?)?,
        }
    }
    encoder.finish()
}
