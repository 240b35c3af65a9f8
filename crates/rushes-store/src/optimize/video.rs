//! Video cut where decoding can start, and its keyframes marked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{UInt8Type, UInt32Type};
use arrow_array::{Array, ArrayRef, BooleanArray};
use rushes_chunk::{Chunk, SerializedComponentBatch, TimeColumn};
use rushes_core::{ChunkId, ComponentDescriptor, ComponentIdentifier, Timeline};

use super::batcher::Batcher;
use super::gop::{self, Rows, Sample};
use super::planner::best_timeline;
use super::{Settings, join};
use crate::video::Codec;

/// The component of encoded samples.
pub(super) const SAMPLE: &str = "VideoStream:sample";
const CODEC: &str = "VideoStream:codec";
const IS_KEYFRAME: &str = "VideoStream:is_keyframe";
const ARCHETYPE: &str = "rerun.archetypes.VideoStream";
const KEYFRAME_TYPE: &str = "rerun.components.IsKeyframe";
/// The timeline that says best in which order samples were taken.
const MESSAGE_TIME: &str = "message_log_time";

/// What is known of the video of one entity, but its samples.
#[derive(Clone, Debug, Default)]
pub struct VideoGroup {
    /// How many chunks have samples.
    pub num_chunks: u32,
    /// How samples are encoded, where that is said apart from them.
    pub codec: Option<Codec>,
    /// The chunks that say which samples are keyframes, and nothing else.
    pub labels: Vec<Chunk>,
}

/// Why the video of an entity was left as it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Skipped {
    /// A chunk is not in the order of its times.
    #[error("its samples are not in the order of {0:?}")]
    Unsorted(String),
    /// Nothing says how samples are encoded, or something unknown does.
    #[error("its codec is not known")]
    UnknownCodec,
    /// The keyframes that are marked are not those that there are.
    #[error(
        "its keyframes are not those that `VideoStream:is_keyframe` marks; \
         fixing keyframes marks them anew"
    )]
    Labels,
}

/// The codec that a chunk names last; `None` when it names none, or an unknown one.
pub fn codec_of(chunk: &Chunk) -> Option<Codec> {
    let list = &chunk
        .component(&ComponentIdentifier::from(CODEC))?
        .list_array;
    let row = (0..list.len()).rev().find(|row| list.is_valid(*row))?;
    let codes = list.value(row);
    let codes = codes.as_primitive_opt::<UInt32Type>()?;
    Codec::from_fourcc(*codes.values().first()?)
}

/// Rewrites the samples of one entity: each chunk starts with a keyframe and holds whole groups of
/// pictures, and the keyframes are marked in a chunk of their own. The chunks of `load` all have the
/// same timelines, and are numbered in the order of their times.
///
/// The samples themselves are loaded twice, first all of them to find the keyframes; what is known
/// of each is 24 bytes.
///
/// # Errors
/// Those of `load` and `emit`, and when Arrow fails. Before the outer result is `Ok(Err(_))`, nothing
/// has been emitted.
pub fn rebatch_video<E: From<rushes_chunk::Error>>(
    group: &VideoGroup,
    settings: &Settings,
    mut load: impl FnMut(u32) -> Result<Chunk, E>,
    mut emit: impl FnMut(Chunk) -> Result<(), E>,
) -> Result<Result<(), Skipped>, E> {
    let mut found = Found::default();
    for index in 0..group.num_chunks {
        let chunk = load(index)?;
        found.codec = group.codec.or_else(|| codec_of(&chunk)).or(found.codec);
        if let Err(skipped) = found.add(index, &chunk) {
            return Ok(Err(skipped));
        }
    }
    let Some(timeline) = found.timeline.clone() else {
        return Ok(Ok(()));
    };
    let mut labels = Labels::default();
    for chunk in &group.labels {
        labels.add(chunk, &timeline);
    }
    labels.append(&found.labels);
    let detected = found.keyframes.get(&timeline);
    let detected: BTreeSet<i64> = detected.into_iter().flatten().copied().collect();
    let is_labelled = !labels.times.is_empty() || labels.has_false;
    if is_labelled && !settings.fix_keyframes && (labels.has_false || labels.times != detected) {
        return Ok(Err(Skipped::Labels));
    }
    // Stable, so that samples of the same time stay in the order of chunks and rows.
    found.samples.sort_by_key(|sample| sample.time);
    let mut loaded = Loaded::default();
    for rows in gop::batches(&found.samples, settings.max_bytes) {
        loaded.keep_only(&rows);
        let mut parts = Vec::new();
        for Rows { chunk, start, len } in rows {
            let whole = loaded.get(chunk, &mut load)?;
            let part = whole.sliced(start as usize, len as usize)?;
            parts.push(without_labels(part)?);
        }
        // Thick and thin columns of the same rows go apart here, too, but no rows are cut.
        let joined = match parts.as_slice() {
            [part] => part.clone(),
            parts => join::joined(parts)?,
        };
        let mut columns = Batcher::columns_only(settings);
        let mut batches = columns.push(joined)?;
        batches.extend(columns.finish());
        for batch in batches {
            emit(batch.into_chunk()?)?;
        }
    }
    let are_apart = is_labelled && found.labels.times.is_empty();
    if are_apart && !settings.fix_keyframes {
        let mut batcher = Batcher::new(settings.clone());
        for chunk in &group.labels {
            for batch in batcher.push(chunk.clone())? {
                emit(batch.into_chunk()?)?;
            }
        }
        for batch in batcher.finish() {
            emit(batch.into_chunk()?)?;
        }
    } else if !detected.is_empty() {
        emit(found.label_chunk()?)?;
    }
    Ok(Ok(()))
}

