//! Logging rows.

use rushes_chunk::SerializedComponentBatch;
use rushes_core::{EntityPath, RowId, TimePoint, TimelineName};
use rushes_types::AsComponents;

use super::RecordingStream;
use super::inner::{Inner, When};
use crate::batch::Batches;
use crate::{LogMsg, PendingRow, RecordingStreamResult, local};

impl RecordingStream {
    /// Logs one row: the components of `components`, at the times of this thread.
    ///
    /// # Errors
    /// If a component has more instances than a row can hold, which is about two billion.
    pub fn log<AS: ?Sized + AsComponents>(
        &self,
        entity_path: impl Into<EntityPath>,
        components: &AS,
    ) -> RecordingStreamResult<()> {
        self.log_with_static(entity_path, false, components)
    }

    /// Logs one row that holds at all times, whatever else is logged.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn log_static<AS: ?Sized + AsComponents>(
        &self,
        entity_path: impl Into<EntityPath>,
        components: &AS,
    ) -> RecordingStreamResult<()> {
        self.log_with_static(entity_path, true, components)
    }

    /// Logs one row: [`Self::log_static`] or [`Self::log`].
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn log_with_static<AS: ?Sized + AsComponents>(
        &self,
        entity_path: impl Into<EntityPath>,
        is_static: bool,
        components: &AS,
    ) -> RecordingStreamResult<()> {
        self.with("log", |inner| {
            let row_id = RowId::new();
            local::with_batches(|batches| {
                components.append_serialized_batches(batches);
                inner.log_row(entity_path.into(), row_id, is_static, batches)
            })
        })
        .unwrap_or(Ok(()))
    }

    /// Logs one row of components that are serialized already.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn log_serialized_batches(
        &self,
        entity_path: impl Into<EntityPath>,
        is_static: bool,
        batches: impl IntoIterator<Item = SerializedComponentBatch>,
    ) -> RecordingStreamResult<()> {
        self.with("log_serialized_batches", |inner| {
            let row_id = RowId::new();
            local::with_batches(|row| {
                row.extend(batches);
                inner.log_row(entity_path.into(), row_id, is_static, row)
            })
        })
        .unwrap_or(Ok(()))
    }

    /// Logs one row under its own id and at its own times. With `inject_time`, the times of this
    /// thread and of the clock are added, unless the row is at other times there.
    ///
    /// # Errors
    /// As [`Self::log`].
    pub fn record_row(
        &self,
        entity_path: EntityPath,
        row: PendingRow,
        inject_time: bool,
    ) -> RecordingStreamResult<()> {
        self.with("record_row", |inner| {
            let times = if inject_time {
                merged(row.timepoint, inner.now(inner.shared().next_tick()))
            } else {
                row.timepoint
            };
            let mut batches = row.components.into_values().collect();
            inner.record(
                entity_path,
                row.row_id,
                &mut batches,
                When::At(times.into()),
            )
        })
        .unwrap_or(Ok(()))
    }

    /// Sends a message as it is, ahead of rows that wait.
    pub fn record_msg(&self, message: LogMsg) {
        self.with("record_msg", |inner| inner.send(vec![message]));
    }
}

impl Inner {
    fn log_row(
        &self,
        entity_path: EntityPath,
        row_id: RowId,
        is_static: bool,
        batches: &mut Batches,
    ) -> RecordingStreamResult<()> {
        let when = if is_static { When::Static } else { When::Now };
        self.record(entity_path, row_id, batches, when)
    }
}

/// The times of the row, and those of now on other timelines; built-in timelines are always now.
fn merged(times: TimePoint, now: TimePoint) -> TimePoint {
    let mut merged = times;
    for (name, cell) in now {
        if is_built_in(&name) || merged.get(&name).is_none() {
            merged.insert_cell(name, cell);
        }
    }
    merged
}

/// Whether the timeline is not the program's to set.
pub(super) fn is_built_in(timeline: &TimelineName) -> bool {
    *timeline == TimelineName::LOG_TIME || *timeline == TimelineName::LOG_TICK
}
