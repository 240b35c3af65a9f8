//! What a thread keeps for each stream that it logs to.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use rushes_core::StoreId;

use crate::batch::{Batches, Staging};
use crate::stream::Shared;
use crate::times::Times;

/// Times of recordings without a stream are remembered for at most so many recordings.
const MAX_REMEMBERED: usize = 1024;

#[derive(Default)]
struct Locals {
    streams: Vec<Local>,
    /// Streams with the same store id share their times.
    times: HashMap<StoreId, Rc<RefCell<Times>>>,
}

struct Local {
    /// Which stream; see [`Shared::number`].
    stream: u64,
    staging: Arc<Staging>,
    times: Rc<RefCell<Times>>,
}

thread_local! {
    static LOCALS: RefCell<Locals> = RefCell::default();
    static BATCHES: Cell<Batches> = const { Cell::new(Vec::new()) };
}

/// Calls `f` with an empty vector for the batches of a row. It has room for those of the last one,
/// so that logging allocates nothing.
pub(crate) fn with_batches<R>(f: impl FnOnce(&mut Batches) -> R) -> R {
    // Taken out, for `f` may log in turn.
    let mut batches = BATCHES.try_with(Cell::take).unwrap_or_default();
    let result = f(&mut batches);
    batches.clear();
    BATCHES.try_with(|slot| slot.set(batches)).ok();
    result
}

/// Calls `f` with the thread's rows and times for a stream, once.
///
/// `f` must not call what the program supplies (loggers, hooks, sinks): that might log in turn.
/// Where a thread winds down, or does so nevertheless, it has no times.
pub(crate) fn with<R>(shared: &Shared, mut f: impl FnMut(&Staging, &mut Times) -> R) -> R {
    let result = LOCALS.try_with(|locals| {
        let mut locals = locals.try_borrow_mut().ok()?;
        let local = locals.of(shared)?;
        let mut times = local.times.try_borrow_mut().ok()?;
        Some(f(&local.staging, &mut times))
    });
    match result {
        Ok(Some(result)) => result,
        _ => f(&shared.new_staging(), &mut Times::default()),
    }
}

impl Locals {
    fn of(&mut self, shared: &Shared) -> Option<&Local> {
        let number = shared.number();
        let index = self.streams.iter().position(|local| local.stream == number);
        let index = index.unwrap_or_else(|| {
            self.sweep();
            let times = self.times.entry(shared.store_id().clone()).or_default();
            self.streams.push(Local {
                stream: number,
                staging: shared.new_staging(),
                times: Rc::clone(times),
            });
            self.streams.len() - 1
        });
        self.streams.get(index)
    }

    /// Forgets streams that are gone.
    fn sweep(&mut self) {
        self.streams.retain(|local| !local.staging.is_closed());
        let forget_all = self.times.len() > MAX_REMEMBERED;
        self.times.retain(|_, times| {
            let is_in_use = Rc::strong_count(times) > 1;
            is_in_use || !(forget_all || times.borrow().is_empty())
        });
    }
}
