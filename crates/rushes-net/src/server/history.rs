//! What a server holds, in three queues, and what makes room when it is too much.
//!
//! Each message has a number, in the order of arrival. A reader is no more than the numbers it has
//! read up to: it holds nothing, and delays nobody. Beside the queues there is a window of the latest
//! messages, for readers that are up to date: what makes room in the queues is there a while longer.

use std::collections::VecDeque;
use std::task::{Context, Poll, Waker};

use bytes::Bytes;
use parking_lot::Mutex;

use super::classify::{Audience, Class};
use super::reader::{Position, Progress, Wish};

/// What a message takes beside its bytes: its places in a queue and in the window, and what the
/// allocator needs.
const MESSAGE_OVERHEAD: u64 = 160;

/// Bytes that a reader that is up to date may lag behind, whatever makes room in the queues.
const WINDOW_BYTES: u64 = 32 << 20;

/// A message that is held.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// In the order of arrival.
    pub number: u64,
    pub audience: Audience,
    /// Framed, and shared with all who send it on.
    pub frame: Bytes,
}

impl Item {
    fn cost(&self) -> u64 {
        self.frame.len() as u64 + MESSAGE_OVERHEAD
    }
}

/// Counts of what a server has done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistics {
    /// Messages that came.
    pub received_messages: u64,
    /// Their bytes.
    pub received_bytes: u64,
    /// Messages that were left out, as no reader could decode them.
    pub undecodable_messages: u64,
    /// How often messages could not be saved: the disk was full, for example.
    pub failed_saves: u64,
    /// Messages held for readers that come late.
    pub held_messages: u64,
    /// What they take.
    pub held_bytes: u64,
    /// Messages that made room.
    pub dropped_messages: u64,
    /// Messages that a reader did not get, as they made room before it had read so far.
    pub missed_messages: u64,
    /// Readers now.
    pub readers: u64,
    /// Producers now.
    pub producers: u64,
}

/// What a server holds.
#[derive(Debug)]
pub(crate) struct History {
    state: Mutex<State>,
    max_bytes: u64,
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) persistent: VecDeque<Item>,
    pub(super) static_data: VecDeque<Item>,
    pub(super) disposable: VecDeque<Item>,
    /// The latest messages, without gaps in their numbers.
    pub(super) window: VecDeque<Item>,
    window_bytes: u64,
    /// The number of the next message.
    pub(super) next: u64,
    pub(super) statistics: Statistics,
    waiting: Vec<Waker>,
    /// Readers end when they have read everything.
    has_ended: bool,
}

impl History {
    pub(crate) fn new(max_bytes: u64) -> Self {
        Self {
            state: Mutex::default(),
            max_bytes,
        }
    }

    /// Adds messages, in order.
    pub(crate) fn push(
        &self,
        audience: Audience,
        frames: impl IntoIterator<Item = (Class, Bytes)>,
    ) {
        let mut state = self.state.lock();
        for (class, frame) in frames {
            let number = state.next;
            state.next += 1;
            state.statistics.received_messages += 1;
            state.statistics.received_bytes += frame.len() as u64;
            let item = Item {
                number,
                audience,
                frame,
            };
            state.add_to_window(item.clone());
            if self.max_bytes > 0 {
                state.make_room(self.max_bytes);
                state.statistics.held_messages += 1;
                state.statistics.held_bytes += item.cost();
                state.queue(class).push_back(item);
            }
        }
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Where a reader that comes now starts.
    pub(crate) fn subscribe(&self, wish: Wish) -> Position {
        let mut state = self.state.lock();
        state.statistics.readers += 1;
        Position::at_start(wish, state.next)
    }

    pub(crate) fn unsubscribe(&self) {
        let mut state = self.state.lock();
        state.statistics.readers = state.statistics.readers.saturating_sub(1);
        if state.statistics.readers == 0 {
            state.window.clear();
            state.window_bytes = 0;
        }
        // Its waker may be among these; the others just look again.
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Reads on from a position: adds frames to `batch`. Ready with false when there will be no
    /// more.
    pub(crate) fn poll_read(
        &self,
        position: &mut Position,
        batch: &mut VecDeque<Bytes>,
        context: &mut Context<'_>,
    ) -> Poll<bool> {
        let mut state = self.state.lock();
        match position.read(&mut state, batch) {
            Progress::Some => Poll::Ready(true),
            Progress::UpToDate if state.has_ended || position.is_over() => Poll::Ready(false),
            Progress::UpToDate => {
                if !state.waiting.iter().any(|w| w.will_wake(context.waker())) {
                    state.waiting.push(context.waker().clone());
                }
                Poll::Pending
            }
        }
    }

    pub(crate) fn undecodable(&self) {
        self.state.lock().statistics.undecodable_messages += 1;
    }

    pub(crate) fn failed_save(&self) {
        self.state.lock().statistics.failed_saves += 1;
    }

    pub(crate) fn producers_changed(&self, by: i64) {
        let mut state = self.state.lock();
        state.statistics.producers = state.statistics.producers.saturating_add_signed(by);
    }

    /// Ends all readers, once they have read everything.
    pub(crate) fn end(&self) {
        let mut state = self.state.lock();
        state.has_ended = true;
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    pub(crate) fn statistics(&self) -> Statistics {
        self.state.lock().statistics
    }
}

impl State {
    fn queue(&mut self, class: Class) -> &mut VecDeque<Item> {
        match class {
            Class::Persistent => &mut self.persistent,
            Class::Static => &mut self.static_data,
            Class::Disposable => &mut self.disposable,
        }
    }

    fn add_to_window(&mut self, item: Item) {
        if self.statistics.readers == 0 {
            return;
        }
        self.window_bytes += item.cost();
        self.window.push_back(item);
        while self.window_bytes > WINDOW_BYTES && self.window.len() > 1 {
            if let Some(item) = self.window.pop_front() {
                self.window_bytes -= item.cost();
            }
        }
    }

    /// Before a message is added, the oldest make room: disposable ones first, static ones only when
    /// there are no others.
    fn make_room(&mut self, max_bytes: u64) {
        while self.statistics.held_bytes > max_bytes {
            let oldest = self.disposable.pop_front();
            let Some(item) = oldest.or_else(|| self.static_data.pop_front()) else {
                return;
            };
            self.statistics.held_bytes -= item.cost();
            self.statistics.held_messages -= 1;
            self.statistics.dropped_messages += 1;
        }
    }
}
