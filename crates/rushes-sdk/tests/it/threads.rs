//! Many threads at once.

use std::collections::BTreeMap;

use rushes_sdk::{ChunkBatcherConfig, RecordingStream};

use crate::support::{bare, memory, read, rows, scalar};

const THREADS: i32 = 8;
const ROWS: i32 = 2000;

fn log_all(rec: &RecordingStream) {
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            scope.spawn(move || {
                for value in 0..ROWS {
                    rec.set_time_sequence("value", value);
                    rec.log("shared", &scalar(value)).unwrap();
                    rec.log(format!("own/{thread}"), &scalar(value)).unwrap();
                    if value % 500 == 0 {
                        rec.flush_blocking().unwrap();
                    }
                }
            });
        }
    });
}

fn check(messages: &[rushes_sdk::LogMsg]) {
    let rows = rows(messages);
    assert_eq!(rows.len(), (2 * THREADS * ROWS) as usize);
    let mut by_entity: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
    for row in &rows {
        assert_eq!(row.time("value"), Some(row.scalar() as i64));
        by_entity
            .entry(&row.entity)
            .or_default()
            .push(row.scalar() as i32);
    }
    for (entity, values) in by_entity {
        if entity.starts_with("/own") {
            // One thread's rows are in its order.
            assert_eq!(values, (0..ROWS).collect::<Vec<_>>());
        } else {
            assert_eq!(values.len(), (THREADS * ROWS) as usize);
        }
    }
}

#[test]
fn nothing_is_lost_in_memory() {
    let (rec, storage) = memory();
    log_all(&rec);
    check(&storage.take());
}

#[test]
fn nothing_is_lost_in_a_file_with_little_room() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let config = ChunkBatcherConfig {
        flush_num_bytes: 3000,
        max_bytes_in_flight: 20_000,
        ..ChunkBatcherConfig::LOW_LATENCY
    };
    let rec = bare("threads").batcher_config(config).save(&path).unwrap();
    log_all(&rec);
    drop(rec);
    check(&read(&path));
}

#[test]
fn nothing_is_lost_while_the_sink_changes() {
    let (rec, storage) = memory();
    let mut messages = Vec::new();
    std::thread::scope(|scope| {
        let logging = scope.spawn(|| log_all(&rec));
        while !logging.is_finished() {
            messages.extend(rec.memory().take());
        }
    });
    messages.extend(rec.memory().take());
    messages.extend(storage.take());
    check(&messages);
}

#[test]
fn a_thread_may_log_while_it_ends() {
    struct LogsWhenDropped(RecordingStream);
    impl Drop for LogsWhenDropped {
        fn drop(&mut self) {
            self.0.log("last words", &scalar(1)).unwrap();
        }
    }
    std::thread_local! {
        static LAST: std::cell::RefCell<Option<LogsWhenDropped>> = const { std::cell::RefCell::new(None) };
    }
    let (rec, storage) = memory();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            LAST.set(Some(LogsWhenDropped(rec.clone())));
            rec.log("first words", &scalar(0)).unwrap();
        });
    });
    // The scope ends before the thread's storage does.
    while rec.ref_count() > 1 {
        std::thread::yield_now();
    }
    assert_eq!(rows(&storage.take()).len(), 2);
}

#[test]
fn threads_come_and_go() {
    let (rec, storage) = memory();
    for value in 0..200 {
        std::thread::scope(|scope| {
            scope.spawn(|| rec.log("a", &scalar(value)).unwrap());
        });
        if value % 10 == 0 {
            rec.flush_blocking().unwrap();
        }
    }
    assert_eq!(rows(&storage.take()).len(), 200);
}
