//! Times of a thread.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyFloat, PyInt};
use rushes_core::{TimeCell, TimelineName};

use super::resolve;

const NANOS: f64 = 1e9;

/// Timestamps beyond, in seconds, are in another unit by mistake.
const MAX_SECONDS: f64 = 1e11;

/// A duration in nanoseconds: seconds as a number, a timedelta, or NumPy's.
pub(super) fn duration_nanos(duration: &Bound<'_, PyAny>) -> PyResult<i64> {
    if let Ok(seconds) = duration.cast::<PyFloat>() {
        return Ok((seconds.value() * NANOS).round_ties_even() as i64);
    }
    if duration.is_instance_of::<PyInt>() && !duration.is_instance_of::<PyBool>() {
        let seconds: i64 = duration.extract()?;
        return Ok(seconds.saturating_mul(1_000_000_000));
    }
    python(duration, "to_nanos")
}

/// A timestamp in nanoseconds since the Unix epoch: seconds as a number, a datetime, or NumPy's.
pub(super) fn timestamp_nanos(timestamp: &Bound<'_, PyAny>) -> PyResult<i64> {
    if timestamp.is_instance_of::<PyFloat>()
        || timestamp.is_instance_of::<PyInt>() && !timestamp.is_instance_of::<PyBool>()
    {
        let seconds: f64 = timestamp.extract()?;
        if seconds > MAX_SECONDS {
            return Err(PyValueError::new_err(format!(
                "set_time: a timestamp is in seconds since the Unix epoch; {seconds} is far in the \
                 future. Divide milliseconds by 1e3, microseconds by 1e6, nanoseconds by 1e9"
            )));
        }
        if timestamp.is_instance_of::<PyInt>() {
            let seconds: i64 = timestamp.extract()?;
            return Ok(seconds.saturating_mul(1_000_000_000));
        }
        return Ok((seconds * NANOS).round_ties_even() as i64);
    }
    python(timestamp, "to_nanos_since_epoch")
}

fn python(value: &Bound<'_, PyAny>, function: &str) -> PyResult<i64> {
    let module = value.py().import(intern!(value.py(), "rushes.time"))?;
    module.call_method1(function, (value,))?.extract()
}

pub(super) fn sequence(value: &Bound<'_, PyAny>) -> PyResult<i64> {
    let sequence: i64 = value.extract()?;
    Ok(sequence.max(i64::MIN + 1))
}

/// Sets this thread's time on a timeline, for everything that it logs to the recording from now on.
///
/// Exactly one of these is to be given:
///
/// - `sequence`: a number that counts, such as a frame.
/// - `duration`: seconds as a number, a `datetime.timedelta`, or a `numpy.timedelta64`.
/// - `timestamp`: seconds since the Unix epoch as a number, a `datetime.datetime` (UTC without time zone), or a
///   `numpy.datetime64`.
///
/// Raises `ValueError` if another number of them is given, or for a timestamp that is too large to be in seconds;
/// `TypeError` for what is no time.
#[pyfunction]
#[pyo3(signature = (timeline, *, recording=None, sequence=None, duration=None, timestamp=None))]
fn set_time(
    timeline: &str,
    recording: Option<&Bound<'_, PyAny>>,
    sequence: Option<&Bound<'_, PyAny>>,
    duration: Option<&Bound<'_, PyAny>>,
    timestamp: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let cell = match (sequence, duration, timestamp) {
        (Some(value), None, None) => TimeCell::from_sequence(self::sequence(value)?),
        (None, Some(value), None) => TimeCell::from_duration_nanos(duration_nanos(value)?),
        (None, None, Some(value)) => {
            TimeCell::from_timestamp_nanos_since_epoch(timestamp_nanos(value)?)
        }
        _ => {
            return Err(PyValueError::new_err(format!(
                "set_time: Exactly one of `sequence`, `duration`, and `timestamp` must be set \
                 (timeline='{timeline}')"
            )));
        }
    };
    if timeline.is_empty() {
        return Err(PyValueError::new_err(
            "Invalid `TimelineName`: must not be empty",
        ));
    }
    if let Some(stream) = resolve(recording)? {
        stream.set_time(TimelineName::from(timeline), cell);
    }
    Ok(())
}

