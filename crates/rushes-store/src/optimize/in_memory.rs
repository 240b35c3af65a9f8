//! The whole of an optimization, for chunks that are in memory.

use std::collections::{BTreeMap, HashMap};

use rushes_chunk::{Chunk, Error, Result};
use rushes_core::EntityPath;

use super::{
    Batcher, ChunkFacts, GroupKind, Planner, Settings, Skipped, VideoGroup, codec_of, rebatch_video,
};

/// What became of a recording.
#[derive(Clone, Debug)]
pub struct Optimized {
    /// Its chunks.
    pub chunks: Vec<Chunk>,
    /// The entities whose video was left as it was, and why.
    pub skipped: Vec<(EntityPath, Skipped)>,
}

/// Makes over the chunks of one recording.
///
/// Static chunks stay as they are, but for columns that are put apart; which of them are superseded
/// is not looked at.
///
/// # Errors
/// When Arrow cannot count the values of joined rows.
pub fn optimized(
    chunks: impl IntoIterator<Item = Chunk>,
    settings: &Settings,
) -> Result<Optimized> {
    let mut planner = Planner::default();
    let mut groups: BTreeMap<u32, Vec<(i64, Chunk)>> = BTreeMap::new();
    for chunk in chunks {
        let chunk = chunk.sorted_by_row_id()?;
        let place = planner.place(&facts(&chunk));
        let group = groups.entry(place.group).or_default();
        group.push((place.time, chunk));
    }
    let mut videos = planner.videos();
    if !settings.rebatch_videos {
        videos.clear();
    }
    let (mut labels, mut codecs) = (HashMap::new(), HashMap::new());
    for (at, group) in planner.groups().iter().enumerate() {
        let at = at as u32;
        if videos.contains_key(&group.entity_path) {
            let chunks = groups.get(&at).into_iter().flatten();
            let codec = chunks.filter_map(|(_, chunk)| codec_of(chunk)).next_back();
            let known = codecs.entry(group.entity_path.clone()).or_insert(None);
            *known = (*known).or(codec);
            if group.kind == GroupKind::Own {
                let chunks = groups.remove(&at).unwrap_or_default();
                let labels: &mut Vec<_> = labels.entry(group.entity_path.clone()).or_default();
                labels.extend(chunks.into_iter().map(|(_, chunk)| chunk));
            }
        }
    }
    let (mut result, mut skipped) = (Vec::new(), Vec::new());
    for (at, mut chunks) in groups {
        chunks.sort_by_key(|(time, chunk)| (*time, chunk.id()));
        let chunks: Vec<_> = chunks.into_iter().map(|(_, chunk)| chunk).collect();
        let group = planner.groups().get(at as usize);
        let Some(group) = group.filter(|it| videos.get(&it.entity_path) == Some(&at)) else {
            batch(chunks, settings, &mut result)?;
            continue;
        };
        let entity = &group.entity_path;
        let video = VideoGroup {
            num_chunks: chunks.len() as u32,
            codec: codecs.get(entity).copied().flatten(),
            labels: labels.remove(entity).unwrap_or_default(),
        };
        let load = |index: u32| {
            let chunk = chunks.get(index as usize).cloned();
            chunk.ok_or_else(|| Error::invalid("there is no such chunk"))
        };
        let emit = |chunk| {
            result.push(chunk);
            Ok(())
        };
        if let Err(why) = rebatch_video(&video, settings, load, emit)? {
            skipped.push((entity.clone(), why));
            batch(chunks, settings, &mut result)?;
            batch(video.labels, settings, &mut result)?;
        }
    }
    Ok(Optimized {
        chunks: result,
        skipped,
    })
}

fn facts(chunk: &Chunk) -> ChunkFacts<'_> {
    let timelines = chunk.timelines().values().map(|column| {
        let range = column.range().map(|range| (*range.start(), *range.end()));
        (column.timeline(), range)
    });
    ChunkFacts {
        entity_path: chunk.entity_path(),
        timelines: timelines.collect(),
        components: chunk.descriptors().collect(),
    }
}

fn batch(chunks: Vec<Chunk>, settings: &Settings, result: &mut Vec<Chunk>) -> Result<()> {
    let mut batcher = Batcher::new(settings.clone());
    let mut batches = Vec::new();
    for chunk in chunks {
        match chunk.is_static() {
            // Static rows are told apart by their chunks, too: they are never joined.
            true => {
                let mut alone = Batcher::columns_only(settings);
                batches.extend(alone.push(chunk)?);
                batches.extend(alone.finish());
            }
            false => batches.extend(batcher.push(chunk)?),
        }
    }
    batches.extend(batcher.finish());
    for batch in batches {
        result.push(batch.into_chunk()?);
    }
    Ok(())
}