/// What the samples are.
#[derive(Default)]
struct Found {
    codec: Option<Codec>,
    entity: Option<rushes_core::EntityPath>,
    timeline: Option<Timeline>,
    samples: Vec<Sample>,
    /// The times of keyframes, on all timelines.
    keyframes: BTreeMap<Timeline, Vec<i64>>,
    /// Labels beside samples.
    labels: Labels,
}

impl Found {
    fn add(&mut self, index: u32, chunk: &Chunk) -> Result<(), Skipped> {
        let codec = self.codec.ok_or(Skipped::UnknownCodec)?;
        self.entity = Some(chunk.entity_path().clone());
        let timelines = chunk.timelines().values();
        let message_time = timelines
            .clone()
            .find(|it| it.timeline().name().as_str() == MESSAGE_TIME);
        let best = match message_time {
            Some(column) => Some(column.timeline()),
            None => best_timeline(timelines.map(TimeColumn::timeline)),
        };
        let column = best.and_then(|best| chunk.timelines().get(best.name()));
        let Some(times) = column else {
            return Ok(());
        };
        if !times.is_sorted() {
            return Err(Skipped::Unsorted(times.timeline().name().to_string()));
        }
        self.timeline = best.cloned();
        self.labels.add(chunk, times.timeline());
        let Some(samples) = chunk.component(&ComponentIdentifier::from(SAMPLE)) else {
            return Ok(());
        };
        for (row, time) in times.times().iter().enumerate() {
            let cell = samples
                .list_array
                .is_valid(row)
                .then(|| samples.list_array.value(row));
            let is_keyframe = cell
                .as_ref()
                .and_then(with_bytes)
                .is_some_and(|(array, range)| {
                    codec.is_keyframe(array.get(range).unwrap_or_default())
                });
            let bytes = cell
                .as_ref()
                .map_or(0, |cell| super::size::array_bytes(cell));
            self.samples.push(Sample {
                chunk: index,
                row: row as u32,
                time: *time,
                bytes: u32::try_from(bytes).unwrap_or(u32::MAX),
                is_keyframe,
            });
            for column in chunk.timelines().values().filter(|_| is_keyframe) {
                let times = self.keyframes.entry(column.timeline().clone());
                times.or_default().extend(column.times().get(row));
            }
        }
        Ok(())
    }

