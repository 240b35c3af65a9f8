//! Sinks that do not keep up.

use std::sync::Arc;
use std::time::Duration;

use parking_lot::{Condvar, Mutex};
use rushes_sdk::sink::{BackPressure, CallbackSink, LogSink, LostRows, QueuedSink};
use rushes_sdk::{ChunkBatcherConfig, LogMsg, RecordingStream, SinkFlushError};

use crate::support::{bare, rows, scalar, scalars};

const ROWS: i32 = 5000;

/// A sink that takes nothing until it is opened, and then everything.
#[derive(Clone, Default)]
struct Gate(Arc<(Mutex<State>, Condvar)>);

#[derive(Default)]
struct State {
    is_open: bool,
    /// The sink stands before it.
    is_reached: bool,
}

impl Gate {
    fn open(&self) {
        self.0.0.lock().is_open = true;
        self.0.1.notify_all();
    }

    fn pass(&self) {
        let mut state = self.0.0.lock();
        state.is_reached = true;
        self.0.1.notify_all();
        self.0.1.wait_while(&mut state, |state| !state.is_open);
    }

    fn wait_until_reached(&self) {
        let mut state = self.0.0.lock();
        self.0.1.wait_while(&mut state, |state| !state.is_reached);
    }

    /// A sink behind the gate, and what it has got.
    fn sink(&self) -> (CallbackSink, Arc<Mutex<Vec<LogMsg>>>) {
        let seen = Arc::<Mutex<Vec<LogMsg>>>::default();
        let (gate, sees) = (self.clone(), Arc::clone(&seen));
        let sink = CallbackSink::new(move |messages: &[LogMsg]| {
            gate.pass();
            sees.lock().extend_from_slice(messages);
        });
        (sink, seen)
    }
}

struct Held {
    rec: RecordingStream,
    gate: Gate,
    seen: Arc<Mutex<Vec<LogMsg>>>,
    lost: LostRows,
}

/// A stream whose rows are chunks of their own, into a queue of 20 kB before a closed gate.
fn held(policy: BackPressure) -> Held {
    let gate = Gate::default();
    let (sink, seen) = gate.sink();
    let sink = QueuedSink::new(sink, policy)
        .unwrap()
        .with_max_bytes(20_000);
    let lost = sink.lost_rows();
    let config = ChunkBatcherConfig {
        // What the rows may hold is little, so that a blocked sink would block them soon.
        max_bytes_in_flight: 100_000,
        ..ChunkBatcherConfig::ALWAYS_TEST_ONLY
    };
    let rec = bare("held").batcher_config(config);
    let rec = rec.set_sinks((sink,)).unwrap();
    rec.set_log_time_enabled(false);
    // From now on, nothing leaves the queue.
    gate.wait_until_reached();
    Held {
        rec,
        gate,
        seen,
        lost,
    }
}

/// Logs everything, although the sink takes nothing; then opens the gate. Returns what arrives.
fn log_against_the_gate(held: Held) -> (Vec<i32>, LostRows) {
    let Held {
        rec,
        gate,
        seen,
        lost,
    } = held;
    rec.log_static("static", &scalar(-1)).unwrap();
    for value in 0..ROWS {
        rec.set_time_sequence("value", value);
        rec.log(format!("entity/{}", value % 2), &scalar(value))
            .unwrap();
    }
    // All calls have returned. So has the worker: it does as it is asked.
    rec.inspect_sink(|_| ());
    assert!(rows(&seen.lock()).is_empty());
    let flush = rec.flush_with_timeout(Duration::from_millis(1));
    assert_eq!(flush, Err(SinkFlushError::Timeout));
    gate.open();
    rec.flush_blocking().unwrap();
    drop(rec);
    let seen = seen.lock();
    assert!(
        matches!(seen[0], LogMsg::SetStoreInfo(_)),
        "introductions are not dropped"
    );
    let values = scalars(&seen);
    assert_eq!(values.len() as u64 + lost.total(), ROWS as u64 + 1);
    let static_rows = rows(&seen)
        .into_iter()
        .filter(|row| row.entity == "/static");
    assert_eq!(static_rows.count(), 1, "static data is not dropped");
    (
        values.into_iter().filter(|value| *value >= 0).collect(),
        lost,
    )
}

#[test]
fn the_oldest_makes_room() {
    let (values, lost) = log_against_the_gate(held(BackPressure::DropOldest));
    assert!(values.len() > 10 && values.len() < 100, "{values:?}");
    // The sink had the first in its hands; the others are the last ones.
    let last: Vec<i32> = (0..ROWS).rev().take(values.len() - 2).collect();
    assert!(
        values.iter().rev().zip(last).all(|(a, b)| *a == b),
        "{values:?}"
    );
    assert_eq!(lost.by_entity().len(), 2);
}

