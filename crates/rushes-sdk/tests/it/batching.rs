//! How rows become chunks.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use arrow_array::Array as _;
use rushes_chunk::Chunk;
use rushes_sdk::sink::MemorySinkStorage;
use rushes_sdk::{BatcherHooks, ChunkBatcherConfig, RecordingStream};
use rushes_types::AnyValues;
use rushes_types::archetypes::Points3D;

use crate::support::{bare, chunks, rows, scalar, scalars};

fn memory(config: ChunkBatcherConfig) -> (RecordingStream, MemorySinkStorage) {
    let (rec, storage) = bare("batching").batcher_config(config).memory().unwrap();
    rec.set_log_time_enabled(false);
    (rec, storage)
}

fn lengths(chunks: &[Chunk]) -> Vec<usize> {
    chunks.iter().map(Chunk::num_rows).collect()
}

fn values(name: &str, value: arrow_array::ArrayRef) -> AnyValues {
    AnyValues::default().with_component_from_data(name, value)
}

fn floats(values: &[f64]) -> arrow_array::ArrayRef {
    Arc::new(arrow_array::Float64Array::from(values.to_vec()))
}

#[test]
fn rows_of_one_shape_are_one_chunk() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    for frame in 0..1000 {
        rec.set_time_sequence("frame", frame);
        rec.log("a", &scalar(frame)).unwrap();
        rec.log("b", &scalar(frame)).unwrap();
    }
    let chunks = chunks(&storage.take());
    assert_eq!(lengths(&chunks), [1000, 1000]);
    assert!(chunks.iter().all(|chunk| chunk.is_sorted()));
    assert_ne!(chunks[0].id(), chunks[1].id());
    // Nothing is null: there is no validity to store.
    let lists = chunks[0].components().iter().map(|c| &c.list_array);
    assert!(
        lists
            .into_iter()
            .all(|list| arrow_array::Array::nulls(list).is_none())
    );
}

#[test]
fn other_timelines_make_another_chunk() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    for frame in 0..10 {
        rec.set_time_sequence("frame", frame);
        rec.log("a", &scalar(frame)).unwrap();
        rec.set_time_sequence("step", frame);
        rec.log("a", &scalar(frame)).unwrap();
        rec.disable_timeline("step");
        rec.log_static("a", &scalar(frame)).unwrap();
    }
    let chunks = chunks(&storage.take());
    assert_eq!(lengths(&chunks), [10, 10, 10]);
    let timelines: Vec<_> = chunks.iter().map(|chunk| chunk.timelines().len()).collect();
    assert_eq!(timelines, [1, 2, 0]);
}

#[test]
fn another_kind_of_time_makes_another_chunk() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    rec.set_time_sequence("t", 1);
    rec.log("a", &scalar(1)).unwrap();
    rec.set_duration_secs("t", 1);
    rec.log("a", &scalar(2)).unwrap();
    assert_eq!(lengths(&chunks(&storage.take())), [1, 1]);
}

#[test]
fn other_components_make_another_chunk() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    for _ in 0..5 {
        rec.log("a", &values("x", floats(&[1.0]))).unwrap();
        rec.log("a", &values("y", floats(&[1.0]))).unwrap();
        let both = values("x", floats(&[2.0])).with_component_from_data("y", floats(&[2.0]));
        rec.log("a", &both).unwrap();
        // The same components in another order are the same.
        let both = values("y", floats(&[3.0])).with_component_from_data("x", floats(&[4.0]));
        rec.log("a", &both).unwrap();
    }
    let messages = storage.take();
    assert_eq!(lengths(&chunks(&messages)), [5, 5, 10]);
    let last = rows(&messages).pop().unwrap();
    assert_eq!(last.cells["x"].as_ref(), floats(&[4.0]).as_ref());
    assert_eq!(last.cells["y"].as_ref(), floats(&[3.0]).as_ref());
}

#[test]
fn another_type_makes_another_chunk() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    for _ in 0..3 {
        rec.log("a", &values("x", floats(&[1.0]))).unwrap();
        let integers = Arc::new(arrow_array::Int64Array::from(vec![1]));
        rec.log("a", &values("x", integers)).unwrap();
    }
    assert_eq!(lengths(&chunks(&storage.take())), [3, 3]);
}

#[test]
fn always_makes_each_row_a_chunk() {
    let (rec, storage) = memory(ChunkBatcherConfig::ALWAYS_TEST_ONLY);
    for value in 0..10 {
        rec.log("a", &scalar(value)).unwrap();
    }
    let messages = storage.take();
    assert_eq!(lengths(&chunks(&messages)), [1; 10]);
    assert_eq!(scalars(&messages), (0..10).collect::<Vec<_>>());
}

#[test]
fn a_number_of_rows_sends_an_entity_off() {
    let config = ChunkBatcherConfig {
        flush_num_rows: 10,
        ..ChunkBatcherConfig::NEVER
    };
    let (rec, storage) = memory(config);
    for value in 0..25 {
        rec.log("a", &scalar(value)).unwrap();
    }
    rec.log("b", &scalar(0)).unwrap();
    assert_eq!(lengths(&chunks(&storage.take())), [10, 10, 5, 1]);
}

