//! One instance of a component or of an encoding, as an object.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyTuple, PyType};

use crate::convert::{self, convert_one, list_value, struct_value};
use crate::input::Numbers;
use crate::spec::{TypeHandle, TypeSpec};
use crate::{arrow_io, to_python};

/// The base of all components and encodings that are no enumeration.
#[pyclass(subclass, module = "rushes._rushes")]
#[derive(Default)]
pub(crate) struct Value {
    array: Option<ArrayRef>,
}

/// The type that a Python class stands for: its attribute `_SPEC`.
pub(crate) fn spec_of(class: &Bound<'_, PyType>) -> PyResult<&'static TypeSpec> {
    let spec = class.getattr(intern!(class.py(), "_SPEC"))?;
    Ok(spec.cast::<TypeHandle>()?.get().0)
}

impl Value {
    /// An object without a class of its own.
    pub(crate) fn of(array: ArrayRef) -> Self {
        Self { array: Some(array) }
    }

    /// An object of that Python class.
    fn of_class<'py>(class: &Bound<'py, PyAny>, array: ArrayRef) -> PyResult<Bound<'py, PyAny>> {
        let value = class.call_method1(intern!(class.py(), "__new__"), (class,))?;
        value.cast::<Self>()?.borrow_mut().array = Some(array);
        Ok(value)
    }

    /// An array of one.
    pub(crate) fn array(&self) -> PyResult<ArrayRef> {
        self.array
            .clone()
            .ok_or_else(|| PyTypeError::new_err("the constructor of this object was not called"))
    }
}