/// Leaves a timeline: this thread has no time on it any more.
#[pyfunction]
#[pyo3(signature = (timeline, recording=None))]
fn disable_timeline(timeline: &str, recording: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if let Some(stream) = resolve(recording)? {
        stream.disable_timeline(timeline);
    }
    Ok(())
}

/// Leaves all timelines that this thread has set.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn reset_time(recording: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if let Some(stream) = resolve(recording)? {
        stream.reset_time();
    }
    Ok(())
}

/// Whether rows get the number of log calls before them, on the timeline `log_tick`.
#[pyfunction]
#[pyo3(signature = (enabled, recording=None))]
fn set_log_tick_enabled(enabled: bool, recording: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if let Some(stream) = resolve(recording)? {
        stream.set_log_tick_enabled(enabled);
    }
    Ok(())
}

/// Whether rows get the wall clock's time, on the timeline `log_time`.
#[pyfunction]
#[pyo3(signature = (enabled, recording=None))]
fn set_log_time_enabled(enabled: bool, recording: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if let Some(stream) = resolve(recording)? {
        stream.set_log_time_enabled(enabled);
    }
    Ok(())
}

/// What a value of a time column is, in its unit.
pub(super) fn times(
    kind: super::columns::TimeKind,
    values: &Bound<'_, PyAny>,
) -> PyResult<Vec<i64>> {
    use super::columns::TimeKind;
    let py = values.py();
    if let Ok(dtype) = values.getattr(intern!(py, "dtype")) {
        return array_times(kind, values, &dtype);
    }
    let items = values.try_iter().map_err(|_| {
        PyTypeError::new_err("a time column takes a sequence of times, or an array of them")
    })?;
    items
        .map(|item| {
            let item = item?;
            match kind {
                TimeKind::Sequence => match item.cast::<PyFloat>() {
                    Ok(float) => Ok(float.value() as i64),
                    Err(_) => sequence(&item),
                },
                TimeKind::Duration => duration_nanos(&item),
                TimeKind::Timestamp => timestamp_nanos(&item),
            }
        })
        .collect()
}

fn array_times(
    kind: super::columns::TimeKind,
    values: &Bound<'_, PyAny>,
    dtype: &Bound<'_, PyAny>,
) -> PyResult<Vec<i64>> {
    use super::columns::TimeKind;
    use crate::input::{Element, Numbers};
    let py = values.py();
    let letter = dtype.getattr(intern!(py, "kind"));
    let letter: String = letter.and_then(|kind| kind.extract()).unwrap_or_default();
    let nanos = |unit: &str| -> PyResult<Vec<i64>> {
        let nanos = values.call_method1(intern!(py, "astype"), (unit,))?;
        let nanos = nanos.call_method1(intern!(py, "astype"), ("int64",))?;
        Ok(Numbers::read(&nanos)?.to_vec(py))
    };
    match (kind, letter.as_str()) {
        (TimeKind::Duration, "m") => return nanos("timedelta64[ns]"),
        (TimeKind::Timestamp, "M") => return nanos("datetime64[ns]"),
        _ => {}
    }
    let numbers = Numbers::read(values)
        .map_err(|_| PyTypeError::new_err(format!("Unsupported numpy array dtype: {dtype}")))?;
    if kind == TimeKind::Sequence {
        return Ok(numbers.to_vec(py));
    }
    if numbers.element.is_float() {
        let seconds = numbers.to_vec::<f64>(py);
        return Ok(seconds.iter().map(|time| (time * NANOS) as i64).collect());
    }
    if numbers.element == Element::Bool {
        return Err(PyTypeError::new_err("Unsupported numpy array dtype: bool"));
    }
    let seconds = numbers.to_vec::<i64>(py);
    let nanos = seconds
        .iter()
        .map(|time| time.saturating_mul(1_000_000_000));
    Ok(nanos.collect())
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    for function in [
        wrap_pyfunction!(set_time, module)?,
        wrap_pyfunction!(disable_timeline, module)?,
        wrap_pyfunction!(reset_time, module)?,
        wrap_pyfunction!(set_log_tick_enabled, module)?,
        wrap_pyfunction!(set_log_time_enabled, module)?,
    ] {
        module.add_function(function)?;
    }
    Ok(())
}
