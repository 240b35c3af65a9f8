//! Arbitrary chunks for property tests: [`chunk`] and, of the same columns, [`chunks`].
//!
//! `arrays` makes the component data. The format crate's tests use this module too.

mod arrays;

use arrow_array::cast::AsArray as _;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn, row_id_array};
use rushes_core::{ChunkId, ComponentDescriptor, EntityPath, RowId, Timeline};

use arrays::data_type;

/// Most rows that a chunk has.
pub const MAX_ROWS: usize = 50;

const PATHS: [&str; 6] = [
    "/",
    "/a",
    "/world/points",
    "/a\\ b/ünï/\\/",
    "/__properties",
    "/__properties/cam\\ era",
];

/// The names and types that a chunk's columns have.
#[derive(Clone, Debug)]
struct Columns {
    path: EntityPath,
    timelines: Vec<Timeline>,
    components: Vec<(ComponentDescriptor, arrow_schema::DataType)>,
}

/// A chunk: static or not, with any columns, rows in any order.
pub fn chunk() -> impl Strategy<Value = Chunk> {
    columns().prop_flat_map(chunk_of)
}

/// Chunks of one entity that have the same columns.
pub fn chunks(count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Chunk>> {
    columns().prop_flat_map(move |columns| vec(chunk_of(columns), count.clone()))
}

fn columns() -> impl Strategy<Value = Columns> {
    (select(&PATHS[..]), timelines(), components()).prop_map(|(path, timelines, components)| {
        Columns {
            path: path.into(),
            timelines,
            components,
        }
    })
}

fn timelines() -> impl Strategy<Value = Vec<Timeline>> {
    let all = vec![
        Timeline::log_time(),
        Timeline::new_sequence("frame nr"),
        Timeline::new_duration("ünï"),
        Timeline::new_timestamp("__t"),
    ];
    subsequence(all, 0..=4)
}

fn components() -> impl Strategy<Value = Vec<(ComponentDescriptor, arrow_schema::DataType)>> {
    let all = vec![
        ComponentDescriptor::partial("plain"),
        ComponentDescriptor::partial("Clear:is_recursive")
            .with_archetype("rerun.archetypes.Clear".into()),
        ComponentDescriptor::partial("Points3D:positions")
            .with_archetype("rerun.archetypes.Points3D".into())
            .with_component_type("rerun.components.Position3D".into()),
        ComponentDescriptor::partial("a b,c.d").with_component_type("user.Type".into()),
        ComponentDescriptor::partial("x:y").with_archetype("user.Archetype".into()),
    ];
    subsequence(all, 0..=4).prop_flat_map(|descriptors| {
        let count = descriptors.len();
        vec(data_type(), count)
            .prop_map(move |types| descriptors.iter().cloned().zip(types).collect())
    })
}

fn chunk_of(columns: Columns) -> impl Strategy<Value = Chunk> {
    (0..=MAX_ROWS).prop_flat_map(move |rows| {
        let columns = columns.clone();
        let times = vec(times(rows), columns.timelines.len());
        let lists: Vec<_> = columns
            .components
            .iter()
            .map(|(_, item)| arrays::list(item, rows))
            .collect();
        (any::<u128>(), row_ids(rows), times, lists).prop_map(move |(id, row_ids, times, lists)| {
            let timelines = columns
                .timelines
                .iter()
                .zip(times)
                .map(|(timeline, times)| TimeColumn::new(None, timeline.clone(), times.into()));
            let components = columns
                .components
                .iter()
                .zip(lists)
                .map(|((descriptor, _), list)| {
                    SerializedComponentColumn::new(list.as_list().clone(), descriptor.clone())
                });
            Chunk::new(
                ChunkId::from_u128(id),
                columns.path.clone(),
                row_id_array(row_ids).unwrap(),
                timelines,
                components,
            )
            .unwrap()
        })
    })
}

fn row_ids(rows: usize) -> impl Strategy<Value = Vec<RowId>> {
    let ascending = any::<u64>().prop_map(move |first| {
        (0..rows as u128)
            .map(|row| RowId::from_u128(u128::from(first) + row))
            .collect()
    });
    // Few values, so that some are equal.
    let any_order = vec((0..64u128).prop_map(RowId::from_u128), rows);
    prop_oneof![ascending, any_order]
}

fn times(rows: usize) -> impl Strategy<Value = Vec<i64>> {
    let time = prop_oneof![
        4 => -20..20i64,
        1 => any::<i64>(),
        1 => select(&[i64::MIN, i64::MIN + 1, -1, 0, i64::MAX][..]),
    ];
    (vec(time, rows), any::<bool>()).prop_map(|(mut times, sorted)| {
        if sorted {
            times.sort_unstable();
        }
        times
    })
}
