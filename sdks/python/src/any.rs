//! Data without a declared type: its Arrow type follows from the first value, unless it says its own.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use arrow_array::{Array as _, ArrayRef, BinaryArray, BooleanArray, StringArray, new_empty_array};
use arrow_schema::DataType;
use parking_lot::Mutex;
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple};

use crate::arrow_io::{import, type_to_python};
use crate::column::ComponentColumn;
use crate::convert::{own, typed_numbers};
use crate::descriptor::{ComponentDescriptor, DescribedComponentBatch, array_of};
use crate::input::{Element, Numbers};

/// So many names are remembered; beyond, types are no longer checked.
const MAX_TYPES: usize = 1 << 16;

/// The type of each name, and whether it was sent as columns.
type Types = HashMap<(rushes_core::ComponentDescriptor, bool), DataType>;

static TYPES: LazyLock<Mutex<Types>> = LazyLock::new(Mutex::default);

/// The array of a value; `None` for what has no type.
fn infer(value: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    let py = value.py();
    if value.is_none() {
        return Ok(None);
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Some(Arc::new(StringArray::from(vec![&*text.to_cow()?]))));
    }
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(Some(Arc::new(BinaryArray::from(vec![bytes.as_bytes()]))));
    }
    if value.is_instance_of::<PyFloat>()
        || value.is_instance_of::<PyInt>()
        || value.is_instance_of::<PyBool>()
    {
        return numbers(&Numbers::read(value)?, py).map(Some);
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        return infer(dict.keys().as_any());
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        return sequence(value);
    }
    if let Ok(read) = Numbers::read(value)
        && (read.is_array() || value.hasattr(intern!(py, "__dlpack__"))?)
    {
        if read.shape.len() > 1 {
            return Err(PyValueError::new_err(format!(
                "arrays of more than one dimension have no type here; found shape {:?}",
                read.shape
            )));
        }
        return numbers(&read, py).map(Some);
    }
    by_pyarrow(value).map(Some)
}

fn numbers(numbers: &Numbers<'_>, py: Python<'_>) -> PyResult<ArrayRef> {
    if numbers.element == Element::Bool {
        let values: Vec<bool> = numbers
            .to_vec::<u8>(py)
            .iter()
            .map(|value| *value != 0)
            .collect();
        return Ok(Arc::new(BooleanArray::from(values)));
    }
    typed_numbers(numbers.element, numbers, py)
}

fn sequence(value: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    let py = value.py();
    let items = value.try_iter()?.collect::<PyResult<Vec<_>>>()?;
    let Some(first) = items.first() else {
        return Ok(None);
    };
    if items.iter().all(|item| item.is_instance_of::<PyString>()) {
        let texts: Vec<String> = value.extract()?;
        return Ok(Some(Arc::new(StringArray::from(texts))));
    }
    if items.iter().all(|item| item.is_instance_of::<PyBytes>()) {
        let blobs: Vec<&[u8]> = items
            .iter()
            .map(|item| item.extract())
            .collect::<Result<_, _>>()?;
        return Ok(Some(Arc::new(BinaryArray::from(blobs))));
    }
    let is_bool = first.is_instance_of::<PyBool>();
    let is_number = |item: &Bound<'_, PyAny>| {
        item.is_instance_of::<PyBool>() == is_bool
            && (item.is_instance_of::<PyFloat>() || item.is_instance_of::<PyInt>())
    };
    if items.iter().all(is_number) {
        return numbers(&Numbers::read(value)?, py).map(Some);
    }
    by_pyarrow(value).map(Some)
}

fn by_pyarrow(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let py = value.py();
    let pyarrow = py.import(intern!(py, "pyarrow"))?;
    let make = pyarrow.getattr(intern!(py, "array"))?;
    let array = match make.call1((value,)) {
        Ok(array) => array,
        Err(_) => make.call1((PyList::new(py, [value])?,))?,
    };
    import(&array)?.ok_or_else(|| PyValueError::new_err("there is no Arrow type for this"))
}

/// The array of what has an Arrow type of its own: batches, columns' items, arrays of Arrow.
fn declared(value: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    if let Some(array) = own(value)? {
        return Ok(Some(array));
    }
    let py = value.py();
    let is_array = value.hasattr(intern!(py, "as_arrow_array"))?
        || value.hasattr(intern!(py, "__arrow_c_array__"))?;
    is_array.then(|| array_of(value)).transpose()
}

