//! Numbers, vectors, matrices, strips of points, tensors.

use std::sync::Arc;

use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array as _, ArrayRef, BooleanArray, FixedSizeListArray, ListArray, PrimitiveArray,
};
use arrow_buffer::{Buffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, FieldRef};
use half::f16;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyFloat, PyInt, PySlice, PyString};
use rushes_types::encodings::{TensorBuffer, TensorData};
use rushes_types::{ArrowString, ToArrow as _};

use super::{concat, member_value, own, unwrap_own};
use crate::arrow_io::arrow_error;
use crate::input::{Depth, Element, Numbers};

macro_rules! primitive_array {
    ($element:expr, $value:ident => $make:expr) => {
        match $element {
            Element::Bool | Element::U8 => {
                type $value = UInt8Type;
                $make
            }
            Element::U16 => {
                type $value = UInt16Type;
                $make
            }
            Element::U32 => {
                type $value = UInt32Type;
                $make
            }
            Element::U64 => {
                type $value = UInt64Type;
                $make
            }
            Element::I8 => {
                type $value = Int8Type;
                $make
            }
            Element::I16 => {
                type $value = Int16Type;
                $make
            }
            Element::I32 => {
                type $value = Int32Type;
                $make
            }
            Element::I64 => {
                type $value = Int64Type;
                $make
            }
            Element::F16 => {
                type $value = Float16Type;
                $make
            }
            Element::F32 => {
                type $value = Float32Type;
                $make
            }
            Element::F64 => {
                type $value = Float64Type;
                $make
            }
        }
    };
}

/// The numbers as an array of this element type.
pub(crate) fn typed_numbers(
    element: Element,
    numbers: &Numbers<'_>,
    py: Python<'_>,
) -> PyResult<ArrayRef> {
    check_signs(element, numbers, py)?;
    Ok(primitive_array!(element, T => {
        let values = numbers.to_vec::<<T as arrow_array::ArrowPrimitiveType>::Native>(py);
        Arc::new(PrimitiveArray::<T>::new(ScalarBuffer::from(values), None))
    }))
}

/// Python integers that do not fit are an error; arrays are cast, as everywhere.
fn check_signs(element: Element, numbers: &Numbers<'_>, py: Python<'_>) -> PyResult<()> {
    if numbers.element != Element::I64 || numbers.is_array() {
        return Ok(());
    }
    let (min, max) = match element {
        Element::U8 => (0, i64::from(u8::MAX)),
        Element::U16 => (0, i64::from(u16::MAX)),
        Element::U32 => (0, i64::from(u32::MAX)),
        Element::U64 => (0, i64::MAX),
        Element::I8 => (i64::from(i8::MIN), i64::from(i8::MAX)),
        Element::I16 => (i64::from(i16::MIN), i64::from(i16::MAX)),
        Element::I32 => (i64::from(i32::MIN), i64::from(i32::MAX)),
        _ => return Ok(()),
    };
    let values = numbers.to_vec::<i64>(py);
    match values.iter().find(|value| !(min..=max).contains(*value)) {
        None => Ok(()),
        Some(value) => Err(pyo3::exceptions::PyOverflowError::new_err(format!(
            "{value} is not between {min} and {max}"
        ))),
    }
}

pub(super) fn bools(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    if let Ok(value) = value.extract::<bool>() {
        return Ok(Arc::new(BooleanArray::from(vec![value])));
    }
    let value = unwrap_own(value)?;
    let numbers = Numbers::read(&value)?;
    let values = numbers.to_vec::<f64>(value.py());
    let values: Vec<bool> = values.iter().map(|value| *value != 0.0).collect();
    Ok(Arc::new(BooleanArray::from(values)))
}

pub(super) fn numbers(element: Element, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    // The most frequent of all: no detour.
    if let Ok(float) = value.cast::<PyFloat>() {
        match element {
            Element::F64 => return Ok(one::<Float64Type>(float.value())),
            Element::F32 => return Ok(one::<Float32Type>(float.value() as f32)),
            _ => {}
        }
    }
    let value = unwrap_own(value)?;
    if element == Element::I64
        && let Ok(member) = value.getattr("timestamp_ns")
    {
        return typed_numbers(element, &Numbers::read(&member)?, value.py());
    }
    let numbers = match Numbers::read(&value) {
        Ok(numbers) => numbers,
        Err(error) => match items(&value) {
            Some(items) => Numbers::read(&items)?,
            None => return Err(error),
        },
    };
    typed_numbers(element, &numbers, value.py())
}

