//! The crate's error.

use rushes_core::ChunkId;

/// What the caller can decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The chunk breaks a rule of stores, or an operation on it failed. Drop it, go on with the next.
    Chunk,
    /// A chunk that a store knows of could not be fetched. Ask again later, or do without it.
    Fetch,
    /// A setting is malformed. Correct it.
    Config,
}

/// An error of a store.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
    chunk_id: Option<ChunkId>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A chunk that a store does not take.
    pub fn chunk(chunk_id: ChunkId, message: impl std::fmt::Display) -> Self {
        Self {
            kind: ErrorKind::Chunk,
            message: format!("{chunk_id}: {message}"),
            chunk_id: Some(chunk_id),
            source: None,
        }
    }

    /// Chunks that a [`ChunkProvider`](crate::ChunkProvider) could not deliver, and why.
    pub fn fetch(
        chunk_id: Option<ChunkId>,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let source = source.into();
        let chunk = chunk_id.map_or_else(|| "chunks".to_owned(), |id| id.to_string());
        Self {
            kind: ErrorKind::Fetch,
            message: format!("{chunk} could not be fetched: {source}"),
            chunk_id,
            source: Some(source),
        }
    }

    pub(crate) fn config(name: &str, value: &str) -> Self {
        Self {
            kind: ErrorKind::Config,
            message: format!("Failed to parse config: '{name}={value}'"),
            chunk_id: None,
            source: None,
        }
    }

    /// What the caller can decide on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The chunk that the error is about, where known.
    pub fn chunk_id(&self) -> Option<ChunkId> {
        self.chunk_id
    }
}

impl From<rushes_chunk::Error> for Error {
    fn from(source: rushes_chunk::Error) -> Self {
        Self {
            kind: ErrorKind::Chunk,
            message: source.to_string(),
            chunk_id: source.chunk_id(),
            source: Some(Box::new(source)),
        }
    }
}
