//! Chunks whose data are elsewhere until somebody asks.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rushes_chunk::Chunk;
use rushes_chunk::schema::StoreSchema;
use rushes_core::{ChunkId, TimeRange, TimelineName};
use rushes_store::{
    Budget, ChunkMeta, ChunkProvider, Error, LatestAtQuery, Result, Store, StoreConfig,
};

use crate::support::*;

struct Elsewhere {
    chunks: Vec<Chunk>,
    loads: AtomicUsize,
}

impl ChunkProvider for Elsewhere {
    fn load(&self, ids: &[ChunkId]) -> Result<Vec<Chunk>> {
        self.loads.fetch_add(ids.len(), Ordering::Relaxed);
        ids.iter()
            .map(|id| {
                let found = self.chunks.iter().find(|chunk| chunk.id() == *id);
                found
                    .cloned()
                    .ok_or_else(|| Error::fetch(Some(*id), "not there"))
            })
            .collect()
    }
}

fn indexed(chunks: Vec<Chunk>, budget: Budget) -> (Store, Arc<Elsewhere>) {
    let store = Store::with_budget(id(), StoreConfig::default(), Arc::new(budget));
    let mut schema = StoreSchema::default();
    chunks.iter().for_each(|chunk| schema.add_chunk(chunk));
    store.insert_index(chunks.iter().map(ChunkMeta::of), &schema);
    let elsewhere = Arc::new(Elsewhere {
        chunks,
        loads: AtomicUsize::new(0),
    });
    store.set_provider(Arc::clone(&elsewhere) as _);
    (store, elsewhere)
}

fn hundred() -> Vec<Chunk> {
    let rows = |i: u64| [Row(i, i as i64, Some(vec![i as i64; 1000]))];
    (0..100).map(|i| chunk("/e", &rows(i))).collect()
}

#[test]
fn only_the_chunks_that_matter_are_fetched() {
    let (store, elsewhere) = indexed(hundred(), Budget::unlimited());
    assert_eq!(store.stats().total().num_rows, 100);
    assert_eq!(elsewhere.loads.load(Ordering::Relaxed), 0);
    assert_eq!(latest(&store, "/e", 50).unwrap().len(), 1000);
    assert_eq!(elsewhere.loads.load(Ordering::Relaxed), 1);
    latest(&store, "/e", 50);
    assert_eq!(elsewhere.loads.load(Ordering::Relaxed), 1);
    assert_eq!(range(&store, "/e", 10, 19).len(), 10);
    assert_eq!(elsewhere.loads.load(Ordering::Relaxed), 11);
}

#[test]
fn from_memory_alone_an_answer_says_what_is_missing() {
    let (store, _) = indexed(hundred(), Budget::unlimited());
    let query = LatestAtQuery::new("frame", 50).from_memory();
    let answer = store
        .latest_at(&query, &"/e".into(), &[component(VALUE)])
        .unwrap();
    // Any earlier chunk might matter, but the one that starts last does.
    assert!(answer.cells.is_empty());
    assert!(answer.missing.contains(&store.chunks()[50].id()));
}

#[test]
fn memory_stays_within_the_budget() {
    let (store, _) = indexed(hundred(), Budget::new(100_000));
    for at in 0..100 {
        assert_eq!(latest(&store, "/e", at).unwrap()[0], at);
        assert!(store.budget().used_bytes() <= 100_000);
    }
    assert!(store.budget().used_bytes() > 50_000);
    // What somebody holds counts until it is let go.
    let held = store.load_all(&store.chunks()).unwrap();
    assert!(store.budget().used_bytes() > 700_000);
    drop(held);
    assert!(store.budget().used_bytes() <= 100_000);
}

#[test]
fn prefetching_fills_half_of_the_budget_with_what_is_near() {
    let (store, elsewhere) = indexed(hundred(), Budget::new(200_000));
    let frame = TimelineName::from_static("frame");
    let count = store
        .prefetch([&"/e".into()], &frame, TimeRange::new(20, 90))
        .unwrap();
    assert!((5..=12).contains(&count), "{count}");
    let before = elsewhere.loads.load(Ordering::Relaxed);
    assert_eq!(before, count);
    latest(&store, "/e", 20);
    assert_eq!(elsewhere.loads.load(Ordering::Relaxed), before);
}

#[test]
fn of_static_chunks_elsewhere_the_greatest_row_id_counts() {
    let chunks = vec![
        static_chunk("/s", 2, Some(vec![2])),
        static_chunk("/s", 3, Some(vec![3])),
        static_chunk("/s", 1, Some(vec![1])),
    ];
    let (store, _) = indexed(chunks, Budget::unlimited());
    assert_eq!(latest(&store, "/s", 0), Some(vec![3]));
    store.insert(static_chunk("/s", 4, Some(vec![4]))).unwrap();
    assert_eq!(latest(&store, "/s", 0), Some(vec![4]));
}

#[test]
fn a_chunk_that_cannot_be_fetched_is_an_error_that_names_it() {
    let (store, _) = indexed(hundred(), Budget::unlimited());
    store.set_provider(Arc::new(Elsewhere {
        chunks: vec![],
        loads: AtomicUsize::new(0),
    }));
    let query = LatestAtQuery::new("frame", 50);
    let error = store
        .latest_at_cell(&query, &"/e".into(), &component(VALUE))
        .unwrap_err();
    assert_eq!(error.chunk_id(), Some(store.chunks()[50].id()));
}
