//! Stretches of time that are answered one after the other, so that few chunks are in memory at once.

use rushes_core::{TimeInt, TimeRange};
use rushes_store::Span;

/// Bytes of chunks that start in one window, at least; if there are so many.
const WINDOW_BYTES: u64 = 8 << 20;

/// Cuts a range where new chunks start. All of it is covered, without gaps.
pub(super) fn windows<'a>(
    range: TimeRange,
    spans: impl Iterator<Item = &'a Span>,
) -> Vec<TimeRange> {
    let mut starts: Vec<_> = spans
        .map(|span| (span.start, span.entry.id(), span.entry.meta().num_bytes))
        .collect();
    starts.sort_unstable();
    starts.dedup_by_key(|(start, id, _)| (*start, *id));
    let mut windows = Vec::new();
    let (mut from, mut bytes) = (range.min, 0);
    for (start, _, size) in starts {
        let start = TimeInt::new_temporal(start);
        if bytes >= WINDOW_BYTES && start > from && start <= range.max {
            windows.push(TimeRange::new(from, start.previous()));
            (from, bytes) = (start, 0);
        }
        bytes += size;
    }
    if from <= range.max {
        windows.push(TimeRange::new(from, range.max));
    }
    windows
}
