//! Messages that wait to be sent, and those that may have to be sent again.

use std::collections::{BTreeMap, VecDeque};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use bytes::Bytes;
use parking_lot::{Condvar, Mutex, MutexGuard};
use rushes_core::StoreId;

use super::{FlushError, LinkFailure, LinkState};
use crate::frame::{self, Frame};

/// Bytes that are got ready at once.
const BATCH_BYTES: usize = 256 << 10;
/// Bytes that small messages are put together to.
const PIECE_BYTES: usize = 32 << 10;
/// What was handed to the transport last may never have arrived when a connection breaks. A server
/// that does not acknowledge gets so much of it again.
const REPLAY_BYTES: u64 = 4 << 20;
/// What a message takes beside its bytes.
const MESSAGE_OVERHEAD: u64 = 128;
/// Until then it has been tried again to connect.
const NEXT_ATTEMPT: Duration = Duration::from_millis(1200);

/// Messages that wait, of one producer.
#[derive(Debug)]
pub(crate) struct Outbox {
    state: Mutex<State>,
    changed: Condvar,
    max_bytes: u64,
}

#[derive(Debug)]
struct State {
    /// In order; the first ones may have been handed to the transport already.
    entries: VecDeque<Frame>,
    /// The number of the first entry.
    first: u64,
    /// The number of the next entry to be handed to the transport.
    next: u64,
    /// All messages below have left us.
    left: u64,
    sent_bytes: u64,
    unsent_bytes: u64,
    /// What the transport takes next.
    pieces: VecDeque<Bytes>,
    /// What introduces the stores: each new connection starts with it.
    store_infos: BTreeMap<StoreId, Frame>,
    /// Which call is the present one.
    call: u64,
    /// Whether it may send: not before we know whom to.
    may_send: bool,
    /// Messages that it sends twice, to introduce stores again.
    introductions: u64,
    /// The number of the first entry that it sends.
    call_first: u64,
    link: LinkState,
    /// Nothing more comes.
    has_ended: bool,
    /// Since when, and how long, the end waits for a server that takes nothing.
    patience: Option<(Instant, Duration)>,
    /// When messages left us, or a server took the connection, last.
    progress: Instant,
    /// How often a server has taken something, as far as it can be known.
    successes: u64,
    /// Nobody waits any more for what is not sent.
    is_abandoned: bool,
    body_waker: Option<Waker>,
    abandon_waker: Option<Waker>,
}

impl State {
    fn held(&self) -> u64 {
        let acknowledges = matches!(self.link, LinkState::Connected { durable: Some(_) });
        // What a server does not acknowledge is kept as long as it is little, and holds up nobody.
        self.unsent_bytes + if acknowledges { self.sent_bytes } else { 0 }
    }

    fn drop_first(&mut self) {
        if let Some(entry) = self.entries.pop_front() {
            let bytes = cost(&entry);
            if self.first < self.next {
                self.sent_bytes -= bytes;
            } else {
                self.unsent_bytes -= bytes;
                self.next += 1;
            }
            self.first += 1;
        }
    }

    /// No call is under way: what may not have arrived has not been sent.
    fn start_again(&mut self) {
        self.call += 1;
        self.may_send = false;
        self.pieces.clear();
        self.next = self.first;
        self.left = self.first;
        self.unsent_bytes += self.sent_bytes;
        self.sent_bytes = 0;
    }

    fn acknowledges(&self) -> bool {
        matches!(self.link, LinkState::Connected { durable: Some(_) })
    }

    /// Until when the end waits; `None`: it does not come yet.
    fn end_of_patience(&self) -> Option<Instant> {
        let (since, patience) = self.patience?;
        self.progress.max(since).checked_add(patience)
    }

    fn is_out_of_patience(&self) -> bool {
        self.end_of_patience()
            .is_some_and(|end| Instant::now() >= end)
    }

    /// Messages that the server may not have.
    fn unsettled(&self) -> usize {
        if self.acknowledges() {
            self.entries.len()
        } else {
            self.entries.len() - (self.next - self.first) as usize
        }
    }

    /// Whether all messages below `number` are where they should be.
    fn is_done(&self, number: u64) -> bool {
        if self.acknowledges() {
            self.first >= number
        } else {
            self.left >= number
        }
    }
}

fn cost(frame: &Frame) -> u64 {
    frame.len() as u64 + MESSAGE_OVERHEAD
}

