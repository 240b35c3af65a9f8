//! Logging rows.

use std::cell::RefCell;
use std::collections::HashMap;

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString, PyTuple};
use rushes_chunk::SerializedComponentBatch;
use rushes_core::{EntityPath, EntityPathPart};

use super::{Recording, resolve};
use crate::archetype::Archetype;
use crate::descriptor::{ComponentDescriptor, DescribedComponentBatch, array_of};
use crate::errors::{guarded, report_text, runtime_error, strict_mode};

/// So many paths are remembered, that they need not be parsed again.
const MAX_PATHS: usize = 4096;

thread_local! {
    static PATHS: RefCell<HashMap<String, EntityPath>> = RefCell::default();
}

/// The path of a string, or of a list of parts.
pub(super) fn entity_path(path: &Bound<'_, PyAny>) -> PyResult<EntityPath> {
    if let Ok(text) = path.cast::<PyString>() {
        let text = text.to_cow()?;
        return Ok(PATHS.with_borrow_mut(|paths| {
            if let Some(path) = paths.get(&*text) {
                return path.clone();
            }
            let path = EntityPath::from(&*text);
            if paths.len() >= MAX_PATHS {
                paths.clear();
            }
            paths.insert(text.into_owned(), path.clone());
            path
        }));
    }
    if let Ok(parts) = path.cast::<PyList>() {
        let parts = parts.iter().map(|part| {
            let part = part.str()?;
            Ok(EntityPathPart::new(part.to_string()))
        });
        return Ok(EntityPath::new(parts.collect::<PyResult<Vec<_>>>()?));
    }
    Err(crate::convert::type_error(
        "an entity path: a string, or a list of parts",
        path,
    ))
}

/// Adds the components of an archetype, of what has `as_component_batches`, or of an iterable.
pub(crate) fn append(
    entity: &Bound<'_, PyAny>,
    batches: &mut Vec<SerializedComponentBatch>,
) -> PyResult<()> {
    if let Ok(archetype) = entity.cast::<Archetype>() {
        archetype.borrow().append(batches);
        return Ok(());
    }
    let py = entity.py();
    let described = match entity.getattr(intern!(py, "as_component_batches")) {
        Ok(method) => method.call0()?.try_iter()?,
        Err(_) => entity.try_iter().map_err(|_| {
            let name = entity.get_type().name();
            let name = name.map_or_else(|_| "?".to_owned(), |name| name.to_string());
            PyTypeError::new_err(format!(
                "Expected an object implementing rr.AsComponents or an iterable of \
                 rr.DescribedComponentBatch, but got type '{name}'"
            ))
        })?,
    };
    for batch in described {
        let batch = batch?;
        if let Ok(batch) = batch.cast::<DescribedComponentBatch>() {
            batches.push(batch.get().serialized());
        } else {
            let descriptor = batch
                .call_method0(intern!(py, "component_descriptor"))
                .map_err(|_| crate::convert::type_error("a DescribedComponentBatch", &batch))?;
            let descriptor: ComponentDescriptor = descriptor.extract()?;
            let array = array_of(&batch)?;
            batches.push(SerializedComponentBatch::new(array, descriptor.0));
        }
    }
    Ok(())
}

/// Leaves each component once.
fn check_repeated(
    py: Python<'_>,
    batches: &mut Vec<SerializedComponentBatch>,
    recording: Option<&Bound<'_, Recording>>,
) -> PyResult<()> {
    let mut index = 1;
    while index < batches.len() {
        let (before, rest) = batches.split_at(index);
        let descriptor = rest.first().map(|batch| &batch.descriptor);
        let is_repeated = before
            .iter()
            .any(|batch| Some(&batch.descriptor) == descriptor);
        if !is_repeated {
            index += 1;
            continue;
        }
        let batch = batches.remove(index);
        let text = format!(
            "Component {} was included multiple times. Only the first instance will be used.",
            batch.descriptor.full_description()
        );
        if strict_mode() {
            return Err(PyValueError::new_err(text));
        }
        report_text(py, &text, recording)?;
    }
    Ok(())
}

