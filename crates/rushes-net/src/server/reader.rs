//! How each viewer gets what is held, and what comes.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::HeaderMap;
use http_body::{Body, Frame};
use tonic::Status;

use super::PlaybackBehavior;
use super::classify::Audience;
use super::history::{History, Item, State};
use crate::frame;

/// Bytes that a reader takes at once.
const BATCH_BYTES: usize = 256 << 10;
/// Bytes that small messages are put together to.
const PIECE_BYTES: usize = 32 << 10;

/// What a reader wants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wish {
    pub audience: Audience,
    pub playback: PlaybackBehavior,
    /// What is there, and nothing that comes later.
    pub only_present: bool,
}

/// How far a reader has read. Of what was there when it came, first everything persistent, then what
/// is static, then the rest; then what came later, in order.
#[derive(Clone, Debug)]
pub(crate) struct Position {
    wish: Wish,
    phase: Phase,
    /// The first number that was not there when the reader came.
    start: u64,
    /// Within a phase: the next number to read, or the one before which to read on backwards.
    next: u64,
    /// The next number of what came later.
    live: u64,
    /// Messages that made room before they were read, since the reader was last up to date.
    missed: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Persistent,
    Static,
    Disposable,
    Live,
}

/// What came of reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Progress {
    Some,
    UpToDate,
}

/// What a reader takes at once.
struct Batch<'a> {
    frames: &'a mut VecDeque<Bytes>,
    bytes: usize,
    audience: Audience,
}

impl Batch<'_> {
    fn is_full(&self) -> bool {
        self.bytes >= BATCH_BYTES
    }

    fn add(&mut self, item: &Item) {
        if item.audience == self.audience {
            self.bytes += item.frame.len();
            self.frames.push_back(item.frame.clone());
        }
    }

    /// Reads what has a number from `next` to below `end`. Whether that is all of it.
    fn forward(&mut self, queue: &VecDeque<Item>, next: &mut u64, end: u64) -> bool {
        let first = queue.partition_point(|item| item.number < *next);
        for item in queue.range(first..).take_while(|item| item.number < end) {
            if self.is_full() {
                return false;
            }
            self.add(item);
            *next = item.number + 1;
        }
        true
    }

    /// Reads what has a number below `before`, the last first. Whether that is all of it.
    fn backward(&mut self, queue: &VecDeque<Item>, before: &mut u64) -> bool {
        let end = queue.partition_point(|item| item.number < *before);
        for item in queue.range(..end).rev() {
            if self.is_full() {
                return false;
            }
            self.add(item);
            *before = item.number;
        }
        true
    }
}

impl Position {
    pub(super) fn at_start(wish: Wish, start: u64) -> Self {
        Self {
            wish,
            phase: Phase::Persistent,
            start,
            next: 0,
            live: start,
            missed: 0,
        }
    }

    /// Whether there will be no more for this reader, whatever comes.
    pub(super) fn is_over(&self) -> bool {
        self.wish.only_present && self.phase == Phase::Live
    }

    pub(super) fn read(&mut self, state: &mut State, frames: &mut VecDeque<Bytes>) -> Progress {
        let mut batch = Batch {
            frames,
            bytes: 0,
            audience: self.wish.audience,
        };
        let newest_first = self.wish.playback == PlaybackBehavior::NewestFirst;
        while self.phase != Phase::Live && !batch.is_full() {
            if newest_first && self.phase != Phase::Persistent && !self.wish.only_present {
                // What comes goes first.
                self.read_live(state, &mut batch);
                if batch.is_full() {
                    break;
                }
            }
            let is_done = match self.phase {
                Phase::Persistent => batch.forward(&state.persistent, &mut self.next, self.start),
                Phase::Static if newest_first => batch.backward(&state.static_data, &mut self.next),
                Phase::Static => batch.forward(&state.static_data, &mut self.next, self.start),
                _ if newest_first => batch.backward(&state.disposable, &mut self.next),
                _ => batch.forward(&state.disposable, &mut self.next, self.start),
            };
            if is_done {
                self.phase = match self.phase {
                    Phase::Persistent => Phase::Static,
                    Phase::Static => Phase::Disposable,
                    Phase::Disposable | Phase::Live => Phase::Live,
                };
                self.next = if newest_first { self.start } else { 0 };
            }
        }
        if self.phase == Phase::Live && !batch.is_full() && !self.is_over() {
            self.read_live(state, &mut batch);
        }
        if batch.bytes > 0 {
            Progress::Some
        } else {
            Progress::UpToDate
        }
    }

    /// Reads what came after the reader. As a rule that is in the window; who has fallen behind gets
    /// what is held otherwise, and goes on in the window.
    fn read_live(&mut self, state: &mut State, batch: &mut Batch<'_>) {
        let window_start = state.window.front().map_or(state.next, |item| item.number);
        if self.live < window_start {
            self.catch_up(state, batch, window_start);
        }
        let Some(behind) = self.live.checked_sub(window_start) else {
            return;
        };
        let behind = (behind as usize).min(state.window.len());
        for item in state.window.range(behind..) {
            if batch.is_full() {
                return;
            }
            batch.add(item);
            self.live = item.number + 1;
        }
        if self.missed > 0 {
            log::warn!(
                "a reader did not keep up: {} messages made room before it had read them",
                self.missed
            );
            state.statistics.missed_messages += self.missed;
            self.missed = 0;
        }
    }

    /// Reads from the queues, in order, up to the number `end`.
    fn catch_up(&mut self, state: &State, batch: &mut Batch<'_>, end: u64) {
        let queues = [&state.persistent, &state.static_data, &state.disposable];
        let mut queues = queues.map(|queue| {
            let first = queue.partition_point(|item| item.number < self.live);
            queue.range(first..).peekable()
        });
        while !batch.is_full() {
            let nexts = queues.iter_mut().filter_map(|queue| {
                let number = queue.peek()?.number;
                Some((number, queue))
            });
            let earliest = nexts.min_by_key(|(number, _)| *number);
            let next = earliest.and_then(|(_, queue)| queue.next_if(|item| item.number < end));
            let Some(item) = next else {
                self.missed += end - self.live;
                self.live = end;
                return;
            };
            self.missed += item.number - self.live;
            batch.add(item);
            self.live = item.number + 1;
        }
    }
}

/// What a reader gets: frames without end, then that the call has ended in order.
#[derive(Debug)]
pub(crate) struct Reader {
    history: Arc<History>,
    position: Position,
    batch: VecDeque<Bytes>,
    has_ended: bool,
}

impl Reader {
    pub(crate) fn new(history: Arc<History>, wish: Wish) -> Self {
        Self {
            position: history.subscribe(wish),
            history,
            batch: VecDeque::new(),
            has_ended: false,
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.history.unsubscribe();
    }
}

impl Body for Reader {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        if this.has_ended {
            return Poll::Ready(None);
        }
        if this.batch.is_empty() {
            let (position, batch) = (&mut this.position, &mut this.batch);
            this.has_ended = !ready!(this.history.poll_read(position, batch, context));
        }
        Poll::Ready(Some(Ok(
            match frame::next_piece(&mut this.batch, PIECE_BYTES) {
                Some(piece) => Frame::data(piece),
                None => Frame::trailers(ok_trailers()),
            },
        )))
    }
}

/// What says that a call has ended in order.
pub(super) fn ok_trailers() -> HeaderMap {
    let mut trailers = HeaderMap::new();
    // A status that is OK has no text, and so nothing that could not be a header.
    Status::ok("").add_header(&mut trailers).ok();
    trailers
}
