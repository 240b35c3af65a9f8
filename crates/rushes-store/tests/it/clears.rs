//! What clears take back. (The model test covers what they do together.)

use crate::support::*;

fn with_value() -> rushes_store::Store {
    let store = store();
    store
        .insert(chunk("/a/b", &[Row(10, 10, Some(vec![1]))]))
        .unwrap();
    store
}

#[test]
fn of_a_clear_and_data_at_one_time_the_later_row_wins() {
    let store = with_value();
    store.insert(clear("/a/b", 9, Some(10), false)).unwrap();
    assert_eq!(latest(&store, "/a/b", 10), Some(vec![1]));
    store.insert(clear("/a/b", 11, Some(10), false)).unwrap();
    assert_eq!(latest(&store, "/a/b", 10), None);
    assert_eq!(latest(&store, "/a/b", 9), None);
}

#[test]
fn only_recursive_clears_reach_below() {
    let store = with_value();
    store.insert(clear("/a", 11, Some(11), false)).unwrap();
    assert_eq!(latest(&store, "/a/b", 12), Some(vec![1]));
    store.insert(clear("/a", 12, Some(12), true)).unwrap();
    assert_eq!(latest(&store, "/a/b", 11), Some(vec![1]));
    assert_eq!(latest(&store, "/a/b", 12), None);
}

#[test]
fn a_flat_clear_behind_a_recursive_one_ends_it_for_what_is_below() {
    let store = with_value();
    store.insert(clear("/a", 12, Some(12), true)).unwrap();
    store.insert(clear("/a", 13, Some(13), false)).unwrap();
    assert_eq!(latest(&store, "/a/b", 12), None);
    assert_eq!(latest(&store, "/a/b", 13), Some(vec![1]));
}

#[test]
fn temporal_clears_leave_static_data_and_static_clears_hide_temporal_data() {
    let store = with_value();
    store.insert(static_chunk("/s", 1, Some(vec![5]))).unwrap();
    store.insert(clear("/s", 11, Some(0), true)).unwrap();
    assert_eq!(latest(&store, "/s", 12), Some(vec![5]));
    store.insert(clear("/a/b", 1, None, false)).unwrap();
    assert_eq!(latest(&store, "/a/b", 12), None);
}
