//! Values of one type as values of another: numbers, and lists of them.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    ArrowPrimitiveType, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, FixedSizeListArray, ListArray, PrimitiveArray,
};
use arrow_schema::{DataType, FieldRef};

use crate::LensRuntimeError;
use crate::error::Result;
use crate::lists;

/// The values as values of type `to`. What `to` cannot hold becomes null.
pub(crate) fn cast(array: &ArrayRef, to: &DataType) -> Result<ArrayRef> {
    if array.data_type() == to {
        return Ok(array.clone());
    }
    if let Some(numbers) = Numbers::read(array) {
        return numbers.write(to).ok_or_else(|| unsupported(array, to));
    }
    match to {
        DataType::List(field) => cast_to_list(array, field, to),
        DataType::FixedSizeList(field, size) => cast_to_fixed(array, field, *size, to),
        _ => Err(unsupported(array, to)),
    }
}

fn cast_to_list(array: &ArrayRef, field: &FieldRef, to: &DataType) -> Result<ArrayRef> {
    let (rows, values) = lists::explode(array)?.ok_or_else(|| unsupported(array, to))?;
    let values = cast(&values, field.data_type())?;
    let (_, offsets, values, nulls) = rows.list(values)?.into_parts();
    let list = ListArray::try_new(field.clone(), offsets, values, nulls);
    Ok(Arc::new(list.map_err(|error| refused(array, to, error))?))
}

fn cast_to_fixed(array: &ArrayRef, field: &FieldRef, size: i32, to: &DataType) -> Result<ArrayRef> {
    let (rows, values) = lists::explode(array)?.ok_or_else(|| unsupported(array, to))?;
    let width = usize::try_from(size).unwrap_or(0);
    let mut places = Vec::with_capacity(rows.len().saturating_mul(width));
    for (row, range) in (0..rows.len()).zip(rows.ranges()) {
        if rows.is_null(row) {
            places.extend(std::iter::repeat_n(None, width));
        } else if range.len() == width {
            places.extend(range.map(Some));
        } else {
            let message = format!("list {row} has {} values", range.len());
            return Err(refused(array, to, message));
        }
    }
    let values = cast(&lists::pick(&values, &places)?, field.data_type())?;
    let nulls = array.logical_nulls();
    let list =
        FixedSizeListArray::try_new_with_length(field.clone(), size, values, nulls, rows.len());
    Ok(Arc::new(list.map_err(|error| refused(array, to, error))?))
}

/// Numbers in the widest type of their kind.
enum Numbers {
    Integers(Vec<Option<i128>>),
    Floats(Vec<Option<f64>>),
}

impl Numbers {
    fn read(array: &ArrayRef) -> Option<Self> {
        Some(match array.data_type() {
            DataType::Boolean => {
                let flags = array.as_boolean().iter();
                Self::Integers(flags.map(|flag| flag.map(i128::from)).collect())
            }
            DataType::Int8 => integers::<Int8Type>(array),
            DataType::Int16 => integers::<Int16Type>(array),
            DataType::Int32 => integers::<Int32Type>(array),
            DataType::Int64 => integers::<Int64Type>(array),
            DataType::UInt8 => integers::<UInt8Type>(array),
            DataType::UInt16 => integers::<UInt16Type>(array),
            DataType::UInt32 => integers::<UInt32Type>(array),
            DataType::UInt64 => integers::<UInt64Type>(array),
            DataType::Float32 => floats::<Float32Type>(array),
            DataType::Float64 => floats::<Float64Type>(array),
            _ => return None,
        })
    }

    fn write(&self, to: &DataType) -> Option<ArrayRef> {
        Some(match to {
            DataType::Boolean => {
                let flags: BooleanArray = match self {
                    Self::Integers(values) => values.iter().map(|v| v.map(|v| v != 0)).collect(),
                    Self::Floats(values) => values.iter().map(|v| v.map(|v| v != 0.0)).collect(),
                };
                Arc::new(flags)
            }
            DataType::Int8 => self.to_integers::<Int8Type>(),
            DataType::Int16 => self.to_integers::<Int16Type>(),
            DataType::Int32 => self.to_integers::<Int32Type>(),
            DataType::Int64 => self.to_integers::<Int64Type>(),
            DataType::UInt8 => self.to_integers::<UInt8Type>(),
            DataType::UInt16 => self.to_integers::<UInt16Type>(),
            DataType::UInt32 => self.to_integers::<UInt32Type>(),
            DataType::UInt64 => self.to_integers::<UInt64Type>(),
            DataType::Float32 => self.to_floats::<Float32Type>(|v| v as f32, |v| v as f32),
            DataType::Float64 => self.to_floats::<Float64Type>(|v| v as f64, |v| v),
            _ => return None,
        })
    }

    fn to_integers<T: ArrowPrimitiveType<Native: TryFrom<i128>>>(&self) -> ArrayRef {
        let fit = |value: i128| T::Native::try_from(value).ok();
        let array: PrimitiveArray<T> = match self {
            Self::Integers(values) => values.iter().map(|v| v.and_then(fit)).collect(),
            Self::Floats(values) => values
                .iter()
                // Beyond what fits, `as` saturates at numbers that fit in no target either.
                .map(|v| v.filter(|v| !v.is_nan()).and_then(|v| fit(v as i128)))
                .collect(),
        };
        Arc::new(array)
    }

    fn to_floats<T: ArrowPrimitiveType>(
        &self,
        of_integer: impl Fn(i128) -> T::Native,
        of_float: impl Fn(f64) -> T::Native,
    ) -> ArrayRef {
        let array: PrimitiveArray<T> = match self {
            Self::Integers(values) => values.iter().map(|v| v.map(&of_integer)).collect(),
            Self::Floats(values) => values.iter().map(|v| v.map(&of_float)).collect(),
        };
        Arc::new(array)
    }
}

fn integers<T: ArrowPrimitiveType<Native: Into<i128>>>(array: &ArrayRef) -> Numbers {
    let values = array.as_primitive::<T>().iter();
    Numbers::Integers(values.map(|value| value.map(Into::into)).collect())
}

fn floats<T: ArrowPrimitiveType<Native: Into<f64>>>(array: &ArrayRef) -> Numbers {
    let values = array.as_primitive::<T>().iter();
    Numbers::Floats(values.map(|value| value.map(Into::into)).collect())
}

fn unsupported(array: &ArrayRef, to: &DataType) -> LensRuntimeError {
    refused(array, to, "there is no such conversion")
}

fn refused(array: &ArrayRef, to: &DataType, message: impl ToString) -> LensRuntimeError {
    LensRuntimeError::Cast {
        from: array.data_type().clone(),
        to: to.clone(),
        message: message.to_string(),
    }
}
