//! Sends to a server.

use std::time::{Duration, Instant};

use rushes_net::Code;
use rushes_net::client::{ConnectOptions, FlushError, LinkState, Writer, WriterOptions};
use rushes_net::uri::ProxyUri;
use rushes_rrd::Message;

use super::packer::{Carrier, Packer};
use super::{Compression, LogSink, SinkFlushError};
use crate::{ChunkBatcherConfig, LogMsg, env};

/// How messages are sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrpcSinkOptions {
    /// How chunks are compressed. Without compression, large data that gains little from it is sent
    /// faster, and takes more room on the way, in the server's memory, and on its disk.
    pub compression: Compression,
    /// How long a flush, and the end of the sink, wait for a server that cannot be reached, or does
    /// not take anything.
    pub connect_timeout_on_flush: Duration,
    /// Bytes that may wait to be sent, or to be acknowledged, before logging has to wait.
    pub max_bytes_in_flight: u64,
    /// Shared with the server, which wants to see it. By default what `RUSHES_TOKEN` says.
    pub token: Option<String>,
}

impl Default for GrpcSinkOptions {
    fn default() -> Self {
        Self {
            compression: Compression::Lz4,
            connect_timeout_on_flush: Duration::from_secs(5),
            max_bytes_in_flight: 64 << 20,
            token: env::var("RUSHES_TOKEN").filter(|token| !token.is_empty()),
        }
    }
}

/// Why nothing more can be sent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GrpcSinkConnectionFailure {
    /// There is no such server, or no way to talk to it.
    #[error("the endpoint cannot be used")]
    InvalidEndpoint,
    /// A message cannot be sent at all.
    #[error("a message cannot be encoded")]
    FailedToEncodeMessage,
    /// The server has refused.
    #[error("the server answers {0:?}")]
    FailedToSendMessages(Code),
}

/// What has become of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrpcSinkConnectionState {
    /// There is none yet, or it broke: it is tried again and again.
    Connecting {
        /// Since when.
        started: Instant,
    },
    /// There is one.
    Connected,
    /// It has ended for good.
    Disconnected(Result<(), GrpcSinkConnectionFailure>),
}

/// Sends to a server, and, when the connection breaks, connects again and goes on.
///
/// Servers of this project acknowledge what they got, on disk if that is how they run: a flush waits
/// for it, and what was not acknowledged is sent again. Others do not; a flush only waits until
/// everything was handed to the operating system, and what was last on the way may come twice.
///
/// While no server takes the data, it waits, up to
/// [`GrpcSinkOptions::max_bytes_in_flight`]; then logging waits. [`super::QueuedSink`] has other
/// policies.
#[derive(Debug)]
pub struct GrpcSink {
    /// None: there were no more threads.
    packer: Option<Packer<Writer>>,
}

impl GrpcSink {
    /// Connects in the background. No server needs to be there yet.
    pub fn new(uri: ProxyUri) -> Self {
        Self::new_with_options(uri, GrpcSinkOptions::default())
    }

    /// As [`Self::new`], with a say in how it sends.
    pub fn new_with_options(uri: ProxyUri, options: GrpcSinkOptions) -> Self {
        let compression = options.compression;
        let options = WriterOptions {
            connect: ConnectOptions {
                token: options.token,
                ..ConnectOptions::default()
            },
            connect_timeout_on_flush: options.connect_timeout_on_flush,
            max_bytes: options.max_bytes_in_flight,
        };
        let packer = Writer::new(uri, options)
            .map_err(|error| error.to_string())
            .and_then(|writer| Packer::new(writer, compression).map_err(|error| error.to_string()));
        if let Err(error) = &packer {
            log::error!("nothing is sent: {error}");
        }
        Self {
            packer: packer.ok(),
        }
    }

    /// What has become of the connection.
    pub fn status(&self) -> GrpcSinkConnectionState {
        use GrpcSinkConnectionFailure as Failure;
        use GrpcSinkConnectionState as State;
        let Some(packer) = &self.packer else {
            return State::Disconnected(Err(Failure::InvalidEndpoint));
        };
        match packer.carrier.link() {
            LinkState::Connecting { since } => State::Connecting { started: since },
            LinkState::Connected { .. } => State::Connected,
            LinkState::Disconnected(result) => State::Disconnected(
                result.map_err(|failure| Failure::FailedToSendMessages(failure.code)),
            ),
        }
    }
}

impl Default for GrpcSink {
    /// To the viewer on this machine.
    fn default() -> Self {
        Self::new(ProxyUri::default())
    }
}

impl Carrier for Writer {
    fn carry(&self, message: &Message) -> Result<(), rushes_net::Error> {
        self.send(message)
    }

    fn flush(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        Self::flush(self, timeout).map_err(|error| match error {
            FlushError::Timeout => SinkFlushError::Timeout,
            FlushError::Failed(reason) => SinkFlushError::failed(reason),
        })
    }

    fn hurry(&self) {
        Self::hurry(self);
    }

    fn finish(&self) {
        if let Err(error) = Self::finish(self) {
            log::error!("{error}");
        }
    }
}

impl LogSink for GrpcSink {
    fn send(&self, message: LogMsg) {
        if let Some(packer) = &self.packer {
            packer.send(message);
        }
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        match &self.packer {
            Some(packer) => packer.flush(timeout),
            None => Err(SinkFlushError::failed("there were no threads to send from")),
        }
    }

    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        ChunkBatcherConfig::LOW_LATENCY
    }

    fn finish(&self) {
        if let Some(packer) = &self.packer {
            packer.finish();
        }
    }
}

impl Drop for GrpcSink {
    fn drop(&mut self) {
        self.finish();
    }
}
