//! Streams that a program uses by default: one of the process, one of each thread.

use std::cell::RefCell;

use parking_lot::RwLock;
use rushes_core::StoreKind;

use super::RecordingStream;
use crate::once::first_time;

type Slot = Option<RecordingStream>;

static GLOBAL_RECORDING: RwLock<Slot> = RwLock::new(None);
static GLOBAL_BLUEPRINT: RwLock<Slot> = RwLock::new(None);

thread_local! {
    static LOCAL_RECORDING: RefCell<Slot> = const { RefCell::new(None) };
    static LOCAL_BLUEPRINT: RefCell<Slot> = const { RefCell::new(None) };
}

fn with_global<R>(kind: StoreKind, f: impl FnOnce(&RwLock<Slot>) -> R) -> R {
    match kind {
        StoreKind::Recording => f(&GLOBAL_RECORDING),
        StoreKind::Blueprint => f(&GLOBAL_BLUEPRINT),
    }
}

/// `None` where the thread winds down.
fn with_local<R>(kind: StoreKind, f: impl FnOnce(&mut Slot) -> R) -> Option<R> {
    let slot = match kind {
        StoreKind::Recording => &LOCAL_RECORDING,
        StoreKind::Blueprint => &LOCAL_BLUEPRINT,
    };
    slot.try_with(|slot| Some(f(&mut *slot.try_borrow_mut().ok()?)))
        .ok()
        .flatten()
}

impl RecordingStream {
    /// The stream to use: `overrides`, else this thread's, else the process's. Warns once when
    /// there is none.
    pub fn get(kind: StoreKind, overrides: Option<Self>) -> Option<Self> {
        let stream = Self::get_quiet(kind, overrides);
        if stream.is_none() && first_time("RecordingStream::get") {
            log::warn!("there is no stream for a {kind}: nothing is logged");
        }
        stream
    }

    /// As [`Self::get`], without a warning.
    pub fn get_quiet(kind: StoreKind, overrides: Option<Self>) -> Option<Self> {
        overrides
            .or_else(|| Self::thread_local(kind))
            .or_else(|| Self::global(kind))
    }

    /// The process's stream. It is not dropped when the process ends: disconnect or flush it, or
    /// set another.
    pub fn global(kind: StoreKind) -> Option<Self> {
        with_global(kind, |slot| slot.read().clone())
    }

    /// Sets the process's stream; returns the one before.
    pub fn set_global(kind: StoreKind, stream: Option<Self>) -> Option<Self> {
        with_global(kind, |slot| std::mem::replace(&mut *slot.write(), stream))
    }

    /// Forgets the process's stream without ending it. What it holds is lost.
    pub fn forget_global(kind: StoreKind) {
        std::mem::forget(Self::set_global(kind, None));
    }

    /// This thread's stream.
    pub fn thread_local(kind: StoreKind) -> Option<Self> {
        with_local(kind, |slot| slot.clone()).flatten()
    }

    /// Sets this thread's stream; returns the one before.
    pub fn set_thread_local(kind: StoreKind, stream: Option<Self>) -> Option<Self> {
        with_local(kind, |slot| std::mem::replace(slot, stream)).flatten()
    }

    /// Forgets this thread's stream without ending it. What it holds is lost.
    pub fn forget_thread_local(kind: StoreKind) {
        std::mem::forget(Self::set_thread_local(kind, None));
    }
}

/// In a forked child, forgets the streams of the process and of the thread, which belong to the
/// parent. Elsewhere it does nothing.
pub fn cleanup_if_forked_child() {
    for kind in [StoreKind::Recording, StoreKind::Blueprint] {
        let is_inherited =
            |stream: Option<RecordingStream>| stream.is_some_and(|stream| stream.is_forked_child());
        if is_inherited(RecordingStream::global(kind)) {
            RecordingStream::forget_global(kind);
        }
        if is_inherited(RecordingStream::thread_local(kind)) {
            RecordingStream::forget_thread_local(kind);
        }
    }
}
