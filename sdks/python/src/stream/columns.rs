//! Sending many rows at once.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use rushes_core::{EntityPath, TimeType, Timeline, TimelineName};

use super::{Recording, resolve};
use crate::arrow_io::{self, arrow_error};
use crate::column::ComponentColumn;
use crate::errors::{guarded, value_error};

/// What the times of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TimeKind {
    Sequence,
    Duration,
    Timestamp,
}

impl TimeKind {
    fn time_type(self) -> TimeType {
        match self {
            Self::Sequence => TimeType::Sequence,
            Self::Duration => TimeType::DurationNs,
            Self::Timestamp => TimeType::TimestampNs,
        }
    }
}

/// The times of many rows on one timeline, for `send_columns`.
///
/// Exactly one of `sequence`, `duration` and `timestamp` is to be given, each a sequence of what `set_time` takes, or
/// an array.
#[pyclass(frozen, subclass, module = "rushes._rushes")]
pub(crate) struct TimeColumn(pub(crate) rushes_chunk::TimeColumn);

#[pymethods]
impl TimeColumn {
    #[new]
    #[pyo3(signature = (timeline, *, sequence=None, duration=None, timestamp=None))]
    fn new(
        timeline: &str,
        sequence: Option<&Bound<'_, PyAny>>,
        duration: Option<&Bound<'_, PyAny>>,
        timestamp: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let (kind, values) = match (sequence, duration, timestamp) {
            (Some(values), None, None) => (TimeKind::Sequence, values),
            (None, Some(values), None) => (TimeKind::Duration, values),
            (None, None, Some(values)) => (TimeKind::Timestamp, values),
            _ => {
                return Err(PyValueError::new_err(format!(
                    "TimeColumn: Exactly one of `sequence`, `duration`, and `timestamp` must be \
                     set (timeline='{timeline}')"
                )));
            }
        };
        let name = TimelineName::try_new(timeline).map_err(value_error)?;
        let times = super::time::times(kind, values)?;
        let timeline = Timeline::new(name, kind.time_type());
        Ok(Self(rushes_chunk::TimeColumn::new(
            None,
            timeline,
            times.into(),
        )))
    }

    /// The name of the timeline.
    fn timeline_name(&self) -> &str {
        self.0.timeline().name().as_str()
    }

    /// The times, as a `pyarrow.Array`.
    fn as_arrow_array<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        arrow_io::array_to_python(py, &self.0.to_arrow())
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }
}

/// The times of a column of this package, or of anything with its two methods.
pub(crate) fn time_column(column: &Bound<'_, PyAny>) -> PyResult<rushes_chunk::TimeColumn> {
    if let Ok(column) = column.cast::<TimeColumn>() {
        return Ok(column.get().0.clone());
    }
    let py = column.py();
    let name: String = column
        .call_method0(intern!(py, "timeline_name"))?
        .extract()?;
    let array = column.call_method0(intern!(py, "as_arrow_array"))?;
    let array = arrow_io::import(&array)?
        .ok_or_else(|| PyTypeError::new_err("as_arrow_array() must return a pyarrow.Array"))?;
    rushes_chunk::TimeColumn::from_arrow(TimelineName::from(name), &array).map_err(arrow_error)
}

/// The rows of a component column of this package.
pub(crate) fn component_columns(
    columns: &Bound<'_, PyAny>,
) -> PyResult<Vec<rushes_chunk::SerializedComponentColumn>> {
    let columns = columns.try_iter()?.map(|column| {
        let column = column?;
        let column = column
            .cast::<ComponentColumn>()
            .map_err(|_| crate::convert::type_error("a ComponentColumn", &column))?;
        Ok(column.get().0.clone())
    });
    columns.collect()
}

pub(crate) fn time_columns(indexes: &Bound<'_, PyAny>) -> PyResult<Vec<rushes_chunk::TimeColumn>> {
    let indexes = indexes.try_iter()?;
    indexes.map(|index| time_column(&index?)).collect()
}

/// All columns must have as many rows as the first.
pub(crate) fn check_lengths(
    indexes: &[rushes_chunk::TimeColumn],
    columns: &[rushes_chunk::SerializedComponentColumn],
) -> PyResult<()> {
    use arrow_array::Array as _;
    let times = indexes.iter().map(|column| {
        let name = column.timeline().name().as_str();
        (format!("timeline '{name}'"), column.len())
    });
    let components = columns.iter().map(|column| {
        let name = column.descriptor.component.as_str();
        (format!("component '{name}'"), column.list_array.len())
    });
    let mut expected = None;
    for (name, len) in times.chain(components) {
        match expected {
            None => expected = Some(len),
            Some(expected) if expected != len => {
                return Err(PyValueError::new_err(format!(
                    "All columns must have the same length. Expected {expected} but {name} has {len}"
                )));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// Sends many rows of one entity at once, sorted by their times.
///
/// - `entity_path`: a string.
/// - `indexes`: a `TimeColumn` for each timeline; none for static data.
/// - `columns`: component columns, as `Points3D.columns(...)` returns them. All have as many rows as the time columns.
///
/// Neither the times of `set_time` nor the built-in timelines are added.
#[pyfunction]
#[pyo3(signature = (entity_path, indexes, columns, *, recording=None, strict=None))]
fn send_columns(
    py: Python<'_>,
    entity_path: &Bound<'_, PyAny>,
    indexes: &Bound<'_, PyAny>,
    columns: &Bound<'_, PyAny>,
    recording: Option<&Bound<'_, PyAny>>,
    strict: Option<bool>,
) -> PyResult<()> {
    let native = recording.and_then(|recording| recording.cast::<Recording>().ok());
    guarded(py, "send_columns", strict, native, || {
        let path: String = entity_path.extract()?;
        let indexes = time_columns(indexes)?;
        let columns = component_columns(columns)?;
        check_lengths(&indexes, &columns)?;
        let Some(stream) = resolve(recording)? else {
            return Ok(());
        };
        py.detach(|| stream.send_columns(EntityPath::from(path), indexes, columns))
            .map_err(value_error)
    })?;
    Ok(())
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<TimeColumn>()?;
    module.add_function(wrap_pyfunction!(send_columns, module)?)
}
