//! Chunks: rows of one entity as columns. Read in this order: this file, `from_batch`, `lenses`,
//! `reader`.

mod from_batch;
mod lenses;
mod reader;

use arrow_array::RecordBatch;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use rushes_chunk::{Chunk, SerializedComponentBatch};
use rushes_core::{ChunkId, EntityPath, EntityPathPart, RowId, TimePoint, TimelineName};

use crate::arrow_io::{batch_to_python, import_batch};
use crate::errors::value_error;
use crate::stream::{append, check_lengths, component_columns, resolve, time_columns};

/// Rows of one entity as columns.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct NativeChunk(pub(crate) Chunk);

/// Which columns of a batch are timelines.
pub(super) enum Index {
    /// Those that say so.
    Auto,
    /// These; with none, the rows are static.
    Named(Vec<String>),
}

#[pymethods]
impl NativeChunk {
    /// A chunk of the columns, sorted by their times.
    #[staticmethod]
    fn from_columns(
        py: Python<'_>,
        entity_path: &str,
        indexes: &Bound<'_, PyAny>,
        columns: &Bound<'_, PyAny>,
    ) -> PyResult<Self> {
        let indexes = time_columns(indexes)?;
        let columns = component_columns(columns)?;
        check_lengths(&indexes, &columns)?;
        let path = EntityPath::from(entity_path);
        let chunk = py.detach(|| rushes_sdk::chunk_of_columns(path, indexes, columns));
        chunk.map(Self).map_err(value_error)
    }

    /// The chunks of a record batch, one for each entity. Without `index`, its columns say which are timelines.
    #[staticmethod]
    #[pyo3(signature = (batch, auto_index, index, entity_path))]
    fn from_record_batch(
        py: Python<'_>,
        batch: &Bound<'_, PyAny>,
        auto_index: bool,
        index: Vec<String>,
        entity_path: Option<&str>,
    ) -> PyResult<Vec<Self>> {
        let batch: RecordBatch = import_batch(batch)?;
        let index = if auto_index {
            Index::Auto
        } else {
            Index::Named(index)
        };
        let path = entity_path.map(EntityPath::from);
        let chunks = py.detach(|| from_batch::chunks(&batch, &index, path.as_ref()))?;
        Ok(chunks.into_iter().map(Self).collect())
    }

    /// The chunk of a property of the recording.
    #[staticmethod]
    fn from_property(name: &str, values: &Bound<'_, PyAny>) -> PyResult<Self> {
        let mut batches: Vec<SerializedComponentBatch> = Vec::new();
        append(values, &mut batches)?;
        let parts = ["__properties", name].map(EntityPathPart::new);
        let id = ChunkId::new();
        let row_id = RowId::from_tuid(id.tuid().next());
        Chunk::builder_with_id(id, EntityPath::new(parts.to_vec()))
            .with_row(row_id, &TimePoint::STATIC, batches)
            .build()
            .map(Self)
            .map_err(value_error)
    }

    /// The id, as `chunk_` and 32 digits.
    #[getter]
    fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// The path of the entity.
    #[getter]
    fn entity_path(&self) -> String {
        self.0.entity_path().to_string()
    }

    /// The number of rows.
    #[getter]
    fn num_rows(&self) -> usize {
        self.0.num_rows()
    }

    /// The number of columns, those of row ids and times included.
    #[getter]
    fn num_columns(&self) -> usize {
        self.0.num_columns()
    }

    /// Whether the rows hold at all times.
    #[getter]
    fn is_static(&self) -> bool {
        self.0.is_static()
    }

    /// Whether there are no rows.
    #[getter]
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names of the timelines.
    #[getter]
    fn timeline_names(&self) -> Vec<String> {
        let names = self.0.timelines().keys();
        names.map(|name| name.as_str().to_owned()).collect()
    }

    /// The names of the components.
    #[getter]
    fn component_names(&self) -> Vec<String> {
        let columns = self.0.components().iter();
        columns
            .map(|column| column.descriptor.component.as_str().to_owned())
            .collect()
    }

    /// As a `pyarrow.RecordBatch`.
    fn to_record_batch<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let batch = self.0.to_record_batch().map_err(value_error)?;
        batch_to_python(py, &batch)
    }

    /// The same rows for another entity.
    fn with_entity_path(&self, entity_path: &str) -> Self {
        let chunk = self
            .0
            .clone()
            .with_entity_path(EntityPath::from(entity_path));
        Self(chunk.with_id(ChunkId::new()))
    }

    /// The chunk with only these components, or without them; `None` when none is left.
    fn with_components(&self, names: Vec<String>, keep: bool) -> PyResult<Option<Self>> {
        let columns = self.0.components().iter().filter(|column| {
            let name = column.descriptor.component.as_str();
            names.iter().any(|other| other == name) == keep
        });
        let columns: Vec<_> = columns.cloned().collect();
        if columns.len() == self.0.components().len() {
            return Ok(Some(Self(self.0.clone())));
        }
        if columns.is_empty() {
            return Ok(None);
        }
        let chunk = Chunk::new(
            ChunkId::new(),
            self.0.entity_path().clone(),
            self.0.row_ids_array().clone(),
            self.0.timelines().values().cloned(),
            columns,
        );
        chunk.map(Self).map(Some).map_err(value_error)
    }

    /// The chunk with what a selector makes of a component in its place.
    fn apply_selector(
        &self,
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        selector: &lenses::NativeSelector,
    ) -> PyResult<Self> {
        lenses::apply_selector(py, self, source, selector)
    }

    /// Whether it is on that timeline.
    fn has_timeline(&self, name: &str) -> bool {
        self.0.timelines().contains_key(&TimelineName::from(name))
    }

    fn __len__(&self) -> usize {
        self.0.num_rows()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other
            .cast::<Self>()
            .is_ok_and(|other| other.get().0 == self.0)
    }
}

/// Sends chunks as they are.
#[pyfunction]
#[pyo3(signature = (chunks, recording=None))]
fn send_native_chunks(
    py: Python<'_>,
    chunks: &Bound<'_, PyAny>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let Some(stream) = resolve(recording)? else {
        return Ok(());
    };
    for chunk in chunks.try_iter()? {
        let chunk = chunk?;
        let chunk = chunk
            .cast::<NativeChunk>()
            .map_err(|_| PyTypeError::new_err("expected the native part of a Chunk"))?;
        let chunk = chunk.get().0.clone();
        py.detach(|| stream.send_chunk(chunk));
    }
    Ok(())
}

pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<NativeChunk>()?;
    module.add_function(wrap_pyfunction!(send_native_chunks, module)?)?;
    lenses::add(module)?;
    reader::add(module)
}