/// Logs one row: all components of the entity and of the extras, at the times of this thread.
///
/// - `entity_path`: where, as `"world/camera"`, or a list of parts, which are escaped.
/// - `entity`: an archetype, or anything else with `as_component_batches()`, or described batches.
/// - `extra`: more of these, for the same row.
/// - `static`: the row holds at all times, and wins over all others of the same component.
/// - `recording`: where to; by default this thread's recording, or the process's.
/// - `strict`: whether bad data raises; by default it warns, and what can be logged is.
#[pyfunction(name = "log")]
#[pyo3(signature = (entity_path, entity, *extra, r#static=false, recording=None, strict=None))]
fn log_row(
    py: Python<'_>,
    entity_path: &Bound<'_, PyAny>,
    entity: &Bound<'_, PyAny>,
    extra: &Bound<'_, PyTuple>,
    r#static: bool,
    recording: Option<&Bound<'_, PyAny>>,
    strict: Option<bool>,
) -> PyResult<()> {
    let native = recording.and_then(|recording| recording.cast::<Recording>().ok());
    guarded(py, "log", strict, native, || {
        let stream = resolve(recording)?.filter(|stream| stream.is_enabled());
        let mut batches = Vec::with_capacity(8);
        append(entity, &mut batches)?;
        for entity in extra.iter_borrowed() {
            append(&entity, &mut batches)?;
        }
        check_repeated(py, &mut batches, native)?;
        let path = self::entity_path(entity_path)?;
        let Some(stream) = stream else { return Ok(()) };
        // Without the lock: a full queue is waited for.
        py.detach(|| stream.log_serialized_batches(path, r#static, batches))
            .map_err(runtime_error)
    })?;
    Ok(())
}

/// Sends a property of the recording: any set of components under a name, which is one part of a path.
#[pyfunction]
#[pyo3(signature = (name, values, recording=None))]
fn send_property(
    py: Python<'_>,
    name: &str,
    values: &Bound<'_, PyAny>,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    let native = recording.and_then(|recording| recording.cast::<Recording>().ok());
    guarded(py, "send_property", None, native, || {
        let mut batches = Vec::new();
        append(values, &mut batches)?;
        let Some(stream) = resolve(recording)? else {
            return Ok(());
        };
        let path = EntityPath::new(vec![
            EntityPathPart::new("__properties"),
            EntityPathPart::new(name),
        ]);
        py.detach(|| stream.log_serialized_batches(path, true, batches))
            .map_err(runtime_error)
    })?;
    Ok(())
}

/// Names the recording, for people.
#[pyfunction]
#[pyo3(signature = (name, recording=None))]
fn send_recording_name(
    py: Python<'_>,
    name: &str,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    match resolve(recording)? {
        Some(stream) => py
            .detach(|| stream.send_recording_name(name))
            .map_err(runtime_error),
        None => Ok(()),
    }
}

/// Says when the recording started, in nanoseconds since the Unix epoch.
#[pyfunction]
#[pyo3(signature = (nanos, recording=None))]
fn send_recording_start_time_nanos(
    py: Python<'_>,
    nanos: i64,
    recording: Option<&Bound<'_, PyAny>>,
) -> PyResult<()> {
    match resolve(recording)? {
        Some(stream) => py
            .detach(|| {
                stream.send_recording_start_time(rushes_core::Timestamp::from_nanos_since_epoch(
                    nanos,
                ))
            })
            .map_err(runtime_error),
        None => Ok(()),
    }
}

/// One part of an entity path, with a backslash before all that has a meaning there.
#[pyfunction]
fn escape_entity_path_part(part: &str) -> String {
    EntityPathPart::new(part).escaped_string()
}

/// The path of these parts, each escaped.
#[pyfunction]
fn new_entity_path(entity_path: &Bound<'_, PyList>) -> PyResult<String> {
    let path = self::entity_path(entity_path.as_any())?;
    Ok(path.to_string())
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    for function in [
        wrap_pyfunction!(log_row, module)?,
        wrap_pyfunction!(send_property, module)?,
        wrap_pyfunction!(send_recording_name, module)?,
        wrap_pyfunction!(send_recording_start_time_nanos, module)?,
        wrap_pyfunction!(escape_entity_path_part, module)?,
        wrap_pyfunction!(new_entity_path, module)?,
    ] {
        module.add_function(function)?;
    }
    Ok(())
}
