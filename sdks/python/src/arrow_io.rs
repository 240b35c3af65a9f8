//! Arrow arrays from and to Python, by the protocol of capsules. `pyarrow` is imported only to hand arrays out.

use std::ffi::CStr;

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::{Array as _, ArrayRef, RecordBatch, StructArray, make_array};
use arrow_schema::{DataType, Field};
use pyo3::exceptions::PyValueError;
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";

/// Turns an error of the Arrow library into one of Python.
pub(crate) fn arrow_error(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// The array behind `__arrow_c_array__`; `None` when the value has no such method.
pub(crate) fn import(value: &Bound<'_, PyAny>) -> PyResult<Option<ArrayRef>> {
    let py = value.py();
    let Ok(export) = value.getattr(intern!(py, "__arrow_c_array__")) else {
        return Ok(None);
    };
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
        export.call0()?.cast_into::<PyTuple>()?.extract()?;
    let schema = schema
        .pointer_checked(Some(SCHEMA))?
        .cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: the protocol says that the capsules hold these structures. The array is taken out, so
    // that only one side releases it.
    let data = unsafe {
        let array = FFI_ArrowArray::from_raw(array.as_ptr());
        from_ffi(array, schema.as_ref())
    };
    data.map(|data| Some(make_array(data))).map_err(arrow_error)
}

/// The type behind `__arrow_c_schema__`; `None` when the value has no such method.
pub(crate) fn import_type(value: &Bound<'_, PyAny>) -> PyResult<Option<DataType>> {
    let Ok(export) = value.getattr(intern!(value.py(), "__arrow_c_schema__")) else {
        return Ok(None);
    };
    let schema = export.call0()?.cast_into::<PyCapsule>()?;
    let schema = schema
        .pointer_checked(Some(SCHEMA))?
        .cast::<FFI_ArrowSchema>();
    // SAFETY: the protocol says that the capsule holds this structure, and keeps it.
    let data_type = DataType::try_from(unsafe { schema.as_ref() });
    data_type.map(Some).map_err(arrow_error)
}

/// The record batch behind `__arrow_c_array__`, with the metadata of its schema.
pub(crate) fn import_batch(value: &Bound<'_, PyAny>) -> PyResult<RecordBatch> {
    let py = value.py();
    let schema = value
        .getattr(intern!(py, "schema"))?
        .call_method0(intern!(py, "__arrow_c_schema__"))?
        .cast_into::<PyCapsule>()?;
    let schema = schema
        .pointer_checked(Some(SCHEMA))?
        .cast::<FFI_ArrowSchema>();
    // SAFETY: the protocol says that the capsule holds this structure, and keeps it.
    let schema = arrow_schema::Schema::try_from(unsafe { schema.as_ref() }).map_err(arrow_error)?;
    let array =
        import(value)?.ok_or_else(|| PyValueError::new_err("expected a pyarrow.RecordBatch"))?;
    let columns = array
        .as_any()
        .downcast_ref::<StructArray>()
        .map(|columns| columns.columns().to_vec())
        .ok_or_else(|| PyValueError::new_err("expected a pyarrow.RecordBatch"))?;
    let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(array.len()));
    RecordBatch::try_new_with_options(schema.into(), columns, &options).map_err(arrow_error)
}

/// An array that Python can take over: it has `__arrow_c_array__`.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct ArrowArray {
    array: ArrayRef,
    field: Field,
}

#[pymethods]
impl ArrowArray {
    /// The capsules with schema and array.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // The protocol leaves it to the exporter whether to convert.
        drop(requested_schema);
        let (array, _) = to_ffi(&self.array.to_data()).map_err(arrow_error)?;
        let schema = FFI_ArrowSchema::try_from(&self.field).map_err(arrow_error)?;
        Ok((
            PyCapsule::new_with_value(py, schema, SCHEMA)?,
            PyCapsule::new_with_value(py, array, ARRAY)?,
        ))
    }
}

/// A type that Python can take over: it has `__arrow_c_schema__`.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct ArrowField(Field);

#[pymethods]
impl ArrowField {
    /// The capsule with the schema.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(&self.0).map_err(arrow_error)?;
        PyCapsule::new_with_value(py, schema, SCHEMA)
    }
}

/// As a `pyarrow.Array`, without a copy.
pub(crate) fn array_to_python<'py>(
    py: Python<'py>,
    array: &ArrayRef,
) -> PyResult<Bound<'py, PyAny>> {
    let field = Field::new("", array.data_type().clone(), true);
    let array = ArrowArray {
        array: array.clone(),
        field,
    };
    let pyarrow = py.import(intern!(py, "pyarrow"))?;
    pyarrow.call_method1(intern!(py, "array"), (array,))
}

/// As a `pyarrow.RecordBatch`, without a copy.
pub(crate) fn batch_to_python<'py>(
    py: Python<'py>,
    batch: &RecordBatch,
) -> PyResult<Bound<'py, PyAny>> {
    let data_type = DataType::Struct(batch.schema().fields().clone());
    let metadata = batch.schema().metadata().clone();
    let array = ArrowArray {
        array: std::sync::Arc::new(StructArray::from(batch.clone())),
        field: Field::new("", data_type, false).with_metadata(metadata),
    };
    let pyarrow = py.import(intern!(py, "pyarrow"))?;
    pyarrow.call_method1(intern!(py, "record_batch"), (array,))
}

/// As a `pyarrow.DataType`.
pub(crate) fn type_to_python<'py>(
    py: Python<'py>,
    data_type: &DataType,
) -> PyResult<Bound<'py, PyAny>> {
    let field = ArrowField(Field::new("", data_type.clone(), true));
    let pyarrow = py.import(intern!(py, "pyarrow"))?;
    let field = pyarrow.call_method1(intern!(py, "field"), (field,))?;
    field.getattr(intern!(py, "type"))
}
