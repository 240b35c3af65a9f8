//! Nulls: written into a finished array, and stepped over when reading.

use arrow_array::{Array, ArrayRef, make_array};
use arrow_buffer::NullBuffer;

use crate::error::DeserializationProblem;
use crate::{DeserializationResult, SerializationResult};

/// Which of the values are there; none if all are.
pub fn of<T>(values: &[Option<T>]) -> Option<NullBuffer> {
    let missing = values.iter().any(Option::is_none);
    missing.then(|| values.iter().map(Option::is_some).collect())
}

/// The same array, with nulls where `valid` says so.
pub fn put(array: ArrayRef, valid: Option<NullBuffer>) -> SerializationResult<ArrayRef> {
    match valid {
        None => Ok(array),
        Some(valid) => {
            let data = array.to_data().into_builder().nulls(Some(valid)).build()?;
            Ok(make_array(data))
        }
    }
}

/// Reads every run of valid values with `decode`.
pub fn decode_between<T>(
    array: &dyn Array,
    decode: impl Fn(&dyn Array) -> DeserializationResult<Vec<T>>,
) -> DeserializationResult<Vec<Option<T>>> {
    let Some(valid) = array.nulls().filter(|nulls| nulls.null_count() > 0) else {
        return Ok(decode(array)?.into_iter().map(Some).collect());
    };
    let mut values = Vec::with_capacity(array.len());
    for (start, end) in valid.valid_slices() {
        values.resize_with(start, || None);
        let run = array.slice(start, end - start);
        values.extend(decode(&*run)?.into_iter().map(Some));
    }
    values.resize_with(array.len(), || None);
    Ok(values)
}

/// An error if there are nulls.
pub fn refuse(array: &dyn Array) -> DeserializationResult<()> {
    match array.null_count() {
        0 => Ok(()),
        nulls => Err(DeserializationProblem::UnexpectedNull {
            nulls,
            len: array.len(),
        }
        .into()),
    }
}
