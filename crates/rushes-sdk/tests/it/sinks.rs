//! Sinks, one and several.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use parking_lot::Mutex;
use rushes_sdk::sink::{
    BinaryStreamSink, BufferedSink, CallbackSink, FileSink, LogSink, MemorySink, MemorySinkStorage,
};
use rushes_sdk::{ChunkBatcherConfig, LogMsg, SinkFlushError};

use crate::support::{bare, decode, memory, read, rows, scalar, scalars};

#[test]
fn memory_can_be_drained_again_and_again() {
    let (rec, storage) = memory();
    assert_eq!(
        storage.store_id().as_ref(),
        rec.store_info().map(|info| info.store_id).as_ref()
    );
    rec.log("a", &scalar(1)).unwrap();
    assert_eq!(storage.num_msgs(), 3);
    let first = decode(&storage.drain_as_bytes().unwrap());
    assert_eq!(scalars(&first), [1]);
    rec.log("a", &scalar(2)).unwrap();
    let second = decode(&storage.drain_as_bytes().unwrap());
    assert_eq!(scalars(&second), [2]);
    assert_eq!(second.len(), 1, "no store info again");
    assert!(decode(&storage.drain_as_bytes().unwrap()).is_empty());
}

#[test]
fn memory_keeps_what_a_dropped_stream_logged() {
    let (rec, storage) = memory();
    rec.log("a", &scalar(1)).unwrap();
    drop(rec);
    assert_eq!(scalars(&storage.take()), [1]);
}

#[test]
fn memories_can_be_put_together() {
    let (a, a_storage) = memory();
    let (b, b_storage) = memory();
    a.log("a", &scalar(1)).unwrap();
    b.log("b", &scalar(2)).unwrap();
    let bytes = MemorySinkStorage::concat_memory_sinks_as_bytes(&[&a_storage, &b_storage]);
    assert_eq!(scalars(&decode(&bytes.unwrap())), [1, 2]);
    assert_eq!(scalars(&a_storage.take()), [1]);
    b_storage.take();
}

#[test]
fn memory_hands_over_to_the_next_sink() {
    let (rec, first) = memory();
    rec.log("a", &scalar(1)).unwrap();
    let second = rec.memory();
    assert_eq!(first.num_msgs(), 0);
    rec.log("a", &scalar(2)).unwrap();
    assert_eq!(scalars(&second.take()), [1, 2]);
}

#[test]
fn all_of_several_sinks_get_the_same() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a.rrd"), dir.path().join("b.rrd"));
    let rec = bare("several").buffered().unwrap();
    rec.log("a", &scalar(0)).unwrap();
    let (binary, bytes) = BinaryStreamSink::new(rec.clone());
    rec.set_sinks((
        FileSink::new(&a).unwrap(),
        FileSink::new(&b).unwrap(),
        binary,
    ));
    for value in 1..100 {
        rec.log("a", &scalar(value)).unwrap();
    }
    rec.disconnect();
    let (a, b) = (read(&a), read(&b));
    assert_eq!(scalars(&a), (0..100).collect::<Vec<_>>());
    // The same messages: chunk ids and all.
    assert_eq!(
        a.iter().map(message_id).collect::<Vec<_>>(),
        b.iter().map(message_id).collect::<Vec<_>>()
    );
    assert_eq!(decode(&bytes.read().unwrap()), a);
}

fn message_id(message: &LogMsg) -> String {
    match message {
        LogMsg::SetStoreInfo(info) => info.row_id.to_string(),
        message => message.to_chunk().unwrap().unwrap().id().to_string(),
    }
}

#[test]
fn no_sinks_take_everything() {
    let rec = bare("none").set_sinks(Vec::new()).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    rec.flush_blocking().unwrap();
}

#[test]
fn a_binary_stream_is_read_piece_by_piece() {
    let rec = bare("binary").buffered().unwrap();
    let stream = rec.binary_stream();
    assert_eq!(decode(&stream.read().unwrap()).len(), 2);
    assert_eq!(stream.read(), None);
    rec.log("a", &scalar(1)).unwrap();
    stream.flush(Duration::MAX).unwrap();
    assert_eq!(scalars(&decode(&stream.read().unwrap())), [1]);
    assert_eq!(stream.read(), None);
}