/// The array in a type that was used before.
fn cast(array: ArrayRef, wanted: &DataType, value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    if array.data_type() == wanted {
        return Ok(array);
    }
    let py = value.py();
    let failed = || {
        PyValueError::new_err(format!(
            "Cannot convert {value} to arrow array of type {wanted}. Inconsistent with previous type provided."
        ))
    };
    let array = crate::arrow_io::array_to_python(py, &array)?;
    let wanted = type_to_python(py, wanted)?;
    let array = array
        .call_method1(intern!(py, "cast"), (wanted,))
        .map_err(|_| failed())?;
    import(&array)?.ok_or_else(failed)
}

/// The array of a value under a name; `None` for what still has no type.
fn typed(
    descriptor: &rushes_core::ComponentDescriptor,
    value: &Bound<'_, PyAny>,
    is_column: bool,
) -> PyResult<Option<ArrayRef>> {
    if let Some(array) = declared(value)? {
        return Ok(Some(array));
    }
    let key = (descriptor.clone(), is_column);
    let known = TYPES.lock().get(&key).cloned();
    let array = infer(value)?;
    match (array, known) {
        (None, None) => Ok(None),
        (None, Some(known)) => Ok(Some(new_empty_array(&known))),
        (Some(array), Some(known)) => cast(array, &known, value).map(Some),
        (Some(array), None) => {
            let mut types = TYPES.lock();
            if types.len() < MAX_TYPES {
                types.insert(key, array.data_type().clone());
            }
            Ok(Some(array))
        }
    }
}

/// A batch of a value under a name; `None` for what still has no type.
#[pyfunction]
pub(crate) fn any_batch(
    descriptor: ComponentDescriptor,
    value: &Bound<'_, PyAny>,
) -> PyResult<Option<DescribedComponentBatch>> {
    let array = typed(&descriptor.0, value, false)?;
    Ok(array.map(|array| DescribedComponentBatch::of_array(array, descriptor.0)))
}

/// A column of a value under a name: one row for each item.
#[pyfunction]
pub(crate) fn any_column(
    py: Python<'_>,
    descriptor: ComponentDescriptor,
    value: &Bound<'_, PyAny>,
) -> PyResult<Option<ComponentColumn>> {
    use arrow_array::cast::AsArray as _;
    let Some(array) = typed(&descriptor.0, value, true)? else {
        return Ok(None);
    };
    if let Some(lists) = array.as_list_opt::<i32>()
        && let DataType::List(item) = lists.data_type()
    {
        let item = rushes_chunk::list_item_field(item.data_type());
        let (_, offsets, values, nulls) = lists.clone().into_parts();
        let lists = arrow_array::ListArray::try_new(item, offsets, values, nulls);
        let lists = lists.map_err(crate::arrow_io::arrow_error)?;
        let column = rushes_chunk::SerializedComponentColumn::new(lists, descriptor.0);
        return Ok(Some(ComponentColumn(column)));
    }
    ComponentColumn::of_instances(py, array, descriptor.0, None).map(Some)
}

/// The type that a name has, as a `pyarrow.DataType`.
#[pyfunction]
pub(crate) fn any_type<'py>(
    py: Python<'py>,
    descriptor: ComponentDescriptor,
    is_column: bool,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let known = TYPES.lock().get(&(descriptor.0, is_column)).cloned();
    known.map(|known| type_to_python(py, &known)).transpose()
}

/// Gives a name a type, unless it has one.
#[pyfunction]
pub(crate) fn set_any_type(
    py: Python<'_>,
    descriptor: ComponentDescriptor,
    is_column: bool,
    data_type: &Bound<'_, PyAny>,
) -> PyResult<()> {
    let pyarrow = py.import(intern!(py, "pyarrow"))?;
    let empty = pyarrow.call_method1(intern!(py, "array"), (PyList::empty(py), data_type))?;
    if let Some(array) = import(&empty)? {
        let mut types = TYPES.lock();
        types
            .entry((descriptor.0, is_column))
            .or_insert_with(|| array.data_type().clone());
    }
    Ok(())
}
