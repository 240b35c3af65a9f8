//! What logging allocates on the logging thread: in the steady state, nothing.
#![allow(clippy::unwrap_used)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use rushes_core::{EntityPath, TimelineName};
use rushes_sdk::sink::{CallbackSink, LogSink};
use rushes_sdk::{ChunkBatcherConfig, RecordingStream, RecordingStreamBuilder};
use rushes_types::AsComponents;
use rushes_types::archetypes::{Points3D, Scalars, TextLog, Transform3D};

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

/// The system's allocator, which counts for each thread.
struct Counting;

fn count() {
    // Threads that wind down are not measured.
    let _ended = ALLOCATIONS.try_with(|count| count.set(count.get() + 1));
}

// SAFETY: all calls are passed on unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count();
        // SAFETY: as the caller promises.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as the caller promises.
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count();
        // SAFETY: as the caller promises.
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const ROWS: usize = 1000;

/// Allocations of one thousand calls, once the stream has seen a few thousand.
fn allocations(mut log: impl FnMut(&RecordingStream, usize)) -> usize {
    let nowhere: Box<dyn LogSink> = Box::new(CallbackSink::new(|_| ()));
    let rec = RecordingStreamBuilder::new("allocations")
        .enabled(true)
        .batcher_config(ChunkBatcherConfig::NEVER)
        .set_sinks(vec![nowhere])
        .unwrap();
    let mut allocations = 0;
    for _round in 0..4 {
        // The first row after a flush wakes the stream, which is not every row's cost.
        log(&rec, 0);
        let before = ALLOCATIONS.get();
        (1..ROWS).for_each(|row| log(&rec, row));
        allocations = ALLOCATIONS.get() - before;
        rec.flush_blocking().unwrap();
    }
    allocations
}

fn check(components: &dyn AsComponents) {
    let (path, timeline) = (EntityPath::from("a"), TimelineName::from("frame"));
    // Made before, so that what logging takes is all that is counted.
    let mut rows = vec![vec![components.as_serialized_batches(); ROWS]; 4].concat();
    let count = allocations(|rec, row| {
        rec.set_time_sequence(timeline.clone(), row as i64);
        let batches = rows.pop().unwrap();
        rec.log_serialized_batches(path.clone(), false, batches)
            .unwrap();
    });
    assert_eq!(count, 0);
}

#[test]
fn rows_of_all_common_shapes_allocate_nothing() {
    check(&Scalars::single(1.0));
    check(&Transform3D::from_translation([1.0, 2.0, 3.0]));
    check(&TextLog::new("some text"));
    check(&Points3D::new([[1.0, 2.0, 3.0]; 100]).with_radii([0.1]));
}

#[test]
fn logging_a_scalar_allocates_nothing() {
    let scalar = Scalars::single(1.0);
    let count = allocations(|rec, _| rec.log("world/robot/arm", &scalar).unwrap());
    assert_eq!(count, 0);
}

#[test]
fn what_allocates_is_counted() {
    let scalar = Scalars::single(1.0);
    let count = allocations(|rec, _| rec.log(vec!["a".into()], &scalar).unwrap());
    assert!(count >= ROWS - 1, "{count}");
}
