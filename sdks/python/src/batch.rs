//! Many instances of a component or of an encoding.

use arrow_array::ArrayRef;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};

use crate::column::ComponentColumn;
use crate::convert::convert;
use crate::descriptor::{ComponentDescriptor, DescribedComponentBatch};
use crate::errors::guarded;
use crate::value::spec_of;
use crate::{arrow_io, to_python};

/// The base of all batches.
#[pyclass(subclass, module = "rushes._rushes")]
#[derive(Default)]
pub(crate) struct Batch {
    array: Option<ArrayRef>,
}

impl Batch {
    pub(crate) fn array(&self) -> PyResult<ArrayRef> {
        self.array
            .clone()
            .ok_or_else(|| PyTypeError::new_err("the constructor of this object was not called"))
    }

    /// A batch of that Python class.
    pub(crate) fn of_class<'py>(
        class: &Bound<'py, PyAny>,
        array: ArrayRef,
    ) -> PyResult<Bound<'py, PyAny>> {
        let batch = class.call_method1(intern!(class.py(), "__new__"), (class,))?;
        batch.cast::<Self>()?.borrow_mut().array = Some(array);
        Ok(batch)
    }
}

#[pymethods]
impl Batch {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Self::default()
    }

    /// Converts the data. What cannot be converted gives an empty batch and a warning, unless strict.
    #[pyo3(signature = (data, strict=None))]
    fn __init__(
        slf: &Bound<'_, Self>,
        data: &Bound<'_, PyAny>,
        strict: Option<bool>,
    ) -> PyResult<()> {
        let class = slf.get_type();
        let spec = spec_of(&class)?;
        let name = class.name()?.to_string();
        let array = guarded(slf.py(), &name, strict, None, || convert(spec, data))?;
        let array = array.unwrap_or_else(|| arrow_array::new_empty_array(&spec.data_type));
        slf.borrow_mut().array = Some(array);
        Ok(())
    }

    /// The instances, as a `pyarrow.Array`.
    fn as_arrow_array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        arrow_io::array_to_python(py, &self.array()?)
    }

    /// The full name of the component.
    fn component_type(slf: &Bound<'_, Self>) -> PyResult<&'static str> {
        Ok(spec_of(&slf.get_type())?.name)
    }

    /// The batch under a descriptor, for logging.
    fn described(
        slf: &Bound<'_, Self>,
        descriptor: ComponentDescriptor,
    ) -> PyResult<DescribedComponentBatch> {
        DescribedComponentBatch::of_batch(slf.as_any(), descriptor)
    }

    /// Cuts the instances into rows of the given lengths; into rows of one without.
    #[pyo3(signature = (lengths=None))]
    fn partition(
        slf: &Bound<'_, Self>,
        lengths: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<ComponentColumn> {
        let spec = spec_of(&slf.get_type())?;
        let component = rushes_core::ComponentIdentifier::from(spec.name);
        let descriptor = rushes_core::ComponentDescriptor::partial(component);
        let array = slf.borrow().array()?;
        ComponentColumn::of_instances(slf.py(), array, descriptor, lengths)
    }

    /// The memory of the numbers, and their NumPy type.
    fn _bytes<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, pyo3::types::PyBytes>, &'static str)> {
        to_python::number_bytes(py, &self.array()?)
    }

    fn __len__(&self) -> PyResult<usize> {
        Ok(self.array()?.len())
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyAny>> {
        let array = self.array()?;
        let from_start = if index < 0 {
            index + array.len().cast_signed()
        } else {
            index
        };
        match usize::try_from(from_start) {
            Ok(index) if index < array.len() => to_python::item(py, &array, index),
            _ => Err(pyo3::exceptions::PyIndexError::new_err(format!(
                "there is no instance {index} among {}",
                array.len()
            ))),
        }
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

    fn __repr__(slf: &Bound<'_, Self>) -> PyResult<String> {
        let name = slf.get_type().name()?;
        let array = slf.borrow().array()?;
        if array.len() > 8 {
            return Ok(format!("{name}(<{} instances>)", array.len()));
        }
        Ok(format!(
            "{name}({})",
            to_python::list(slf.py(), &array)?.repr()?
        ))
    }

    /// A batch of instances that are there already.
    #[classmethod]
    fn _from_arrow<'py>(
        class: &Bound<'py, PyType>,
        array: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let array = arrow_io::import(array)?
            .ok_or_else(|| PyTypeError::new_err("expected a pyarrow.Array"))?;
        Self::of_class(class.as_any(), array)
    }
}
