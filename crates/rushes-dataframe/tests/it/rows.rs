//! Which rows there are. (The model test covers the rest.)

use rushes_core::TimeInt;
use rushes_dataframe::{ColumnSelector, QueryExpression};

use crate::support::*;

fn one(n: i64) -> Numbers {
    Some(vec![n])
}

fn times(found: &[arrow_array::RecordBatch]) -> Vec<i64> {
    column_of(found, "frame")
        .into_iter()
        .map(|time| time.unwrap()[0])
        .collect()
}

#[test]
fn the_selection_leaves_the_rows_as_they_are() {
    let store = store();
    store
        .insert(chunk(
            "/x",
            &[Row(1, 1, one(1), None), Row(2, 2, None, one(2))],
        ))
        .unwrap();
    let selection = vec![
        "frame".parse::<ColumnSelector>().unwrap(),
        "x:a".parse().unwrap(),
    ];
    let query = QueryExpression {
        selection: Some(selection),
        ..QueryExpression::on("frame")
    };
    let found = batches(&store, query);
    assert_eq!(times(&found), [1, 2]);
    assert_eq!(column_of(&found, "/x:a"), [one(1), None]);
}

#[test]
fn a_component_that_must_be_there_decides_on_the_rows() {
    let store = store();
    store
        .insert(chunk(
            "/x",
            &[Row(1, 1, one(1), None), Row(2, 2, None, one(2))],
        ))
        .unwrap();
    let not_null = |text: &str| QueryExpression {
        filtered_is_not_null: Some(text.parse().unwrap()),
        ..QueryExpression::on("frame")
    };
    assert_eq!(times(&batches(&store, not_null("/x:b"))), [2]);
    assert!(batches(&store, not_null("/x:nothing")).is_empty());
}

#[test]
fn rows_can_be_filtered_by_value() {
    let store = store();
    store
        .insert(chunk(
            "/x",
            &[Row(1, 1, one(1), None), Row(2, 2, one(2), None)],
        ))
        .unwrap();
    let values = [2, 3].map(TimeInt::new_temporal).into_iter().collect();
    let query = QueryExpression {
        filtered_index_values: Some(values),
        ..QueryExpression::on("frame")
    };
    assert_eq!(times(&batches(&store, query)), [2]);
}

#[test]
fn without_an_index_there_is_one_row_of_static_data() {
    let store = store();
    store
        .insert(chunk("/x", &[Row(1, 1, one(1), None)]))
        .unwrap();
    store.insert(static_chunk("/s", 2, one(7))).unwrap();
    let found = batches(&store, QueryExpression::default());
    assert_eq!(column_of(&found, "/s:a"), [one(7)]);
    assert_eq!(column_of(&found, "/x:a"), [None]);
    assert_eq!(column_of(&found, "frame"), [None]);
}

#[test]
fn the_other_timelines_have_the_greatest_time_of_the_row() {
    let store = store();
    store
        .insert(chunk(
            "/x",
            &[Row(1, 1, one(1), None), Row(2, 2, one(2), None)],
        ))
        .unwrap();
    store.insert(static_chunk("/s", 3, one(7))).unwrap();
    let found = batches(&store, QueryExpression::on("frame"));
    assert_eq!(column_of(&found, "other"), [one(10), one(20)]);
}

#[test]
fn many_rows_come_in_batches() {
    let store = store();
    let rows: Vec<_> = (0..100_000)
        .map(|i| Row(i, i as i64 / 2, one(i as i64), None))
        .collect();
    store.insert(chunk("/x", &rows)).unwrap();
    let found = batches(&store, QueryExpression::on("frame"));
    assert!(found.iter().all(|batch| batch.num_rows() <= 2048));
    assert_eq!(times(&found), (0..50_000).collect::<Vec<_>>());
    // Of two rows of one time the later.
    assert_eq!(column_of(&found, "/x:a")[777], one(2 * 777 + 1));
}

#[test]
fn a_column_of_two_types_is_an_error_that_names_it() {
    let store = store();
    store
        .insert(chunk("/x", &[Row(1, 1, one(1), None)]))
        .unwrap();
    let clear_like = clear("/x", 2, 2, true);
    let column = clear_like.components()[0].list_array.clone();
    let descriptor = rushes_core::ComponentDescriptor::partial("a");
    let other = rushes_chunk::Chunk::new(
        rushes_core::ChunkId::new(),
        "/x".into(),
        clear_like.row_ids_array().clone(),
        clear_like.timelines().values().cloned(),
        [rushes_chunk::SerializedComponentColumn::new(
            column, descriptor,
        )],
    );
    store.insert(other.unwrap()).unwrap();
    let engine = rushes_dataframe::QueryEngine::new(store);
    let handle = engine.query(QueryExpression::on("frame")).unwrap();
    let error = handle.batches().unwrap().find_map(Result::err).unwrap();
    assert!(error.to_string().starts_with("a is logged as"), "{error}");
}
