//! Where a stream goes.

use std::path::PathBuf;
use std::time::Duration;

use parking_lot::Mutex;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyList};
use rushes_sdk::sink::{
    BinaryStreamSink, BinaryStreamStorage, CallbackSink, FileSink, FileSinkOptions, LogSink,
    MemorySinkStorage, MultiSink, encode_messages,
};

use super::live::{GrpcServerSinkSpec, GrpcSinkSpec};
use super::{BlueprintMessages, resolve};
use crate::errors::runtime_error;

fn options(write_footer: bool) -> FileSinkOptions {
    FileSinkOptions { write_footer }
}

/// Sends the blueprint first, so that a viewer has it before the data.
fn introduce(sink: &dyn LogSink, blueprint: Option<&BlueprintMessages>) {
    if let Some(blueprint) = blueprint {
        sink.send_all(blueprint.messages(false, true));
    }
}

fn file_error(error: impl std::fmt::Display) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}

/// Has a stream use another sink from now on, unless the environment chose one for all.
pub(super) fn exchange(
    py: Python<'_>,
    recording: Option<&Bound<'_, PyAny>>,
    blueprint: Option<&BlueprintMessages>,
    sink: impl FnOnce() -> PyResult<Box<dyn LogSink>> + Send,
) -> PyResult<()> {
    let Some(stream) = resolve(recording)? else {
        return Ok(());
    };
    py.detach(|| {
        if rushes_sdk::forced_sink_path().is_none() {
            let sink = sink()?;
            introduce(sink.as_ref(), blueprint);
            stream.set_sink(sink);
        }
        Ok(())
    })
}

/// Writes to a file from now on.
#[pyfunction]
#[pyo3(signature = (path, blueprint, recording, write_footer))]
fn save(
    py: Python<'_>,
    path: PathBuf,
    blueprint: Option<&BlueprintMessages>,
    recording: Option<&Bound<'_, PyAny>>,
    write_footer: bool,
) -> PyResult<()> {
    exchange(py, recording, blueprint, || {
        let sink = FileSink::with_options(path, options(write_footer)).map_err(file_error)?;
        Ok(Box::new(sink))
    })
}

/// Writes to standard output from now on. If that is a terminal, everything is kept instead.
#[pyfunction]
#[pyo3(signature = (blueprint, recording, write_footer))]
fn stdout(
    py: Python<'_>,
    blueprint: Option<&BlueprintMessages>,
    recording: Option<&Bound<'_, PyAny>>,
    write_footer: bool,
) -> PyResult<()> {
    use std::io::IsTerminal as _;
    if std::io::stdout().is_terminal() {
        let Some(stream) = resolve(recording)? else {
            return Ok(());
        };
        let options = options(write_footer);
        return py.detach(|| stream.stdout_opts(options).map_err(file_error));
    }
    exchange(py, recording, blueprint, || {
        let sink = FileSink::stdout_with_options(options(write_footer)).map_err(file_error)?;
        Ok(Box::new(sink))
    })
}

/// Writes to a file: one of the sinks of `set_sinks`.
#[pyclass(frozen, eq, hash, module = "rushes._rushes")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct FileSinkSpec {
    path: PathBuf,
    write_footer: bool,
}

#[pymethods]
impl FileSinkSpec {
    #[new]
    fn new(path: PathBuf, write_footer: bool) -> Self {
        Self { path, write_footer }
    }
}

/// Sends to all of these from now on.
#[pyfunction]
#[pyo3(signature = (sinks, blueprint, recording))]
fn set_sinks(
    py: Python<'_>,
    sinks: &Bound<'_, PyList>,
    blueprint: Option<&BlueprintMessages>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let sinks: Vec<AnySink> = sinks
        .iter()
        .map(|sink| sink.extract())
        .collect::<PyResult<_>>()?;
    exchange(py, recording, blueprint, || {
        let sinks = sinks.iter().map(AnySink::open).collect::<PyResult<_>>()?;
        Ok(Box::new(MultiSink::new(sinks)))
    })
}

/// The native part of what `set_sinks` takes.
#[derive(FromPyObject)]
enum AnySink {
    File(Py<FileSinkSpec>),
    Bytes(Py<BinaryStorage>),
    Grpc(Py<GrpcSinkSpec>),
    GrpcServer(Py<GrpcServerSinkSpec>),
}

impl AnySink {
    fn open(&self) -> PyResult<Box<dyn LogSink>> {
        Ok(match self {
            Self::File(file) => {
                let FileSinkSpec { path, write_footer } = file.get();
                let sink = FileSink::with_options(path, options(*write_footer));
                Box::new(sink.map_err(file_error)?)
            }
            Self::Bytes(storage) => {
                Box::new(BinaryStreamSink::with_shared_storage(&storage.get().0))
            }
            Self::Grpc(spec) => spec.get().open(),
            Self::GrpcServer(spec) => spec.get().open()?,
        })
    }
}