#[test]
fn a_number_of_bytes_sends_an_entity_off() {
    let config = ChunkBatcherConfig {
        flush_num_bytes: 100_000,
        ..ChunkBatcherConfig::NEVER
    };
    let (rec, storage) = memory(config);
    for value in 0..10 {
        let points = vec![[value as f32, 0.0, 0.0]; 3000];
        rec.log("a", &Points3D::new(points)).unwrap();
    }
    // 36 kB each.
    assert_eq!(lengths(&chunks(&storage.take())), [3, 3, 3, 1]);
}

#[test]
fn large_rows_are_chunks_of_their_own() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    for value in 0..4 {
        let points = vec![[value as f32, 0.0, 0.0]; 30_000];
        rec.log("a", &Points3D::new(points)).unwrap();
    }
    rec.log("a", &Points3D::new([[4.0, 0.0, 0.0]; 10])).unwrap();
    let messages = storage.take();
    assert_eq!(lengths(&chunks(&messages)), [1; 5]);
    let positions = |row: &crate::support::Row| row.cells["Points3D:positions"].len();
    let positions: Vec<_> = rows(&messages).iter().map(positions).collect();
    assert_eq!(positions, [30_000, 30_000, 30_000, 30_000, 10]);
}

#[test]
fn the_tick_sends_everything_off() {
    let config = ChunkBatcherConfig {
        flush_tick: Duration::from_millis(1),
        ..ChunkBatcherConfig::NEVER
    };
    let (sender, receiver) = std::sync::mpsc::channel();
    let hooks = BatcherHooks {
        on_release: Some(Arc::new(move |chunk: &Chunk| {
            sender.send(chunk.num_rows()).unwrap();
        })),
        ..BatcherHooks::NONE
    };
    let builder = bare("tick").batcher_config(config).batcher_hooks(hooks);
    let (rec, storage) = builder.memory().unwrap();
    for _ in 0..3 {
        rec.log("a", &scalar(1)).unwrap();
        assert_eq!(receiver.recv_timeout(Duration::from_secs(60)), Ok(1));
    }
    assert_eq!(rows(&storage.take()).len(), 3);
}

#[test]
fn chunks_with_unsorted_times_stay_small() {
    let config = ChunkBatcherConfig {
        chunk_max_rows_if_unsorted: 10,
        ..ChunkBatcherConfig::NEVER
    };
    let (rec, storage) = memory(config);
    for frame in (0..35).rev() {
        rec.set_time_sequence("frame", frame);
        rec.log("a", &scalar(frame)).unwrap();
    }
    for frame in 0..35 {
        rec.set_time_sequence("frame", frame);
        rec.log("b", &scalar(frame)).unwrap();
    }
    assert_eq!(lengths(&chunks(&storage.take())), [10, 10, 10, 5, 35]);
}

#[test]
fn rows_of_several_threads_are_joined_by_row_id() {
    let (rec, storage) = memory(ChunkBatcherConfig::NEVER);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for value in 0..100 {
                    rec.log("a", &scalar(value)).unwrap();
                    rec.log("a", &Points3D::new(vec![[0.0, 0.0, 0.0]; 700]))
                        .unwrap();
                }
            });
        }
    });
    let chunks = chunks(&storage.take());
    assert_eq!(lengths(&chunks), [400, 400]);
    assert!(chunks.iter().all(Chunk::is_sorted));
}

#[test]
fn a_row_larger_than_all_that_may_wait_still_passes() {
    let config = ChunkBatcherConfig {
        max_bytes_in_flight: 1000,
        ..ChunkBatcherConfig::NEVER
    };
    let (rec, storage) = memory(config);
    for value in 0..100 {
        rec.log("a", &scalar(value)).unwrap();
        rec.log("b", &Points3D::new(vec![[0.0, 0.0, 0.0]; 1000]))
            .unwrap();
    }
    let messages = storage.take();
    assert_eq!(rows(&messages).len(), 200);
}

#[test]
fn hooks_see_rows_chunks_and_settings() {
    let counts = Arc::new([const { AtomicUsize::new(0) }; 3]);
    let counter = |index: usize| {
        let counts = Arc::clone(&counts);
        move |n: usize| {
            counts[index].fetch_add(n, Ordering::Relaxed);
        }
    };
    let (rows, chunks, configs) = (counter(0), counter(1), counter(2));
    let hooks = BatcherHooks {
        on_insert: Some(Arc::new(move |inserted: &[_]| rows(inserted.len()))),
        on_config_change: Some(Arc::new(move |_: &_| configs(1))),
        on_release: Some(Arc::new(move |chunk: &Chunk| chunks(chunk.num_rows()))),
    };
    let (rec, storage) = bare("hooks").batcher_hooks(hooks).memory().unwrap();
    for value in 0..10 {
        rec.log("a", &scalar(value)).unwrap();
    }
    storage.take();
    let counts: Vec<_> = counts.iter().map(|n| n.load(Ordering::Relaxed)).collect();
    // The buffer's settings, then those of the memory sink.
    assert_eq!(counts, [10, 10, 2]);
}
