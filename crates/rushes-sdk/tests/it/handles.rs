//! Handles of streams, and default streams.

use std::sync::Arc;

use parking_lot::Mutex;
use rushes_core::StoreKind;
use rushes_sdk::sink::{CallbackSink, LogSink};
use rushes_sdk::{LogMsg, RecordingStream, SinkFlushError};

use crate::support::{bare, memory, rows, scalar, scalars};

#[test]
fn a_disabled_stream_does_nothing_and_succeeds() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("never.rrd");
    let rec = bare("off").enabled(false).save(&path).unwrap();
    for rec in [rec, RecordingStream::disabled()] {
        assert!(!rec.is_enabled());
        assert_eq!(rec.store_info(), None);
        assert_eq!(rec.ref_count(), 0);
        rec.set_time_sequence("t", 1);
        assert!(rec.now().is_static());
        rec.log("a", &scalar(1)).unwrap();
        rec.send_columns("a", [], []).unwrap();
        rec.save(&path).unwrap();
        rec.disconnect();
        rec.flush_blocking().unwrap();
        let storage = rec.memory();
        assert_eq!(storage.num_msgs(), 0);
        assert_eq!(storage.store_id(), None);
    }
    assert!(!path.exists());
    let (rec, storage) = bare("off").enabled(false).memory().unwrap();
    rec.log("a", &scalar(1)).unwrap();
    assert!(storage.take().is_empty());
}

#[test]
fn a_stream_can_be_used_from_anywhere() {
    fn check<T: Send + Sync + Clone + std::panic::UnwindSafe + std::fmt::Debug + 'static>() {}
    check::<RecordingStream>();
    static NOWHERE: RecordingStream = RecordingStream::disabled();
    assert_eq!(format!("{NOWHERE:?}"), "RecordingStream { enabled: false }");
}

#[test]
fn a_weak_handle_does_not_keep_the_stream() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let sink: Box<dyn LogSink> = {
        let seen = Arc::clone(&seen);
        Box::new(CallbackSink::new(move |messages| {
            seen.lock().extend_from_slice(messages)
        }))
    };
    let rec = bare("weak").set_sinks(vec![sink]).unwrap();
    let weak = rec.clone_weak();
    weak.log("a", &scalar(1)).unwrap();
    let other = rec.clone();
    assert_eq!((rec.ref_count(), weak.ref_count()), (2, 2));
    drop(rec);
    weak.log("a", &scalar(2)).unwrap();
    drop(other);
    assert!(!weak.is_enabled());
    weak.log("a", &scalar(3)).unwrap();
    weak.flush_blocking().unwrap();
    assert_eq!(scalars(&seen.lock()), [1, 2]);
}

#[test]
fn the_closest_stream_is_used() {
    let kind = StoreKind::Recording;
    let streams: Vec<_> = (0..3).map(|_| memory()).collect();
    let id = |stream: Option<RecordingStream>| stream.and_then(|stream| stream.store_info());
    let (global, local, given) = (&streams[0].0, &streams[1].0, &streams[2].0);
    let get = |given: Option<&RecordingStream>| id(RecordingStream::get(kind, given.cloned()));
    assert_eq!(get(None), None);
    assert_eq!(get(Some(given)), given.store_info());
    assert!(RecordingStream::set_global(kind, Some(global.clone())).is_none());
    assert_eq!(get(None), global.store_info());
    assert!(RecordingStream::set_thread_local(kind, Some(local.clone())).is_none());
    assert_eq!(get(None), local.store_info());
    assert_eq!(get(Some(given)), given.store_info());
    let elsewhere = std::thread::spawn(move || id(RecordingStream::get_quiet(kind, None)));
    assert_eq!(elsewhere.join().unwrap(), global.store_info());
    assert!(RecordingStream::get_quiet(StoreKind::Blueprint, None).is_none());
    assert_eq!(
        id(RecordingStream::set_thread_local(kind, None)),
        local.store_info()
    );
    assert_eq!(get(None), global.store_info());
    assert_eq!(
        id(RecordingStream::set_global(kind, None)),
        global.store_info()
    );
    assert_eq!(get(None), None);
}

#[test]
fn a_thread_ends_its_own_stream() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let thread = std::thread::spawn({
        let seen = Arc::clone(&seen);
        move || {
            let sink: Box<dyn LogSink> =
                Box::new(CallbackSink::new(move |messages: &[LogMsg]| {
                    seen.lock().extend_from_slice(messages);
                }));
            let rec = bare("thread").set_sinks(vec![sink]).unwrap();
            rec.log("a", &scalar(1)).unwrap();
            RecordingStream::set_thread_local(StoreKind::Recording, Some(rec));
        }
    });
    thread.join().unwrap();
    assert_eq!(scalars(&seen.lock()), [1]);
}

#[test]
fn the_last_handle_may_be_dropped_by_the_sink() {
    let (sender, receiver) = std::sync::mpsc::channel();
    let rec = bare("own thread").buffered().unwrap();
    let holder = Mutex::new(Some(rec.clone()));
    rec.set_sinks(vec![
        Box::new(CallbackSink::new(move |messages: &[LogMsg]| {
            sender.send(rows(messages).len()).unwrap();
            if !rows(messages).is_empty() {
                holder.lock().take();
            }
        })) as Box<dyn LogSink>,
    ]);
    rec.log("a", &scalar(1)).unwrap();
    drop(rec);
    let counts: Vec<_> = receiver.iter().collect();
    assert_eq!(counts.iter().sum::<usize>(), 1);
}

#[test]
fn a_sink_can_log_to_its_own_stream_but_not_wait_for_it() {
    let rec = bare("recursive").buffered().unwrap();
    let weak = rec.clone_weak();
    let (sender, receiver) = std::sync::mpsc::channel();
    rec.set_sinks(vec![
        Box::new(CallbackSink::new(move |messages: &[LogMsg]| {
            for row in rows(messages) {
                if row.scalar() < 3.0 {
                    weak.log("a", &scalar(row.scalar() as i32 + 1)).unwrap();
                }
                let flush = weak.flush_blocking();
                assert!(matches!(flush, Err(SinkFlushError::Failed { .. })));
                weak.disconnect();
                sender.send(row.scalar() as i32).unwrap();
            }
        })) as Box<dyn LogSink>,
    ]);
    rec.log("a", &scalar(1)).unwrap();
    let values: Vec<_> = receiver.iter().take(3).collect();
    assert_eq!(values, [1, 2, 3]);
}
