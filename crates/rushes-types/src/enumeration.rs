//! Enums: numbers that have names.

use arrow_array::Array;

use crate::DeserializationResult;
use crate::error::DeserializationProblem;
use crate::layout::Layout;

/// A type whose values are a few named numbers.
pub trait Enum: Copy + std::fmt::Display + 'static {
    /// The number on the wire.
    type Repr: Layout + Copy + PartialEq + Into<u64>;

    /// All values, in the order of the declaration.
    fn variants() -> &'static [Self];

    /// The number on the wire.
    fn as_integer(self) -> Self::Repr;

    /// The value of that number.
    fn try_from_integer(value: Self::Repr) -> Option<Self> {
        let mut variants = Self::variants().iter().copied();
        variants.find(|variant| variant.as_integer() == value)
    }
}

/// Reads an array of numbers as values of `E`.
pub(crate) fn decode<E: Enum>(
    array: &dyn Array,
    fq_name: &'static str,
) -> DeserializationResult<Vec<E>> {
    let read =
        |value: E::Repr| E::try_from_integer(value).ok_or_else(|| invalid::<E>(value, fq_name));
    let numbers = E::Repr::decode(array)?.into_iter();
    numbers
        .map(|value| read(value).map_err(Into::into))
        .collect()
}

#[cold]
fn invalid<E: Enum>(value: E::Repr, enumeration: &'static str) -> DeserializationProblem {
    let number = |variant: &E| Into::<u64>::into(variant.as_integer()).to_string();
    let valid: Vec<_> = E::variants().iter().map(number).collect();
    DeserializationProblem::InvalidEnum {
        value: value.into(),
        enumeration,
        valid: valid.join(", "),
    }
}
