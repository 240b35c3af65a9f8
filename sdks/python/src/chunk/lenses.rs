//! Selectors and lenses.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef};
use arrow_schema::DataType;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use rushes_core::{ComponentDescriptor, ComponentIdentifier, TimeType};
use rushes_lenses::{
    CastTo, ChunkExt as _, DeriveLensBuilder, FunctionError, Lens, LensBuilderError, Lenses,
    OutputMode, Selector,
};

use super::NativeChunk;
use crate::arrow_io::{array_to_python, import, import_type};
use crate::descriptor;
use crate::errors::value_error;

/// A path into values.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct NativeSelector(Selector);

#[pymethods]
impl NativeSelector {
    #[new]
    fn new(query: &str) -> PyResult<Self> {
        query.parse().map(Self).map_err(value_error)
    }

    /// What it makes of an array.
    fn execute<'py>(
        &self,
        py: Python<'py>,
        source: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let source = array(source)?;
        let made = py.detach(|| self.0.execute(&source));
        exported(py, made)
    }

    /// What it makes of each row of an array of lists.
    fn execute_per_row<'py>(
        &self,
        py: Python<'py>,
        source: &Bound<'py, PyAny>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let source = array(source)?;
        let Some(rows) = source.as_list_opt::<i32>() else {
            let found = source.data_type();
            return Err(PyTypeError::new_err(format!(
                "expected an array of lists, found one of {found}"
            )));
        };
        let made = py.detach(|| self.0.execute_per_row(rows));
        exported(
            py,
            made.map(|made| made.map(|made| std::sync::Arc::new(made) as ArrayRef)),
        )
    }

    /// The same, and then another.
    fn then(&self, next: &Self) -> Self {
        Self(self.0.clone().then(next.0.clone()))
    }

    /// The same, and then a function of an array, which returns an array or `None`.
    fn then_function(&self, function: Py<PyAny>) -> Self {
        Self(self.0.clone().pipe(move |values| {
            Python::attach(|py| call(py, &function, values)).map_err(FunctionError::from)
        }))
    }

    /// The text that reads as the same selector.
    fn __str__(&self) -> String {
        self.0.to_string()
    }
}

fn array(value: &Bound<'_, PyAny>) -> PyResult<ArrayRef> {
    let missing = || crate::convert::type_error("a pyarrow.Array", value);
    import(value)?.ok_or_else(missing)
}

fn exported<'py>(
    py: Python<'py>,
    made: Result<Option<ArrayRef>, rushes_lenses::LensRuntimeError>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let made = made
        .map_err(|error| PyRuntimeError::new_err(format!("Selector execution failed: {error}")))?;
    made.map(|made| array_to_python(py, &made)).transpose()
}

fn call(py: Python<'_>, function: &Py<PyAny>, values: &ArrayRef) -> PyResult<Option<ArrayRef>> {
    let made = function.call1(py, (array_to_python(py, values)?,))?;
    if made.is_none(py) {
        return Ok(None);
    }
    array(made.bind(py)).map(Some)
}

/// A lens, or what one is made of.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct NativeLens(Kind);

enum Kind {
    /// May still get outputs.
    Derive(DeriveLensBuilder),
    Mutate(Lens),
}

#[pymethods]
impl NativeLens {
    /// A lens that makes other components of one.
    #[staticmethod]
    fn derive(input_component: &str, output_entity: Option<&str>, scatter: bool) -> PyResult<Self> {
        let mut lens = Lens::derive(component(input_component)?);
        if let Some(entity) = output_entity {
            lens = lens.output_entity(entity);
        }
        if scatter {
            lens = lens.scatter();
        }
        Ok(Self(Kind::Derive(lens)))
    }

    /// A lens that replaces a component.
    #[staticmethod]
    fn mutate(
        input_component: &str,
        selector: &NativeSelector,
        keep_row_ids: bool,
    ) -> PyResult<Self> {
        let lens = Lens::mutate(component(input_component)?, selector.0.clone());
        let lens = lens.keep_row_ids(keep_row_ids).build();
        lens.map(|lens| Self(Kind::Mutate(lens)))
            .map_err(value_error)
    }

    fn to_component(
        &self,
        component: &Bound<'_, PyAny>,
        selector: &NativeSelector,
        cast_to: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let (component, cast) = (named(component)?, cast(cast_to)?);
        self.with(|lens| lens.to_component_cast(component, selector.0.clone(), cast))
    }

    fn to_timeline(
        &self,
        name: &str,
        time_type: &str,
        selector: &NativeSelector,
    ) -> PyResult<Self> {
        let time_type = match time_type {
            "sequence" => TimeType::Sequence,
            "duration" | "duration_ns" => TimeType::DurationNs,
            "timestamp" | "timestamp_ns" => TimeType::TimestampNs,
            other => {
                return Err(PyValueError::new_err(format!(
                    "Invalid timeline_type: {other:?}. Expected \"sequence\", \"duration_ns\", or \
                     \"timestamp_ns\" (\"duration\" and \"timestamp\" are also accepted)"
                )));
            }
        };
        let name = rushes_core::TimelineName::try_new(name).map_err(value_error)?;
        self.with(|lens| lens.to_timeline(name, time_type, selector.0.clone()))
    }

