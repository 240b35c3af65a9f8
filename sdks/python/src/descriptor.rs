//! What data is called, and data with what it is called.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use arrow_array::ArrayRef;
use pyo3::exceptions::PyTypeError;
use pyo3::intern;
use pyo3::prelude::*;
use rushes_chunk::SerializedComponentBatch;
use rushes_core::{ArchetypeName, ComponentIdentifier, ComponentType};

use crate::arrow_io;
use crate::column::ComponentColumn;
use crate::convert::own;
use crate::errors::value_error;

/// What a component is called: its name in an entity, the archetype that it belongs to, its type.
#[pyclass(frozen, subclass, from_py_object, module = "rushes._rushes")]
#[derive(Clone)]
pub(crate) struct ComponentDescriptor(pub(crate) rushes_core::ComponentDescriptor);

#[pymethods]
impl ComponentDescriptor {
    #[new]
    #[pyo3(signature = (component, archetype=None, component_type=None))]
    fn new(
        component: &str,
        archetype: Option<&str>,
        component_type: Option<&str>,
    ) -> PyResult<Self> {
        let component = ComponentIdentifier::try_new(component).map_err(value_error)?;
        let mut descriptor = rushes_core::ComponentDescriptor::partial(component);
        descriptor.archetype = archetype.map(ArchetypeName::from);
        descriptor.component_type = component_type.map(ComponentType::from);
        Ok(Self(descriptor))
    }

    /// The name in the entity, e.g. `Points3D:positions`.
    #[getter]
    fn component(&self) -> &str {
        self.0.component.as_str()
    }

    /// The full name of the archetype.
    #[getter]
    fn archetype(&self) -> Option<&str> {
        self.0.archetype.as_ref().map(ArchetypeName::as_str)
    }

    /// The full name of the component's type.
    #[getter]
    fn component_type(&self) -> Option<&str> {
        self.0.component_type.as_ref().map(ComponentType::as_str)
    }

    /// The same with other parts.
    #[pyo3(signature = (archetype=None, component_type=None))]
    fn with_overrides(&self, archetype: Option<&str>, component_type: Option<&str>) -> Self {
        let mut descriptor = self.0.clone();
        if let Some(archetype) = archetype {
            descriptor.archetype = Some(archetype.into());
        }
        if let Some(component_type) = component_type {
            descriptor.component_type = Some(component_type.into());
        }
        Self(descriptor)
    }

    /// The same, with these parts where it has none.
    #[pyo3(signature = (archetype=None, component_type=None))]
    fn or_with_overrides(&self, archetype: Option<&str>, component_type: Option<&str>) -> Self {
        let mut descriptor = self.0.clone();
        let archetype = archetype.map(ArchetypeName::from);
        descriptor.archetype = descriptor.archetype.or(archetype);
        let component_type = component_type.map(ComponentType::from);
        descriptor.component_type = descriptor.component_type.or(component_type);
        Self(descriptor)
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other
            .cast::<Self>()
            .is_ok_and(|other| other.get().0 == self.0)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.hash(&mut hasher);
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        self.0.full_description()
    }

    fn __str__(&self) -> String {
        self.0.full_description()
    }
}

/// Instances of a component, and what they are called.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct DescribedComponentBatch {
    descriptor: rushes_core::ComponentDescriptor,
    array: ArrayRef,
}

impl DescribedComponentBatch {
    pub(crate) fn of_array(array: ArrayRef, descriptor: rushes_core::ComponentDescriptor) -> Self {
        Self { descriptor, array }
    }

    /// Of a batch of this package, of an Arrow array, or of what has `as_arrow_array`.
    pub(crate) fn of_batch(
        batch: &Bound<'_, PyAny>,
        descriptor: ComponentDescriptor,
    ) -> PyResult<Self> {
        Ok(Self {
            descriptor: descriptor.0,
            array: array_of(batch)?,
        })
    }

    pub(crate) fn serialized(&self) -> SerializedComponentBatch {
        SerializedComponentBatch::new(self.array.clone(), self.descriptor.clone())
    }
}

/// The array of a batch of any kind.
pub(crate) fn array_of(batch: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    if let Some(array) = own(batch)? {
        return Ok(array);
    }
    if let Ok(described) = batch.cast::<DescribedComponentBatch>() {
        return Ok(described.get().array.clone());
    }
    let array = match batch.getattr(intern!(batch.py(), "as_arrow_array")) {
        Ok(as_arrow_array) => as_arrow_array.call0()?,
        Err(_) => batch.clone(),
    };
    // A chunked array has a stream only.
    let array = match array.getattr(intern!(batch.py(), "combine_chunks")) {
        Ok(combine) => combine.call0()?,
        Err(_) => array,
    };
    arrow_io::import(&array)?.ok_or_else(|| {
        PyTypeError::new_err("expected a batch: an object with a method as_arrow_array()")
    })
}

#[pymethods]
impl DescribedComponentBatch {
    #[new]
    fn new(batch: &Bound<'_, PyAny>, descriptor: ComponentDescriptor) -> PyResult<Self> {
        Self::of_batch(batch, descriptor)
    }

    /// What the instances are called.
    fn component_descriptor(&self) -> ComponentDescriptor {
        ComponentDescriptor(self.descriptor.clone())
    }

    /// The instances, as a `pyarrow.Array`.
    fn as_arrow_array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        arrow_io::array_to_python(py, &self.array)
    }

    /// Cuts the instances into rows of the given lengths; into rows of one without.
    #[pyo3(signature = (lengths=None))]
    fn partition(
        &self,
        py: Python<'_>,
        lengths: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<ComponentColumn> {
        ComponentColumn::of_instances(py, self.array.clone(), self.descriptor.clone(), lengths)
    }

    fn __len__(&self) -> usize {
        self.array.len()
    }

    fn __repr__(&self) -> String {
        format!(
            "DescribedComponentBatch({}, {} instances)",
            self.descriptor.full_description(),
            self.array.len()
        )
    }
}
