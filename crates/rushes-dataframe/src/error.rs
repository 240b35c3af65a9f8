//! The crate's error.

use std::path::{Path, PathBuf};

/// What the caller can decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// A file cannot be read, or is none of ours. Give another.
    File,
    /// The data of a recording break a rule, or cannot be fetched. Do without them.
    Data,
    /// The question makes no sense. Ask another.
    Query,
}

/// An error in reading recordings as tables.
#[derive(Debug, thiserror::Error)]
#[error("{}{message}", path_prefix(.path.as_deref()))]
pub struct Error {
    kind: ErrorKind,
    message: String,
    path: Option<PathBuf>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

fn path_prefix(path: Option<&Path>) -> String {
    path.map(|path| format!("{}: ", path.display()))
        .unwrap_or_default()
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// A question that makes no sense.
    pub fn query(message: impl Into<String>) -> Self {
        Self {
            kind: ErrorKind::Query,
            message: message.into(),
            path: None,
            source: None,
        }
    }

    pub(crate) fn file(
        path: &Path,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        let source = source.into();
        Self {
            kind: ErrorKind::File,
            message: source.to_string(),
            path: Some(path.to_owned()),
            source: Some(source),
        }
    }

    fn data(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        let source = source.into();
        Self {
            kind: ErrorKind::Data,
            message: source.to_string(),
            path: None,
            source: Some(source),
        }
    }

    /// What the caller can decide on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file that the error is about, where known.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }
}

impl From<rushes_store::Error> for Error {
    fn from(source: rushes_store::Error) -> Self {
        Self::data(source)
    }
}

impl From<rushes_chunk::Error> for Error {
    fn from(source: rushes_chunk::Error) -> Self {
        Self::data(source)
    }
}

impl From<arrow_schema::ArrowError> for Error {
    fn from(source: arrow_schema::ArrowError) -> Self {
        Self::data(source)
    }
}
