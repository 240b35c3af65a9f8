//! Making streams.

use std::path::PathBuf;

use rushes_core::{
    ApplicationId, RecordingId, StoreId, StoreInfo, StoreKind, StoreSource, Timestamp,
};
use rushes_types::archetypes::RecordingInfo;

use crate::blueprint::{Blueprint, BlueprintActivation, BlueprintOpts};
use crate::sink::{
    BufferedSink, FileSink, FileSinkOptions, ForcedSink, IntoMultiSink, LogSink, MemorySinkStorage,
    stdout_sink,
};
use crate::{
    BatcherHooks, ChunkBatcherConfig, RecordingStream, RecordingStreamResult,
    decide_logging_enabled, forced_sink_path, store_info,
};

/// Makes a [`RecordingStream`].
///
/// ```no_run
/// # use rushes_sdk::RecordingStreamBuilder;
/// let rec = RecordingStreamBuilder::new("my_app").save("my_recording.rrd")?;
/// # Ok::<(), rushes_sdk::RecordingStreamError>(())
/// ```
#[derive(Debug)]
#[must_use]
pub struct RecordingStreamBuilder {
    application_id: ApplicationId,
    kind: StoreKind,
    recording_id: Option<RecordingId>,
    source: Option<StoreSource>,
    default_enabled: bool,
    enabled: Option<bool>,
    send_properties: bool,
    name: Option<String>,
    started: Option<Timestamp>,
    config: Option<ChunkBatcherConfig>,
    hooks: BatcherHooks,
    layout: Option<BlueprintOpts>,
}

impl RecordingStreamBuilder {
    /// A recording of this application, with a random id.
    pub fn new(application_id: impl Into<ApplicationId>) -> Self {
        Self {
            application_id: application_id.into(),
            kind: StoreKind::Recording,
            recording_id: None,
            source: None,
            default_enabled: true,
            enabled: None,
            send_properties: true,
            name: None,
            started: None,
            config: None,
            hooks: BatcherHooks::NONE,
            layout: None,
        }
    }

    /// This recording, or blueprint.
    pub fn from_store_id(store_id: &StoreId) -> Self {
        Self {
            kind: store_id.kind(),
            recording_id: Some(store_id.recording_id().clone()),
            ..Self::new(store_id.application_id().clone())
        }
    }

    /// Whether the stream logs, unless the environment (`RUSHES`, `RERUN`) says otherwise. It does
    /// by default.
    pub fn default_enabled(self, default_enabled: bool) -> Self {
        Self {
            default_enabled,
            ..self
        }
    }

    /// Whether the stream logs, whatever the environment says.
    pub fn enabled(self, enabled: bool) -> Self {
        Self {
            enabled: Some(enabled),
            ..self
        }
    }

    /// Which recording. Streams with the same application and recording id write one recording,
    /// wherever they are.
    pub fn recording_id(self, recording_id: impl Into<RecordingId>) -> Self {
        Self {
            recording_id: Some(recording_id.into()),
            ..self
        }
    }