/// The items of a sequence, each out of its wrapper.
fn items<'py>(value: &Bound<'py, PyAny>) -> Option<Bound<'py, PyAny>> {
    let items = value.try_iter().ok()?.map(|item| {
        let item = item.ok()?;
        match own(&item).ok()? {
            Some(array) => crate::to_python::item(item.py(), &array, 0).ok(),
            None => member_value(&item).or(Some(item)),
        }
    });
    let items = items.collect::<Option<Vec<_>>>()?;
    Some(pyo3::types::PyList::new(value.py(), items).ok()?.into_any())
}

fn one<T: arrow_array::ArrowPrimitiveType>(value: T::Native) -> ArrayRef {
    Arc::new(PrimitiveArray::<T>::new(
        ScalarBuffer::from(vec![value]),
        None,
    ))
}

fn fixed_item(data_type: &DataType) -> PyResult<(&FieldRef, i32)> {
    match data_type {
        DataType::FixedSizeList(item, len) => Ok((item, *len)),
        other => Err(PyTypeError::new_err(format!("{other} has no fixed length"))),
    }
}

fn into_fixed(data_type: &DataType, values: ArrayRef) -> PyResult<ArrayRef> {
    let (item, len) = fixed_item(data_type)?;
    let lists = FixedSizeListArray::try_new(Arc::clone(item), len, values, None);
    Ok(Arc::new(lists.map_err(arrow_error)?))
}

/// Vectors: one, several, or a flat sequence of them.
pub(super) fn fixed(
    element: Element,
    len: usize,
    data_type: &DataType,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    let py = value.py();
    if let Ok(range) = value.cast::<PySlice>() {
        return slice(data_type, range);
    }
    if len == 16
        && let Some(bytes) = uuids(value)?
    {
        return into_fixed(
            data_type,
            Arc::new(PrimitiveArray::<UInt8Type>::new(bytes.into(), None)),
        );
    }
    let value = unwrap_own(value)?;
    let numbers = match Numbers::read(&value) {
        Ok(numbers) => numbers,
        Err(error) => match directions(&value)?.or_else(|| items(&value)) {
            Some(items) => Numbers::read(&items)?,
            None => return Err(error),
        },
    };
    check_dimensions(&numbers.shape, len)?;
    into_fixed(data_type, typed_numbers(element, &numbers, py)?)
}

/// Names of directions, such as `Up`, as numbers.
fn directions<'py>(value: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, PyAny>>> {
    let names: Vec<String> = match value.extract() {
        Ok(names) => names,
        Err(_) => return Ok(None),
    };
    let info = rushes_types::reflection::encoding("rerun.encodings.ViewDir");
    let variants = info.and_then(|info| info.variants()).unwrap_or_default();
    let numbers = names.iter().map(|name| {
        let mut all = variants.iter();
        let found = all.find(|variant| variant.name.eq_ignore_ascii_case(name));
        found
            .map(|variant| variant.value)
            .ok_or_else(|| PyValueError::new_err(format!("{name:?} is no direction")))
    });
    let numbers = numbers.collect::<PyResult<Vec<u32>>>()?;
    Ok(Some(
        pyo3::types::PyList::new(value.py(), numbers)?.into_any(),
    ))
}

/// A flat sequence must divide; otherwise the last dimension that is not 1 counts.
fn check_dimensions(shape: &[usize], len: usize) -> PyResult<()> {
    let total: usize = shape.iter().product();
    let fits = match shape {
        _ if total == 0 && !shape.is_empty() => true,
        [] => false,
        [flat] => flat.is_multiple_of(len),
        several => several.iter().rev().find(|dimension| **dimension != 1) == Some(&len),
    };
    if fits {
        return Ok(());
    }
    Err(PyValueError::new_err(format!(
        "expected vectors of {len} numbers each, as shape (n, {len}); found shape {shape:?}"
    )))
}

