//! Slicing, taking, sorting and joining chunks; chunks as batches.

use proptest::prelude::*;
use rushes_chunk::{Chunk, ChunkLimits};

use crate::arbitrary;

/// The rows one by one; they know neither the chunk's id nor each other.
fn rows(chunk: &Chunk) -> Vec<Chunk> {
    (0..chunk.num_rows())
        .map(|row| chunk.sliced(row, 1).unwrap())
        .collect()
}

fn same_rows(found: &[Chunk], expected: &[Chunk]) -> bool {
    found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|(found, expected)| found.equals_ignoring_id(expected))
}

fn indices(rows: usize) -> impl Strategy<Value = Vec<u32>> {
    let row = if rows == 0 { 0..1 } else { 0..rows as u32 };
    proptest::collection::vec(row, if rows == 0 { 0..1 } else { 0..2 * rows })
        .prop_map(move |indices| if rows == 0 { Vec::new() } else { indices })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_chunk_survives_becoming_a_batch(chunk in arbitrary::chunk()) {
        let batch = chunk.to_record_batch().unwrap();
        let back = Chunk::from_record_batch(batch, &ChunkLimits::default()).unwrap();
        prop_assert_eq!(&back, &chunk);
        prop_assert_eq!(back.is_sorted(), chunk.is_sorted());
        prop_assert_eq!(back.is_static(), chunk.is_static());
    }

    #[test]
    fn a_slice_has_the_rows_of_its_range(
        chunk in arbitrary::chunk(),
        offset in 0..=60usize,
        len in 0..=60usize,
    ) {
        let all = rows(&chunk);
        let from = offset.min(all.len());
        let to = (offset + len).min(all.len());
        let slice = chunk.sliced(offset, len).unwrap();
        prop_assert!(same_rows(&rows(&slice), &all[from..to]));
        prop_assert_ne!(slice.id(), chunk.id());
        let taken = chunk.taken(&(from as u32..to as u32).collect::<Vec<_>>()).unwrap();
        prop_assert!(slice.equals_ignoring_id(&taken));
        let batch = slice.to_record_batch().unwrap();
        let back = Chunk::from_record_batch(batch, &ChunkLimits::default()).unwrap();
        prop_assert_eq!(back, slice);
    }

    #[test]
    fn taken_rows_are_those_asked_for(
        (chunk, indices) in arbitrary::chunk().prop_flat_map(|chunk| {
            let rows = chunk.num_rows();
            (Just(chunk), indices(rows))
        })
    ) {
        let all = rows(&chunk);
        let taken = chunk.taken(&indices).unwrap();
        let expected: Vec<_> = indices.iter().map(|row| all[*row as usize].clone()).collect();
        prop_assert!(same_rows(&rows(&taken), &expected));
        prop_assert!(chunk.taken(&[chunk.num_rows() as u32]).is_err());
    }

    #[test]
    fn sorting_keeps_all_rows_and_their_order_where_equal(chunk in arbitrary::chunk()) {
        let all = rows(&chunk);
        let mut by_id: Vec<_> = all.clone();
        by_id.sort_by_key(|row| row.row_id_range());
        let sorted = chunk.sorted_by_row_id().unwrap();
        prop_assert!(sorted.is_sorted());
        prop_assert!(same_rows(&rows(&sorted), &by_id));
        prop_assert_eq!(sorted.id() == chunk.id(), chunk.is_sorted());

        for timeline in chunk.timelines().keys() {
            let mut by_time = all.clone();
            by_time.sort_by_key(|row| row.timelines()[timeline].times()[0]);
            let sorted = chunk.sorted_by_timeline(timeline).unwrap();
            let column = &sorted.timelines()[timeline];
            prop_assert!(column.is_sorted());
            prop_assert!(same_rows(&rows(&sorted), &by_time));
            let bounds = column.times().first().copied().zip(column.times().last().copied());
            prop_assert_eq!(column.range(), bounds.map(|(first, last)| first..=last));
        }
    }

    #[test]
    fn joined_chunks_have_the_rows_of_all(chunks in arbitrary::chunks(1..4)) {
        let expected: Vec<_> = chunks.iter().flat_map(rows).collect();
        let joined = Chunk::joined(&chunks).unwrap();
        prop_assert!(same_rows(&rows(&joined), &expected));
        prop_assert!(chunks.iter().all(|chunk| chunk.id() != joined.id()));
    }

    #[test]
    fn a_chunk_cut_apart_and_joined_is_the_same(chunk in arbitrary::chunk(), at in 0..=50usize) {
        let parts = [chunk.sliced(0, at).unwrap(), chunk.sliced(at, 50).unwrap()];
        let joined = Chunk::joined(&parts).unwrap();
        prop_assert!(joined.equals_ignoring_id(&chunk));
        prop_assert_eq!(joined.is_sorted(), chunk.is_sorted());
    }

    #[test]
    fn other_entities_timelines_or_components_cannot_join(
        a in arbitrary::chunk(),
        b in arbitrary::chunk(),
    ) {
        let types = |chunk: &Chunk| -> Vec<_> {
            let columns = chunk.components().iter();
            columns.map(|c| (c.descriptor.clone(), c.list_array.value_type())).collect()
        };
        let timelines = |chunk: &Chunk| -> Vec<_> {
            chunk.timelines().values().map(|c| c.timeline().clone()).collect()
        };
        let same = a.entity_path() == b.entity_path()
            && timelines(&a) == timelines(&b)
            && types(&a) == types(&b);
        prop_assert_eq!(a.can_join(&b), same);
        prop_assert_eq!(Chunk::joined(&[a, b]).is_ok(), same);
    }

    #[test]
    fn without_its_timelines_a_chunk_is_static(chunk in arbitrary::chunk()) {
        let mut left = chunk.clone();
        for timeline in chunk.timelines().keys() {
            left = left.without_timeline(timeline).unwrap();
            prop_assert!(!left.timelines().contains_key(timeline));
        }
        prop_assert!(left.is_static());
        prop_assert_eq!(left.components(), chunk.components());
        prop_assert_eq!(left.row_ids_array(), chunk.row_ids_array());
    }

    #[test]
    fn the_smallest_time_is_never_the_reserved_one(chunk in arbitrary::chunk()) {
        for column in chunk.timelines().values() {
            prop_assert!(!column.times().contains(&i64::MIN));
            prop_assert_eq!(column.is_sorted(), column.times().is_sorted());
            let range = column.times().iter().min().zip(column.times().iter().max());
            prop_assert_eq!(column.range(), range.map(|(min, max)| *min..=*max));
        }
    }
}
