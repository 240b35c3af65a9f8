//! Sending columns and chunks.

use rushes_chunk::{Chunk, Error, SerializedComponentColumn, TimeColumn};
use rushes_core::{ChunkId, EntityPath, Timeline};

use super::RecordingStream;
use super::inner::Inner;
use super::log::is_built_in;
use crate::{LogMsg, RecordingStreamResult};

impl RecordingStream {
    /// Sends many rows of an entity at once, as columns. Rows are sorted by their times first.
    ///
    /// Neither the times of this thread nor the built-in timelines are added. Without time columns
    /// the rows hold always; readers see the last one.
    ///
    /// # Errors
    /// If the columns differ in length, if there is no component, or if a component or a timeline
    /// occurs twice. Nothing is sent then.
    pub fn send_columns(
        &self,
        entity_path: impl Into<EntityPath>,
        indexes: impl IntoIterator<Item = TimeColumn>,
        columns: impl IntoIterator<Item = SerializedComponentColumn>,
    ) -> RecordingStreamResult<()> {
        self.with("send_columns", |inner| {
            let chunk = chunk_of_columns(
                entity_path.into(),
                indexes.into_iter().collect(),
                columns.into_iter().collect(),
            )?;
            inner.send_chunks([chunk]);
            Ok(())
        })
        .unwrap_or(Ok(()))
    }

    /// Sends a chunk as it is.
    pub fn send_chunk(&self, chunk: Chunk) {
        self.send_chunks([chunk]);
    }

    /// Sends chunks as they are.
    pub fn send_chunks(&self, chunks: impl IntoIterator<Item = Chunk>) {
        self.with("send_chunks", |inner| inner.send_chunks(chunks));
    }

    /// Sends a chunk. Unless it is static, all its rows get the times of this thread and of the
    /// built-in timelines.
    pub fn log_chunk(&self, chunk: Chunk) {
        self.log_chunks([chunk]);
    }

    /// Sends chunks, each as by [`Self::log_chunk`].
    pub fn log_chunks(&self, chunks: impl IntoIterator<Item = Chunk>) {
        self.with("log_chunks", |inner| {
            let chunks = chunks.into_iter().filter_map(|chunk| {
                let (id, entity_path) = (chunk.id(), chunk.entity_path().clone());
                let with_times = inner.with_times_of_now(chunk);
                with_times
                    .map_err(|error| log::error!("lost chunk {id} of {entity_path}: {error}"))
                    .ok()
            });
            inner.send_chunks(chunks);
        });
    }
}

impl Inner {
    pub(super) fn send_chunks(&self, chunks: impl IntoIterator<Item = Chunk>) {
        for chunk in chunks {
            if !chunk.is_empty() {
                let store_id = self.shared().store_id().clone();
                self.send(vec![LogMsg::Chunk(store_id, chunk)]);
            }
        }
    }

    fn with_times_of_now(&self, chunk: Chunk) -> Result<Chunk, Error> {
        let tick = self.shared().take_tick();
        if chunk.is_static() {
            return Ok(chunk);
        }
        let mut timelines = chunk.timelines().clone();
        for (name, cell) in self.now(tick) {
            if is_built_in(&name) || !timelines.contains_key(&name) {
                let times = vec![cell.as_i64(); chunk.num_rows()];
                let timeline = Timeline::new(name.clone(), cell.typ());
                timelines.insert(name, TimeColumn::new(None, timeline, times.into()));
            }
        }
        Chunk::new(
            chunk.id(),
            chunk.entity_path().clone(),
            chunk.row_ids_array().clone(),
            timelines.into_values(),
            chunk.components().iter().cloned(),
        )
    }
}

/// One chunk of the columns, its rows stably sorted by the timelines in the order of their names,
/// and numbered after that: what [`RecordingStream::send_columns`] sends.
///
/// # Errors
/// As there.
pub fn chunk_of_columns(
    entity_path: EntityPath,
    mut indexes: Vec<TimeColumn>,
    columns: Vec<SerializedComponentColumn>,
) -> Result<Chunk, Error> {
    if columns.is_empty() {
        return Err(Error::invalid(format!(
            "{entity_path}: there is no component column; a chunk needs at least one"
        )));
    }
    indexes.sort_by(|a, b| a.timeline().cmp(b.timeline()));
    let order = sorted_rows(&indexes);
    let chunk = Chunk::from_auto_row_ids(ChunkId::new(), entity_path, indexes, columns)?;
    match order {
        None => Ok(chunk),
        Some(order) => {
            let sorted = chunk.taken(&order)?;
            Chunk::from_auto_row_ids(
                ChunkId::new(),
                sorted.entity_path().clone(),
                sorted.timelines().values().cloned(),
                sorted.components().iter().cloned(),
            )
        }
    }
}

/// The order of the rows by time; `None` when they have it already, or when the columns do not
/// have the same length, so that there are no rows.
fn sorted_rows(indexes: &[TimeColumn]) -> Option<Vec<u32>> {
    let (first, others) = indexes.split_first()?;
    let num_rows = first.len();
    if others.iter().any(|column| column.len() != num_rows)
        || (others.is_empty() && first.is_sorted())
    {
        return None;
    }
    let num_rows = u32::try_from(num_rows).ok()?;
    let times_of = |row: u32| {
        let columns = indexes.iter();
        columns.map(move |column| column.times().get(row as usize).copied())
    };
    let is_before = |a: u32, b: u32| times_of(a).le(times_of(b));
    if (1..num_rows).all(|row| is_before(row - 1, row)) {
        return None;
    }
    let mut order: Vec<u32> = (0..num_rows).collect();
    order.sort_by(|a, b| times_of(*a).cmp(times_of(*b)));
    Some(order)
}
