//! The crate's error: what can be wrong with a chunk.

use rushes_core::ChunkId;

/// What the caller can decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The data breaks an invariant of chunks. Drop this chunk, go on with the next.
    Invalid,
    /// The data asks for more than a configured limit. Raise the limit or drop the chunk.
    Limit,
    /// Arrow refused the operation.
    Arrow,
}

/// An error about one chunk.
#[derive(Debug, thiserror::Error)]
#[error("{}{message}", chunk_prefix(*.chunk_id))]
pub struct Error {
    kind: ErrorKind,
    message: String,
    chunk_id: Option<ChunkId>,
    source: Option<arrow_schema::ArrowError>,
}

fn chunk_prefix(chunk_id: Option<ChunkId>) -> String {
    chunk_id.map(|id| format!("{id}: ")).unwrap_or_default()
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of kind [`ErrorKind::Invalid`].
    pub fn invalid(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Invalid,
            message: message.into(),
            chunk_id: None,
            source: None,
        }
    }

    /// An error of kind [`ErrorKind::Limit`].
    pub fn limit(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Limit,
            message: message.into(),
            chunk_id: None,
            source: None,
        }
    }

    /// Names the chunk that the error is about.
    pub fn in_chunk(self, chunk_id: ChunkId) -> Self {
        Self {
            chunk_id: Some(chunk_id),
            ..self
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

impl From<arrow_schema::ArrowError> for Error {
    fn from(source: arrow_schema::ArrowError) -> Self {
        Self {
            kind: ErrorKind::Arrow,
            message: format!("Arrow: {source}"),
            chunk_id: None,
            source: Some(source),
        }
    }
}
