//! The crate's error: what went wrong, and what the caller can do about it.

use tonic::{Code, Status};

/// What the caller can decide on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The text is no URI of the kind that is needed: correct it.
    Uri,
    /// Nobody answers there, or the connection broke: try again, or elsewhere.
    Unreachable,
    /// The other side refused: what it says must be put right first.
    Refused,
    /// What came is not valid: a faulty program sent it.
    Invalid,
    /// More than a configured limit was asked for: raise the limit, or send less.
    Limit,
    /// The address or the folder cannot be used: choose another.
    Setup,
}

/// An error.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    kind: ErrorKind,
    message: String,
    code: Option<Code>,
    #[source]
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// The crate's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of the given kind.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            code: None,
            source: None,
        }
    }

    pub(crate) fn uri(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Uri, message)
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Invalid, message)
    }

    pub(crate) fn limit(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Limit, message)
    }

    pub(crate) fn caused_by(
        self,
        source: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self {
            source: Some(source.into()),
            ..self
        }
    }

    /// What the caller can decide on.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What the other side answered with, if it did.
    pub fn code(&self) -> Option<Code> {
        self.code
    }
}

impl From<Status> for Error {
    fn from(status: Status) -> Self {
        let kind = match status.code() {
            Code::Unavailable | Code::Cancelled | Code::DeadlineExceeded => ErrorKind::Unreachable,
            _ => ErrorKind::Refused,
        };
        Self {
            code: Some(status.code()),
            ..Self::new(kind, format!("{}: {}", status.code(), status.message()))
        }
    }
}

impl From<rushes_rrd::Error> for Error {
    fn from(source: rushes_rrd::Error) -> Self {
        let kind = match source.kind() {
            rushes_rrd::ErrorKind::Limit => ErrorKind::Limit,
            rushes_rrd::ErrorKind::Io => ErrorKind::Setup,
            _ => ErrorKind::Invalid,
        };
        Self::new(kind, source.to_string()).caused_by(source)
    }
}