fn slice(data_type: &DataType, range: &Bound<'_, PySlice>) -> PyResult<ArrayRef> {
    let step = range.getattr("step")?;
    if !step.is_none() && step.extract::<i64>().ok() != Some(1) {
        return Err(PyValueError::new_err(
            "a range as a slice must have the step 1, or none",
        ));
    }
    let bounds: Vec<f64> = vec![
        range.getattr("start")?.extract()?,
        range.getattr("stop")?.extract()?,
    ];
    into_fixed(
        data_type,
        Arc::new(PrimitiveArray::<Float64Type>::new(bounds.into(), None)),
    )
}

/// 16 bytes, or several times.
fn uuids(value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    let bytes_of = |value: &Bound<'_, PyAny>| -> PyResult<Option<Vec<u8>>> {
        let value = match value.getattr("bytes") {
            Ok(bytes) if !value.is_instance_of::<PyBytes>() => bytes,
            _ => value.clone(),
        };
        match value.cast::<PyBytes>() {
            Ok(bytes) if bytes.as_bytes().len() == 16 => Ok(Some(bytes.as_bytes().to_vec())),
            Ok(bytes) => Err(PyValueError::new_err(format!(
                "a UUID has 16 bytes; found {}",
                bytes.as_bytes().len()
            ))),
            Err(_) => Ok(None),
        }
    };
    if let Some(bytes) = bytes_of(value)? {
        return Ok(Some(bytes));
    }
    let Ok(items) = value.try_iter() else {
        return Ok(None);
    };
    let mut all = Vec::new();
    for item in items {
        match bytes_of(&item?)? {
            Some(bytes) => all.extend(bytes),
            None => return Ok(None),
        }
    }
    Ok((!all.is_empty()).then_some(all))
}

/// Matrices by rows, or flat, as columns.
pub(super) fn matrices(
    side: usize,
    data_type: &DataType,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    let _depth = Depth::enter()?;
    if let Ok(items) = value.cast::<pyo3::types::PyList>()
        && let Some(first) = items.iter().next()
        && own(&first)?.is_some()
    {
        let parts: PyResult<Vec<_>> = items
            .iter()
            .map(|item| match own(&item)? {
                Some(array) => Ok(array),
                None => matrices(side, data_type, &item),
            })
            .collect();
        return concat(&parts?);
    }
    let numbers = Numbers::read(value)?;
    let size = side * side;
    if !numbers.len().is_multiple_of(size) || numbers.shape.is_empty() {
        return Err(PyValueError::new_err(format!(
            "expected matrices of {side} rows and {side} columns; found shape {:?}",
            numbers.shape
        )));
    }
    let rows = numbers.to_vec::<f32>(value.py());
    let mut columns = Vec::with_capacity(rows.len());
    for matrix in rows.chunks_exact(size) {
        for column in 0..side {
            let cells = matrix.iter().skip(column).step_by(side);
            columns.extend(cells.copied());
        }
    }
    into_fixed(
        data_type,
        Arc::new(PrimitiveArray::<Float32Type>::new(columns.into(), None)),
    )
}

/// 15 coefficients for each of 3 channels.
pub(super) fn harmonics(data_type: &DataType, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let numbers = Numbers::read(value)?;
    let fits = match numbers.shape.as_slice() {
        [.., 15, 3] | [.., 45] => true,
        [flat] => flat.is_multiple_of(45),
        _ => numbers.len() == 0,
    };
    if !fits {
        return Err(PyValueError::new_err(format!(
            "expected coefficients of shape (..., 15, 3) or (..., 45); found {:?}",
            numbers.shape
        )));
    }
    let (item, _) = fixed_item(data_type)?;
    let values = numbers.to_vec::<f16>(value.py());
    let values = Arc::new(PrimitiveArray::<Float16Type>::new(values.into(), None));
    into_fixed(data_type, into_fixed(item.data_type(), values)?)
}

