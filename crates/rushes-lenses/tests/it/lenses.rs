//! Lenses on chunks.

use std::sync::Arc;

use arrow_array::types::Int64Type;
use arrow_array::{Array as _, ArrayRef, Float64Array, Int64Array, ListArray, StructArray};
use arrow_schema::{DataType, Field};
use rushes_chunk::{Chunk, SerializedComponentBatch, SerializedComponentColumn, TimeColumn};
use rushes_core::{
    ChunkId, ComponentDescriptor, ComponentIdentifier, ComponentType, TimeType, TimelineName,
};
use rushes_lenses::{CastTo, ChunkExt as _, Lens, LensBuilderError, Lenses, OutputMode};

/// Three rows of `imu` = `{x, l}` and of `other`, at frames 0, 1, 2.
fn chunk() -> Chunk {
    let x: ArrayRef = Arc::new(Int64Array::from(vec![Some(300), None, Some(3)]));
    let l: ArrayRef = Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>([
        Some(vec![Some(1), Some(2)]),
        Some(vec![]),
        None,
    ]));
    let imu = StructArray::from(vec![
        (Arc::new(Field::new("x", x.data_type().clone(), true)), x),
        (Arc::new(Field::new("l", l.data_type().clone(), true)), l),
    ]);
    let other = Int64Array::from(vec![7, 8, 9]);
    let frames = TimeColumn::new_sequence("frame", 0..3);
    let columns = [
        column("imu", Arc::new(imu)),
        column("other", Arc::new(other)),
    ];
    Chunk::from_auto_row_ids(ChunkId::new(), "/e".into(), [frames], columns).unwrap()
}

fn column(name: &str, values: ArrayRef) -> SerializedComponentColumn {
    let batch = SerializedComponentBatch::new(values, named(name));
    batch.column_of_unit_batches().unwrap()
}

fn named(name: &str) -> ComponentDescriptor {
    ComponentDescriptor::partial(name.to_owned())
}

fn names(chunk: &Chunk) -> Vec<String> {
    chunk.descriptors().map(ToString::to_string).collect()
}

fn values(chunk: &Chunk, name: &str) -> ArrayRef {
    let name = ComponentIdentifier::from(name.to_owned());
    chunk.component(&name).unwrap().list_array.values().clone()
}

fn times(chunk: &Chunk, name: &'static str) -> Vec<i64> {
    let name = TimelineName::from(name);
    chunk.timelines()[&name].times().to_vec()
}

fn derive_x() -> Lens {
    Lens::derive("imu")
        .to_component(named("x"), ".x")
        .build()
        .unwrap()
}

#[test]
fn the_mode_says_what_stays() {
    let chunk = chunk();
    for (mode, expected) in [
        (OutputMode::DropUnmatched, vec!["x"]),
        (OutputMode::ForwardUnmatched, vec!["other", "x"]),
        (OutputMode::ForwardAll, vec!["imu", "other", "x"]),
    ] {
        let made = chunk
            .apply_lenses(&Lenses::new(mode).with_lens(derive_x()))
            .unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!(names(&made[0]), expected);
        assert_eq!(made[0].row_ids_array(), chunk.row_ids_array());
        assert_ne!(made[0].id(), chunk.id());
    }
}

#[test]
fn a_chunk_without_the_component_is_forwarded_or_dropped() {
    let chunk = chunk();
    let lens = Lens::derive("none")
        .to_component(named("x"), ".")
        .build()
        .unwrap();
    let lenses = |mode| Lenses::new(mode).with_lens(lens.clone());
    let forwarded = lenses(OutputMode::ForwardUnmatched).apply(&chunk).chunks;
    assert_eq!(forwarded, std::slice::from_ref(&chunk));
    assert!(
        lenses(OutputMode::DropUnmatched)
            .apply(&chunk)
            .chunks
            .is_empty()
    );
}

#[test]
fn another_entity_gets_a_chunk_of_its_own() {
    let chunk = chunk();
    let lens = Lens::derive("imu")
        .output_entity("/f")
        .to_component(named("x"), ".x");
    let made = chunk.apply_lens(&lens.build().unwrap()).unwrap();
    assert_eq!(made.len(), 2);
    assert_eq!(names(&made[0]), ["other"]);
    assert_eq!(made[1].entity_path().to_string(), "/f");
    assert_eq!(times(&made[1], "frame"), [0, 1, 2]);
    assert_ne!(made[1].row_ids_array(), chunk.row_ids_array());
}

