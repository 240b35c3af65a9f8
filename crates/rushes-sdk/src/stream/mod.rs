//! The stream: a handle that many threads share.
//!
//! Read in this order: this file (handles), `inner` (a row's way to the worker), `worker`, then the
//! methods by subject: `log`, `columns`, `files`, `time`, `properties`, `sinks`, `live`, `slots`.

mod clock;
mod columns;
mod files;
mod inner;
#[cfg(any(feature = "grpc", feature = "server"))]
mod live;
mod log;
mod properties;
mod shared;
mod sinks;
mod slots;
mod time;
mod worker;

use std::fmt;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::sync::{Arc, Weak};

use rushes_core::StoreInfo;
use rushes_types::archetypes::RecordingInfo;

use crate::once::first_time;
use crate::sink::LogSink;
use crate::{BatcherHooks, ChunkBatcherConfig, RecordingStreamResult};
pub use columns::chunk_of_columns;
use inner::Inner;
pub(crate) use shared::Shared;
pub use slots::cleanup_if_forked_child;

/// Logs to one recording. Made by a [`crate::RecordingStreamBuilder`].
///
/// A cheap handle: clones are the same stream. When the last one is dropped, everything that was
/// logged is written first, and its sink ends.
#[derive(Clone)]
pub struct RecordingStream(Handle);

#[derive(Clone)]
enum Handle {
    Disabled,
    Strong(Arc<Inner>),
    Weak(Weak<Inner>),
}

impl RecordingStream {
    /// A stream into a sink, with these properties of the recording, if any.
    ///
    /// # Errors
    /// If there are no more threads.
    pub fn new(
        info: StoreInfo,
        recording_info: Option<RecordingInfo>,
        batcher_config: Option<ChunkBatcherConfig>,
        batcher_hooks: BatcherHooks,
        sink: Box<dyn LogSink>,
    ) -> RecordingStreamResult<Self> {
        let is_recording = info.store_id.is_recording();
        let inner = Inner::new(info, batcher_config, batcher_hooks, sink)?;
        let stream = Self(Handle::Strong(Arc::new(inner)));
        if let Some(recording_info) = recording_info.filter(|_| is_recording) {
            stream.send_recording_info(&recording_info)?;
        }
        Ok(stream)
    }

    /// A stream that goes nowhere: all calls do nothing, and succeed.
    pub const fn disabled() -> Self {
        Self(Handle::Disabled)
    }

    /// A handle that does not keep the stream alive. When it is gone, calls do nothing.
    #[must_use]
    pub fn clone_weak(&self) -> Self {
        Self(match &self.0 {
            Handle::Disabled => Handle::Disabled,
            Handle::Strong(inner) => Handle::Weak(Arc::downgrade(inner)),
            Handle::Weak(inner) => Handle::Weak(inner.clone()),
        })
    }

    /// How many handles keep the stream alive.
    pub fn ref_count(&self) -> usize {
        match &self.0 {
            Handle::Disabled => 0,
            Handle::Strong(inner) => Arc::strong_count(inner),
            Handle::Weak(inner) => inner.strong_count(),
        }
    }

    /// Whether calls do anything.
    pub fn is_enabled(&self) -> bool {
        self.ref_count() > 0
    }

    /// What the stream says about its recording; `None` where calls do nothing.
    pub fn store_info(&self) -> Option<StoreInfo> {
        self.try_with(|inner| inner.shared().info().clone())
    }

    /// Whether this process is a forked child of the one that made the stream. It has no use for
    /// the stream then: logging does nothing, flushing fails.
    pub fn is_forked_child(&self) -> bool {
        self.try_with(Inner::is_forked_child).unwrap_or(false)
    }

    fn try_with<R>(&self, f: impl FnOnce(&Inner) -> R) -> Option<R> {
        match &self.0 {
            Handle::Disabled => None,
            Handle::Strong(inner) => Some(f(inner)),
            Handle::Weak(inner) => {
                // As a stream, because it may have become the last handle when it is dropped.
                let stream = Self(Handle::Strong(inner.upgrade()?));
                stream.try_with(f)
            }
        }
    }

    /// Calls `f`, unless the stream is disabled, gone, or belongs to the parent process.
    fn with<R>(&self, operation: &'static str, f: impl FnOnce(&Inner) -> R) -> Option<R> {
        let result = self.try_with(|inner| (!inner.is_forked_child()).then(|| f(inner)));
        if result.is_none() && first_time(operation) {
            ::log::warn!("Recording disabled - call to {operation}() ignored");
        }
        result.flatten()
    }
}

// A panic between two calls leaves nothing half done: no call runs the program's code while it
// changes the stream.
impl UnwindSafe for RecordingStream {}
impl RefUnwindSafe for RecordingStream {}

impl Drop for RecordingStream {
    fn drop(&mut self) {
        if let Handle::Strong(inner) = &self.0
            && inner.is_forked_child()
        {
            // The threads that would end it are not here: leave it as it is.
            std::mem::forget(Arc::clone(inner));
        }
    }
}

impl fmt::Debug for RecordingStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("RecordingStream");
        match self.store_info() {
            Some(info) => debug.field("info", &info).finish_non_exhaustive(),
            None => debug.field("enabled", &false).finish(),
        }
    }
}
