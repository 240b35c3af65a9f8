//! Strictness: whether bad data raises, or warns and is logged as a warning.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

use pyo3::exceptions::{PyException, PyRuntimeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;

use crate::stream::Recording;

static STRICT: AtomicBool = AtomicBool::new(false);

thread_local! {
    static STRICT_HERE: Cell<Option<bool>> = const { Cell::new(None) };
}

/// Whether bad data raises an exception, on this thread and now.
#[pyfunction]
pub(crate) fn strict_mode() -> bool {
    STRICT_HERE
        .get()
        .unwrap_or_else(|| STRICT.load(Ordering::Relaxed))
}

/// Sets whether bad data raises an exception, in the whole process.
#[pyfunction]
pub(crate) fn set_strict_mode(mode: bool) {
    STRICT.store(mode, Ordering::Relaxed);
}

/// Overrides the strictness on this thread; returns what overrode it before.
#[pyfunction]
#[pyo3(signature = (mode))]
pub(crate) fn override_strict_mode(mode: Option<bool>) -> Option<bool> {
    STRICT_HERE.replace(mode)
}

/// Overrides the strictness on this thread while it lives.
struct Override(Option<Option<bool>>);

impl Override {
    fn new(strict: Option<bool>) -> Self {
        Self(strict.map(|strict| STRICT_HERE.replace(Some(strict))))
    }
}

impl Drop for Override {
    fn drop(&mut self) {
        if let Some(before) = self.0 {
            STRICT_HERE.set(before);
        }
    }
}

/// Calls `f`. Unless strict, an exception becomes a warning, also in the recording, and `None`.
pub(crate) fn guarded<T>(
    py: Python<'_>,
    name: &str,
    strict: Option<bool>,
    recording: Option<&Bound<'_, Recording>>,
    f: impl FnOnce() -> PyResult<T>,
) -> PyResult<Option<T>> {
    let _override = Override::new(strict);
    match f() {
        Ok(value) => Ok(Some(value)),
        Err(error) if strict_mode() || !error.is_instance_of::<PyException>(py) => Err(error),
        Err(error) => {
            report(py, name, &error, recording)?;
            Ok(None)
        }
    }
}

#[cold]
fn report(
    py: Python<'_>,
    name: &str,
    error: &PyErr,
    recording: Option<&Bound<'_, Recording>>,
) -> PyResult<()> {
    let module = py.import(intern!(py, "rushes.error_utils"))?;
    module.call_method1(intern!(py, "_report"), (name, error.value(py), recording))?;
    Ok(())
}

/// Warns, also in the recording.
#[cold]
pub(crate) fn report_text(
    py: Python<'_>,
    text: &str,
    recording: Option<&Bound<'_, Recording>>,
) -> PyResult<()> {
    let module = py.import(intern!(py, "rushes.error_utils"))?;
    module.call_method1(intern!(py, "_report_text"), (text, recording))?;
    Ok(())
}

/// Warns, as of the program's own line.
#[cold]
pub(crate) fn warn(py: Python<'_>, text: &str) -> PyResult<()> {
    let module = py.import(intern!(py, "rushes.error_utils"))?;
    module.call_method1(intern!(py, "_warn"), (text,))?;
    Ok(())
}

pub(crate) fn runtime_error(error: impl std::fmt::Display) -> PyErr {
    PyRuntimeError::new_err(error.to_string())
}

pub(crate) fn value_error(error: impl std::fmt::Display) -> PyErr {
    PyValueError::new_err(error.to_string())
}
