//! The rows that one thread logged to one stream, until the stream's worker takes them.

use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;

use super::budget::Budget;
use super::rows::{EntityGroup, Row, Rows, Thresholds};

/// Bytes that a thread takes from the stream's budget at once, so that the threads meet there
/// seldom.
const RESERVE_BYTES: u64 = 64 << 10;

/// Rows of one thread. The thread adds, the worker takes; they never wait long for each other,
/// because the worker only exchanges the rows for an emptied set.
#[derive(Debug, Default)]
pub(crate) struct Staging {
    state: Mutex<State>,
    /// What the worker leaves when it takes the rows: emptied, with room for as many.
    spare: Mutex<Rows>,
    is_closed: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    rows: Rows,
    /// Rows while the stream did not count them on its timeline `log_tick`.
    uncounted: i64,
}

/// What became of a row.
pub(crate) enum Staged {
    /// It waits with the others.
    Waits,
    /// It made its entity's rows due; they count for so many bytes.
    Due(Vec<EntityGroup>, u64),
    /// It was not added, for it does not fit into the stream's budget: get so many bytes from
    /// there, and try again.
    NoBudget(u64),
}

impl Staging {
    /// Adds a row. `granted` bytes were taken from the budget for it already.
    pub(crate) fn push(
        &self,
        row: Row<'_>,
        granted: u64,
        counted: bool,
        thresholds: Thresholds,
        budget: &Budget,
    ) -> Staged {
        let mut state = self.state.lock();
        state.rows.reserved += granted;
        let missing = (state.rows.bytes() + row.bytes).saturating_sub(state.rows.reserved);
        if missing > 0 {
            let wanted = missing.max(RESERVE_BYTES);
            if budget.try_acquire(wanted) {
                state.rows.reserved += wanted;
            } else if budget.try_acquire(missing) {
                state.rows.reserved += missing;
            } else {
                // The whole row: what is reserved now may be gone when the caller comes back.
                return Staged::NoBudget(row.bytes);
            }
        }
        state.uncounted += i64::from(!counted);
        match state.rows.push(row, thresholds) {
            None => Staged::Waits,
            Some((groups, bytes)) => Staged::Due(groups, bytes),
        }
    }

    /// Takes all rows; returns the bytes of the budget that they held.
    pub(crate) fn take(&self, into: &mut Vec<EntityGroup>) -> u64 {
        let mut spare = self.spare.lock();
        {
            let mut state = self.state.lock();
            if state.rows.reserved == 0 {
                return 0;
            }
            std::mem::swap(&mut state.rows, &mut *spare);
        }
        spare.drain(into);
        std::mem::take(&mut spare.reserved)
    }

    /// Whether rows wait.
    pub(crate) fn has_rows(&self) -> bool {
        self.state.lock().rows.bytes() > 0
    }

    /// Rows that were not counted since the last call.
    pub(crate) fn take_uncounted(&self) -> i64 {
        std::mem::take(&mut self.state.lock().uncounted)
    }

    /// Gives the memory back; nothing will be added any more.
    pub(crate) fn close(&self) {
        self.is_closed.store(true, Ordering::Release);
        self.state.lock().rows = Rows::default();
        *self.spare.lock() = Rows::default();
    }

    /// Whether the stream is gone.
    pub(crate) fn is_closed(&self) -> bool {
        self.is_closed.load(Ordering::Acquire)
    }
}
