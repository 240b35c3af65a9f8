//! Several sinks at once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use parking_lot::RwLock;

use super::{BinaryStreamSink, FileSink, LogSink, QueuedSink, SinkFlushError};
use crate::{ChunkBatcherConfig, LogMsg};

/// Sends every message to each of several sinks.
pub struct MultiSink {
    sinks: RwLock<Vec<Arc<dyn LogSink>>>,
}

impl MultiSink {
    /// Sends to all of these; to none, when there are none.
    pub fn new(sinks: Vec<Box<dyn LogSink>>) -> Self {
        Self {
            sinks: RwLock::new(sinks.into_iter().map(Arc::from).collect()),
        }
    }

    /// All of them, even when one fails; the first failure counts.
    fn flush_all(
        &self,
        timeout: Duration,
        flush: impl Fn(&dyn LogSink, Duration) -> Result<(), SinkFlushError>,
    ) -> Result<(), SinkFlushError> {
        let deadline = Instant::now().checked_add(timeout);
        let mut result = Ok(());
        for sink in self.sinks() {
            let rest = deadline.map_or(Duration::MAX, |deadline| {
                deadline.saturating_duration_since(Instant::now())
            });
            result = result.and(flush(sink.as_ref(), rest));
        }
        result
    }

    /// The sinks: nothing is locked while they work.
    fn sinks(&self) -> Vec<Arc<dyn LogSink>> {
        self.sinks.read().clone()
    }
}

impl std::fmt::Debug for MultiSink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MultiSink")
            .field("sinks", &self.sinks.read().len())
            .finish()
    }
}

impl LogSink for MultiSink {
    fn send(&self, message: LogMsg) {
        for sink in self.sinks() {
            sink.send(message.clone());
        }
    }

    fn send_all(&self, messages: Vec<LogMsg>) {
        for sink in self.sinks() {
            sink.send_all(messages.clone());
        }
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush_all(timeout, |sink, rest| sink.flush_blocking(rest))
    }

    fn flush_durable(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.flush_all(timeout, |sink, rest| sink.flush_durable(rest))
    }

    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        let sinks = self.sinks();
        let configs = sinks.iter().map(|sink| sink.default_batcher_config());
        configs.fold(ChunkBatcherConfig::DEFAULT, |config, other| {
            config.max(&other)
        })
    }

    fn defers_finalization_to_shutdown(&self) -> bool {
        let mut sinks = self.sinks().into_iter();
        sinks.any(|sink| sink.defers_finalization_to_shutdown())
    }

    fn finalize_deferred_in_place(&self) -> bool {
        let (deferred, others) = self
            .sinks()
            .into_iter()
            .partition(|sink| sink.defers_finalization_to_shutdown());
        *self.sinks.write() = others;
        let deferred: Vec<Arc<dyn LogSink>> = deferred;
        for sink in deferred {
            sink.finish();
        }
        true
    }

    fn finish(&self) {
        for sink in self.sinks() {
            sink.finish();
        }
    }
}

/// A sink that can be one of several.
pub trait MultiSinkCompatible: LogSink + sealed::Sealed {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! compatible {
    ($($sink:ty),*) => { $(
        impl sealed::Sealed for $sink {}
        impl MultiSinkCompatible for $sink {}
    )* };
}

compatible!(FileSink, BinaryStreamSink, QueuedSink);
#[cfg(feature = "grpc")]
compatible!(super::GrpcSink);
#[cfg(feature = "server")]
compatible!(super::GrpcServerSink);

#[cfg(feature = "lenses")]
impl<S: MultiSinkCompatible> sealed::Sealed for super::LensesSink<S> {}
#[cfg(feature = "lenses")]
impl<S: MultiSinkCompatible> MultiSinkCompatible for super::LensesSink<S> {}

/// Several sinks: a tuple of up to six, or a vector of boxes.
pub trait IntoMultiSink {
    /// The sinks as one.
    fn into_multi_sink(self) -> MultiSink;
}

impl IntoMultiSink for Vec<Box<dyn LogSink>> {
    fn into_multi_sink(self) -> MultiSink {
        MultiSink::new(self)
    }
}

macro_rules! tuple {
    ($($sink:ident),*) => {
        impl<$($sink: MultiSinkCompatible),*> IntoMultiSink for ($($sink,)*) {
            #[expect(non_snake_case, reason = "the sinks are named as their types")]
            fn into_multi_sink(self) -> MultiSink {
                let ($($sink,)*) = self;
                MultiSink::new(vec![$(Box::new($sink)),*])
            }
        }
    };
}

tuple!(A);
tuple!(A, B);
tuple!(A, B, C);
tuple!(A, B, C, D);
tuple!(A, B, C, D, E);
tuple!(A, B, C, D, E, F);
