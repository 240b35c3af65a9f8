//! Importing files.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crossbeam_channel::{Sender, TryRecvError};
use rushes_core::{EntityPath, TimePoint, TimeType};

use super::RecordingStream;
use super::inner::Inner;
use super::shared::Shared;
use super::worker::Command;
use crate::import::{self, Feed, ImporterSettings, Source};
use crate::wait::{self, Wait};
use crate::{LogMsg, RecordingStreamResult, SinkFlushError};

impl RecordingStream {
    /// Imports a file, or a folder, by the importers that the program has
    /// [registered](import::register_custom_importer).
    ///
    /// Returns when one has taken the file; the rest comes in the background. Flushing, and
    /// dropping the stream, waits for it.
    ///
    /// # Errors
    /// If the file is not there, if no importer takes it, or if those that do fail at once.
    pub fn log_file_from_path(
        &self,
        path: impl AsRef<Path>,
        entity_path_prefix: Option<EntityPath>,
        is_static: bool,
    ) -> RecordingStreamResult<()> {
        let source = || Source::Path(path.as_ref().to_owned());
        self.import("log_file_from_path", source, entity_path_prefix, is_static)
    }

    /// Imports what a file holds; the path only gives its name. Otherwise as
    /// [`Self::log_file_from_path`].
    ///
    /// # Errors
    /// As [`Self::log_file_from_path`].
    pub fn log_file_from_contents(
        &self,
        path: impl AsRef<Path>,
        contents: Cow<'_, [u8]>,
        entity_path_prefix: Option<EntityPath>,
        is_static: bool,
    ) -> RecordingStreamResult<()> {
        let source = || Source::Contents(path.as_ref().to_owned(), contents.into_owned().into());
        self.import(
            "log_file_from_contents",
            source,
            entity_path_prefix,
            is_static,
        )
    }

    fn import(
        &self,
        operation: &'static str,
        source: impl FnOnce() -> Source,
        entity_path_prefix: Option<EntityPath>,
        is_static: bool,
    ) -> RecordingStreamResult<()> {
        let timepoint = if is_static {
            TimePoint::STATIC
        } else {
            self.now()
        };
        let import = |inner: &Inner| inner.import(&source(), entity_path_prefix, timepoint);
        self.with(operation, import).unwrap_or(Ok(()))
    }
}

impl Inner {
    fn import(
        &self,
        source: &Source,
        entity_path_prefix: Option<EntityPath>,
        timepoint: TimePoint,
    ) -> RecordingStreamResult<()> {
        let Some(commands) = self.commands() else {
            return Ok(());
        };
        let store_id = self.shared().store_id();
        let settings = ImporterSettings {
            application_id: Some(store_id.application_id().clone()),
            recording_id: store_id.recording_id().clone(),
            opened_store_id: None,
            force_store_info: false,
            entity_path_prefix,
            timepoint: Some(timepoint),
            timestamp_offset_ns: None,
            timeline_type: TimeType::TimestampNs,
        };
        let feed = Hands {
            shared: self.share(),
            commands,
        };
        let running = import::start(source, &settings, feed)?;
        self.imports().lock().push(running);
        Ok(())
    }

    /// Waits for all that is being imported.
    pub(super) fn wait_for_imports(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        let deadline = Instant::now().checked_add(timeout);
        let running = self.imports().lock().clone();
        for running in running {
            let rest = deadline.map_or(Duration::MAX, |deadline| {
                deadline.saturating_duration_since(Instant::now())
            });
            if matches!(wait::receive(&running, rest), Wait::TimedOut) {
                return Err(SinkFlushError::Timeout);
            }
        }
        self.imports()
            .lock()
            .retain(|running| running.try_recv() == Err(TryRecvError::Empty));
        Ok(())
    }
}

/// Hands messages to the worker of a stream, and does not keep the stream alive.
struct Hands {
    shared: Arc<Shared>,
    commands: Sender<Command>,
}

impl Feed for Hands {
    fn feed(&self, message: LogMsg) {
        let cost = message.cost();
        self.shared.message_budget.acquire(cost);
        // Without a worker there is no stream any more.
        drop(self.commands.send(Command::Messages(vec![message], cost)));
    }
}
