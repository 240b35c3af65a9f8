//! Lenses before another sink.

use std::time::Duration;

use rushes_chunk::Chunk;
use rushes_core::{StoreId, StoreKind};
use rushes_lenses::Lenses;
use rushes_rrd::BlueprintActivation;

use super::{LogSink, SinkFlushError};
use crate::{ChunkBatcherConfig, LogMsg};

/// Applies lenses to what goes to another sink.
///
/// Blueprints, and the properties of the recording, pass as they are.
///
/// ```
/// use rushes_lenses::{Lens, Lenses, OutputMode};
/// use rushes_sdk::RecordingStreamBuilder;
/// use rushes_sdk::sink::{FileSink, LensesSink};
///
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("robot.rrd");
/// // The log goes to another entity; what else there is, where it was.
/// let lens = Lens::derive("TextLog:text")
///     .output_entity("/all_text")
///     .to_component(rushes_types::archetypes::TextLog::descriptor_text(), ".")
///     .build()?;
/// let lenses = Lenses::new(OutputMode::ForwardUnmatched).with_lens(lens);
/// let sink = LensesSink::new(FileSink::new(path)?, lenses);
/// let rec = RecordingStreamBuilder::new("robot").set_sinks((sink,))?;
/// rec.log("arm", &rushes_types::archetypes::TextLog::new("moves"))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct LensesSink<S> {
    sink: S,
    lenses: Lenses,
    is_strict: bool,
}

impl<S: LogSink> LensesSink<S> {
    /// Applies `lenses` to what goes to `sink`.
    pub fn new(sink: S, lenses: Lenses) -> Self {
        Self {
            sink,
            lenses,
            is_strict: false,
        }
    }

    /// What is to become of a chunk that lacks something because a lens does not fit its data. By
    /// default it goes to the sink without that, with a warning. If this is strict it does not, and
    /// that is an error: in the log, for logging itself never waits for sinks.
    #[must_use]
    pub fn strict(mut self, is_strict: bool) -> Self {
        self.is_strict = is_strict;
        self
    }

    fn apply(&self, store_id: &StoreId, chunk: &Chunk) -> Vec<LogMsg> {
        let mut applied = self.lenses.apply(chunk);
        if !self.is_strict {
            applied.chunks.append(&mut applied.partial);
        }
        for error in &applied.errors {
            let entity = chunk.entity_path();
            if self.is_strict {
                log::error!("lost what a lens makes of {entity}: {error}");
            } else {
                log::warn!("a lens does not fit {entity}: {error}");
            }
        }
        let chunks = applied.chunks.into_iter();
        chunks
            .map(|chunk| LogMsg::Chunk(store_id.clone(), chunk))
            .collect()
    }

    /// What the message becomes.
    fn through_lenses(&self, message: LogMsg) -> Vec<LogMsg> {
        if message.store_id().kind() == StoreKind::Blueprint {
            return vec![message];
        }
        match message.to_chunk() {
            Ok(Some(chunk)) if !chunk.entity_path().is_property() => {
                self.apply(message.store_id(), &chunk)
            }
            Ok(_) => vec![message],
            Err(error) => {
                log::error!("lost a chunk of {:?}: {error}", message.store_id());
                Vec::new()
            }
        }
    }
}

impl<S: LogSink> LogSink for LensesSink<S> {
    fn send(&self, message: LogMsg) {
        for message in self.through_lenses(message) {
            self.sink.send(message);
        }
    }

    fn send_all(&self, messages: Vec<LogMsg>) {
        let messages = messages.into_iter();
        let messages = messages.flat_map(|message| self.through_lenses(message));
        self.sink.send_all(messages.collect());
    }

    fn drain_backlog(&self) -> Vec<LogMsg> {
        self.sink.drain_backlog()
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.sink.flush_blocking(timeout)
    }

    fn flush_durable(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.sink.flush_durable(timeout)
    }

    fn send_blueprint(&self, blueprint: Vec<LogMsg>, activation: BlueprintActivation) {
        self.sink.send_blueprint(blueprint, activation);
    }

    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        self.sink.default_batcher_config()
    }

    fn defers_finalization_to_shutdown(&self) -> bool {
        self.sink.defers_finalization_to_shutdown()
    }

    fn finalize_deferred_in_place(&self) -> bool {
        self.sink.finalize_deferred_in_place()
    }

    fn finish(&self) {
        self.sink.finish();
    }
}