impl Outbox {
    pub(crate) fn new(max_bytes: u64) -> Self {
        Self {
            state: Mutex::new(State {
                entries: VecDeque::new(),
                first: 0,
                next: 0,
                left: 0,
                sent_bytes: 0,
                unsent_bytes: 0,
                pieces: VecDeque::new(),
                store_infos: BTreeMap::new(),
                call: 0,
                may_send: false,
                introductions: 0,
                call_first: 0,
                link: LinkState::Connecting {
                    since: Instant::now(),
                },
                has_ended: false,
                patience: None,
                progress: Instant::now(),
                successes: 0,
                is_abandoned: false,
                body_waker: None,
                abandon_waker: None,
            }),
            changed: Condvar::new(),
            max_bytes,
        }
    }

    /// Adds a message; waits for room. `false`: it is lost, for the link has ended.
    pub(crate) fn push(&self, frame: Frame, introduces: Option<StoreId>) -> bool {
        let mut state = self.state.lock();
        let cost = cost(&frame);
        loop {
            if state.is_abandoned || matches!(state.link, LinkState::Disconnected(_)) {
                return false;
            }
            let held = state.held();
            if held == 0 || held + cost <= self.max_bytes {
                break;
            }
            if state.is_out_of_patience() {
                state.link = LinkState::Disconnected(Err(LinkFailure::out_of_patience()));
                state.is_abandoned = true;
                wake(&mut state.abandon_waker);
                self.changed.notify_all();
                return false;
            }
            let until = state.end_of_patience();
            self.wait(&mut state, until);
        }
        if let Some(store_id) = introduces {
            state.store_infos.insert(store_id, frame.clone());
        }
        state.unsent_bytes += cost;
        state.entries.push_back(frame);
        wake(&mut state.body_waker);
        true
    }

    /// What the transport sends next in this call; `None` ends it.
    pub(crate) fn poll_piece(&self, call: u64, context: &mut Context<'_>) -> Poll<Option<Bytes>> {
        let mut guard = self.state.lock();
        let state = &mut *guard;
        if state.call != call || state.is_abandoned {
            return Poll::Ready(None);
        }
        if state.may_send && state.pieces.is_empty() {
            Self::refill(state);
        }
        if let Some(piece) = frame::next_piece(&mut state.pieces, PIECE_BYTES) {
            if state.pieces.is_empty() {
                state.left = state.next;
                state.progress = Instant::now();
                if !state.acknowledges() {
                    state.successes += 1;
                }
                self.changed.notify_all();
            }
            return Poll::Ready(Some(piece));
        }
        if state.may_send && state.has_ended {
            return Poll::Ready(None);
        }
        state.body_waker = Some(context.waker().clone());
        Poll::Pending
    }

    fn refill(state: &mut State) {
        let mut bytes = 0;
        while bytes < BATCH_BYTES
            && let Some(entry) = state.entries.get((state.next - state.first) as usize)
        {
            bytes += entry.len();
            state.pieces.extend(entry.pieces().cloned());
            let cost = cost(entry);
            state.unsent_bytes -= cost;
            state.sent_bytes += cost;
            state.next += 1;
        }
        if !state.acknowledges() {
            while state.sent_bytes > REPLAY_BYTES && state.first < state.next {
                state.drop_first();
            }
        }
    }

    /// Starts a call: what may not have arrived is sent again, once the call [may
    /// send](Self::may_send). Returns the call's number.
    pub(crate) fn begin_call(&self) -> u64 {
        let mut state = self.state.lock();
        let is_first = state.call == 0;
        state.start_again();
        state.introductions = 0;
        state.call_first = state.first;
        if !is_first {
            let infos: Vec<Bytes> = state
                .store_infos
                .values()
                .flat_map(Frame::pieces)
                .cloned()
                .collect();
            state.introductions = state.store_infos.len() as u64;
            state.pieces.extend(infos);
        }
        wake(&mut state.body_waker);
        state.call
    }

    /// Lets the call send; says whether the server acknowledges, and if so, what that means.
    pub(crate) fn may_send(&self, call: u64, durable: Option<bool>) {
        let mut state = self.state.lock();
        if state.call == call {
            state.may_send = true;
            state.progress = Instant::now();
            state.link = LinkState::Connected { durable };
            wake(&mut state.body_waker);
            self.changed.notify_all();
        }
    }

    /// So many messages of the call are safe.
    pub(crate) fn acknowledged(&self, call: u64, count: u64) {
        let mut state = self.state.lock();
        if state.call != call {
            return;
        }
        let safe = state.call_first + count.saturating_sub(state.introductions);
        while state.first < safe && state.first < state.next {
            state.drop_first();
            state.successes += 1;
        }
        state.progress = Instant::now();
        self.changed.notify_all();
    }

