//! Reading RRD files, whole or chunk by chunk.

use std::fs::File;
use std::path::PathBuf;

use parking_lot::Mutex;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use rushes_core::{ApplicationId, RecordingId, StoreId, StoreInfo, StoreKind, StoreSource};
use rushes_rrd::{
    ChunkIndex, Encoder, EncoderOptions, Item, Limits, Message, MessageReader, RrdFile,
    SetStoreInfo,
};

use super::NativeChunk;
use crate::errors::runtime_error;

/// A store in a file.
#[pyclass(frozen, eq, hash, module = "rushes._rushes")]
#[derive(PartialEq, Eq, Hash)]
pub(crate) struct NativeStoreEntry(StoreId);

#[pymethods]
impl NativeStoreEntry {
    /// `recording` or `blueprint`.
    #[getter]
    fn kind(&self) -> &'static str {
        match self.0.kind() {
            StoreKind::Recording => "recording",
            StoreKind::Blueprint => "blueprint",
        }
    }

    /// The id of the application.
    #[getter]
    fn application_id(&self) -> String {
        self.0.application_id().as_str().to_owned()
    }

    /// The id of the recording.
    #[getter]
    fn recording_id(&self) -> String {
        self.0.recording_id().as_str().to_owned()
    }
}

/// A file, by its index where it has one.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct NativeReader {
    path: PathBuf,
    /// `None` for a file without an index, which is read as a whole.
    file: Option<RrdFile>,
    stores: Vec<StoreId>,
}

fn failed(path: &std::path::Path, error: impl std::fmt::Display) -> PyErr {
    PyRuntimeError::new_err(format!(
        "Failed to read RRD file at {}: {error}",
        path.display()
    ))
}

/// All stores that the messages of a file are about, in order.
fn scan(path: &std::path::Path) -> PyResult<Vec<StoreId>> {
    let mut reader =
        MessageReader::open(path, Limits::default()).map_err(|error| failed(path, error))?;
    let mut stores: Vec<StoreId> = Vec::new();
    while let Some(item) = reader.next_item().map_err(|error| failed(path, error))? {
        if let Item::Message { message, .. } = item
            && !stores.contains(message.store_id())
        {
            stores.push(message.store_id().clone());
        }
    }
    Ok(stores)
}

#[pymethods]
impl NativeReader {
    #[new]
    fn new(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        if !path.is_file() {
            return Err(PyValueError::new_err(format!(
                "RRD file not found: {}",
                path.display()
            )));
        }
        py.detach(|| {
            let file =
                RrdFile::open(&path, Limits::default()).map_err(|error| failed(&path, error))?;
            let stores = match &file {
                Some(file) => {
                    let manifests = file.manifests().iter();
                    manifests
                        .map(|manifest| manifest.store_id().clone())
                        .collect()
                }
                None => scan(&path)?,
            };
            Ok(Self { path, file, stores })
        })
    }

    /// Whether the file has an index.
    #[getter]
    fn has_index(&self) -> bool {
        self.file.is_some()
    }

    /// The stores, in the order of the file.
    fn stores(&self) -> Vec<NativeStoreEntry> {
        self.stores.iter().cloned().map(NativeStoreEntry).collect()
    }

    /// The number of chunks of a store; `None` without an index.
    fn num_chunks(&self, store: &NativeStoreEntry) -> Option<usize> {
        let file = self.file.as_ref()?;
        let mut manifests = file.manifests().iter();
        let manifest = manifests.find(|manifest| manifest.store_id() == &store.0)?;
        Some(manifest.num_chunks())
    }

    /// The chunks of a store, one after the other.
    fn chunks(slf: Py<Self>, py: Python<'_>, store: &NativeStoreEntry) -> PyResult<NativeChunks> {
        let this = slf.get();
        let source = match &this.file {
            Some(file) => {
                let mut manifests = file.manifests().iter();
                let manifest = manifests.find(|manifest| manifest.store_id() == &store.0);
                let mut chunks: Vec<ChunkIndex> = manifest
                    .map(|manifest| manifest.chunks().collect())
                    .unwrap_or_default();
                chunks.reverse();
                Source::Indexed(slf.clone_ref(py), chunks)
            }
            None => {
                let reader = MessageReader::open(&this.path, Limits::default());
                let reader = reader.map_err(|error| failed(&this.path, error))?;
                Source::Stream(store.0.clone(), Box::new(reader))
            }
        };
        Ok(NativeChunks(Mutex::new(source)))
    }
}

