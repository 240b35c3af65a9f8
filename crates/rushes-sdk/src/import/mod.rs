//! Files of other formats into a stream: by importers, which a program registers.
//!
//! This crate knows no format itself. Read in this order: this file (what an importer is), then
//! `run` (how a file is offered to all of them).

mod run;

use std::borrow::Cow;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use crossbeam_channel::Sender;
use parking_lot::RwLock;
use rushes_chunk::Chunk;
use rushes_core::{ApplicationId, EntityPath, RecordingId, StoreId, TimePoint, TimeType};
use rushes_rrd::ArrowMsg;

use crate::LogMsg;
pub(crate) use run::{Feed, Running, Source, start};

/// What the names of programs start with that import files, where they are in the `PATH`.
pub const EXTERNAL_IMPORTER_PREFIX: &str = "rerun-importer-";
/// The exit code by which such a program says that a file is none for it.
pub const EXTERNAL_IMPORTER_INCOMPATIBLE_EXIT_CODE: i32 = 66;

/// What an importer is called in messages.
pub type ImporterName = String;

/// Turns files into data.
///
/// A file is offered to all importers at once. One that cannot read it fails with
/// [`ImporterError::Incompatible`] before it has sent anything.
pub trait Importer: Send + Sync {
    /// What it is called.
    fn name(&self) -> ImporterName;

    /// Sends what is in a file, or in a folder.
    ///
    /// # Errors
    /// [`ImporterError::Incompatible`] where this is not a file for this importer; anything else
    /// if it is, but cannot be read.
    fn import_from_path(
        &self,
        settings: &ImporterSettings,
        path: PathBuf,
        data: Sender<ImportedData>,
    ) -> Result<(), ImporterError>;

    /// Sends what a file holds. The path only gives the name.
    ///
    /// # Errors
    /// As [`Self::import_from_path`].
    fn import_from_file_contents(
        &self,
        settings: &ImporterSettings,
        path: PathBuf,
        contents: Cow<'_, [u8]>,
        data: Sender<ImportedData>,
    ) -> Result<(), ImporterError>;
}

/// What an importer sends. Chunks of the recording that [`ImporterSettings`] name belong to the
/// stream; others are of another recording.
#[derive(Clone, Debug)]
pub enum ImportedData {
    /// A chunk.
    Chunk(ImporterName, StoreId, Chunk),
    /// A chunk that is packed already.
    ArrowMsg(ImporterName, StoreId, ArrowMsg),
    /// Any message.
    LogMsg(ImporterName, LogMsg),
}

impl ImportedData {
    /// The data as a message.
    pub fn into_message(self) -> LogMsg {
        match self {
            Self::Chunk(_, store_id, chunk) => LogMsg::Chunk(store_id, chunk),
            Self::ArrowMsg(_, store_id, message) => LogMsg::Arrow(ArrowMsg {
                store_id,
                ..message
            }),
            Self::LogMsg(_, message) => message,
        }
    }
}

/// Where imported data belongs.
#[derive(Clone, Debug)]
pub struct ImporterSettings {
    /// The application, if known.
    pub application_id: Option<ApplicationId>,
    /// The recording.
    pub recording_id: RecordingId,
    /// The recording that a viewer has open.
    pub opened_store_id: Option<StoreId>,
    /// Whether a store info is to be sent in any case.
    pub force_store_info: bool,
    /// What stands before all entity paths.
    pub entity_path_prefix: Option<EntityPath>,
    /// The times of rows that have none of their own; static ones have none.
    pub timepoint: Option<TimePoint>,
    /// Nanoseconds that are added to timestamps.
    pub timestamp_offset_ns: Option<i64>,
    /// What timelines become whose type the file leaves open.
    pub timeline_type: TimeType,
}

impl ImporterSettings {
    /// The recording that data belongs to.
    pub fn store_id(&self) -> StoreId {
        let application_id = self.application_id.clone();
        StoreId::recording(
            application_id.unwrap_or_else(ApplicationId::unknown),
            self.recording_id.clone(),
        )
    }

    /// The settings as options of a command line, as programs that import get them.
    pub fn to_cli_args(&self) -> Vec<String> {
        let mut args = Vec::new();
        let mut add = |option: &str, value: String| args.extend([option.to_owned(), value]);
        if let Some(application_id) = &self.application_id {
            add("--application-id", application_id.to_string());
        }
        add("--recording-id", self.recording_id.to_string());
        if let Some(opened) = &self.opened_store_id {
            add(
                "--opened-application-id",
                opened.application_id().to_string(),
            );
            add("--opened-recording-id", opened.recording_id().to_string());
        }
        if let Some(prefix) = &self.entity_path_prefix {
            add("--entity-path-prefix", prefix.to_string());
        }
        let Some(timepoint) = &self.timepoint else {
            return args;
        };
        for (name, cell) in timepoint.iter() {
            let value = format!("{name}={}", cell.as_i64());
            let options: &[&str] = match cell.typ() {
                TimeType::Sequence => &["--time_sequence", "--sequence"],
                TimeType::DurationNs => &["--time_duration_nanos", "--time"],
                TimeType::TimestampNs => &["--time_timestamp_nanos"],
            };
            options.iter().for_each(|option| add(option, value.clone()));
        }
        if timepoint.is_static() {
            args.extend(["--timeless".to_owned(), "--static".to_owned()]);
        }
        args
    }
}

/// Importing failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImporterError {
    /// Reading failed.
    #[error(transparent)]
    IO(#[from] io::Error),

    /// The data does not make a chunk.
    #[error(transparent)]
    Chunk(#[from] rushes_chunk::Error),

    /// A stream inside of the file cannot be read.
    #[error(transparent)]
    Decode(#[from] rushes_rrd::Error),

    /// No importer takes the file: register one.
    #[error("No importer support for {0:?}")]
    Incompatible(PathBuf),

    /// The file cannot be opened.
    #[error("{path:?}: {source}")]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },

    /// Something else.
    #[error(transparent)]
    Other(Box<dyn std::error::Error + Send + Sync>),
}

static IMPORTERS: LazyLock<RwLock<Vec<Arc<dyn Importer>>>> = LazyLock::new(RwLock::default);

/// Adds an importer, for all streams of this program.
pub fn register_custom_importer(importer: impl Importer + 'static) {
    IMPORTERS.write().push(Arc::new(importer));
}

fn importers() -> Vec<Arc<dyn Importer>> {
    IMPORTERS.read().clone()
}
