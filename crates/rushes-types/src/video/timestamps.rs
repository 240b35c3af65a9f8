//! When the pictures of an MP4 file are shown: from the tables of the whole file, or from those of
//! its fragments.

use super::VideoLoadError;
use super::boxes::{Numbers, boxes, child, descendant};

/// The video track.
struct Track<'a> {
    id: u32,
    /// Ticks per second.
    timescale: u64,
    /// The time, in ticks, at which the video starts to be shown.
    start: i64,
    tables: &'a [u8],
}

/// When each picture is shown, in nanoseconds from the start, in order.
pub(crate) fn frame_timestamps_nanos(file: &[u8]) -> Result<Vec<i64>, VideoLoadError> {
    let movie = child(file, b"moov").ok_or(VideoLoadError::Damaged("it has no moov box"))?;
    let track = boxes(movie)
        .filter(|child| child.name == *b"trak")
        .find_map(|trak| {
            let is_video = descendant(trak.contents, &[b"mdia", b"hdlr"])?.get(8..12)? == b"vide";
            is_video.then(|| track(trak.contents)).flatten()
        });
    let track = track.ok_or(VideoLoadError::NoVideoTrack)?;
    let damaged = VideoLoadError::Damaged("the tables of the video track contradict each other");
    // A picture takes at least a byte: a larger count is damaged.
    let mut times = from_tables(&track, file.len()).ok_or(damaged.clone())?;
    from_fragments(file, movie, &track, &mut times).ok_or(damaged)?;
    times.sort_unstable();
    let nanos = |time: i64| {
        let ticks = i128::from(time) - i128::from(track.start);
        let timescale = i128::from(track.timescale);
        let rounded = (ticks * 1_000_000_000 + timescale / 2).div_euclid(timescale);
        i64::try_from(rounded).unwrap_or(i64::MAX)
    };
    Ok(times.into_iter().map(nanos).collect())
}

fn track(trak: &[u8]) -> Option<Track<'_>> {
    let mut header = Numbers(child(trak, b"tkhd")?);
    let (version, _) = header.version_and_flags()?;
    header.time(version == 1)?;
    header.time(version == 1)?;
    let id = header.u32()?;

    let mut media = Numbers(descendant(trak, &[b"mdia", b"mdhd"])?);
    let (version, _) = media.version_and_flags()?;
    media.time(version == 1)?;
    media.time(version == 1)?;
    let timescale = media.u32().filter(|timescale| *timescale != 0)?.into();

    let tables = descendant(trak, &[b"mdia", b"minf", b"stbl"])?;
    let start = descendant(trak, &[b"edts", b"elst"])
        .and_then(first_shown)
        .unwrap_or(0);
    Some(Track {
        id,
        timescale,
        start,
        tables,
    })
}

/// The first time that the edit list shows; its entries of -1 are pauses.
fn first_shown(list: &[u8]) -> Option<i64> {
    let mut list = Numbers(list);
    let (version, _) = list.version_and_flags()?;
    let entries = list.u32()?;
    for _ in 0..entries {
        list.time(version == 1)?;
        let time = match version {
            1 => list.u64()?.cast_signed(),
            _ => list.u32()?.cast_signed().into(),
        };
        list.u32()?;
        if time >= 0 {
            return Some(time);
        }
    }
    None
}

/// The times of all pictures that the tables of the whole file list.
fn from_tables(track: &Track<'_>, max_pictures: usize) -> Option<Vec<i64>> {
    let mut times = Vec::new();
    let mut time: i64 = 0;
    let mut durations = Numbers(child(track.tables, b"stts")?);
    durations.version_and_flags()?;
    for _ in 0..durations.u32()? {
        let (count, duration) = (durations.u32()?, durations.u32()?);
        for _ in 0..count {
            times.push(time);
            time = time.checked_add(duration.into())?;
            if times.len() > max_pictures {
                return None;
            }
        }
    }
    if let Some(offsets) = child(track.tables, b"ctts") {
        let mut offsets = Numbers(offsets);
        offsets.version_and_flags()?;
        let mut pictures = times.iter_mut();
        for _ in 0..offsets.u32()? {
            let (count, offset) = (offsets.u32()?, offsets.u32()?);
            for time in pictures.by_ref().take(count as usize) {
                *time = time.checked_add(offset.cast_signed().into())?;
            }
        }
    }
    Some(times)
}

/// The times of all pictures that the fragments list.
fn from_fragments(
    file: &[u8],
    movie: &[u8],
    track: &Track<'_>,
    times: &mut Vec<i64>,
) -> Option<()> {
    let usual = usual_duration(movie, track.id).unwrap_or(0);
    let mut next = 0;
    for fragment in boxes(file).filter(|child| child.name == *b"moof") {
        for part in boxes(fragment.contents).filter(|child| child.name == *b"traf") {
            let mut header = Numbers(child(part.contents, b"tfhd")?);
            let (_, flags) = header.version_and_flags()?;
            if header.u32()? != track.id {
                continue;
            }
            // An offset and a description may come before the duration.
            if flags & 0x01 != 0 {
                header.u64()?;
            }
            if flags & 0x02 != 0 {
                header.u32()?;
            }
            let duration = if flags & 0x08 != 0 {
                header.u32()?
            } else {
                usual
            };
            if let Some(start) = child(part.contents, b"tfdt") {
                let mut start = Numbers(start);
                let (version, _) = start.version_and_flags()?;
                next = i64::try_from(start.time(version == 1)?).ok()?;
            }
            for run in boxes(part.contents).filter(|child| child.name == *b"trun") {
                next = read_run(run.contents, file.len(), duration, next, times)?;
                if times.len() > file.len() {
                    return None;
                }
            }
        }
    }
    Some(())
}

/// How long a picture of a fragment is shown unless the fragment says otherwise.
fn usual_duration(movie: &[u8], track_id: u32) -> Option<u32> {
    let defaults = boxes(child(movie, b"mvex")?).filter(|child| child.name == *b"trex");
    let mut defaults = defaults.filter_map(|child| {
        let mut numbers = Numbers(child.contents);
        numbers.version_and_flags()?;
        let id = numbers.u32()?;
        numbers.u32()?;
        Some((id, numbers.u32()?))
    });
    defaults
        .find(|(id, _)| *id == track_id)
        .map(|(_, duration)| duration)
}

/// Reads the pictures of a run, and returns when the next one would come.
fn read_run(
    run: &[u8],
    max_pictures: usize,
    usual: u32,
    start: i64,
    times: &mut Vec<i64>,
) -> Option<i64> {
    let mut run = Numbers(run);
    let (_, flags) = run.version_and_flags()?;
    let count = run.u32()?;
    if flags & 0xF00 == 0 && count as usize > max_pictures {
        // Such pictures take no bytes here, so their number is bounded by nothing else.
        return None;
    }
    for flag in [0x01, 0x04] {
        if flags & flag != 0 {
            run.u32()?;
        }
    }
    let mut time = start;
    for _ in 0..count {
        let mut next = |flag: u32| {
            if flags & flag == 0 {
                Some(None)
            } else {
                run.u32().map(Some)
            }
        };
        let duration = next(0x100)?.unwrap_or(usual);
        // Size and flags of the picture.
        next(0x200)?;
        next(0x400)?;
        let offset = next(0x800)?.unwrap_or(0).cast_signed();
        times.push(time.checked_add(offset.into())?);
        time = time.checked_add(duration.into())?;
    }
    Some(time)
}