/// Strips of points: one, or several.
pub(super) fn strips(
    element: Element,
    len: usize,
    data_type: &DataType,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    let DataType::List(item) = data_type else {
        return Err(PyTypeError::new_err(format!("{data_type} is no list")));
    };
    let point = item.data_type();
    // An array has one shape; a list may hold strips of different lengths.
    let whole = match Numbers::read(value) {
        Ok(numbers) => Some(numbers),
        Err(_) if value.len().is_ok() => None,
        Err(error) => return Err(error),
    };
    let (points, lengths) = match whole {
        Some(numbers) => {
            let lengths = match numbers.shape.as_slice() {
                [] | [0] => vec![],
                [strips, points, last] if *last == len => vec![*points; *strips],
                [points, last] if *last == len => vec![*points],
                [flat] if flat.is_multiple_of(len) => vec![flat / len],
                shape => {
                    return Err(PyValueError::new_err(format!(
                        "expected strips of points with {len} coordinates; found shape {shape:?}"
                    )));
                }
            };
            let points = into_fixed(point, typed_numbers(element, &numbers, value.py())?)?;
            (points, lengths)
        }
        None => {
            let mut parts = Vec::new();
            for strip in value.try_iter()? {
                let strip = strip?;
                match own(&strip)? {
                    Some(array) => parts.push(strip_points(&array, data_type)?),
                    None => parts.push(fixed(element, len, point, &strip)?),
                }
            }
            let lengths = parts.iter().map(|part| part.len()).collect();
            (concat(&parts)?, lengths)
        }
    };
    let offsets = OffsetBuffer::from_lengths(lengths);
    let lists = ListArray::try_new(Arc::clone(item), offsets, points, None);
    Ok(Arc::new(lists.map_err(arrow_error)?))
}

fn strip_points(strips: &ArrayRef, data_type: &DataType) -> PyResult<ArrayRef> {
    match strips.as_any().downcast_ref::<ListArray>() {
        Some(lists) if lists.data_type() == data_type && lists.len() == 1 => Ok(lists.value(0)),
        _ => Err(PyTypeError::new_err("expected one strip of points")),
    }
}

pub(super) fn tensors(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    if value.is_instance_of::<PyString>() {
        return Err(super::type_error("an array", value));
    }
    let numbers = Numbers::read(value)?;
    tensor(&numbers, None, value.py())
}

/// One tensor.
pub(crate) fn tensor(
    numbers: &Numbers<'_>,
    names: Option<Vec<String>>,
    py: Python<'_>,
) -> PyResult<ArrayRef> {
    let buffer = match numbers.element {
        Element::Bool => TensorBuffer::U8(scalars(numbers, py)),
        Element::U8 => TensorBuffer::U8(scalars(numbers, py)),
        Element::U16 => TensorBuffer::U16(scalars(numbers, py)),
        Element::U32 => TensorBuffer::U32(scalars(numbers, py)),
        Element::U64 => TensorBuffer::U64(scalars(numbers, py)),
        Element::I8 => TensorBuffer::I8(scalars(numbers, py)),
        Element::I16 => TensorBuffer::I16(scalars(numbers, py)),
        Element::I32 => TensorBuffer::I32(scalars(numbers, py)),
        Element::I64 => TensorBuffer::I64(scalars(numbers, py)),
        Element::F16 => TensorBuffer::F16(scalars(numbers, py)),
        Element::F32 => TensorBuffer::F32(scalars(numbers, py)),
        Element::F64 => TensorBuffer::F64(scalars(numbers, py)),
    };
    let names = names.map(|names| names.into_iter().map(ArrowString::from).collect());
    let tensor = TensorData {
        shape: numbers.shape.iter().map(|len| *len as u64).collect(),
        names,
        buffer,
    };
    TensorData::vec_to_arrow(vec![tensor]).map_err(arrow_error)
}

fn scalars<T: arrow_buffer::ArrowNativeType>(
    numbers: &Numbers<'_>,
    py: Python<'_>,
) -> ScalarBuffer<T> {
    let bytes: Buffer = numbers.to_bytes(py);
    ScalarBuffer::from(bytes)
}

/// The rank of a value as NumPy sees it, for splitting into rows; empty for scalars and text.
pub(crate) fn shape_of(value: &Bound<'_, PyAny>) -> Vec<usize> {
    if value.is_instance_of::<PyString>()
        || value.is_instance_of::<PyBytes>()
        || value.is_instance_of::<PyFloat>()
        || value.is_instance_of::<PyInt>()
    {
        return Vec::new();
    }
    if let Ok(shape) = value.getattr("shape").and_then(|shape| shape.extract()) {
        return shape;
    }
    let (Ok(len), Ok(_depth)) = (value.len(), Depth::enter()) else {
        return Vec::new();
    };
    let mut shape = vec![len];
    if let Some(Ok(first)) = value.try_iter().ok().and_then(|mut items| items.next())
        && own(&first).ok().flatten().is_none()
    {
        shape.extend(shape_of(&first));
    }
    shape
}