#[pymethods]
impl Value {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Self::default()
    }

    /// Takes the value of the argument.
    fn _init(slf: &Bound<'_, Self>, value: &Bound<'_, PyAny>) -> PyResult<()> {
        let array = convert_one(spec_of(&slf.get_type())?, value)?;
        slf.borrow_mut().array = Some(array);
        Ok(())
    }

    /// Takes the parts of a struct, by name.
    #[pyo3(signature = (**parts))]
    fn _init_struct(slf: &Bound<'_, Self>, parts: Option<&Bound<'_, PyDict>>) -> PyResult<()> {
        let none = PyDict::new(slf.py());
        let parts = parts.unwrap_or(&none);
        let array = struct_value(spec_of(&slf.get_type())?, parts)?;
        slf.borrow_mut().array = Some(array);
        Ok(())
    }

    /// Takes the items of a list.
    fn _init_list(slf: &Bound<'_, Self>, items: &Bound<'_, PyAny>) -> PyResult<()> {
        let array = list_value(spec_of(&slf.get_type())?, items)?;
        slf.borrow_mut().array = Some(array);
        Ok(())
    }

    /// Takes a tensor: its elements, and the names of its dimensions.
    #[pyo3(signature = (array, shape, names))]
    fn _init_tensor(
        slf: &Bound<'_, Self>,
        array: &Bound<'_, PyAny>,
        shape: Option<Vec<usize>>,
        names: Option<Vec<String>>,
    ) -> PyResult<()> {
        let mut numbers = Numbers::read(array)?;
        if let Some(shape) = shape {
            if shape.iter().product::<usize>() != numbers.len() {
                return Err(PyValueError::new_err(format!(
                    "a tensor of shape {shape:?} does not have {} elements",
                    numbers.len()
                )));
            }
            numbers.shape = shape.into();
        }
        let array = convert::tensor(&numbers, names, slf.py())?;
        slf.borrow_mut().array = Some(array);
        Ok(())
    }

    /// Takes a boundary of a time range: which kind, and the time.
    fn _init_boundary(slf: &Bound<'_, Self>, kind: &str, time: i64) -> PyResult<()> {
        use rushes_types::ToArrow as _;
        use rushes_types::encodings::{TimeInt, TimeRangeBoundary};
        let boundary = match kind {
            "cursor_relative" => TimeRangeBoundary::CursorRelative(TimeInt(time)),
            "absolute" => TimeRangeBoundary::Absolute(TimeInt(time)),
            "infinite" => TimeRangeBoundary::Infinite,
            other => {
                return Err(PyValueError::new_err(format!(
                    "{other:?} is no kind of boundary; choose cursor_relative, absolute or infinite"
                )));
            }
        };
        let array = TimeRangeBoundary::vec_to_arrow(vec![boundary]);
        slf.borrow_mut().array = Some(array.map_err(arrow_io::arrow_error)?);
        Ok(())
    }

    /// The value as plain Python objects.
    fn _item<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        to_python::item(py, &self.array()?, 0)
    }

    /// A part of a struct: an object of its type, a list of these, or a plain value; `None` where it is missing.
    fn _part<'py>(
        &self,
        py: Python<'py>,
        name: &str,
        type_name: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let array = self.array()?;
        let column = array
            .as_any()
            .downcast_ref::<arrow_array::StructArray>()
            .and_then(|parts| parts.column_by_name(name))
            .ok_or_else(|| PyTypeError::new_err(format!("there is no part {name}")))?;
        let Some(type_name) = type_name.filter(|_| column.is_valid(0)) else {
            return to_python::item(py, column, 0);
        };
        let class = convert::class_of(py, type_name)?;
        let is_enumeration = !class.hasattr(intern!(py, "_SPEC"))?;
        if is_enumeration {
            return class.call1((to_python::item(py, column, 0)?,));
        }
        let spec = spec_of(class.cast::<PyType>()?)?;
        if column.data_type() == &spec.data_type {
            return Self::of_class(&class, column.clone());
        }
        let lists = column.as_list_opt::<i32>();
        let items = lists.ok_or_else(|| PyTypeError::new_err("the part has another type"))?;
        let items = items.value(0);
        let objects = (0..items.len()).map(|index| Self::of_class(&class, items.slice(index, 1)));
        let objects = objects.collect::<PyResult<Vec<_>>>()?;
        Ok(PyList::new(py, objects)?.into_any())
    }

    /// The memory of its numbers, and their NumPy type.
    fn _bytes<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyBytes>, &'static str)> {
        to_python::number_bytes(py, &self.array()?)
    }

    /// The memory of the elements of a tensor, and their NumPy type.
    fn _tensor_bytes<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyBytes>, &'static str)> {
        let array = self.array()?;
        let union = array
            .as_any()
            .downcast_ref::<arrow_array::StructArray>()
            .and_then(|parts| parts.column_by_name("buffer"))
            .and_then(|buffer| buffer.as_union_opt())
            .ok_or_else(|| PyTypeError::new_err("this is no tensor"))?;
        let arm = union
            .child(union.type_id(0))
            .slice(union.value_offset(0), 1);
        to_python::number_bytes(py, &arm)
    }

    /// The length of each dimension of a tensor.
    fn _item_shape(&self) -> PyResult<Vec<u64>> {
        let array = self.array()?;
        let shape = array
            .as_any()
            .downcast_ref::<arrow_array::StructArray>()
            .and_then(|parts| parts.column_by_name("shape"))
            .and_then(|shape| shape.as_list_opt::<i32>())
            .ok_or_else(|| PyTypeError::new_err("this is no tensor"))?;
        let shape = shape.value(0);
        let shape = shape.as_primitive_opt::<arrow_array::types::UInt64Type>();
        Ok(shape
            .map(|shape| shape.values().to_vec())
            .unwrap_or_default())
    }

    /// An array of one, as a `pyarrow.Array`.
    fn as_arrow_array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        arrow_io::array_to_python(py, &self.array()?)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        let other = other
            .cast::<Self>()
            .ok()
            .and_then(|other| other.borrow().array.clone());
        match (&self.array, other) {
            (Some(mine), Some(theirs)) => *mine == theirs,
            _ => false,
        }
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<isize> {
        to_python::item(py, &self.array()?, 0)?.repr()?.hash()
    }

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let name = slf.get_type().name()?;
        let value = to_python::item(slf.py(), &slf.borrow().array()?, 0)?;
        Ok(format!("{name}({})", value.repr()?))
    }
}
