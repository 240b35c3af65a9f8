//! What goes first when there must be room, and what stays.

use rushes_core::{TimeRange, TimelineName};
use rushes_store::{GcOptions, GcTarget, Store, StoreConfig};

use crate::support::*;

/// Ten chunks at times 0 to 9, and a static one.
fn ten() -> Store {
    let store = Store::new(id(), StoreConfig::AS_THEY_COME);
    for i in 0..10 {
        store
            .insert(chunk("/e", &[Row(i, i as i64, Some(vec![1]))]))
            .unwrap();
    }
    store.insert(static_chunk("/s", 1, Some(vec![1]))).unwrap();
    store
}

fn frame() -> TimelineName {
    TimelineName::from_static("frame")
}

fn times(store: &Store) -> Vec<i64> {
    range(store, "/e", i64::MIN, i64::MAX)
        .into_iter()
        .map(|row| row.0)
        .collect()
}

#[test]
fn all_but_static_data_go() {
    let store = ten();
    let (events, freed) = store.gc(&GcOptions::default());
    assert_eq!((events.len(), times(&store).len()), (10, 0));
    assert!(freed > 0);
    assert_eq!(latest(&store, "/s", 0), Some(vec![1]));
}

#[test]
fn the_oldest_rows_go_first() {
    let store = ten();
    let target = GcTarget::Fraction(0.5);
    store.gc(&GcOptions {
        target,
        ..GcOptions::default()
    });
    assert_eq!(times(&store), [5, 6, 7, 8, 9]);
}

#[test]
fn what_is_furthest_from_the_cursor_goes_first() {
    let store = ten();
    let target = GcTarget::Fraction(0.5);
    let furthest_from = Some((frame(), 2));
    store.gc(&GcOptions {
        target,
        furthest_from,
        ..GcOptions::default()
    });
    assert_eq!(times(&store), [0, 1, 2, 3, 4]);
}

#[test]
fn what_is_protected_stays() {
    let store = ten();
    let mut options = GcOptions {
        protect_latest: 2,
        ..GcOptions::default()
    };
    options
        .protected_time_ranges
        .insert(frame(), TimeRange::new(3, 4));
    options.protected_chunks.insert(store.chunks()[0].id());
    store.gc(&options);
    assert_eq!(times(&store), [0, 3, 4, 8, 9]);
}

#[test]
fn what_was_dropped_can_be_inserted_again() {
    let store = Store::new(id(), StoreConfig::AS_THEY_COME);
    let dropped = chunk("/e", &[Row(1, 1, Some(vec![1]))]);
    store.insert(dropped.clone()).unwrap();
    store.gc(&GcOptions::default());
    store.insert(dropped).unwrap();
    assert_eq!(latest(&store, "/e", 1), Some(vec![1]));
}
