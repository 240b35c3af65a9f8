//! What can go wrong between Rust values and Arrow arrays.

use arrow_schema::ArrowError;

use crate::Error;

/// A value could not be turned into Arrow data.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SerializationError {
    /// More than one Arrow array can hold. Send the data in several batches.
    #[error(
        "{what} together have {len} bytes or items; one batch holds at most {}. \
         Split the data into several batches",
        i32::MAX
    )]
    TooLong {
        /// What is too long.
        what: &'static str,
        /// How long it is.
        len: u64,
    },

    /// The values contradict each other or the type. Correct the input.
    #[error("{0}")]
    Invalid(String),

    /// The data does not form a column.
    #[error(transparent)]
    Chunk(#[from] Error),

    /// Arrow refused the data.
    #[error("Arrow refused the data: {0}")]
    Arrow(#[from] ArrowError),
}

/// The result of turning values into Arrow data.
pub type SerializationResult<T> = Result<T, SerializationError>;

impl SerializationError {
    /// An error about values that contradict each other or their type.
    pub fn invalid(message: impl Into<String>) -> Self {
        Self::Invalid(message.into())
    }
}
