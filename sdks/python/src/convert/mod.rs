//! Python values as Arrow arrays. Read in this order: this file, `numbers`, `colors`, `text`, `objects`.

mod colors;
mod numbers;
mod objects;
mod text;

use arrow_array::{ArrayRef, new_empty_array};
use arrow_schema::DataType;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::arrow_io::{arrow_error, import};
use crate::batch::Batch;
use crate::spec::{Rule, TypeSpec};
use crate::value::Value;

pub(crate) use numbers::{shape_of, tensor, typed_numbers};
pub(crate) use objects::{class_of, list_value, struct_value};

/// The instances that a Python value stands for: none for `None`, else one or more.
pub(crate) fn convert(spec: &TypeSpec, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    convert_by(spec.rule, &spec.data_type, spec.name, value)
}

/// As [`convert`], for a type without a name of its own.
pub(crate) fn convert_by(
    rule: Rule,
    data_type: &DataType,
    name: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    let is_plain = value.is_exact_instance_of::<PyFloat>()
        || value.is_exact_instance_of::<PyInt>()
        || value.is_exact_instance_of::<PyString>();
    if !is_plain {
        if value.is_none() {
            return Ok(new_empty_array(data_type));
        }
        if let Some(array) = ready(data_type, value)? {
            return Ok(array);
        }
    }
    let array = by_rule(rule, data_type, name, value)?;
    debug_assert_eq!(array.data_type(), data_type);
    Ok(array)
}

fn by_rule(
    rule: Rule,
    data_type: &DataType,
    name: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    match rule {
        Rule::Bool => numbers::bools(value),
        Rule::Number(element) => numbers::numbers(element, value),
        Rule::Text => text::strings(value),
        Rule::Fixed(element, len) => numbers::fixed(element, len, data_type, value),
        Rule::Matrix(side) => numbers::matrices(side, data_type, value),
        Rule::Color => colors::colors(value),
        Rule::Harmonics => numbers::harmonics(data_type, value),
        Rule::Blob => text::blobs(data_type, value),
        Rule::Enum(variants) => text::variants(variants, data_type, name, value),
        Rule::Strips(element, len) => numbers::strips(element, len, data_type, value),
        Rule::Tensor => numbers::tensors(value),
        Rule::Objects => objects::objects(data_type, name, value),
    }
}

/// What already is such an array, or several: values and batches of this package, and Arrow arrays.
fn ready(data_type: &DataType, value: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    if let Some(array) = own(value)? {
        if array.data_type() == data_type {
            return Ok(Some(array));
        }
        return Ok(None);
    }
    let first = if let Ok(list) = value.cast::<PyList>() {
        list.get_item(0).ok()
    } else if let Ok(tuple) = value.cast::<PyTuple>() {
        tuple.get_item(0).ok()
    } else {
        return match import(value)? {
            Some(array) if array.data_type() == data_type => Ok(Some(array)),
            _ => Ok(None),
        };
    };
    let has_own = match first {
        Some(first) => own(&first)?.is_some_and(|array| array.data_type() == data_type),
        None => false,
    };
    if !has_own {
        return Ok(None);
    }
    let mut arrays = Vec::with_capacity(value.len()?);
    for item in value.try_iter()? {
        match own(&item?)? {
            Some(array) if array.data_type() == data_type => arrays.push(array),
            _ => return Ok(None),
        }
    }
    concat(&arrays).map(Some)
}

/// The array of a value or of a batch of this package.
pub(crate) fn own(value: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    if let Ok(value) = value.cast::<Value>() {
        return value.borrow().array().map(Some);
    }
    if let Ok(batch) = value.cast::<Batch>() {
        return batch.borrow().array().map(Some);
    }
    Ok(None)
}

pub(crate) fn concat(arrays: &[ArrayRef]) -> PyResult<ArrayRef> {
    let arrays: Vec<&dyn arrow_array::Array> = arrays.iter().map(AsRef::as_ref).collect();
    rushes_chunk::arrays::concat(&arrays).map_err(arrow_error)
}

/// Exactly one instance.
pub(crate) fn convert_one(spec: &TypeSpec, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let array = convert(spec, value)?;
    if array.len() == 1 {
        return Ok(array);
    }
    Err(PyValueError::new_err(format!(
        "{} takes one instance; found {}",
        spec.name,
        array.len()
    )))
}

/// The numbers of values of this package whose layout is another one.
pub(crate) fn unwrap_own<'py>(value: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    match own(value)? {
        Some(array) => crate::to_python::list(value.py(), &array),
        None => Ok(value.clone()),
    }
}

pub(crate) fn type_error(expected: &str, value: &Bound<'_, PyAny>) -> PyErr {
    let found = value.get_type().name();
    let found = found.map_or_else(|_| "another type".to_owned(), |name| name.to_string());
    PyTypeError::new_err(format!("expected {expected}; found {found}"))
}

/// The number behind a member of an enumeration.
pub(crate) fn member_value<'py>(value: &Bound<'py, PyAny>) -> Option<Bound<'py, PyAny>> {
    value.getattr(intern!(value.py(), "value")).ok()
}
