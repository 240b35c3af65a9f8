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
    #[error("{0}: this version cannot log over the network; write to a file with --save FILE")]
    NoNetwork(&'static str),

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
