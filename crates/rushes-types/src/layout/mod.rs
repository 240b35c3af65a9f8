//! How Rust values lie in Arrow arrays.
//!
//! [`Layout`] is the one building block: numbers, text, bytes, arrays of them, structs, enums and
//! unions implement it, and the public conversion traits follow from it. Where the memory of a
//! `Vec` already is what Arrow wants, it is moved, not copied. Read in this order: this file,
//! [`primitive`], [`bytes`], [`list`], [`record`].

pub mod bytes;
pub mod list;
pub mod nulls;
pub mod primitive;
pub mod record;

use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, Field};

use crate::reflection::EncodingInfo;
use crate::{DeserializationError, DeserializationResult, SerializationResult};

pub use list::item_field;
pub use record::Part;

/// A Rust type with one fixed Arrow layout.
pub trait Layout: Clone + Sized + 'static {
    /// The declaration of the type, or of an array's elements; none for plain Rust types.
    const ENCODING: Option<&'static EncodingInfo> = None;

    /// Whether a struct field of this type is nullable although it is required: unions are.
    const NULLABLE: bool = false;

    /// The Arrow type.
    fn data_type() -> DataType;

    /// Any value; it lies unseen under a null.
    fn filler() -> Self;

    /// All values as one array.
    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef>;

    /// All values of an array that must have no nulls.
    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>>;

    /// All values of an array that must have no nulls, several at a time; a rest is left out.
    fn decode_chunks<const N: usize>(array: &dyn Array) -> DeserializationResult<Vec<[Self; N]>> {
        Ok(Self::decode(array)?.as_chunks().0.to_vec())
    }

    /// All values as one array, with nulls.
    fn encode_opt(values: Vec<Option<Self>>) -> SerializationResult<ArrayRef> {
        let valid = nulls::of(&values);
        let filled = values
            .into_iter()
            .map(|value| value.unwrap_or_else(Self::filler))
            .collect();
        nulls::put(Self::encode(filled)?, valid)
    }

    /// All values of an array that may have nulls.
    fn decode_opt(array: &dyn Array) -> DeserializationResult<Vec<Option<Self>>> {
        nulls::decode_between(array, Self::decode)
    }
}

/// Marks the [`Layout`] types that stand on their own: encodings, components and plain numbers.
pub trait Value: Layout {}

/// An array of one value. Not inlined: it is called for the default of every type.
#[inline(never)]
pub fn one<T: Layout>(value: T) -> SerializationResult<ArrayRef> {
    T::encode(vec![value])
}

/// The array as the Arrow array type `A`.
pub fn downcast<A: Array + 'static>(
    array: &dyn Array,
    expected: fn() -> DataType,
) -> DeserializationResult<&A> {
    array
        .as_any()
        .downcast_ref()
        .ok_or_else(|| DeserializationError::wrong_type(&expected(), array.data_type()))
}

/// A struct field of type `P`.
pub fn field_of<P: Part>(name: &str) -> Field {
    Field::new(name, P::data_type(), P::NULLABLE)
}
