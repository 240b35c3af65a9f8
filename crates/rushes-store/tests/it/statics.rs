//! Static data.

use rushes_store::{DeletionReason, Diff};

use crate::support::*;

#[test]
fn the_greatest_row_id_counts_in_whatever_order_they_come() {
    for order in [[1, 2], [2, 1]] {
        let store = store();
        for id in order {
            store
                .insert(static_chunk("/e", id, Some(vec![id as i64])))
                .unwrap();
        }
        assert_eq!(latest(&store, "/e", 0), Some(vec![2]));
        assert_eq!(store.stats().r#static.num_chunks, 1);
    }
}

#[test]
fn static_data_hide_temporal_data_at_all_times() {
    let store = store();
    store.insert(static_chunk("/e", 1, Some(vec![1]))).unwrap();
    store
        .insert(chunk("/e", &[Row(2, 5, Some(vec![2]))]))
        .unwrap();
    assert_eq!(latest(&store, "/e", 9), Some(vec![1]));
    assert_eq!(range(&store, "/e", 0, 9).len(), 1);
}

#[test]
fn a_static_chunk_that_nothing_is_left_of_is_deleted() {
    let store = store();
    store.insert(static_chunk("/e", 1, Some(vec![1]))).unwrap();
    let events = store.insert(static_chunk("/e", 2, Some(vec![2]))).unwrap();
    let deleted = events.iter().any(|event| {
        matches!(
            event.diff,
            Diff::Deletion {
                reason: DeletionReason::Overwrite,
                ..
            }
        )
    });
    assert!(deleted, "{events:?}");
}

#[test]
fn static_transforms_are_all_kept() {
    let store = store();
    for id in 1..=3 {
        let rows = [Row(id, 0, Some(vec![id as i64]))];
        store
            .insert(chunk_of("/e", "Transform3D:translation", &rows, true))
            .unwrap();
    }
    let transforms = component("Transform3D:translation");
    assert_eq!(store.all_static_chunks(&"/e".into(), &transforms).len(), 3);
    assert_eq!(store.static_chunks(&"/e".into(), &transforms).len(), 1);
}
