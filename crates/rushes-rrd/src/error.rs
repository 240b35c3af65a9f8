//! The crate's error: what went wrong, where, and what the caller can do about it.

use std::path::{Path, PathBuf};

use rushes_core::ChunkId;

/// What the caller can decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Reading or writing failed: try again, or give the source up.
    Io,
    /// This is no RRD stream, or one of a version that is not supported: use another tool.
    NotRrd,
    /// Bytes are damaged: the item is lost, what follows may be intact.
    Corrupt,
    /// The item breaks the rules of its format: a faulty program wrote it.
    Invalid,
    /// The item asks for more than a configured limit: raise the limit, or skip it.
    Limit,
}

/// An error with its place.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    path: Option<PathBuf>,
    offset: Option<u64>,
    chunk_id: Option<ChunkId>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of the given kind.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            kind,
            message,
            path: None,
            offset: None,
            chunk_id: None,
            source: None,
        }
    }

    pub(crate) fn corrupt(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Corrupt, message)
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, message)
    }

    pub(crate) fn limit(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    /// Names the file that the error is about. A path given earlier stays.
    #[must_use]
    pub fn in_file(self, path: &Path) -> Self {
        Self {
            path: self.path.or_else(|| Some(path.to_owned())),
            ..self
        }
    }

    /// Names the offset of the damaged item, from the start of the input. An offset given
    /// earlier stays.
    #[must_use]
    pub fn at(self, offset: u64) -> Self {
        Self {
            offset: self.offset.or(Some(offset)),
            ..self
        }
    }

    /// Names the chunk that the error is about.
    #[must_use]
    pub fn in_chunk(self, chunk_id: Option<ChunkId>) -> Self {
        Self {
            chunk_id: self.chunk_id.or(chunk_id),
            ..self
        }
    }

    fn caused_by(kind: ErrorKind, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        let mut error = Self::new(kind, source.to_string());
        error.source = Some(Box::new(source));
        error
    }

    /// What the caller can decide on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The text without the place.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where in the input the item starts, in bytes.
    pub fn offset(&self) -> Option<u64> {
        self.offset
    }

    /// The file, where there is one.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The chunk, where known.
    pub fn chunk_id(&self) -> Option<ChunkId> {
        self.chunk_id
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(path) = &self.path {
            write!(f, "{}: ", path.display())?;
        }
        if let Some(offset) = self.offset {
            write!(f, "byte {offset}: ")?;
        }
        if let Some(chunk_id) = self.chunk_id {
            write!(f, "{chunk_id}: ")?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_ref().map(|source| source.as_ref() as _)
    }
}

impl From<std::io::Error> for Error {
    fn from(source: std::io::Error) -> Self {
        Self::caused_by(ErrorKind::Io, source)
    }
}

impl From<arrow_schema::ArrowError> for Error {
    fn from(source: arrow_schema::ArrowError) -> Self {
        Self::caused_by(ErrorKind::Invalid, source)
    }
}

impl From<prost::DecodeError> for Error {
    fn from(source: prost::DecodeError) -> Self {
        Self::caused_by(ErrorKind::Corrupt, source)
    }
}

impl From<rushes_chunk::Error> for Error {
    fn from(source: rushes_chunk::Error) -> Self {
        let kind = match source.kind() {
            rushes_chunk::ErrorKind::Limit => ErrorKind::Limit,
            rushes_chunk::ErrorKind::Invalid | rushes_chunk::ErrorKind::Arrow => ErrorKind::Invalid,
        };
        Self::caused_by(kind, source)
    }
}