    /// A chunk that marks the keyframes, in the order of their times.
    fn label_chunk(mut self) -> rushes_chunk::Result<Chunk> {
        let timeline = self.timeline.take();
        let best = timeline.as_ref().and_then(|it| self.keyframes.get(it));
        let best = best.cloned().unwrap_or_default();
        let mut order: Vec<usize> = (0..best.len()).collect();
        order.sort_by_key(|at| best.get(*at).copied());
        let timelines = self.keyframes.iter().map(|(timeline, times)| {
            let times = order.iter().filter_map(|at| times.get(*at).copied());
            TimeColumn::new(None, timeline.clone(), times.collect::<Vec<_>>().into())
        });
        let values: ArrayRef = Arc::new(BooleanArray::from(vec![true; best.len()]));
        let descriptor = ComponentDescriptor {
            archetype: Some(ARCHETYPE.into()),
            component: IS_KEYFRAME.into(),
            component_type: Some(KEYFRAME_TYPE.into()),
        };
        let column = SerializedComponentBatch::new(values, descriptor).column_of_unit_batches()?;
        let entity = self
            .entity
            .take()
            .unwrap_or_else(rushes_core::EntityPath::root);
        Chunk::from_auto_row_ids(ChunkId::new(), entity, timelines, [column])
    }
}

/// The bytes that a cell is, and where in them: one instance of bytes, in any of the types that
/// hold some.
fn with_bytes(cell: &ArrayRef) -> Option<(&[u8], std::ops::Range<usize>)> {
    if cell.is_empty() || cell.is_null(0) {
        return None;
    }
    if let Some(bytes) = cell.as_binary_opt::<i32>() {
        return Some((bytes.value(0), 0..bytes.value(0).len()));
    }
    if let Some(bytes) = cell.as_binary_opt::<i64>() {
        return Some((bytes.value(0), 0..bytes.value(0).len()));
    }
    let list = cell.as_list_opt::<i32>()?;
    let bytes = list.values().as_primitive_opt::<UInt8Type>()?;
    let [from, to, ..] = list.value_offsets() else {
        return None;
    };
    Some((bytes.values(), *from as usize..*to as usize))
}

/// What is said of keyframes.
#[derive(Default)]
struct Labels {
    times: BTreeSet<i64>,
    has_false: bool,
}

impl Labels {
    fn add(&mut self, chunk: &Chunk, timeline: &Timeline) {
        let Some(column) = chunk.component(&ComponentIdentifier::from(IS_KEYFRAME)) else {
            return;
        };
        let times = chunk.timelines().get(timeline.name());
        for row in (0..chunk.num_rows()).filter(|row| column.list_array.is_valid(*row)) {
            let cell = column.list_array.value(row);
            let value = cell.as_boolean_opt().filter(|values| !values.is_empty());
            match value.map(|values| values.value(0)) {
                Some(true) => self.times.extend(times.and_then(|it| it.times().get(row))),
                Some(false) => self.has_false = true,
                None => {}
            }
        }
    }

    fn append(&mut self, other: &Self) {
        self.times.extend(&other.times);
        self.has_false |= other.has_false;
    }
}

/// Samples without what is said of keyframes, which gets a chunk of its own.
fn without_labels(chunk: Chunk) -> rushes_chunk::Result<Chunk> {
    let label = ComponentIdentifier::from(IS_KEYFRAME);
    if chunk.component(&label).is_none() {
        return Ok(chunk);
    }
    let columns = chunk.components().iter();
    Chunk::new(
        ChunkId::new(),
        chunk.entity_path().clone(),
        chunk.row_ids_array().clone(),
        chunk.timelines().values().cloned(),
        columns
            .filter(|it| it.descriptor.component != label)
            .cloned(),
    )
}

/// The chunks that the current batch needs.
#[derive(Default)]
struct Loaded(BTreeMap<u32, Chunk>);

impl Loaded {
    fn keep_only(&mut self, rows: &[Rows]) {
        self.0
            .retain(|index, _| rows.iter().any(|it| it.chunk == *index));
    }

    fn get<E>(
        &mut self,
        index: u32,
        load: impl FnOnce(u32) -> Result<Chunk, E>,
    ) -> Result<&Chunk, E> {
        Ok(match self.0.entry(index) {
            std::collections::btree_map::Entry::Occupied(entry) => entry.into_mut(),
            std::collections::btree_map::Entry::Vacant(entry) => entry.insert(load(index)?),
        })
    }
}
