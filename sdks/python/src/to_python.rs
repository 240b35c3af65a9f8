//! Arrow values as plain Python objects.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array as _, ArrayRef};
use arrow_schema::DataType;
use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList};

/// The item at an index: a number, a string, a list, a dict, or `None`.
pub(crate) fn item<'py>(
    py: Python<'py>,
    array: &ArrayRef,
    index: usize,
) -> PyResult<Bound<'py, PyAny>> {
    if array.is_null(index) {
        return Ok(py.None().into_bound(py));
    }
    macro_rules! number {
        ($type:ty) => {
            array
                .as_primitive::<$type>()
                .value(index)
                .into_bound_py_any(py)
        };
    }
    match array.data_type() {
        DataType::Null => Ok(py.None().into_bound(py)),
        DataType::Boolean => array.as_boolean().value(index).into_bound_py_any(py),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::Float16 => {
            let value = array.as_primitive::<Float16Type>().value(index);
            value.to_f32().into_bound_py_any(py)
        }
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Utf8 => array.as_string::<i32>().value(index).into_bound_py_any(py),
        DataType::List(_) => list(py, &array.as_list::<i32>().value(index)),
        DataType::FixedSizeList(_, _) => list(py, &array.as_fixed_size_list().value(index)),
        DataType::Struct(fields) => {
            let dict = PyDict::new(py);
            let columns = array.as_struct().columns();
            for (field, column) in fields.iter().zip(columns) {
                dict.set_item(field.name(), item(py, column, index)?)?;
            }
            Ok(dict.into_any())
        }
        DataType::Union(fields, _) => {
            let union = array.as_union();
            let id = union.type_id(index);
            let name = fields.iter().find(|(other, _)| *other == id);
            let name = name.map_or("", |(_, field)| field.name());
            let dict = PyDict::new(py);
            let child = union.child(id);
            dict.set_item(name, item(py, child, union.value_offset(index))?)?;
            Ok(dict.into_any())
        }
        other => Err(PyTypeError::new_err(format!("{other} has no Python value"))),
    }
}

/// All items as a list; bytes as `bytes`.
pub(crate) fn list<'py>(py: Python<'py>, array: &ArrayRef) -> PyResult<Bound<'py, PyAny>> {
    let items = (0..array.len()).map(|index| item(py, array, index));
    let items = items.collect::<PyResult<Vec<_>>>()?;
    Ok(PyList::new(py, items)?.into_any())
}

/// The memory of the numbers in an array, lists and lists of lists, as bytes.
pub(crate) fn number_bytes<'py>(
    py: Python<'py>,
    array: &ArrayRef,
) -> PyResult<(Bound<'py, PyBytes>, &'static str)> {
    macro_rules! bytes {
        ($type:ty, $dtype:literal) => {
            Ok((
                PyBytes::new(
                    py,
                    array.as_primitive::<$type>().values().inner().as_slice(),
                ),
                $dtype,
            ))
        };
    }
    match array.data_type() {
        DataType::UInt8 => bytes!(UInt8Type, "uint8"),
        DataType::UInt16 => bytes!(UInt16Type, "uint16"),
        DataType::UInt32 => bytes!(UInt32Type, "uint32"),
        DataType::UInt64 => bytes!(UInt64Type, "uint64"),
        DataType::Int8 => bytes!(Int8Type, "int8"),
        DataType::Int16 => bytes!(Int16Type, "int16"),
        DataType::Int32 => bytes!(Int32Type, "int32"),
        DataType::Int64 => bytes!(Int64Type, "int64"),
        DataType::Float16 => bytes!(Float16Type, "float16"),
        DataType::Float32 => bytes!(Float32Type, "float32"),
        DataType::Float64 => bytes!(Float64Type, "float64"),
        DataType::FixedSizeList(_, _) => number_bytes(py, array.as_fixed_size_list().values()),
        DataType::List(_) => {
            let lists = array.as_list::<i32>();
            let offsets = lists.value_offsets();
            let (first, last) = (offsets.first(), offsets.last());
            let (first, last) = (*first.unwrap_or(&0) as usize, *last.unwrap_or(&0) as usize);
            number_bytes(py, &lists.values().slice(first, last - first))
        }
        other => Err(PyTypeError::new_err(format!("{other} holds no numbers"))),
    }
}
