//! Gives the program the bytes of a stream, piece by piece.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;

use super::{LogSink, SinkFlushError, memory};
use crate::{LogMsg, RecordingStream};

/// Keeps messages until they are read as bytes from its [`BinaryStreamStorage`].
#[derive(Debug)]
pub struct BinaryStreamSink(BinaryStreamStorage);

/// The bytes of a [`BinaryStreamSink`].
#[derive(Clone, Debug)]
pub struct BinaryStreamStorage(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    messages: Mutex<Vec<LogMsg>>,
    /// A weak handle.
    stream: RecordingStream,
}

impl BinaryStreamSink {
    /// A sink for a stream, and where its bytes can be read.
    pub fn new(stream: RecordingStream) -> (Self, BinaryStreamStorage) {
        let storage = BinaryStreamStorage(Arc::new(Inner {
            messages: Mutex::default(),
            stream: stream.clone_weak(),
        }));
        (Self::with_shared_storage(&storage), storage)
    }

    /// A sink whose bytes can be read from a storage that exists.
    pub fn with_shared_storage(storage: &BinaryStreamStorage) -> Self {
        Self(storage.clone())
    }
}

impl LogSink for BinaryStreamSink {
    fn send(&self, message: LogMsg) {
        self.0.0.messages.lock().push(message);
    }

    fn flush_blocking(&self, _timeout: Duration) -> Result<(), SinkFlushError> {
        Ok(())
    }
}

impl BinaryStreamStorage {
    /// Everything since the last call, as a whole stream with header and footer; `None` when there
    /// is nothing. Rows that still wait in the stream are not included: [`Self::flush`] first.
    pub fn read(&self) -> Option<Vec<u8>> {
        let messages = std::mem::take(&mut *self.0.messages.lock());
        if messages.is_empty() {
            return None;
        }
        match memory::encode_messages(messages) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                log::error!("lost messages of a binary stream: {error}");
                None
            }
        }
    }

    /// Hands over all rows that wait in the stream.
    ///
    /// # Errors
    /// If that takes longer than `timeout`.
    pub fn flush(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.0.stream.flush_with_timeout(timeout)
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let messages = self.messages.get_mut();
        let lost = messages.iter().filter(|message| !message.is_store_info());
        match lost.count() {
            0 => {}
            chunks => log::warn!("{chunks} chunks of a binary stream were never read"),
        }
    }
}
