//! Structs and unions, which have Python classes of their own, and lists of things.

use std::sync::Arc;

use arrow_array::{ArrayRef, ListArray, StructArray, new_empty_array, new_null_array};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, FieldRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use rushes_types::reflection::PartInfo;

use super::{concat, convert, convert_by, own};
use crate::arrow_io::arrow_error;
use crate::spec::{TypeSpec, rule_of_type, type_spec};

/// Has the Python class of the type make objects of the value: its classmethod `_coerce_batch`.
pub(super) fn objects(
    data_type: &DataType,
    name: &str,
    value: &Bound<'_, PyAny>,
) -> PyResult<ArrayRef> {
    let class = class_of(value.py(), name)?;
    let objects = class.call_method1(intern!(value.py(), "_coerce_batch"), (value,))?;
    let mut arrays = Vec::new();
    for object in objects.try_iter()? {
        match own(&object?)? {
            Some(array) if array.data_type() == data_type => arrays.push(array),
            _ => {
                return Err(PyTypeError::new_err(format!(
                    "expected objects of the type {name}"
                )));
            }
        }
    }
    if arrays.is_empty() {
        return Ok(new_empty_array(data_type));
    }
    concat(&arrays)
}

/// The Python class of a type: `rerun.encodings.X` is `rushes.encodings.X`.
pub(crate) fn class_of<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
    let (module, class) = name
        .rsplit_once('.')
        .ok_or_else(|| PyValueError::new_err(format!("{name} is no full name")))?;
    let module = module.strip_prefix("rerun").unwrap_or(module);
    py.import(format!("rushes{module}"))?.getattr(class)
}

/// One struct of the given parts.
pub(crate) fn struct_value(spec: &TypeSpec, parts: &Bound<'_, PyDict>) -> PyResult<ArrayRef> {
    let DataType::Struct(fields) = &spec.data_type else {
        return Err(PyTypeError::new_err(format!("{} is no struct", spec.name)));
    };
    let columns = fields.iter().zip(spec.parts).map(|(field, part)| {
        let value = parts.get_item(part.name)?;
        struct_part(spec, field, part, value.as_ref())
    });
    let columns = columns.collect::<PyResult<Vec<_>>>()?;
    let value = StructArray::try_new(fields.clone(), columns, None).map_err(arrow_error)?;
    Ok(Arc::new(value))
}

fn struct_part(
    spec: &TypeSpec,
    field: &FieldRef,
    part: &PartInfo,
    value: Option<&Bound<'_, PyAny>>,
) -> PyResult<ArrayRef> {
    let data_type = field.data_type();
    let Some(value) = value.filter(|value| !value.is_none()) else {
        if part.is_optional {
            return Ok(new_null_array(data_type, 1));
        }
        return Err(PyTypeError::new_err(format!(
            "{}: {} is missing",
            spec.name, part.name
        )));
    };
    let instances = match part.encoding.and_then(|info| type_spec(info.fq_name)) {
        Some(inner) => convert(inner, value)?,
        None => {
            let element = (part.element_type)();
            convert_by(rule_of_type(&element), &element, spec.name, value)?
        }
    };
    if part.is_list {
        return wrap_list(data_type, instances);
    }
    if instances.len() != 1 {
        return Err(PyValueError::new_err(format!(
            "{}: {} takes one value; found {}",
            spec.name,
            part.name,
            instances.len()
        )));
    }
    Ok(instances)
}

/// One list of all the instances.
pub(crate) fn wrap_list(data_type: &DataType, items: ArrayRef) -> PyResult<ArrayRef> {
    let DataType::List(item) = data_type else {
        return Err(PyTypeError::new_err(format!("{data_type} is no list")));
    };
    let offsets = OffsetBuffer::from_lengths([items.len()]);
    let list = ListArray::try_new(Arc::clone(item), offsets, items, None);
    Ok(Arc::new(list.map_err(arrow_error)?))
}

/// One list of what the items stand for.
pub(crate) fn list_value(spec: &TypeSpec, items: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let inner = spec.item.and_then(|info| type_spec(info.fq_name));
    let inner = inner.ok_or_else(|| PyTypeError::new_err(format!("{} is no list", spec.name)))?;
    wrap_list(&spec.data_type, convert(inner, items)?)
}