    pub(crate) fn set_link(&self, link: LinkState) {
        let mut state = self.state.lock();
        state.start_again();
        if matches!(link, LinkState::Disconnected(_)) {
            state.entries.clear();
            state.unsent_bytes = 0;
        }
        state.link = link;
        wake(&mut state.body_waker);
        self.changed.notify_all();
    }

    /// Grows whenever a server takes something.
    pub(crate) fn successes(&self) -> u64 {
        self.state.lock().successes
    }

    pub(crate) fn link(&self) -> LinkState {
        self.state.lock().link.clone()
    }

    /// Nothing more comes.
    pub(crate) fn end(&self) {
        let mut state = self.state.lock();
        state.has_ended = true;
        wake(&mut state.body_waker);
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.state.lock().has_ended
    }

    /// How many messages the server may not have.
    pub(crate) fn unsettled(&self) -> usize {
        self.state.lock().unsettled()
    }

    /// From now on, whoever waits only waits so long for a server that takes nothing.
    pub(crate) fn hurry(&self, patience: Duration) {
        let mut state = self.state.lock();
        if state.patience.is_none() {
            state.patience = Some((Instant::now(), patience));
            self.changed.notify_all();
        }
    }

    /// Gives up.
    pub(crate) fn abandon(&self) {
        let mut state = self.state.lock();
        state.is_abandoned = true;
        wake(&mut state.body_waker);
        wake(&mut state.abandon_waker);
        self.changed.notify_all();
    }

    pub(crate) fn poll_abandoned(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut state = self.state.lock();
        if state.is_abandoned {
            return Poll::Ready(());
        }
        state.abandon_waker = Some(context.waker().clone());
        Poll::Pending
    }

    /// Waits until everything pushed before is where it should be: acknowledged by a server that
    /// does so, else handed to the transport.
    pub(crate) fn flush(
        &self,
        timeout: Duration,
        connect_timeout: Duration,
        uri: &dyn std::fmt::Display,
    ) -> Result<(), FlushError> {
        let started = Instant::now();
        let deadline = started.checked_add(timeout);
        let mut state = self.state.lock();
        let target = state.first + state.entries.len() as u64;
        loop {
            let mut until = deadline;
            match &state.link {
                LinkState::Disconnected(Err(failure)) => {
                    return Err(FlushError::Failed(failure.reason.clone()));
                }
                _ if state.is_done(target) => return Ok(()),
                LinkState::Disconnected(Ok(())) => {
                    let text = "the connection has been closed already";
                    return Err(FlushError::Failed(text.to_owned()));
                }
                LinkState::Connecting { since } => {
                    // Also who comes late waits for one more attempt, if there is time.
                    let attempt = timeout.min(NEXT_ATTEMPT);
                    let limit = since.checked_add(connect_timeout);
                    let limit = limit.map(|limit| limit.max(started + attempt));
                    if limit.is_some_and(|limit| Instant::now() >= limit) {
                        let secs = since.elapsed().as_secs();
                        return Err(FlushError::Failed(format!(
                            "gRPC has been unable to connect for {secs}s, uri: {uri}"
                        )));
                    }
                    until = match (deadline, limit) {
                        (Some(deadline), Some(limit)) => Some(deadline.min(limit)),
                        (deadline, limit) => deadline.or(limit),
                    };
                }
                LinkState::Connected { .. } => {}
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return Err(FlushError::Timeout);
            }
            self.wait(&mut state, until);
        }
    }

    /// Waits until the link has ended, or the server has taken nothing for too long, or there is no
    /// link and nothing that needs one. Whether it has ended.
    pub(crate) fn wait_for_end(&self) -> bool {
        let mut state = self.state.lock();
        loop {
            match &state.link {
                LinkState::Disconnected(_) => return true,
                LinkState::Connecting { .. } if state.unsettled() == 0 => return false,
                _ if state.is_out_of_patience() => return false,
                _ => {}
            }
            let until = state.end_of_patience();
            self.wait(&mut state, until);
        }
    }

    fn wait(&self, state: &mut MutexGuard<'_, State>, until: Option<Instant>) {
        match until {
            Some(until) => drop(self.changed.wait_until(state, until)),
            None => self.changed.wait(state),
        }
    }
}

fn wake(waker: &mut Option<Waker>) {
    if let Some(waker) = waker.take() {
        waker.wake();
    }
}
