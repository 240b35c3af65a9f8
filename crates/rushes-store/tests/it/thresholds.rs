//! When chunks are split and joined.

use rushes_store::{Store, StoreConfig};

use crate::support::*;

#[test]
fn many_small_chunks_become_few_large_ones() {
    let store = store();
    let rows = (0..20_000).map(|i| chunk("/e", &[Row(i, i as i64, Some(vec![1]))]));
    store.insert_all(rows).unwrap();
    let stats = store.stats().total();
    assert_eq!(stats.num_rows, 20_000);
    assert!(stats.num_chunks < 40, "{stats:?}");
    assert!(
        store
            .chunks()
            .iter()
            .all(|entry| entry.meta().num_rows <= 4096)
    );
}

#[test]
fn large_chunks_are_split_by_rows_and_unsorted_ones_into_smaller_pieces() {
    let rows = |f: fn(u64) -> i64| {
        (0..9000)
            .map(|i| Row(i, f(i), Some(vec![1])))
            .collect::<Vec<_>>()
    };
    let store = store();
    store.insert(chunk("/sorted", &rows(|i| i as i64))).unwrap();
    store
        .insert(chunk("/unsorted", &rows(|i| -(i as i64))))
        .unwrap();
    let largest = |entity: &str| {
        let chunks = store.chunks_of(&entity.into());
        chunks.iter().map(|entry| entry.meta().num_rows).max()
    };
    assert_eq!(largest("/sorted"), Some(4096));
    assert_eq!(largest("/unsorted"), Some(1024));
}

#[test]
fn large_chunks_are_split_by_bytes_and_a_large_row_stays_whole() {
    let store = store();
    let rows: Vec<_> = (0..16)
        .map(|i| Row(i, i as i64, Some(vec![7; 20_000])))
        .collect();
    store.insert(chunk("/e", &rows)).unwrap();
    store
        .insert(chunk("/row", &[Row(1, 1, Some(vec![7; 200_000]))]))
        .unwrap();
    assert!(store.chunks_of(&"/e".into()).len() >= 8);
    assert_eq!(store.chunks_of(&"/row".into()).len(), 1);
    assert_eq!(latest(&store, "/e", 9).unwrap().len(), 20_000);
}

#[test]
fn without_limits_chunks_stay_as_they_came() {
    let store = Store::new(id(), StoreConfig::AS_THEY_COME);
    store
        .insert_all((0..50).map(|i| chunk("/e", &[Row(i, 1, Some(vec![1]))])))
        .unwrap();
    assert_eq!(store.stats().total().num_chunks, 50);
}

#[test]
fn limits_come_from_the_environment() {
    let vars = |name: &str| match name {
        "RUSHES_CHUNK_MAX_ROWS" => Some("17".to_owned()),
        "RERUN_CHUNK_MAX_ROWS" => Some("18".to_owned()),
        "RERUN_CHUNK_MAX_BYTES" => Some("19".to_owned()),
        _ => None,
    };
    let config = StoreConfig::from_vars(vars).unwrap();
    assert_eq!(
        (
            config.max_rows,
            config.max_bytes,
            config.max_rows_if_unsorted
        ),
        (17, 19, 1024)
    );
    let error = StoreConfig::from_vars(|_| Some("many".to_owned())).unwrap_err();
    assert!(
        error.to_string().contains("RUSHES_CHUNK_MAX_BYTES=many"),
        "{error}"
    );
}
