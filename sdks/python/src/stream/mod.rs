//! Streams: the handle (this file), then `time`, `log`, `columns`, `sinks`, `live`, `config`, `blueprint`.

mod blueprint;
mod columns;
mod config;
mod files;
mod live;
mod log;
mod sinks;
mod time;

use std::time::Duration;

use parking_lot::Mutex;
use pyo3::exceptions::{PyRuntimeError, PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use rushes_core::{ApplicationId, PythonVersion, RecordingId, StoreKind, StoreSource};
use rushes_sdk::{RecordingStream, RecordingStreamBuilder};

use crate::errors::runtime_error;
pub(crate) use blueprint::BlueprintMessages;
pub(crate) use columns::{check_lengths, component_columns, time_columns};
pub(crate) use config::BatcherConfig;
pub(crate) use log::append;

/// A stream: the base of `RecordingStream`.
#[pyclass(
    subclass,
    weakref,
    module = "rushes._rushes",
    name = "NativeRecordingStream"
)]
pub(crate) struct Recording {
    stream: Option<RecordingStream>,
}

/// Weak handles of all streams, for what is done when the process ends.
static KNOWN: Mutex<Vec<RecordingStream>> = Mutex::new(Vec::new());

/// The stream of a handle.
fn stream_of(recording: &Bound<'_, Recording>) -> PyResult<RecordingStream> {
    recording.borrow().stream.clone().ok_or_else(|| {
        PyTypeError::new_err("the constructor of this RecordingStream was not called")
    })
}

/// The stream that a call means: the one given, else this thread's, else the process's.
pub(crate) fn resolve(recording: Option<&Bound<'_, PyAny>>) -> PyResult<Option<RecordingStream>> {
    match recording.filter(|recording| !recording.is_none()) {
        None => Ok(RecordingStream::get_quiet(StoreKind::Recording, None)),
        Some(recording) => native(recording).map(Some),
    }
}

fn native(recording: &Bound<'_, PyAny>) -> PyResult<RecordingStream> {
    if let Ok(recording) = recording.cast::<Recording>() {
        return stream_of(recording);
    }
    let native = recording
        .call_method0(intern!(recording.py(), "to_native"))
        .map_err(|_| crate::convert::type_error("a RecordingStream", recording))?;
    stream_of(native.cast::<Recording>()?)
}

/// As the Python class that users know.
fn to_python(
    py: Python<'_>,
    stream: Option<RecordingStream>,
) -> PyResult<Option<Bound<'_, PyAny>>> {
    let Some(stream) = stream.filter(RecordingStream::is_enabled) else {
        return Ok(None);
    };
    let class = py
        .import(intern!(py, "rushes.recording_stream"))?
        .getattr(intern!(py, "RecordingStream"))?;
    let recording = class.call_method1(intern!(py, "__new__"), (&class,))?;
    recording.cast::<Recording>()?.borrow_mut().stream = Some(stream);
    Ok(Some(recording))
}

fn source(py: Python<'_>) -> StoreSource {
    let version = py.version_info();
    StoreSource::PythonSdk(PythonVersion {
        major: version.major,
        minor: version.minor,
        patch: version.patch,
        suffix: version.suffix.unwrap_or_default().to_owned(),
    })
}

fn application(name: &str) -> PyResult<ApplicationId> {
    if name.is_empty() {
        return Err(PyValueError::new_err("Application ID must not be empty"));
    }
    ApplicationId::try_new(name).map_err(crate::errors::value_error)
}

/// A new stream that keeps everything until it has a sink.
#[pyfunction]
#[pyo3(signature = (recording, application_id, recording_id, default_enabled, send_properties, batcher_config=None))]
fn create_recording(
    py: Python<'_>,
    recording: &Bound<'_, Recording>,
    application_id: &str,
    recording_id: &str,
    default_enabled: bool,
    send_properties: bool,
    batcher_config: Option<&BatcherConfig>,
) -> PyResult<()> {
    let mut builder = RecordingStreamBuilder::new(application(application_id)?)
        .recording_id(RecordingId::from(recording_id))
        .default_enabled(default_enabled)
        .send_properties(send_properties)
        .store_source(source(py));
    if let Some(config) = batcher_config {
        builder = builder.batcher_config(config.get()?);
    }
    let stream = py.detach(|| builder.buffered()).map_err(runtime_error)?;
    let mut known = KNOWN.lock();
    known.retain(|stream| stream.ref_count() > 0);
    known.push(stream.clone_weak());
    drop(known);
    let before = recording.borrow_mut().stream.replace(stream);
    py.detach(|| drop(before));
    Ok(())
}

#[pymethods]
impl Recording {
    #[new]
    #[pyo3(signature = (*_args, **_kwargs))]
    fn new(_args: &Bound<'_, PyTuple>, _kwargs: Option<&Bound<'_, PyDict>>) -> Self {
        Self { stream: None }
    }

    /// Waits until everything that this thread has logged has left the sink.
    #[pyo3(signature = (*, timeout_sec=1e38))]
    fn flush(slf: &Bound<'_, Self>, timeout_sec: f64) -> PyResult<()> {
        flush(slf.py(), &stream_of(slf)?, timeout_sec)
    }

    /// Gives the stream up: it ends, unless there are other handles.
    fn _close(slf: &Bound<'_, Self>) {
        let stream = slf.borrow_mut().stream.take();
        slf.py().detach(|| drop(stream));
    }

    fn __str__(slf: &Bound<'_, Self>) -> PyResult<String> {
        Ok(format!("{:?}", stream_of(slf)?))
    }
}

