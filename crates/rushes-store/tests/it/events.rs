//! What subscribers are told.

use std::sync::{Arc, Mutex};

use rushes_store::{Diff, Event};

use crate::support::*;

#[test]
fn events_come_in_order_and_every_row_is_added_once() {
    let store = store();
    let seen: Arc<Mutex<Vec<Event>>> = Arc::default();
    let sink = Arc::clone(&seen);
    store.subscribe(Arc::new(move |events: &[Event]| {
        sink.lock().unwrap().extend_from_slice(events)
    }));
    for i in 0..100 {
        store
            .insert(chunk("/e", &[Row(i, i as i64, Some(vec![1]))]))
            .unwrap();
    }
    let large: Vec<_> = (200..9200)
        .map(|i| Row(i, i as i64, Some(vec![1])))
        .collect();
    store.insert(chunk("/e", &large)).unwrap();
    let seen = seen.lock().unwrap();
    let ids: Vec<_> = seen.iter().map(|event| event.event_id).collect();
    assert_eq!(ids, (1..=seen.len() as u64).collect::<Vec<_>>());
    let added: usize = seen
        .iter()
        .map(|event| match &event.diff {
            Diff::Addition { data, .. } => data.chunk().num_rows(),
            _ => 0,
        })
        .sum();
    assert_eq!(added, 9100);
    assert!(
        seen.iter()
            .any(|event| matches!(event.diff, Diff::Compaction { .. }))
    );
    let schemas = seen
        .iter()
        .filter(|event| matches!(event.diff, Diff::SchemaAddition { .. }));
    assert_eq!(schemas.count(), 1);
}

#[test]
fn a_dropped_entity_is_reported_and_leaves_the_schema() {
    let store = store();
    store
        .insert(chunk("/a", &[Row(1, 1, Some(vec![1]))]))
        .unwrap();
    store
        .insert(chunk("/a/b", &[Row(2, 1, Some(vec![1]))]))
        .unwrap();
    let events = store.drop_entity(&"/a".into());
    assert_eq!(events.len(), 1);
    assert_eq!(store.entities(), ["/a/b"]);
    assert_eq!(store.schema().columns.len(), 1);
    assert_eq!(store.drop_entity_recursive(&"/".into()).len(), 1);
    assert!(store.entities().is_empty());
    assert_eq!(store.stats().total(), rushes_store::ChunkStats::default());
}

#[test]
fn a_component_is_empty_until_it_ever_had_an_instance() {
    let store = store();
    let is_empty = || store.schema().columns.values().next().unwrap().is_empty;
    store
        .insert(chunk("/e", &[Row(1, 1, Some(vec![])), Row(2, 2, None)]))
        .unwrap();
    assert!(is_empty());
    store
        .insert(chunk("/e", &[Row(3, 3, Some(vec![4]))]))
        .unwrap();
    assert!(!is_empty());
    store.gc(&rushes_store::GcOptions::default());
    assert!(!is_empty());
}