    fn to_packed_component(
        &self,
        component: &Bound<'_, PyAny>,
        fields: Vec<String>,
        cast_to: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let (component, cast) = (named(component)?, cast(cast_to)?);
        self.with(|lens| lens.to_packed_component_cast(component, fields, cast))
    }

    fn to_scalars(&self, fields: Vec<String>) -> PyResult<Self> {
        self.with(|lens| lens.to_scalars(fields))
    }

    fn to_translation(&self, x: &str, y: &str, z: &str) -> PyResult<Self> {
        self.with(|lens| lens.to_translation(x, y, z))
    }

    fn to_quaternion(&self, x: &str, y: &str, z: &str, w: &str) -> PyResult<Self> {
        self.with(|lens| lens.to_quaternion(x, y, z, w))
    }

    fn to_scale(&self, x: &str, y: &str, z: &str) -> PyResult<Self> {
        self.with(|lens| lens.to_scale(x, y, z))
    }

    fn to_rotation_axis_angle(&self, x: &str, y: &str, z: &str, angle: &str) -> PyResult<Self> {
        self.with(|lens| lens.to_rotation_axis_angle(x, y, z, angle))
    }
}

impl NativeLens {
    fn with(&self, f: impl FnOnce(DeriveLensBuilder) -> DeriveLensBuilder) -> PyResult<Self> {
        let Kind::Derive(lens) = &self.0 else {
            return Err(PyTypeError::new_err(
                "a lens that replaces has no other outputs",
            ));
        };
        let lens = f(lens.clone());
        match lens.error() {
            Some(error) => Err(value_error(error)),
            None => Ok(Self(Kind::Derive(lens))),
        }
    }

    fn build(&self) -> Result<Lens, LensBuilderError> {
        match &self.0 {
            Kind::Derive(lens) => lens.clone().build(),
            Kind::Mutate(lens) => Ok(lens.clone()),
        }
    }
}

fn component(name: &str) -> PyResult<ComponentIdentifier> {
    ComponentIdentifier::try_new(name).map_err(value_error)
}

/// A descriptor, or the name of a component.
fn named(value: &Bound<'_, PyAny>) -> PyResult<ComponentDescriptor> {
    if let Ok(descriptor) = value.cast::<descriptor::ComponentDescriptor>() {
        return Ok(descriptor.get().0.clone());
    }
    Ok(ComponentDescriptor::partial(component(value.extract()?)?))
}

/// `None`, `"auto"`, or a `pyarrow.DataType`.
fn cast(value: &Bound<'_, PyAny>) -> PyResult<CastTo> {
    if value.is_none() {
        return Ok(CastTo::AsIs);
    }
    let data_type: Option<DataType> = import_type(value)?;
    match (data_type, value.extract::<&str>()) {
        (Some(data_type), _) => Ok(CastTo::DataType(data_type)),
        (None, Ok("auto")) => Ok(CastTo::Auto),
        (None, _) => Err(PyValueError::new_err(format!(
            "Unknown cast_to {}, expected 'auto' or a pyarrow DataType",
            value.repr()?
        ))),
    }
}

/// Several lenses, applied together.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct NativeLenses(Lenses);

#[pymethods]
impl NativeLenses {
    #[new]
    fn new(lenses: Vec<PyRef<'_, NativeLens>>, output_mode: &str) -> PyResult<Self> {
        let mode = match output_mode {
            "drop_unmatched" => OutputMode::DropUnmatched,
            "forward_unmatched" => OutputMode::ForwardUnmatched,
            "forward_all" => OutputMode::ForwardAll,
            other => {
                return Err(PyValueError::new_err(format!(
                    "Unknown output_mode '{other}', expected 'forward_all', 'forward_unmatched', or \
                     'drop_unmatched'"
                )));
            }
        };
        let mut all = Lenses::new(mode);
        for lens in lenses {
            all = all.with_lens(lens.build().map_err(value_error)?);
        }
        Ok(Self(all))
    }

    /// The chunks that they make of one.
    fn apply(&self, py: Python<'_>, chunk: &NativeChunk) -> PyResult<Vec<NativeChunk>> {
        let made = py.detach(|| chunk.0.apply_lenses(&self.0));
        let made = made.map_err(value_error)?;
        Ok(made.into_iter().map(NativeChunk).collect())
    }
}

/// The chunk with what a selector makes of a component in its place.
pub(super) fn apply_selector(
    py: Python<'_>,
    chunk: &NativeChunk,
    source: &Bound<'_, PyAny>,
    selector: &NativeSelector,
) -> PyResult<NativeChunk> {
    let source = named(source)?;
    let made = py.detach(|| chunk.0.apply_selector(&source.component, &selector.0));
    made.map(NativeChunk).map_err(value_error)
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<NativeSelector>()?;
    module.add_class::<NativeLens>()?;
    module.add_class::<NativeLenses>()
}
