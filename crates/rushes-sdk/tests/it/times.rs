//! When rows hold.

use std::time::{Duration, SystemTime};

use rushes_core::{TimeCell, TimePoint, Timestamp};
use rushes_sdk::RecordingStream;
use rushes_sdk::sink::MemorySinkStorage;

use crate::support::{Row, bare, memory, rows, scalar};

fn only_row(rec: &RecordingStream, storage: &MemorySinkStorage) -> Row {
    rec.log("a", &scalar(0)).unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows.len(), 1);
    rows[0].clone()
}

#[test]
fn each_setter_sets_its_kind_of_time() {
    let (rec, storage) = memory();
    rec.set_time_sequence("sequence", 5);
    rec.set_duration_secs("duration", 1.5);
    rec.set_timestamp_secs_since_epoch("seconds", 2.0);
    rec.set_timestamp_nanos_since_epoch("nanos", 3);
    rec.set_time("std", Duration::from_millis(4));
    rec.set_time("system", SystemTime::UNIX_EPOCH + Duration::from_nanos(5));
    rec.set_time("cell", TimeCell::from_sequence(6));
    let expected = [
        ("cell".to_owned(), 6),
        ("duration".to_owned(), 1_500_000_000),
        ("nanos".to_owned(), 3),
        ("seconds".to_owned(), 2_000_000_000),
        ("sequence".to_owned(), 5),
        ("std".to_owned(), 4_000_000),
        ("system".to_owned(), 5),
    ];
    assert_eq!(only_row(&rec, &storage).times, expected);
}

#[test]
fn the_smallest_number_becomes_the_smallest_time() {
    let (rec, storage) = memory();
    rec.set_time_sequence("a", i64::MIN);
    rec.set_timestamp_nanos_since_epoch("b", i64::MIN);
    rec.set_duration_secs("c", f64::NEG_INFINITY);
    let row = only_row(&rec, &storage);
    assert!(row.times.iter().all(|(_, time)| *time == i64::MIN + 1));
}

#[test]
fn what_is_not_a_time_sets_nothing() {
    let (rec, storage) = memory();
    rec.set_time(
        "far",
        SystemTime::UNIX_EPOCH + Duration::from_secs(10_000_000_000),
    );
    rec.set_time_sequence("", 1);
    assert!(only_row(&rec, &storage).times.is_empty());
}

#[test]
fn timelines_can_be_left() {
    let (rec, storage) = memory();
    rec.set_timepoint([
        ("a", TimeCell::from_sequence(1)),
        ("b", TimeCell::from_sequence(2)),
    ]);
    rec.set_timepoint(TimePoint::default().with_index("c", TimeCell::from_sequence(3)));
    assert_eq!(only_row(&rec, &storage).times.len(), 3);
    rec.disable_timeline("b");
    rec.disable_timeline("never set");
    let row = only_row(&rec, &storage);
    assert_eq!(row.times, [("a".to_owned(), 1), ("c".to_owned(), 3)]);
    rec.reset_time();
    assert!(only_row(&rec, &storage).times.is_empty());
}

#[test]
fn log_time_is_the_clock_and_wins() {
    let (rec, storage) = bare("test").memory().unwrap();
    assert!(rec.log_time_enabled());
    rec.set_timestamp_nanos_since_epoch("log_time", 1);
    let before = Timestamp::now().nanos_since_epoch();
    let time = only_row(&rec, &storage).time("log_time").unwrap();
    assert!((before..=Timestamp::now().nanos_since_epoch()).contains(&time));
    rec.set_log_time_enabled(false);
    assert_eq!(only_row(&rec, &storage).time("log_time"), Some(1));
}

#[test]
fn ticks_count_all_rows_also_while_they_are_off() {
    let (rec, storage) = memory();
    assert!(!rec.log_tick_enabled());
    rec.log("a", &scalar(0)).unwrap();
    rec.log_static("a", &scalar(0)).unwrap();
    std::thread::scope(|scope| {
        scope.spawn(|| rec.log("a", &scalar(0)).unwrap());
    });
    rec.flush_blocking().unwrap();
    rec.set_log_tick_enabled(true);
    rec.log("a", &scalar(1)).unwrap();
    rec.log_static("a", &scalar(2)).unwrap();
    rec.send_recording_name("name").unwrap();
    rec.log("a", &scalar(3)).unwrap();
    let rows = rows(&storage.take());
    let ticks: Vec<_> = rows.iter().filter_map(|row| row.time("log_tick")).collect();
    assert_eq!(ticks, [3, 6]);
    assert_eq!(rec.now().get("log_tick"), Some(TimeCell::from_sequence(7)));
}

#[test]
fn the_properties_of_a_new_recording_are_no_tick() {
    let builder = rushes_sdk::RecordingStreamBuilder::new("test").enabled(true);
    let (rec, storage) = builder.memory().unwrap();
    rec.set_log_tick_enabled(true);
    rec.log("a", &scalar(0)).unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows[0].entity, "/__properties");
    assert_eq!(rows[1].time("log_tick"), Some(0));
}

#[test]
fn times_belong_to_the_thread() {
    let (rec, storage) = memory();
    rec.set_time_sequence("frame", 1);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            rec.log("other", &scalar(0)).unwrap();
            rec.set_time_sequence("frame", 2);
        });
    });
    rec.log("here", &scalar(0)).unwrap();
    let rows = rows(&storage.take());
    let of = |entity: &str| rows.iter().find(|row| row.entity == entity).unwrap();
    assert_eq!(of("/other").times, []);
    assert_eq!(of("/here").time("frame"), Some(1));
}

#[test]
fn streams_of_one_recording_share_their_times() {
    let builder = || bare("shared times").recording_id("one");
    let (a, _a_storage) = builder().memory().unwrap();
    let (b, b_storage) = builder().memory().unwrap();
    let (other, other_storage) = bare("shared times").recording_id("two").memory().unwrap();
    a.set_time_sequence("frame", 7);
    b.log("b", &scalar(0)).unwrap();
    other.log("other", &scalar(0)).unwrap();
    assert_eq!(rows(&b_storage.take())[0].time("frame"), Some(7));
    assert_eq!(rows(&other_storage.take())[0].time("frame"), None);
    // They outlive the streams, as the recording does.
    drop((a, b));
    let (again, again_storage) = builder().memory().unwrap();
    again.log("again", &scalar(0)).unwrap();
    assert_eq!(rows(&again_storage.take())[0].time("frame"), Some(7));
}

#[test]
fn times_survive_a_new_sink() {
    let (rec, _first) = memory();
    rec.set_time_sequence("frame", 7);
    let second = rec.memory();
    rec.log("a", &scalar(0)).unwrap();
    assert_eq!(rows(&second.take())[0].time("frame"), Some(7));
}

#[test]
fn now_is_what_a_row_would_get() {
    let (rec, _storage) = memory();
    rec.set_time_sequence("frame", 7);
    let expected = TimePoint::default().with_index("frame", TimeCell::from_sequence(7));
    assert_eq!(rec.now(), expected);
    rec.set_log_time_enabled(true);
    assert!(rec.now().get("log_time").is_some());
}