#[test]
fn new_data_is_dropped() {
    let (values, lost) = log_against_the_gate(held(BackPressure::DropNewest));
    assert!(values.len() > 10 && values.len() < 100, "{values:?}");
    assert_eq!(values, (0..values.len() as i32).collect::<Vec<_>>());
    assert_eq!(lost.by_entity().len(), 2);
}

#[test]
fn a_sample_is_kept() {
    let (values, lost) = log_against_the_gate(held(BackPressure::Sample));
    assert!(values.len() > 10 && values.len() < 100, "{values:?}");
    // It is spread over the whole time, and over the entities.
    let at = |part: f64| (f64::from(ROWS) * part) as i32;
    for range in [0..at(0.3), at(0.3)..at(0.7), at(0.7)..ROWS] {
        for odd in [0, 1] {
            let mut values = values.iter();
            assert!(
                values.any(|value| range.contains(value) && value % 2 == odd),
                "{range:?}"
            );
        }
    }
    assert_eq!(lost.by_entity().len(), 2);
}

#[test]
fn what_has_no_room_waits_on_the_disk() {
    let (values, lost) = log_against_the_gate(held(BackPressure::SpillToDisk));
    assert_eq!(values, (0..ROWS).collect::<Vec<_>>());
    assert_eq!(lost.total(), 0);
}

#[test]
fn a_disk_that_is_not_there_loses_rows_and_says_so() {
    let gate = Gate::default();
    let (sink, _seen) = gate.sink();
    let sink = QueuedSink::new(sink, BackPressure::SpillToDisk).unwrap();
    let sink = sink.with_max_bytes(1).with_spill_folder("/no/such/folder");
    let lost = sink.lost_rows();
    let rec = bare("no disk").batcher_config(ChunkBatcherConfig::ALWAYS_TEST_ONLY);
    let rec = rec.set_sinks((sink,)).unwrap();
    for value in 0..100 {
        rec.log("a", &scalar(value)).unwrap();
    }
    rec.inspect_sink(|_| ());
    assert!(lost.total() >= 98, "{}", lost.total());
    gate.open();
}

#[test]
fn blocking_loses_nothing() {
    let Held {
        rec,
        gate,
        seen,
        lost,
    } = held(BackPressure::Block);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for value in 0..ROWS {
                rec.log("a", &scalar(value)).unwrap();
            }
        });
        gate.open();
    });
    drop(rec);
    assert_eq!(scalars(&seen.lock()), (0..ROWS).collect::<Vec<_>>());
    assert_eq!(lost.total(), 0);
}

#[test]
fn a_sink_that_never_ends_is_left_alone() {
    let gate = Gate::default();
    let (sink, _seen) = gate.sink();
    let sink = QueuedSink::new(sink, BackPressure::DropOldest).unwrap();
    let sink = sink.with_linger(Duration::from_millis(1));
    let lost = sink.lost_rows();
    let rec = bare("stuck").set_sinks((sink,)).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    drop(rec);
    assert_eq!(lost.total(), 1);
    gate.open();
}

#[test]
fn a_stuck_sink_does_not_hold_up_others() {
    let gate = Gate::default();
    let (sink, seen) = gate.sink();
    let stuck = QueuedSink::new(sink, BackPressure::DropOldest).unwrap();
    let others = Arc::<Mutex<Vec<LogMsg>>>::default();
    let other: Box<dyn LogSink> = Box::new(CallbackSink::new({
        let others = Arc::clone(&others);
        move |messages: &[LogMsg]| others.lock().extend_from_slice(messages)
    }));
    let rec = bare("two").set_sinks(vec![Box::new(stuck), other]).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    assert_eq!(
        rec.flush_with_timeout(Duration::from_millis(1)),
        Err(SinkFlushError::Timeout)
    );
    // The worker has done what it was asked before.
    rec.inspect_sink(|_| ());
    assert_eq!(scalars(&others.lock()), [1]);
    gate.open();
    rec.flush_blocking().unwrap();
    assert_eq!(scalars(&seen.lock()), [1]);
}

#[test]
fn a_panic_behind_the_queue_fails_the_flush() {
    let sink = CallbackSink::new(|messages: &[LogMsg]| {
        assert!(rows(messages).is_empty(), "a bug in a sink");
    });
    let sink = QueuedSink::new(sink, BackPressure::Block)
        .unwrap()
        .with_max_bytes(1000);
    let lost = sink.lost_rows();
    let rec = bare("panics").set_sinks((sink,)).unwrap();
    for value in 0..1000 {
        rec.log("a", &scalar(value)).unwrap();
    }
    let error = rec.flush_blocking().unwrap_err();
    assert!(error.to_string().contains("panicked"), "{error}");
    rec.log("a", &scalar(0)).unwrap();
    assert!(rec.flush_blocking().is_err());
    assert_eq!(lost.total(), 1);
}
