//! Properties of the recording: static data on `/__properties` and below.

use rushes_chunk::Chunk;
use rushes_core::{ChunkId, EntityPath, RowId, TimePoint, Timestamp};
use rushes_types::AsComponents;
use rushes_types::archetypes::RecordingInfo;

use super::RecordingStream;
use crate::RecordingStreamResult;

const PROPERTIES: &str = "__properties";

impl RecordingStream {
    /// Sends a property, which is any set of components under a name.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn send_property<AS: ?Sized + AsComponents>(
        &self,
        name: impl Into<String>,
        values: &AS,
    ) -> RecordingStreamResult<()> {
        let name = EntityPath::from(name.into());
        self.log_static(EntityPath::from(PROPERTIES).join(&name), values)
    }

    /// Names the recording, for people.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn send_recording_name(&self, name: impl Into<String>) -> RecordingStreamResult<()> {
        let info = RecordingInfo::update_fields().with_name(name.into());
        self.log_static(PROPERTIES, &info)
    }

    /// Says when the recording started.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn send_recording_start_time(
        &self,
        timestamp: impl Into<Timestamp>,
    ) -> RecordingStreamResult<()> {
        let nanos = timestamp.into().nanos_since_epoch();
        let info = RecordingInfo::update_fields().with_start_time(nanos);
        self.log_static(PROPERTIES, &info)
    }

    /// The first chunk of a recording: it comes before all rows, and does not count as one.
    pub(super) fn send_recording_info(&self, info: &RecordingInfo) -> RecordingStreamResult<()> {
        let batches = info.as_serialized_batches();
        if !batches.is_empty() {
            let id = ChunkId::new();
            let row_id = RowId::from_tuid(id.tuid().next());
            let chunk = Chunk::builder_with_id(id, PROPERTIES)
                .with_row(row_id, &TimePoint::STATIC, batches)
                .build()?;
            self.send_chunk(chunk);
        }
        Ok(())
    }
}