#[test]
fn scattered_values_get_rows_of_their_own() {
    let lens = Lens::derive("imu")
        .scatter()
        .to_component(named("l"), ".l[]");
    let made = chunk().apply_lens(&lens.build().unwrap()).unwrap();
    assert_eq!(times(&made[1], "frame"), [0, 0, 1, 2]);
    let list = &made[1].components()[0].list_array;
    let lengths: Vec<_> = (0..4).map(|row| list.value_length(row)).collect();
    assert_eq!(lengths, [1, 1, 0, 0]);
    assert!(list.is_valid(2) && list.is_null(3));
}

#[test]
fn timelines_come_from_values() {
    let lens = Lens::derive("other")
        .to_component(named("y"), ".")
        .to_timeline("t", TimeType::TimestampNs, ".");
    let made = chunk().apply_lens(&lens.build().unwrap()).unwrap();
    assert_eq!(times(&made[1], "t"), [7, 8, 9]);
    assert_eq!(times(&made[1], "frame"), [0, 1, 2]);

    let null = Lens::derive("imu")
        .to_component(named("y"), ".x")
        .to_timeline("t", TimeType::Sequence, ".x");
    assert!(
        chunk().apply_lens(&null.build().unwrap()).is_err(),
        "a row without a time"
    );
}

#[test]
fn numbers_are_cast_and_what_does_not_fit_is_null() {
    let scalar = named("s").with_component_type(ComponentType::from("rerun.components.Scalar"));
    let lens = Lens::derive("imu")
        .to_component_cast(scalar, ".x", CastTo::Auto)
        .to_component_cast(named("byte"), ".x", CastTo::DataType(DataType::UInt8));
    let made = chunk().apply_lens(&lens.build().unwrap()).unwrap();
    let expected = Float64Array::from(vec![Some(300.0), None, Some(3.0)]);
    assert_eq!(*values(&made[0], "s"), expected);
    let expected = arrow_array::UInt8Array::from(vec![None, None, Some(3)]);
    assert_eq!(*values(&made[0], "byte"), expected);

    let unknown = Lens::derive("imu").to_component_cast(named("s"), ".x", CastTo::Auto);
    assert!(chunk().apply_lens(&unknown.build().unwrap()).is_err());
}

#[test]
fn a_component_is_replaced_and_others_read_what_it_was() {
    let chunk = chunk();
    for keep in [false, true] {
        let mutate = Lens::mutate("imu", ".l")
            .keep_row_ids(keep)
            .build()
            .unwrap();
        let lenses = Lenses::new(OutputMode::DropUnmatched)
            .with_lens(mutate)
            .with_lens(derive_x());
        let made = chunk.apply_lenses(&lenses).unwrap();
        assert_eq!(names(&made[0]), ["imu", "x"]);
        assert_eq!(made[0].row_ids_array() == chunk.row_ids_array(), keep);
    }
    let selected = chunk
        .apply_selector(&"imu".into(), &".x".parse().unwrap())
        .unwrap();
    assert_eq!(names(&selected), ["imu", "other"]);
    assert!(
        chunk
            .apply_selector(&"imu".into(), &".q".parse().unwrap())
            .is_err()
    );
    assert!(
        chunk
            .apply_selector(&"none".into(), &".".parse().unwrap())
            .is_err()
    );
}

#[test]
fn an_error_costs_its_output_alone() {
    let lens = Lens::derive("imu")
        .to_component(named("bad"), ".x.y")
        .to_component(named("x"), ".x");
    let lenses = Lenses::new(OutputMode::ForwardUnmatched)
        .with_lens(lens.build().unwrap())
        .with_lens(derive_x());
    let applied = lenses.apply(&chunk());
    assert!(applied.chunks.is_empty());
    assert_eq!(names(&applied.partial[0]), ["other", "x"]);
    assert_eq!(
        applied.errors.len(),
        2,
        "one output failed, one was made before"
    );
}

#[test]
fn lenses_that_cannot_work_are_not_built() {
    let empty = Lens::derive("imu").build();
    assert!(matches!(empty, Err(LensBuilderError::NoOutput { .. })));
    let own = Lens::derive("imu").to_component(named("imu"), ".x").build();
    assert!(matches!(own, Err(LensBuilderError::OwnInput { .. })));
    let text = Lens::derive("imu").to_component(named("x"), ".[").build();
    assert!(matches!(text, Err(LensBuilderError::Syntax { .. })));
    assert!(Lens::mutate("imu", "|").build().is_err());
}
