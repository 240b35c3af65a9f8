//! Structs: one child array per field.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{DataType, Fields};

use super::{Layout, downcast, list, nulls};
use crate::reflection::EncodingInfo;
use crate::{DeserializationError, DeserializationResult, SerializationResult};

/// What a struct field can be: a value, an optional value, a list, an optional list.
pub trait Part: Sized {
    /// The declaration of the (element) type.
    const ENCODING: Option<&'static EncodingInfo>;
    /// A list of values.
    const LIST: bool = false;
    /// May be missing.
    const OPTIONAL: bool = false;
    /// Nullable in Arrow.
    const NULLABLE: bool = Self::OPTIONAL;

    /// The Arrow type of the field.
    fn data_type() -> DataType;
    /// The Arrow type of one element.
    fn element_type() -> DataType;
    /// Any value; it lies unseen under a null.
    fn filler() -> Self;
    /// All values of the field.
    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef>;
    /// All values of the field.
    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>>;
}

impl<T: Layout> Part for T {
    const ENCODING: Option<&'static EncodingInfo> = T::ENCODING;
    const NULLABLE: bool = T::NULLABLE;

    fn data_type() -> DataType {
        T::data_type()
    }

    fn element_type() -> DataType {
        T::data_type()
    }

    fn filler() -> Self {
        T::filler()
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        T::encode(values)
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        T::decode(array)
    }
}

impl<T: Layout> Part for Option<T> {
    const ENCODING: Option<&'static EncodingInfo> = T::ENCODING;
    const OPTIONAL: bool = true;

    fn data_type() -> DataType {
        T::data_type()
    }

    fn element_type() -> DataType {
        T::data_type()
    }

    fn filler() -> Self {
        None
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        T::encode_opt(values)
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        T::decode_opt(array)
    }
}

impl<T: Layout> Part for Vec<T> {
    const ENCODING: Option<&'static EncodingInfo> = T::ENCODING;
    const LIST: bool = true;

    fn data_type() -> DataType {
        list::data_type::<T>()
    }

    fn element_type() -> DataType {
        T::data_type()
    }

    fn filler() -> Self {
        Self::new()
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        list::encode(values)
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        list::decode(array)
    }
}

impl<T: Layout> Part for Option<Vec<T>> {
    const ENCODING: Option<&'static EncodingInfo> = T::ENCODING;
    const LIST: bool = true;
    const OPTIONAL: bool = true;

    fn data_type() -> DataType {
        list::data_type::<T>()
    }

    fn element_type() -> DataType {
        T::data_type()
    }

    fn filler() -> Self {
        None
    }

    fn encode(values: Vec<Self>) -> SerializationResult<ArrayRef> {
        let valid = nulls::of(&values);
        let lists = values.into_iter().map(Option::unwrap_or_default).collect();
        nulls::put(list::encode::<T>(lists)?, valid)
    }

    fn decode(array: &dyn Array) -> DeserializationResult<Vec<Self>> {
        nulls::decode_between(array, list::decode)
    }
}

/// The struct array of these columns.
pub fn assemble(data_type: DataType, columns: Vec<ArrayRef>) -> SerializationResult<ArrayRef> {
    let fields = match data_type {
        DataType::Struct(fields) => fields,
        _ => Fields::empty(),
    };
    Ok(Arc::new(StructArray::try_new(fields, columns, None)?))
}

/// The columns of a struct array, by name. Every struct value must be there.
pub fn disassemble<'a>(
    array: &'a dyn Array,
    expected: fn() -> DataType,
) -> DeserializationResult<impl Fn(&str) -> DeserializationResult<&'a ArrayRef>> {
    let array = downcast::<StructArray>(array, expected)?;
    nulls::refuse(array)?;
    Ok(move |name: &str| {
        let column = array.column_by_name(name);
        column.ok_or_else(|| DeserializationError::missing(format!("field {name:?}")))
    })
}