#[test]
fn deferred_sinks_end_and_others_stay() {
    let dir = tempfile::tempdir().unwrap();
    let (alone, together) = (dir.path().join("a.rrd"), dir.path().join("b.rrd"));
    let rec = bare("deferred").save(&alone).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    rec.finalize_deferred_sinks();
    assert_eq!(scalars(&read(&alone)), [1]);
    rec.log("a", &scalar(2)).unwrap();
    let (binary, bytes) = BinaryStreamSink::new(rec.clone());
    rec.set_sinks((FileSink::new(&together).unwrap(), binary));
    rec.finalize_deferred_sinks();
    assert_eq!(scalars(&read(&together)), [2]);
    rec.log("a", &scalar(3)).unwrap();
    rec.flush_blocking().unwrap();
    assert_eq!(scalars(&decode(&bytes.read().unwrap())), [2, 3]);
}

#[test]
fn a_callback_sees_everything_in_order() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let rec = bare("callback").buffered().unwrap();
    let sink = {
        let seen = Arc::clone(&seen);
        CallbackSink::new(move |messages| seen.lock().extend_from_slice(messages))
    };
    rec.log("a", &scalar(1)).unwrap();
    rec.set_sink(Box::new(sink));
    rec.log("a", &scalar(2)).unwrap();
    drop(rec);
    let seen = seen.lock();
    assert!(matches!(seen[0], LogMsg::SetStoreInfo(_)));
    assert_eq!(scalars(&seen), [1, 2]);
}

/// Counts calls; flushes never end in time.
#[derive(Clone, Default)]
struct Slow(Arc<[AtomicUsize; 3]>);

impl LogSink for Slow {
    fn send(&self, _message: LogMsg) {
        self.0[0].fetch_add(1, Ordering::Relaxed);
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.0[1].fetch_add(1, Ordering::Relaxed);
        if timeout == Duration::MAX {
            return Ok(());
        }
        Err(SinkFlushError::Timeout)
    }

    fn default_batcher_config(&self) -> ChunkBatcherConfig {
        ChunkBatcherConfig::NEVER
    }

    fn finish(&self) {
        self.0[2].fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn a_sink_of_ones_own_is_flushed_and_ended() {
    let slow = Slow::default();
    let counts = || -> Vec<usize> { slow.0.iter().map(|n| n.load(Ordering::Relaxed)).collect() };
    let rec = bare("slow").buffered().unwrap();
    rec.set_sink(Box::new(slow.clone()));
    assert_eq!(counts(), [2, 1, 0]);
    rec.log("a", &scalar(1)).unwrap();
    rec.flush_async().unwrap();
    let timeout = rec.flush_with_timeout(Duration::from_millis(1));
    assert_eq!(timeout, Err(SinkFlushError::Timeout));
    rec.flush_blocking().unwrap();
    assert_eq!(counts(), [3, 4, 0]);
    rec.inspect_sink(|sink| {
        let sink: &dyn std::any::Any = sink;
        assert!(sink.downcast_ref::<Slow>().is_some());
    });
    drop(rec);
    assert_eq!(counts(), [3, 4, 1]);
}

#[test]
fn a_sink_that_panics_fails_the_flush_and_stops_nobody() {
    let rec = bare("panics").buffered().unwrap();
    rec.set_sink(Box::new(CallbackSink::new(|messages: &[LogMsg]| {
        assert!(rows(messages).is_empty(), "a bug in a sink");
    })));
    rec.log("a", &scalar(1)).unwrap();
    let error = rec.flush_blocking().unwrap_err();
    assert!(error.to_string().contains("panicked"), "{error}");
    for value in 0..10_000 {
        let points = vec![[value as f32, 0.0, 0.0]; 1000];
        rec.log("a", &rushes_types::archetypes::Points3D::new(points))
            .unwrap();
    }
    rec.disconnect();
}

#[test]
fn sinks_can_be_made_by_hand() {
    let (rec, _storage) = memory();
    let sink = MemorySink::new(rec.clone());
    let storage = sink.buffer();
    rec.set_sink(Box::new(sink));
    rec.log("a", &scalar(1)).unwrap();
    assert_eq!(scalars(&storage.take()), [1]);
    rec.set_sink(Box::new(BufferedSink::new()));
    rec.log("a", &scalar(2)).unwrap();
    assert_eq!(scalars(&rec.memory().take()), [2]);
}