/// The chunks of a store, one after the other.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct NativeChunks(Mutex<Source>);

enum Source {
    /// What is still to be read, the next one last.
    Indexed(Py<NativeReader>, Vec<ChunkIndex>),
    Stream(StoreId, Box<MessageReader<File>>),
}

impl Source {
    fn next(&mut self) -> PyResult<Option<NativeChunk>> {
        match self {
            Self::Indexed(reader, chunks) => {
                let (Some(index), Some(file)) = (chunks.pop(), &reader.get().file) else {
                    return Ok(None);
                };
                let chunk = file.read_chunk(&index).map_err(runtime_error)?;
                Ok(Some(NativeChunk(chunk)))
            }
            Self::Stream(store, reader) => loop {
                let Some(item) = reader.next_item().map_err(runtime_error)? else {
                    return Ok(None);
                };
                match item {
                    Item::Message {
                        message: Message::Arrow(arrow),
                        ..
                    } if arrow.store_id == *store => {
                        let chunk = arrow.to_chunk(&Limits::default()).map_err(runtime_error)?;
                        return Ok(Some(NativeChunk(chunk)));
                    }
                    Item::Damage(damage) => {
                        log::warn!("a part of the file is lost: {damage:?}");
                    }
                    _ => {}
                }
            },
        }
    }
}

#[pymethods]
impl NativeChunks {
    fn __iter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<NativeChunk>> {
        py.detach(|| self.0.lock().next())
    }
}

/// Writes a file of one recording, chunk by chunk.
#[pyclass(frozen, module = "rushes._rushes")]
pub(crate) struct RrdWriter {
    store: StoreId,
    encoder: Mutex<Option<Encoder<std::io::BufWriter<File>>>>,
}

#[pymethods]
impl RrdWriter {
    #[new]
    fn new(path: PathBuf, application_id: &str, recording_id: &str) -> PyResult<Self> {
        let application =
            ApplicationId::try_new(application_id).map_err(crate::errors::value_error)?;
        let store = StoreId::recording(application, RecordingId::from(recording_id));
        let file = File::create(&path).map_err(|error| {
            runtime_error(format!(
                "Failed to create file: {error}, path: {}",
                path.display()
            ))
        })?;
        let file = std::io::BufWriter::new(file);
        let mut encoder = Encoder::new(file, EncoderOptions::default()).map_err(runtime_error)?;
        let info = StoreInfo::of_this_version(store.clone(), StoreSource::Unknown);
        let row_id = rushes_core::RowId::new();
        encoder
            .write(&Message::SetStoreInfo(SetStoreInfo { row_id, info }))
            .map_err(runtime_error)?;
        Ok(Self {
            store,
            encoder: Mutex::new(Some(encoder)),
        })
    }

    /// Adds a chunk.
    fn write(&self, py: Python<'_>, chunk: &NativeChunk) -> PyResult<()> {
        py.detach(|| match self.encoder.lock().as_mut() {
            Some(encoder) => encoder
                .write_chunk(&self.store, chunk.0.clone())
                .map_err(runtime_error),
            None => Err(PyValueError::new_err("the file is finished already")),
        })
    }

    /// Writes the index at the end.
    fn finish(&self, py: Python<'_>) -> PyResult<()> {
        use std::io::Write as _;
        py.detach(|| match self.encoder.lock().take() {
            Some(encoder) => {
                let mut file = encoder.finish().map_err(runtime_error)?;
                file.flush().map_err(runtime_error)
            }
            None => Ok(()),
        })
    }
}

pub(super) fn add(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add_class::<NativeStoreEntry>()?;
    module.add_class::<NativeReader>()?;
    module.add_class::<NativeChunks>()?;
    module.add_class::<RrdWriter>()
}