/// Ends the sink: a file gets its footer. What is logged later is kept until there is another sink.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn disconnect(py: Python<'_>, recording: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if let Some(stream) = resolve(recording)? {
        py.detach(|| stream.disconnect());
    }
    Ok(())
}

/// Ends files; other sinks stay.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn finalize_deferred_sinks(py: Python<'_>, recording: Option<&Bound<'_, PyAny>>) -> PyResult<()> {
    if let Some(stream) = resolve(recording)? {
        py.detach(|| stream.finalize_deferred_sinks());
    }
    Ok(())
}

/// Keeps everything in memory from now on.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn memory(py: Python<'_>, recording: Option<&Bound<'_, PyAny>>) -> PyResult<Option<MemoryStorage>> {
    let stream = resolve(recording)?;
    Ok(stream.map(|stream| MemoryStorage(py.detach(|| stream.memory()))))
}

/// What a stream keeps in memory.
#[pyclass(frozen, module = "rushes._rushes", name = "MemoryStorage")]
pub(crate) struct MemoryStorage(pub(super) MemorySinkStorage);

#[pymethods]
impl MemoryStorage {
    /// The number of messages.
    fn num_msgs(&self, py: Python<'_>) -> usize {
        py.detach(|| self.0.num_msgs())
    }

    /// Takes everything out, as an RRD stream.
    fn drain_as_bytes<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| self.0.drain_as_bytes());
        Ok(PyBytes::new(py, &bytes.map_err(runtime_error)?))
    }

    /// Copies everything, and that of another, as an RRD stream.
    #[pyo3(signature = (concat=None))]
    fn concat_as_bytes<'py>(
        &self,
        py: Python<'py>,
        concat: Option<&Self>,
    ) -> PyResult<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| {
            let mut sinks = vec![&self.0];
            sinks.extend(concat.map(|other| &other.0));
            MemorySinkStorage::concat_memory_sinks_as_bytes(&sinks)
        });
        Ok(PyBytes::new(py, &bytes.map_err(runtime_error)?))
    }
}

/// Keeps everything from now on, to be read as bytes, piece by piece.
#[pyfunction]
#[pyo3(signature = (recording=None))]
fn binary_stream(
    py: Python<'_>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<Option<BinaryStorage>> {
    let stream = resolve(recording)?;
    Ok(stream.map(|stream| BinaryStorage(py.detach(|| stream.binary_stream()))))
}

/// What a stream keeps, to be read as bytes.
#[pyclass(frozen, module = "rushes._rushes", name = "BinaryStorage")]
pub(crate) struct BinaryStorage(BinaryStreamStorage);

#[pymethods]
impl BinaryStorage {
    /// Everything since the last call, as an RRD stream; `None` when there is nothing.
    fn read<'py>(&self, py: Python<'py>) -> Option<Bound<'py, PyBytes>> {
        let bytes = py.detach(|| self.0.read())?;
        Some(PyBytes::new(py, &bytes))
    }

    /// Hands over all rows that wait in the stream.
    fn flush(&self, py: Python<'_>, timeout_sec: f64) -> PyResult<()> {
        let timeout = Duration::try_from_secs_f64(timeout_sec).unwrap_or(Duration::MAX);
        py.detach(|| self.0.flush(timeout)).map_err(runtime_error)
    }
}

/// Calls a function with everything that is logged from now on, as RRD streams.
#[pyfunction]
#[pyo3(signature = (callback, recording=None))]
fn set_callback_sink(
    py: Python<'_>,
    callback: Py<PyAny>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let Some(stream) = resolve(recording)? else {
        return Ok(());
    };
    let callback = Mutex::new(callback);
    let sink = CallbackSink::new(move |messages| {
        let bytes = match encode_messages(messages.to_vec()) {
            Ok(bytes) => bytes,
            Err(error) => {
                ::log::error!("lost messages of a callback: {error}");
                return;
            }
        };
        let called = Python::try_attach(|py| {
            let callback = callback.lock().clone_ref(py);
            callback.call1(py, (PyBytes::new(py, &bytes),)).map(drop)
        });
        if let Some(Err(error)) = called {
            ::log::error!("the callback of a stream failed: {error}");
        }
    });
    py.detach(|| stream.set_sink(Box::new(sink)));
    Ok(())
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<MemoryStorage>()?;
    module.add_class::<BinaryStorage>()?;
    module.add_class::<FileSinkSpec>()?;
    for function in [
        wrap_pyfunction!(save, module)?,
        wrap_pyfunction!(stdout, module)?,
        wrap_pyfunction!(set_sinks, module)?,
        wrap_pyfunction!(disconnect, module)?,
        wrap_pyfunction!(finalize_deferred_sinks, module)?,
        wrap_pyfunction!(memory, module)?,
        wrap_pyfunction!(binary_stream, module)?,
        wrap_pyfunction!(set_callback_sink, module)?,
    ] {
        module.add_function(function)?;
    }
    Ok(())
}
