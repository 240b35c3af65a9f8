//! Which parts of a file on a web server are needed, by its index.

use std::ops::Range;
use std::os::unix::fs::FileExt as _;

use rushes_net::client::{Download, Tail};
use rushes_rrd::{Limits, StoredIndex, Trailer};

use super::Wanted;

/// Read at first: most footers are in it.
const TAIL_BYTES: u64 = 256 << 10;
/// Less than this is read on the way: to ask for what is behind it takes longer.
const GAP_BYTES: u64 = 128 << 10;
/// Bytes of a stream's header, and of a message's.
const STREAM_HEADER_BYTES: u64 = 12;
const MESSAGE_HEADER_BYTES: u64 = 16;

/// The ranges of the file that hold what is wanted, or that no index describes. `None` if the file has no
/// index, or the server only sends whole files: then all has to be read.
pub async fn find(
    download: &mut Download,
    wanted: Wanted<'_>,
) -> anyhow::Result<Option<Vec<Range<u64>>>> {
    let Some(tail) = download.tail(TAIL_BYTES).await? else {
        return Ok(None);
    };
    let Some(index) = index(download, &tail).await? else {
        download.seek(0..tail.total);
        return Ok(None);
    };
    Ok(Some(without(tail.total, unwanted(index, wanted)?)))
}

/// The index of the file whose end this is.
async fn index(download: &mut Download, tail: &Tail) -> anyhow::Result<Option<StoredIndex>> {
    let limits = Limits::default();
    let Some(trailer) = Trailer::at_end_of(&tail.bytes, &limits) else {
        return Ok(None);
    };
    let tail_start = tail.total - tail.bytes.len() as u64;
    // A copy with holes: all but the header and the footers.
    let copy = tempfile::NamedTempFile::new()?;
    copy.as_file().set_len(tail.total)?;
    copy.as_file().write_all_at(&tail.bytes, tail_start)?;
    let footers = trailer.entries.iter().map(|entry| {
        let end = entry.start.saturating_add(entry.len).min(tail_start);
        (entry.start.min(end)..end, limits.max_message_bytes)
    });
    let header = (0..STREAM_HEADER_BYTES.min(tail_start), STREAM_HEADER_BYTES);
    for (range, max_bytes) in std::iter::once(header).chain(footers) {
        if range.end - range.start > max_bytes {
            return Ok(None);
        }
        let mut position = range.start;
        download.seek(range);
        while let Some(data) = download.next().await? {
            copy.as_file().write_all_at(&data, position)?;
            position += data.len() as u64;
        }
    }
    // The index holds the file open.
    Ok(StoredIndex::open(copy.path(), limits)?)
}

/// The chunks that nobody wants, headers included, in order.
fn unwanted(index: StoredIndex, wanted: Wanted<'_>) -> anyhow::Result<Vec<Range<u64>>> {
    let mut unwanted = Vec::new();
    for mut manifest in index.into_manifests() {
        while let Some(rows) = manifest.next_rows()? {
            for chunk in rows.chunks().filter(|chunk| !wanted(&chunk.entity_path)) {
                let start = chunk.byte_offset.saturating_sub(MESSAGE_HEADER_BYTES);
                unwanted.push(start..chunk.byte_offset.saturating_add(chunk.byte_size));
            }
        }
    }
    unwanted.sort_unstable_by_key(|range| range.start);
    Ok(unwanted)
}

/// What is left of a file so long.
fn without(total: u64, unwanted: Vec<Range<u64>>) -> Vec<Range<u64>> {
    let mut left = Vec::new();
    let mut start = 0;
    let mut gaps: Vec<Range<u64>> = Vec::new();
    for range in unwanted {
        match gaps.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => gaps.push(range),
        }
    }
    for gap in gaps {
        if gap.end - gap.start < GAP_BYTES || gap.start < start || gap.end > total {
            continue;
        }
        if gap.start > start {
            left.push(start..gap.start);
        }
        start = gap.end;
    }
    if start < total {
        left.push(start..total);
    }
    left
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_gaps_are_left_out_and_small_ones_are_read_on_the_way() {
        let large = GAP_BYTES;
        let gaps = vec![100..200, 300..300 + large, 300 + large..300 + 2 * large];
        let total = 1000 + 2 * large;
        assert_eq!(without(total, gaps), [0..300, 300 + 2 * large..total]);
        let some = vec![0..large, large + 50..2 * large + 50];
        assert_eq!(
            without(2 * large + 60, some),
            [large..large + 50, 2 * large + 50..2 * large + 60]
        );
        assert_eq!(without(0, vec![]), []);
    }
}