impl Drop for Recording {
    fn drop(&mut self) {
        let Some(stream) = self.stream.take() else {
            return;
        };
        // The last handle waits for the stream's thread, which may want the lock for a callback.
        Python::try_attach(|py| py.detach(|| drop(stream)));
    }
}

fn flush(py: Python<'_>, stream: &RecordingStream, timeout_sec: f64) -> PyResult<()> {
    if timeout_sec.is_nan() {
        return Err(PyRuntimeError::new_err("duration must not be NaN"));
    }
    if timeout_sec < 0.0 {
        return Err(PyRuntimeError::new_err("duration must be non-negative"));
    }
    if stream.is_forked_child() {
        return Err(PyRuntimeError::new_err(
            "Fork detected during flush: this process is a child of the one that made the stream. \
             Make a new one with init() or RecordingStream()",
        ));
    }
    let timeout = Duration::try_from_secs_f64(timeout_sec).unwrap_or(Duration::MAX);
    let result = py.detach(|| stream.flush_with_timeout(timeout));
    result.map_err(|error| match error {
        rushes_sdk::SinkFlushError::Timeout => {
            PyRuntimeError::new_err("Flush timed out - not all log messages were sent")
        }
        other => runtime_error(other),
    })
}

/// The stream that calls use: the one given, else this thread's, else the process's.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn get_data_recording<'py>(
    py: Python<'py>,
    recording: Option<&Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    to_python(py, resolve(recording)?)
}

/// The process's stream.
#[pyfunction]
fn get_global_data_recording(py: Python<'_>) -> PyResult<Option<Bound<'_, PyAny>>> {
    to_python(py, RecordingStream::global(StoreKind::Recording))
}

/// This thread's stream.
#[pyfunction]
fn get_thread_local_data_recording(py: Python<'_>) -> PyResult<Option<Bound<'_, PyAny>>> {
    to_python(py, RecordingStream::thread_local(StoreKind::Recording))
}

/// Sets the process's stream; returns the one before.
#[pyfunction]
#[pyo3(signature = (recording))]
fn set_global_data_recording<'py>(
    py: Python<'py>,
    recording: Option<&Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let stream = recording.map(native).transpose()?;
    let before = RecordingStream::set_global(StoreKind::Recording, stream);
    to_python(py, before)
}

/// Sets this thread's stream; returns the one before.
#[pyfunction]
#[pyo3(signature = (recording))]
fn set_thread_local_data_recording<'py>(
    py: Python<'py>,
    recording: Option<&Bound<'py, PyAny>>,
) -> PyResult<Option<Bound<'py, PyAny>>> {
    let stream = recording.map(native).transpose()?;
    let before = RecordingStream::set_thread_local(StoreKind::Recording, stream);
    to_python(py, before)
}

/// The application's id, as it is in the recording.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn get_application_id(recording: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let info = resolve(recording)?.and_then(|stream| stream.store_info());
    Ok(info.map(|info| info.store_id.application_id().as_str().to_owned()))
}

/// The recording's id.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn get_recording_id(recording: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let info = resolve(recording)?.and_then(|stream| stream.store_info());
    Ok(info.map(|info| info.store_id.recording_id().as_str().to_owned()))
}

/// Whether logging does anything.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn is_enabled(recording: Option<&Bound<'_, PyAny>>) -> PyResult<bool> {
    Ok(resolve(recording)?.is_some_and(|stream| stream.is_enabled()))
}

/// In a forked child, forgets the streams of the parent.
#[pyfunction]
fn cleanup_if_forked_child() {
    rushes_sdk::cleanup_if_forked_child();
    // Their threads are not here. To drop the handles is safe: streams know their process.
    std::mem::take(&mut *KNOWN.lock());
}

fn known() -> Vec<RecordingStream> {
    let known = KNOWN.lock();
    let alive = known.iter().filter(|stream| stream.ref_count() > 0);
    alive.cloned().collect()
}

/// Flushes all streams of the process.
#[pyfunction]
fn flush_all(py: Python<'_>) {
    py.detach(|| {
        for stream in known() {
            if let Err(error) = stream.flush_blocking() {
                ::log::error!("{error}");
            }
        }
    });
}

/// Ends the sinks of all streams: files get their footers.
#[pyfunction]
fn disconnect_all(py: Python<'_>) {
    py.detach(|| {
        for stream in known() {
            stream.disconnect();
        }
    });
}

pub(crate) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<Recording>()?;
    for function in [
        wrap_pyfunction!(create_recording, module)?,
        wrap_pyfunction!(get_data_recording, module)?,
        wrap_pyfunction!(get_global_data_recording, module)?,
        wrap_pyfunction!(get_thread_local_data_recording, module)?,
        wrap_pyfunction!(set_global_data_recording, module)?,
        wrap_pyfunction!(set_thread_local_data_recording, module)?,
        wrap_pyfunction!(get_application_id, module)?,
        wrap_pyfunction!(get_recording_id, module)?,
        wrap_pyfunction!(is_enabled, module)?,
        wrap_pyfunction!(cleanup_if_forked_child, module)?,
        wrap_pyfunction!(flush_all, module)?,
        wrap_pyfunction!(disconnect_all, module)?,
    ] {
        module.add_function(function)?;
    }
    time::add(module)?;
    log::add(module)?;
    columns::add(module)?;
    sinks::add(module)?;
    files::add(module)?;
    live::add(module)?;
    config::add(module)?;
    blueprint::add(module)
}
