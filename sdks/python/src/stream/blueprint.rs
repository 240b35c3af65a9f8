//! Blueprints: a store of their own, made in memory.

use std::path::PathBuf;
use std::time::Duration;

use parking_lot::Mutex;
use pyo3::prelude::*;
use rushes_rrd::BlueprintActivation;
use rushes_sdk::sink::{MemorySinkStorage, encode_messages};
use rushes_sdk::{LogMsg, RecordingStreamBuilder};

use super::live::GrpcSinkSpec;
use super::{Recording, resolve, source};
use crate::errors::runtime_error;

/// A blueprint that is being written.
#[pyclass(frozen, module = "rushes._rushes")]
struct BlueprintWriter(Mutex<Option<MemorySinkStorage>>);

/// A new store for a blueprint of an application, behind the given handle.
#[pyfunction]
fn create_blueprint(
    py: Python<'_>,
    recording: &Bound<'_, Recording>,
    application_id: &str,
) -> PyResult<BlueprintWriter> {
    let builder = RecordingStreamBuilder::new(super::application(application_id)?)
        .blueprint()
        .enabled(true)
        .store_source(source(py));
    let (stream, storage) = py.detach(|| builder.memory()).map_err(runtime_error)?;
    recording.borrow_mut().stream = Some(stream);
    Ok(BlueprintWriter(Mutex::new(Some(storage))))
}

#[pymethods]
impl BlueprintWriter {
    /// What was written.
    fn finish(&self, py: Python<'_>) -> BlueprintMessages {
        let storage = self.0.lock().take();
        BlueprintMessages(py.detach(|| storage.map(|storage| storage.take()).unwrap_or_default()))
    }
}

/// A whole blueprint.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct BlueprintMessages(Vec<LogMsg>);

impl BlueprintMessages {
    /// The blueprint, and the command that makes it count.
    pub(super) fn messages(&self, make_active: bool, make_default: bool) -> Vec<LogMsg> {
        let mut messages = self.0.clone();
        if let Some(first) = self.0.first() {
            messages.push(LogMsg::BlueprintActivationCommand(BlueprintActivation {
                blueprint_id: first.store_id().clone(),
                make_active,
                make_default,
            }));
        }
        messages
    }
}

#[pymethods]
impl BlueprintMessages {
    /// The blueprint as an RRD stream, with the command that makes it count.
    fn as_bytes<'py>(
        &self,
        py: Python<'py>,
        make_active: bool,
        make_default: bool,
    ) -> PyResult<Bound<'py, pyo3::types::PyBytes>> {
        let messages = self.messages(make_active, make_default);
        let bytes = py.detach(|| encode_messages(messages));
        Ok(pyo3::types::PyBytes::new(
            py,
            &bytes.map_err(runtime_error)?,
        ))
    }

    /// Writes a file, which makes the blueprint active and the default where it is opened.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| {
            let bytes = encode_messages(self.messages(true, true)).map_err(runtime_error)?;
            std::fs::write(&path, bytes).map_err(|error| {
                runtime_error(format!(
                    "Failed to create file: {error}, path: {}",
                    path.display()
                ))
            })
        })
    }

    /// Sends the blueprint to a server; returns when it is there, or cannot be sent.
    #[pyo3(signature = (url, make_active, make_default))]
    fn connect_grpc(
        &self,
        py: Python<'_>,
        url: Option<&str>,
        make_active: bool,
        make_default: bool,
    ) -> PyResult<()> {
        let spec = GrpcSinkSpec::new(url)?;
        let messages = self.messages(make_active, make_default);
        py.detach(|| {
            let sink = spec.open();
            sink.send_all(messages);
            let flushed = sink.flush_blocking(Duration::MAX);
            sink.finish();
            flushed.map_err(runtime_error)
        })
    }
}

/// Sends a blueprint ahead of rows that wait.
#[pyfunction]
#[pyo3(signature = (blueprint, make_active, make_default, recording))]
fn send_blueprint(
    py: Python<'_>,
    blueprint: &BlueprintMessages,
    make_active: bool,
    make_default: bool,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let Some(stream) = resolve(recording)? else {
        return Ok(());
    };
    let Some(first) = blueprint.0.first() else {
        return Ok(());
    };
    let activation = BlueprintActivation {
        blueprint_id: first.store_id().clone(),
        make_active,
        make_default,
    };
    let messages = blueprint.0.clone();
    py.detach(|| stream.send_blueprint(messages, activation));
    Ok(())
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<BlueprintWriter>()?;
    module.add_class::<BlueprintMessages>()?;
    module.add_function(wrap_pyfunction!(create_blueprint, module)?)?;
    module.add_function(wrap_pyfunction!(send_blueprint, module)?)
}
