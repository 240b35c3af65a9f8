//! From groups of rows to chunks.

use std::collections::HashMap;

use rushes_chunk::Chunk;
use rushes_core::EntityPath;

use super::group::Group;
use super::rows::EntityGroup;

/// Joins what several threads logged alike, so that each shape of an entity makes one chunk.
pub(crate) fn joined(groups: Vec<EntityGroup>) -> Vec<EntityGroup> {
    let mut by_entity: HashMap<EntityPath, Vec<Group>> = HashMap::new();
    for (entity_path, group) in groups {
        let alike = by_entity.entry(entity_path).or_default();
        match alike.iter_mut().find(|other| other.can_join(&group)) {
            Some(other) => other.join(group),
            None => alike.push(group),
        }
    }
    let flat = by_entity.into_iter().flat_map(|(entity_path, groups)| {
        let with_path = move |group| (entity_path.clone(), group);
        groups.into_iter().map(with_path)
    });
    flat.collect()
}

/// The chunks of the groups, in the order of their first rows. What cannot be a chunk is lost,
/// and logged as an error.
pub(crate) fn chunks_of(mut groups: Vec<EntityGroup>, max_rows_if_unsorted: u64) -> Vec<Chunk> {
    groups.sort_by_key(|(_, group)| group.first_row_id());
    let mut chunks = Vec::with_capacity(groups.len());
    for (entity_path, group) in groups {
        let num_rows = group.num_rows();
        let lost = entity_path.clone();
        let cut = group
            .into_chunk(entity_path)
            .and_then(|chunk| cut_if_unsorted(chunk, max_rows_if_unsorted, &mut chunks));
        if let Err(error) = cut {
            log::error!("lost {num_rows} rows of {lost}: {error}");
        }
    }
    chunks
}

/// Cuts a chunk before each row at which it would have more than `max_rows`, and times that are
/// out of order.
fn cut_if_unsorted(
    chunk: Chunk,
    max_rows: u64,
    into: &mut Vec<Chunk>,
) -> Result<(), rushes_chunk::Error> {
    let max_rows = usize::try_from(max_rows).unwrap_or(usize::MAX).max(1);
    let is_sorted = chunk.timelines().values().all(|column| column.is_sorted());
    if is_sorted || chunk.num_rows() <= max_rows {
        into.push(chunk);
        return Ok(());
    }
    // For each row, the first row from which on the times rise up to it.
    let mut rises_from = vec![0; chunk.num_rows()];
    for column in chunk.timelines().values() {
        let mut from = 0;
        for (row, pair) in (1..).zip(column.times().windows(2)) {
            if let [before, after] = pair
                && after < before
            {
                from = row;
            }
            if let Some(rises_from) = rises_from.get_mut(row) {
                *rises_from = from.max(*rises_from);
            }
        }
    }
    let mut start = 0;
    for row in 1..chunk.num_rows() {
        let is_unsorted = rises_from.get(row - 1).is_some_and(|from| *from > start);
        if row - start >= max_rows && is_unsorted {
            into.push(chunk.sliced(start, row - start)?);
            start = row;
        }
    }
    into.push(chunk.sliced(start, chunk.num_rows() - start)?);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use rushes_chunk::TimeColumn;
    use rushes_core::ChunkId;

    fn lengths(times: &[i64], max_rows: u64) -> Vec<usize> {
        let column = TimeColumn::new_sequence("frame", times.iter().copied());
        let chunk = Chunk::from_auto_row_ids(ChunkId::new(), "a".into(), [column], []).unwrap();
        let mut chunks = Vec::new();
        cut_if_unsorted(chunk, max_rows, &mut chunks).unwrap();
        chunks.iter().map(Chunk::num_rows).collect()
    }

    #[test]
    fn only_unsorted_times_are_cut() {
        assert_eq!(lengths(&[1, 2, 3, 4, 5, 6], 2), [6]);
        assert_eq!(lengths(&[2, 1, 3, 4, 5, 6], 10), [6]);
        assert_eq!(lengths(&[2, 1, 3, 4, 5, 6], 2), [2, 4]);
        // The fall comes when the chunk is larger than allowed already: cut right after it.
        assert_eq!(lengths(&[1, 2, 3, 1, 5, 6], 2), [4, 2]);
        assert_eq!(lengths(&[6, 5, 4, 3, 2, 1], 2), [2, 2, 2]);
        assert_eq!(lengths(&[6, 5, 4, 3, 2, 1], 0), [2, 2, 2]);
    }
}
