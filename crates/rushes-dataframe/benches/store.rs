//! What a store and its tables cost: `cargo bench -p rushes-dataframe`.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use arrow_array::{Float64Array, ListArray};
use arrow_buffer::OffsetBuffer;
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn, row_id_array};
use rushes_core::{
    ChunkId, ComponentDescriptor, ComponentIdentifier, EntityPath, RowId, StoreId, TimeRange,
    Timeline,
};
use rushes_dataframe::{QueryEngine, QueryExpression, SparseFillStrategy};
use rushes_store::{LatestAtQuery, RangeQuery, Store, StoreConfig};

const VALUE: ComponentIdentifier = ComponentIdentifier::from_static("Scalars:scalars");

/// Rows of one scalar, at `times`.
fn chunk(entity: &EntityPath, times: std::ops::Range<i64>) -> Chunk {
    let rows = times.end - times.start;
    let values: Float64Array = times.clone().map(|time| time as f64).collect();
    let field = rushes_chunk::list_item_field(&arrow_schema::DataType::Float64);
    let offsets = OffsetBuffer::from_lengths((0..rows).map(|_| 1));
    let list = ListArray::new(field, offsets, Arc::new(values), None);
    let id = ChunkId::new();
    let first = RowId::from_tuid(id.tuid());
    Chunk::new(
        id,
        entity.clone(),
        row_id_array((0..rows as u64).map(|row| first.incremented_by(row + 1))).unwrap(),
        [TimeColumn::new(
            None,
            Timeline::new_sequence("frame"),
            times.collect::<Vec<_>>().into(),
        )],
        [SerializedComponentColumn::new(
            list,
            ComponentDescriptor::partial(VALUE),
        )],
    )
    .unwrap()
}

fn store(config: StoreConfig) -> Store {
    Store::new(StoreId::recording("bench", "bench"), config)
}

/// The best of some runs.
fn measure<T>(name: &str, runs: usize, mut work: impl FnMut() -> T) {
    let mut best = f64::INFINITY;
    for _ in 0..runs {
        let start = Instant::now();
        black_box(work());
        best = best.min(start.elapsed().as_secs_f64());
    }
    println!("{name:<60} {:>12.3} ms", best * 1e3);
}

fn entities(count: usize) -> Vec<EntityPath> {
    (0..count)
        .map(|i| EntityPath::from(format!("/robots/{}/joint/{i}", i % 100)))
        .collect()
}

fn insertion() {
    let entity = EntityPath::from("/scalar");
    let chunks: Vec<_> = (0..1_000_000).map(|i| chunk(&entity, i..i + 1)).collect();
    let mut chunks = Some(chunks);
    measure(
        "insert 1,000,000 chunks of one row, each with a call",
        1,
        || {
            let store = store(StoreConfig::default());
            for chunk in chunks.take().into_iter().flatten() {
                store.insert(chunk).unwrap();
            }
            store
        },
    );
}

fn latest_at() {
    let entities = entities(10_000);
    let store = store(StoreConfig::default());
    for entity in &entities {
        store
            .insert_all((0..4).map(|i| chunk(entity, i * 100..i * 100 + 100)))
            .unwrap();
    }
    let query = LatestAtQuery::new("frame", 250);
    measure("latest-at of one component of 10,000 entities", 20, || {
        let cells = entities
            .iter()
            .map(|entity| store.latest_at_cell(&query, entity, &VALUE).unwrap());
        assert_eq!(cells.flatten().count(), entities.len());
    });
}

fn range() {
    let entity = EntityPath::from("/scalar");
    let store = store(StoreConfig::default());
    store
        .insert_all((0..2500).map(|i| chunk(&entity, i * 4000..i * 4000 + 4000)))
        .unwrap();
    let query = RangeQuery::new("frame", TimeRange::EVERYTHING);
    measure(
        "range over 10,000,000 rows: every value added up",
        5,
        || {
            let found = store.range(&query, &entity, &VALUE).unwrap();
            let mut sum = 0.0;
            for chunk in &found.chunks {
                let values = chunk
                    .list()
                    .unwrap()
                    .values()
                    .as_any()
                    .downcast_ref::<Float64Array>()
                    .unwrap();
                sum += values.values().iter().sum::<f64>();
            }
            sum
        },
    );
    dataframe(
        "dataframe of 10,000,000 rows of one column",
        &store,
        QueryExpression::on("frame"),
    );
}

fn dataframe(name: &str, store: &Store, query: QueryExpression) {
    let engine = QueryEngine::new(store.clone());
    measure(name, 5, || {
        let handle = engine.query(query.clone()).unwrap();
        handle
            .batches()
            .unwrap()
            .map(|batch| batch.unwrap().num_rows())
            .sum::<usize>()
    });
}

fn columns() {
    let same = store(StoreConfig::default());
    let apart = store(StoreConfig::default());
    for (i, entity) in (0_i64..).zip(entities(100)) {
        same.insert(chunk(&entity, 0..20_000)).unwrap();
        let times = (0..20_000).map(|t| chunk(&entity, t * 100 + i..t * 100 + i + 1));
        apart.insert_all(times.take(2000)).unwrap();
    }
    let fill = |sparse_fill_strategy| QueryExpression {
        sparse_fill_strategy,
        ..QueryExpression::on("frame")
    };
    let (none, latest) = (SparseFillStrategy::None, SparseFillStrategy::LatestAtGlobal);
    dataframe(
        "dataframe of 100 columns, 20,000 rows at the same times",
        &same,
        fill(none),
    );
    dataframe(
        "dataframe of 100 columns, 2000 rows each at other times",
        &apart,
        fill(none),
    );
    dataframe("the same, filled", &apart, fill(latest));
}

fn main() {
    insertion();
    latest_at();
    range();
    columns();
}
