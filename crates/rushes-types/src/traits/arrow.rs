//! Conversions between Rust values and Arrow arrays.

use std::borrow::Cow;

use arrow_array::{Array, ArrayRef, new_empty_array};
use arrow_schema::DataType;

use crate::layout::Value;
use crate::{DeserializationResult, SerializationResult};

/// A type with one fixed Arrow type.
pub trait ArrowDataType: Sized {
    /// The Arrow type of one value.
    fn arrow_data_type() -> DataType;

    /// An array without values.
    fn arrow_empty() -> ArrayRef {
        new_empty_array(&Self::arrow_data_type())
    }
}

/// Values that become an Arrow array.
pub trait ToArrow: ArrowDataType + Clone {
    /// All values as one array, without nulls.
    ///
    /// # Errors
    /// If they are more than one array can hold, or contradict their type.
    fn to_arrow<'a>(
        data: impl IntoIterator<Item = impl Into<Cow<'a, Self>>>,
    ) -> SerializationResult<ArrayRef>
    where
        Self: 'a;

    /// The same, moving the memory of the vector where its layout allows.
    #[doc(hidden)]
    fn vec_to_arrow(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        Self::to_arrow(values.into_iter().map(Cow::Owned))
    }
}

/// Values, some of them missing, that become an Arrow array.
pub trait ToArrowOpt: ArrowDataType + Clone {
    /// All values as one array, with nulls for the missing ones.
    ///
    /// # Errors
    /// If they are more than one array can hold, or contradict their type.
    fn to_arrow_opt<'a>(
        data: impl IntoIterator<Item = Option<impl Into<Cow<'a, Self>>>>,
    ) -> SerializationResult<ArrayRef>
    where
        Self: 'a;
}

/// Values that can be read from an Arrow array.
pub trait FromArrow: ArrowDataType {
    /// All values of an array without nulls.
    ///
    /// # Errors
    /// If the array has another type, nulls, or values that the type does not have.
    fn from_arrow(array: &dyn Array) -> DeserializationResult<Vec<Self>>;

    /// Whether [`Self::from_arrow`] would succeed.
    ///
    /// # Errors
    /// The error that it would return.
    fn verify_arrow_array(array: &dyn Array) -> DeserializationResult<()> {
        Self::from_arrow(array).map(drop)
    }
}

/// Values, some of them missing, that can be read from an Arrow array.
pub trait FromArrowOpt: ArrowDataType {
    /// All values of an array, with nothing for a null.
    ///
    /// # Errors
    /// If the array has another type, or values that the type does not have.
    fn from_arrow_opt(array: &dyn Array) -> DeserializationResult<Vec<Option<Self>>>;
}

impl<T: Value> ArrowDataType for T {
    fn arrow_data_type() -> DataType {
        T::data_type()
    }
}

impl<T: Value> ToArrow for T {
    fn to_arrow<'a>(
        data: impl IntoIterator<Item = impl Into<Cow<'a, Self>>>,
    ) -> SerializationResult<ArrayRef>
    where
        Self: 'a,
    {
        let owned = |value: _| Into::<Cow<'a, Self>>::into(value).into_owned();
        T::encode(data.into_iter().map(owned).collect())
    }

    fn vec_to_arrow(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        T::encode(values)
    }
}

impl<T: Value> ToArrowOpt for T {
    fn to_arrow_opt<'a>(
        data: impl IntoIterator<Item = Option<impl Into<Cow<'a, Self>>>>,
    ) -> SerializationResult<ArrayRef>
    where
        Self: 'a,
    {
        let owned =
            |value: Option<_>| value.map(|value| Into::<Cow<'a, Self>>::into(value).into_owned());
        T::encode_opt(data.into_iter().map(owned).collect())
    }
}

impl<T: Value> FromArrow for T {
    fn from_arrow(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        T::decode(array)
    }
}

impl<T: Value> FromArrowOpt for T {
    fn from_arrow_opt(array: &dyn Array) -> DeserializationResult<Vec<Option<Self>>> {
        T::decode_opt(array)
    }
}

/// [`FromArrow::from_arrow`] in terms of [`FromArrowOpt::from_arrow_opt`].
///
/// # Errors
/// If there are nulls, or the values cannot be read.
pub fn from_arrow_via_from_arrow_opt<T: FromArrowOpt>(
    array: &dyn Array,
) -> DeserializationResult<Vec<T>> {
    crate::layout::nulls::refuse(array)?;
    Ok(T::from_arrow_opt(array)?.into_iter().flatten().collect())
}

/// [`FromArrowOpt::from_arrow_opt`] in terms of [`FromArrow::from_arrow`].
///
/// # Errors
/// If the values cannot be read.
pub fn from_arrow_opt_via_from_arrow<T: FromArrow>(
    array: &dyn Array,
) -> DeserializationResult<Vec<Option<T>>> {
    crate::layout::nulls::decode_between(array, T::from_arrow)
}
