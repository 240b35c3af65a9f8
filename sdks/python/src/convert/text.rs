//! Strings, bytes, and names out of an enumeration.

use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, StringArray, UInt8Array, UInt32Array};
use arrow_buffer::{Buffer, OffsetBuffer};
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyInt, PyString};
use rushes_types::reflection::EnumVariant;

use super::{concat, member_value, own, type_error, unwrap_own};
use crate::arrow_io::arrow_error;
use crate::input::{Depth, Element, Numbers};

pub(super) fn strings(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Arc::new(StringArray::from(vec![&*text.to_cow()?])));
    }
    let value = unwrap_own(value)?;
    let is_path = value.hasattr(intern!(value.py(), "__fspath__"))?;
    let items = match value.try_iter() {
        Ok(items) if !is_path => items,
        _ => return Ok(Arc::new(StringArray::from(vec![value.str()?.to_string()]))),
    };
    let mut texts = Vec::new();
    for item in items {
        let item = unwrap_own_item(&item?)?;
        texts.push(item.str()?.to_string());
    }
    Ok(Arc::new(StringArray::from(texts)))
}

fn unwrap_own_item<'py>(item: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match own(item)? {
        Some(array) => crate::to_python::item(item.py(), &array, 0),
        None => Ok(item.clone()),
    }
}

pub(super) fn blobs(data_type: &DataType, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let _depth = Depth::enter()?;
    if value.is_instance_of::<PyString>() {
        return Err(type_error("bytes", value));
    }
    let (bytes, lengths) = match bytes_of(value)? {
        Some(bytes) => {
            let len = bytes.len();
            (bytes, vec![len])
        }
        None => match Numbers::read(value) {
            Ok(numbers) => {
                if numbers.element != Element::U8 && numbers.is_array() {
                    return Err(type_error("bytes, or an array of type uint8", value));
                }
                let lengths = match numbers.shape.as_slice() {
                    [] => return Err(type_error("bytes", value)),
                    [len] => vec![*len],
                    [blobs, rest @ ..] => vec![rest.iter().product(); *blobs],
                };
                (Buffer::from_vec(numbers.to_vec::<u8>(value.py())), lengths)
            }
            Err(error) => {
                let Ok(items) = value.try_iter() else {
                    return Err(error);
                };
                let mut parts = Vec::new();
                for item in items {
                    let item = item?;
                    parts.push(match own(&item)? {
                        Some(array) if array.data_type() == data_type => array,
                        _ => blobs(data_type, &item)?,
                    });
                }
                return concat(&parts);
            }
        },
    };
    let DataType::List(item) = data_type else {
        return Err(PyTypeError::new_err(format!("{data_type} is no list")));
    };
    let values = Arc::new(UInt8Array::new(bytes.into(), None));
    let offsets = OffsetBuffer::from_lengths(lengths);
    let lists = ListArray::try_new(Arc::clone(item), offsets, values, None);
    Ok(Arc::new(lists.map_err(arrow_error)?))
}

/// The bytes of what holds bytes, or of an open file.
fn bytes_of(value: &Bound<'_, PyAny>) -> PyResult<Option<Buffer>> {
    let py = value.py();
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(Buffer::from_slice_ref(bytes.as_bytes())));
    }
    let name = value.get_type().name()?.to_string();
    if name == "bytearray" || name == "memoryview" {
        let bytes = py.get_type::<PyBytes>().call1((value,))?;
        return bytes_of(&bytes);
    }
    if let Ok(read) = value.getattr(intern!(py, "read")) {
        return bytes_of(&read.call0()?);
    }
    Ok(None)
}

pub(super) fn variants(
    variants: &'static [EnumVariant],
    data_type: &DataType,
    name: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    let numbers = match variant(variants, name, value)? {
        Some(number) => vec![number],
        None => {
            let items = value.try_iter().map_err(|_| {
                type_error(
                    "a member of the enumeration, its name, or its number",
                    value,
                )
            })?;
            let mut numbers = Vec::new();
            for item in items {
                let item = item?;
                let number = variant(variants, name, &item)?.ok_or_else(|| {
                    type_error(
                        "a member of the enumeration, its name, or its number",
                        &item,
                    )
                })?;
                numbers.push(number);
            }
            numbers
        }
    };
    Ok(match data_type {
        DataType::UInt32 => Arc::new(UInt32Array::from(numbers)),
        _ => {
            let numbers: Vec<u8> = numbers.iter().map(|number| *number as u8).collect();
            Arc::new(UInt8Array::from(numbers))
        }
    })
}

fn variant(
    variants: &[EnumVariant],
    name: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<Option<u32>> {
    let short = name.rsplit('.').next().unwrap_or(name);
    if let Ok(text) = value.cast::<PyString>() {
        let text = text.to_cow()?;
        let mut all = variants.iter();
        let found = all.find(|variant| variant.name.eq_ignore_ascii_case(&text));
        return match found {
            Some(variant) => Ok(Some(variant.value)),
            None => {
                let names: Vec<_> = variants.iter().map(|variant| variant.name).collect();
                Err(PyValueError::new_err(format!(
                    "{text:?} is no {short}; choose one of {}",
                    names.join(", ")
                )))
            }
        };
    }
    let number = if value.is_instance_of::<PyInt>() {
        value.clone()
    } else {
        match member_value(value) {
            Some(member) => member,
            None => match value.call_method0(intern!(value.py(), "__index__")) {
                Ok(number) => number,
                Err(_) => return Ok(None),
            },
        }
    };
    let number: u32 = number.extract()?;
    if variants.iter().any(|variant| variant.value == number) {
        return Ok(Some(number));
    }
    Err(PyValueError::new_err(format!(
        "{number} is no valid {short}"
    )))
}
