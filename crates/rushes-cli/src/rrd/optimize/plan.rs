//! Which chunks belong together, by what the inputs' indices say of them.

use std::collections::HashMap;
use std::sync::Arc;

use rushes_core::{EntityPath, StoreId};
use rushes_rrd::ChunkIndex;
use rushes_store::optimize::{ChunkFacts, GroupKind, Planner, Settings};

use crate::rrd::gather::{Store, Superseded};
use crate::rrd::piece::{Ahead, PIECE_BYTES, Piece, Source};
use crate::sort::{Sorted, Sorter};

/// A group, a time and a piece.
pub const RECORD: usize = 12 + PIECE_BYTES;

/// What is to be done with the chunks of a store.
pub struct Plan {
    /// The chunks by group and time.
    pub records: Sorted<RECORD>,
    /// What the groups are.
    pub planner: Planner,
    /// The videos that are cut anew.
    pub videos: HashMap<u32, Video>,
}

/// What is known of a video besides its samples.
#[derive(Default)]
pub struct Video {
    /// Chunks that mark keyframes and hold nothing else.
    pub labels: Vec<Piece>,
    /// Chunks that name the codec, in the order of their times; static ones last, for they count.
    pub codecs: Vec<(bool, i64, Piece)>,
}

/// The group and the piece of a record.
pub fn parse(record: &[u8; RECORD]) -> (u32, Piece) {
    let group = record.first_chunk().copied().unwrap_or_default();
    let piece = record.last_chunk().copied().unwrap_or([0; PIECE_BYTES]);
    (u32::from_be_bytes(group), Piece::from_bytes(&piece))
}

fn record(group: u32, time: i64, piece: Piece) -> [u8; RECORD] {
    // With the sign turned, bytes sort like numbers.
    let time = (time as u64) ^ (1 << 63);
    let mut record = [0; RECORD];
    let bytes = group.to_be_bytes().into_iter().chain(time.to_be_bytes());
    let bytes = bytes.chain(piece.to_bytes());
    record
        .iter_mut()
        .zip(bytes)
        .for_each(|(to, from)| *to = from);
    record
}

/// The component that names the codec of a video.
const CODEC: &str = "VideoStream:codec";

impl Plan {
    /// Plans a store.
    pub fn of(
        store_id: &StoreId,
        store: &mut Store,
        superseded: &Superseded,
        sources: &[Arc<Source>],
        settings: &Settings,
    ) -> anyhow::Result<Self> {
        let mut planner = Planner::default();
        let mut sorter = Sorter::default();
        // Few chunks mark keyframes or name codecs; what they belong to is known only in the end.
        let mut labels: Vec<(EntityPath, u32, i64, Piece)> = Vec::new();
        let mut codecs: Vec<(EntityPath, bool, i64, Piece)> = Vec::new();
        let mut add = |piece: Piece, index: &ChunkIndex| -> anyhow::Result<()> {
            let place = planner.place(&facts(index));
            let names_codec = |name: &str| name == CODEC;
            let components = index.columns.iter().map(|it| &it.descriptor.component);
            if settings.rebatch_videos && components.clone().any(|it| names_codec(it.as_str())) {
                let is_static = index.is_static;
                codecs.push((index.entity_path.clone(), is_static, place.time, piece));
            }
            let group = planner.groups().get(place.group as usize);
            if settings.rebatch_videos && group.is_some_and(|it| it.kind == GroupKind::Own) {
                labels.push((index.entity_path.clone(), place.group, place.time, piece));
                return Ok(());
            }
            Ok(sorter.push(record(place.group, place.time, piece))?)
        };
        let superseded = superseded.get(store_id);
        let mut ahead = Ahead::default();
        // Only what has no index is decoded, and read in the order of the files.
        store.each_kept(superseded, |piece| {
            let Some(source) = sources.get(piece.source as usize) else {
                return Ok(());
            };
            add(piece, &piece.index(store_id, source, &mut ahead)?)
        })?;
        let mut videos: HashMap<u32, Video> = HashMap::new();
        let mut groups = planner.videos();
        groups.retain(|_, _| settings.rebatch_videos);
        groups
            .values()
            .for_each(|group| drop(videos.insert(*group, Video::default())));
        for (entity, group, time, piece) in labels {
            match groups.get(&entity).and_then(|it| videos.get_mut(it)) {
                Some(video) => video.labels.push(piece),
                None => sorter.push(record(group, time, piece))?,
            }
        }
        for (entity, is_static, time, piece) in codecs {
            if let Some(video) = groups.get(&entity).and_then(|it| videos.get_mut(it)) {
                video.codecs.push((is_static, time, piece));
            }
        }
        videos
            .values_mut()
            .for_each(|video| video.codecs.sort_by_key(|it| (it.0, it.1)));
        Ok(Self {
            records: sorter.sorted()?,
            planner,
            videos,
        })
    }
}

fn facts(index: &ChunkIndex) -> ChunkFacts<'_> {
    let timelines = index.timelines.iter();
    let mut timelines: Vec<_> = timelines.map(|span| (&span.timeline, span.range)).collect();
    timelines.sort_by_key(|(timeline, _)| timeline.name());
    ChunkFacts {
        entity_path: &index.entity_path,
        timelines: if index.is_static {
            Vec::new()
        } else {
            timelines
        },
        components: index.columns.iter().map(|it| &it.descriptor).collect(),
    }
}
