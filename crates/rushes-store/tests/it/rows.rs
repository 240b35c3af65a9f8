//! Which row of several counts.

use crate::support::*;

#[test]
fn of_rows_of_one_time_the_greatest_row_id_counts() {
    let store = store();
    store
        .insert(chunk("/e", &[Row(7, 1, Some(vec![7]))]))
        .unwrap();
    store
        .insert(chunk("/e", &[Row(5, 1, Some(vec![5])), Row(6, 1, None)]))
        .unwrap();
    assert_eq!(latest(&store, "/e", 1), Some(vec![7]));
}

#[test]
fn an_empty_list_hides_the_value_before_and_a_null_does_not() {
    let store = store();
    let rows = [
        Row(1, 1, Some(vec![1])),
        Row(2, 2, None),
        Row(3, 3, Some(vec![])),
    ];
    store.insert(chunk("/e", &rows)).unwrap();
    assert_eq!(latest(&store, "/e", 2), Some(vec![1]));
    assert_eq!(latest(&store, "/e", 3), Some(vec![]));
}

#[test]
fn nothing_holds_before_the_first_row_nor_on_another_timeline() {
    let store = store();
    store
        .insert(chunk("/e", &[Row(1, 5, Some(vec![1]))]))
        .unwrap();
    assert_eq!(latest(&store, "/e", 4), None);
    let query = rushes_store::LatestAtQuery::new("other", 9);
    let cell = store
        .latest_at_cell(&query, &"/e".into(), &component(VALUE))
        .unwrap();
    assert!(cell.is_none());
}

#[test]
fn the_earliest_row_mirrors_the_latest() {
    let store = store();
    let rows = [
        Row(1, 1, Some(vec![1])),
        Row(2, 4, Some(vec![2])),
        Row(3, 4, Some(vec![3])),
    ];
    store.insert(chunk("/e", &rows)).unwrap();
    let earliest = |at: i64| {
        let query = rushes_store::LatestAtQuery::new("frame", at);
        let cell = store
            .earliest_at_cell(&query, &"/e".into(), &component(VALUE))
            .unwrap();
        cell.map(|cell| numbers(&cell.instances().unwrap()))
    };
    assert_eq!(earliest(2), Some(vec![2]));
    assert_eq!(earliest(1), Some(vec![1]));
    assert_eq!(earliest(5), None);
}

#[test]
fn all_rows_of_the_latest_time_can_be_asked_for() {
    let store = store();
    store
        .insert(chunk("/e", &[Row(3, 2, Some(vec![3]))]))
        .unwrap();
    store
        .insert(chunk(
            "/e",
            &[Row(1, 1, Some(vec![1])), Row(2, 2, Some(vec![2]))],
        ))
        .unwrap();
    let query = rushes_store::LatestAtQuery::new("frame", 9);
    let cells = store
        .latest_at_all_rows(&query, &"/e".into(), &component(VALUE))
        .unwrap();
    let values: Vec<_> = cells
        .iter()
        .map(|cell| numbers(&cell.instances().unwrap()))
        .collect();
    assert_eq!(values, [[2], [3]]);
}

#[test]
fn a_chunk_that_is_inserted_again_changes_nothing() {
    let store = store();
    let large: Vec<_> = (0..5000).map(|i| Row(i, i as i64, Some(vec![1]))).collect();
    let large = chunk("/large", &large);
    let small: Vec<_> = (0..20)
        .map(|i| chunk("/small", &[Row(i, 1, Some(vec![1]))]))
        .collect();
    store.insert(large.clone()).unwrap();
    store.insert_all(small.clone()).unwrap();
    let before = store.stats();
    assert_eq!(before.total().num_rows, 5020);
    assert!(before.total().num_chunks < 20, "{before:?}");
    assert!(store.insert(large).unwrap().is_empty());
    assert!(store.insert_all(small).unwrap().is_empty());
    assert_eq!(store.stats(), before);
}

#[test]
fn chunks_with_descending_row_ids_are_refused() {
    let store = store();
    let rows = [Row(2, 1, Some(vec![1])), Row(1, 2, Some(vec![1]))];
    let error = store.insert(chunk("/e", &rows)).unwrap_err();
    assert!(error.to_string().contains("must be sorted"), "{error}");
    assert_eq!(store.stats().total().num_chunks, 0);
}
