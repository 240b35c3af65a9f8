//! What can go wrong between Arrow arrays and Rust values. The other direction is
//! [`SerializationError`].

use arrow_schema::{ArrowError, DataType};
pub use rushes_chunk::{SerializationError, SerializationResult};

use crate::reflection::notation;

/// Arrow data could not be read as the type asked for.
#[derive(Debug, thiserror::Error)]
#[error("{}{problem}", location(.path))]
pub struct DeserializationError {
    path: Vec<String>,
    problem: DeserializationProblem,
}

/// What is wrong with the Arrow data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DeserializationProblem {
    /// Another Arrow type. Read it as the type that it is.
    #[error("expected {expected}, found {found}")]
    WrongType {
        /// The Arrow type of the value asked for.
        expected: String,
        /// The Arrow type of the data.
        found: String,
    },

    /// A value is missing where there must be one. Read it as optional values.
    #[error("{nulls} of {len} values are null where every value is needed; read them as optional")]
    UnexpectedNull {
        /// How many values are null.
        nulls: usize,
        /// How many values there are.
        len: usize,
    },

    /// A number that no variant of the enum has: a newer or a broken writer.
    #[error("{value} is not a value of {enumeration}; valid are {valid}")]
    InvalidEnum {
        /// The number found.
        value: u64,
        /// The enum.
        enumeration: &'static str,
        /// Its numbers.
        valid: String,
    },

    /// A required part is not there.
    #[error("there is no {0}")]
    Missing(String),

    /// Arrow refused the data.
    #[error("Arrow refused the data: {0}")]
    Arrow(#[from] ArrowError),
}

/// The result of reading Arrow data.
pub type DeserializationResult<T> = Result<T, DeserializationError>;

fn location(path: &[String]) -> String {
    let mut parts: Vec<&str> = path.iter().rev().map(String::as_str).collect();
    if parts.is_empty() {
        return String::new();
    }
    parts.push("");
    parts.join(": ")
}

impl DeserializationError {
    /// What is wrong.
    pub fn problem(&self) -> &DeserializationProblem {
        &self.problem
    }

    /// Data of Arrow type `found` where `expected` is needed.
    pub fn wrong_type(expected: &DataType, found: &DataType) -> Self {
        DeserializationProblem::WrongType {
            expected: notation(expected),
            found: notation(found),
        }
        .into()
    }

    /// A required part is not there.
    pub fn missing(what: impl Into<String>) -> Self {
        DeserializationProblem::Missing(what.into()).into()
    }

    /// Says where in the data the problem is: a field, a component.
    #[must_use]
    pub fn within(mut self, part: impl Into<String>) -> Self {
        self.path.push(part.into());
        self
    }
}

impl From<DeserializationProblem> for DeserializationError {
    fn from(problem: DeserializationProblem) -> Self {
        Self {
            path: Vec::new(),
            problem,
        }
    }
}

impl From<ArrowError> for DeserializationError {
    fn from(error: ArrowError) -> Self {
        DeserializationProblem::from(error).into()
    }
}