    /// A name for people; a property of the recording.
    pub fn recording_name(self, name: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            ..self
        }
    }

    /// When the recording started, if not now; a property of the recording.
    pub fn recording_started(self, started: impl Into<Timestamp>) -> Self {
        Self {
            started: Some(started.into()),
            ..self
        }
    }

    /// Whether the recording gets its start time as a property by itself. It does by default.
    pub fn send_properties(self, send_properties: bool) -> Self {
        Self {
            send_properties,
            ..self
        }
    }

    /// When rows become chunks, whatever the sink and the environment would have.
    pub fn batcher_config(self, config: ChunkBatcherConfig) -> Self {
        Self {
            config: Some(config),
            ..self
        }
    }

    /// Functions that watch the rows on their way.
    pub fn batcher_hooks(self, hooks: BatcherHooks) -> Self {
        Self { hooks, ..self }
    }

    /// The layout of the application: shown at once, and returned to when the user resets it.
    pub fn with_blueprint(self, blueprint: Blueprint) -> Self {
        self.with_layout(blueprint, true)
    }

    /// The layout that the application starts with, and returns to when the user resets it.
    pub fn with_default_blueprint(self, blueprint: Blueprint) -> Self {
        self.with_layout(blueprint, false)
    }

    fn with_layout(self, blueprint: Blueprint, make_active: bool) -> Self {
        let activation = BlueprintActivation {
            make_active,
            make_default: true,
        };
        Self {
            layout: Some(BlueprintOpts {
                blueprint,
                activation,
            }),
            ..self
        }
    }

    /// Says which SDK this is.
    #[doc(hidden)]
    pub fn store_source(self, source: StoreSource) -> Self {
        Self {
            source: Some(source),
            ..self
        }
    }

    /// Makes it a blueprint.
    #[doc(hidden)]
    pub fn blueprint(self) -> Self {
        Self {
            kind: StoreKind::Blueprint,
            ..self
        }
    }

    /// A stream that keeps everything until it gets a sink.
    ///
    /// # Errors
    /// If there are no more threads, or the file that the environment forces cannot be written.
    pub fn buffered(self) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| Ok(Box::new(BufferedSink::new())))
    }

    /// A stream into memory, and where its messages can be taken.
    ///
    /// # Errors
    /// If there are no more threads.
    pub fn memory(self) -> RecordingStreamResult<(RecordingStream, MemorySinkStorage)> {
        let stream = if self.is_enabled() {
            self.stream(Box::new(BufferedSink::new()))?
        } else {
            RecordingStream::disabled()
        };
        let storage = stream.memory();
        Ok((stream, storage))
    }

    /// A stream into several sinks at once.
    ///
    /// # Errors
    /// If there are no more threads, or the file that the environment forces cannot be written.
    pub fn set_sinks(self, sinks: impl IntoMultiSink) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| Ok(Box::new(sinks.into_multi_sink())))
    }

    /// A stream into a file, which is created, or emptied. By convention it ends in `.rrd`.
    ///
    /// # Errors
    /// If the file cannot be created, or there are no more threads.
    pub fn save(self, path: impl Into<PathBuf>) -> RecordingStreamResult<RecordingStream> {
        self.save_opts(path, FileSinkOptions::default())
    }

    /// As [`Self::save`], with a say in how the file is written.
    ///
    /// # Errors
    /// If the file cannot be created, or there are no more threads.
    pub fn save_opts(
        self,
        path: impl Into<PathBuf>,
        options: FileSinkOptions,
    ) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| Ok(Box::new(FileSink::with_options(path, options)?)))
    }

    /// A stream to standard output. If that is a terminal, everything is kept instead.
    ///
    /// # Errors
    /// If there are no more threads, or standard output is closed.
    pub fn stdout(self) -> RecordingStreamResult<RecordingStream> {
        self.stdout_opts(FileSinkOptions::default())
    }

    /// As [`Self::stdout`], with a say in how the stream is written.
    ///
    /// # Errors
    /// If there are no more threads, or standard output is closed.
    pub fn stdout_opts(self, options: FileSinkOptions) -> RecordingStreamResult<RecordingStream> {
        self.with_sink(|| Ok(stdout_sink(options)?))
    }

    fn is_enabled(&self) -> bool {
        self.enabled
            .unwrap_or_else(|| decide_logging_enabled(self.default_enabled))
    }

    pub(crate) fn with_sink(
        self,
        sink: impl FnOnce() -> RecordingStreamResult<Box<dyn LogSink>>,
    ) -> RecordingStreamResult<RecordingStream> {
        if !self.is_enabled() {
            return Ok(RecordingStream::disabled());
        }
        let sink = match forced_sink_path() {
            Some(path) => Box::new(ForcedSink::new(path)?),
            None => sink()?,
        };
        self.stream(sink)
    }

    fn stream(self, sink: Box<dyn LogSink>) -> RecordingStreamResult<RecordingStream> {
        let started = self
            .started
            .or_else(|| self.send_properties.then(Timestamp::now));
        let mut properties = RecordingInfo::new();
        if let Some(started) = started {
            properties = properties.with_start_time(started.nanos_since_epoch());
        }
        if let Some(name) = self.name {
            properties = properties.with_name(name);
        }
        let recording_id = self.recording_id.unwrap_or_else(RecordingId::random);
        let store_id = StoreId::new(self.kind, self.application_id, recording_id);
        let source = self.source.unwrap_or_else(store_info::source);
        let stream = RecordingStream::new(
            StoreInfo::of_this_version(store_id, source),
            Some(properties),
            self.config,
            self.hooks,
            sink,
        )?;
        if let Some(layout) = self.layout {
            layout.send(&stream)?;
        }
        Ok(stream)
    }
}
