//! What can go wrong when logging.

use rushes_types::SerializationError;

use crate::import::ImporterError;
use crate::{ChunkBatcherError, FileSinkError};

/// A call on a stream failed. Unless it was about the stream's sink, the stream goes on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RecordingStreamError {
    /// A file cannot be written. Choose another.
    #[error(transparent)]
    FileSink(#[from] FileSinkError),

    /// The data does not make a chunk. It is not logged; correct it.
    #[error(transparent)]
    Chunk(#[from] rushes_chunk::Error),

    /// The settings of the stream cannot be used. Correct them.
    #[error(transparent)]
    ChunkBatcher(#[from] ChunkBatcherError),

    /// A value cannot be turned into Arrow data. It is not logged; correct it.
    #[error(transparent)]
    Serialization(#[from] SerializationError),

    /// A file cannot be imported.
    #[error(transparent)]
    ImporterError(#[from] ImporterError),

    /// The program was asked to log over the network.
    #[error("{0}: this program cannot log over the network; write to a file with --save FILE")]
    #[cfg(not(all(feature = "grpc", feature = "server")))]
    NoNetwork(&'static str),

    /// The URL is none. Correct it.
    #[error(transparent)]
    #[cfg(feature = "grpc")]
    UriError(rushes_net::Error),

    /// There is something else than a message proxy. Correct the URL.
    #[error(
        "invalid endpoint {0:?}: expected a message proxy, such as {default}",
        default = crate::DEFAULT_CONNECT_URL
    )]
    #[cfg(feature = "grpc")]
    NotAProxyEndpoint(String),

    /// No viewer can be started. Start one by other means, or log elsewhere.
    #[error(transparent)]
    #[cfg(feature = "grpc")]
    SpawnViewer(#[from] crate::SpawnError),

    /// The address to listen on is none. Correct it.
    #[error("invalid address to listen on: {0}")]
    #[cfg(feature = "server")]
    InvalidAddress(#[from] std::net::AddrParseError),

    /// The server cannot be started. Choose another port.
    #[error(transparent)]
    #[cfg(feature = "server")]
    Server(rushes_net::Error),

    /// There are no more threads; the stream does not exist.
    #[error("cannot start the thread {name}: {err}")]
    SpawnThread {
        /// What the thread would have been called.
        name: String,
        /// Why.
        err: std::io::Error,
    },
}

/// The result of a call on a stream.
pub type RecordingStreamResult<T> = Result<T, RecordingStreamError>;
