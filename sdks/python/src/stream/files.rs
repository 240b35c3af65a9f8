//! Importing files.

use std::borrow::Cow;
use std::path::PathBuf;

use pyo3::prelude::*;
use rushes_core::EntityPath;

use super::resolve;
use crate::errors::{guarded, runtime_error};

/// Imports a file, or a folder, into the recording.
///
/// Returns when the file was recognized; the rest comes in the background, and flushing waits for it.
#[pyfunction]
#[pyo3(signature = (file_path, *, entity_path_prefix=None, r#static=false, recording=None))]
fn log_file_from_path(
    py: Python<'_>,
    file_path: PathBuf,
    entity_path_prefix: Option<&str>,
    r#static: bool,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let native = recording.and_then(|recording| recording.cast().ok());
    guarded(py, "log_file_from_path", None, native, || {
        let Some(stream) = resolve(recording)? else {
            return Ok(());
        };
        let prefix = entity_path_prefix.map(EntityPath::from);
        py.detach(|| stream.log_file_from_path(file_path, prefix, r#static))
            .map_err(runtime_error)
    })?;
    Ok(())
}

/// Imports what a file holds; the path only gives its name.
#[pyfunction]
#[pyo3(signature = (file_path, file_contents, *, entity_path_prefix=None, r#static=false, recording=None))]
fn log_file_from_contents(
    py: Python<'_>,
    file_path: PathBuf,
    file_contents: &[u8],
    entity_path_prefix: Option<&str>,
    r#static: bool,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let native = recording.and_then(|recording| recording.cast().ok());
    guarded(py, "log_file_from_contents", None, native, || {
        let Some(stream) = resolve(recording)? else {
            return Ok(());
        };
        let prefix = entity_path_prefix.map(EntityPath::from);
        let contents = Cow::Borrowed(file_contents);
        py.detach(|| stream.log_file_from_contents(file_path, contents, prefix, r#static))
            .map_err(runtime_error)
    })?;
    Ok(())
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_function(wrap_pyfunction!(log_file_from_path, module)?)?;
    module.add_function(wrap_pyfunction!(log_file_from_contents, module)?)
}
