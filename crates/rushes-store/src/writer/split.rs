//! Large chunks into smaller ones.

use rushes_chunk::{Chunk, TimeColumn};

use crate::{Result, StoreConfig};

/// The chunk in pieces that keep the limits, copied so that none holds the memory of all; `None` if
/// it keeps them as it is. A single row may be larger than the limit.
pub(crate) fn split(chunk: &Chunk, limits: &StoreConfig) -> Result<Option<Vec<Chunk>>> {
    let rows = chunk.num_rows() as u64;
    if rows <= 1 || limits.is_as_they_come() {
        return Ok(None);
    }
    let target = target_rows(chunk, limits);
    if target >= rows {
        return Ok(None);
    }
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < rows {
        let end = (start + target).min(rows);
        let picked: Vec<u32> = (start as u32..end as u32).collect();
        let piece = chunk.taken(&picked)?;
        // Rows may differ much in size.
        match split(&piece, limits)? {
            Some(smaller) if target > 1 => pieces.extend(smaller),
            _ => pieces.push(piece),
        }
        start = end;
    }
    Ok(Some(pieces))
}

/// Rows per piece; at least 1, and all rows if no limit is exceeded.
fn target_rows(chunk: &Chunk, limits: &StoreConfig) -> u64 {
    let rows = chunk.num_rows() as u64;
    let is_sorted = chunk.timelines().values().all(TimeColumn::is_sorted);
    if rows > limits.rows_limit(is_sorted) {
        return limits.rows_limit(is_sorted);
    }
    if rows > limits.rows_limit(true) {
        return limits.rows_limit(true);
    }
    let bytes = crate::held_bytes(chunk) as u64;
    if bytes <= limits.bytes_limit() {
        return rows;
    }
    (limits.bytes_limit() / (bytes / rows).max(1)).max(1)
}
