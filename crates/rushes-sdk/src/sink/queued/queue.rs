//! Messages that wait, and which of them make room.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use rushes_core::EntityPath;

use super::{BackPressure, LostRows};
use crate::LogMsg;

const MAX_BYTES: u64 = 64 << 20;

/// The messages that wait in memory, and how many wait on the disk after them.
pub(super) struct Queue {
    policy: BackPressure,
    pub(super) max_bytes: u64,
    /// Nothing more comes.
    pub(super) has_ended: bool,
    /// Nothing more is taken: the sink has panicked.
    pub(super) is_broken: bool,
    waiting: VecDeque<Entry>,
    bytes: u64,
    /// Messages on the disk: those with the last numbers.
    spilled: u64,
    /// The number of the last message that was offered.
    last: u64,
    /// The number of the message that the sink is taking.
    in_hand: Option<u64>,
    /// Of each entity, one in so many chunks is kept, while the queue has not been empty.
    stride: u64,
    counts: BTreeMap<EntityPath, u64>,
}

struct Entry {
    number: u64,
    message: LogMsg,
    cost: u64,
}

/// What is to be done about a message.
pub(super) enum Offer {
    /// Nothing: it was taken, or dropped.
    Done,
    /// Offer it again when there is room.
    Wait(LogMsg),
    /// Write it to the disk.
    Spill(LogMsg),
}

/// How dear a message is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Temporal,
    Static,
    Kept,
}

fn worth(message: &LogMsg) -> Worth {
    let is_static = match message {
        LogMsg::Chunk(_, chunk) => chunk.is_static(),
        LogMsg::Arrow(message) => message.is_static.unwrap_or(false),
        LogMsg::SetStoreInfo(_) | LogMsg::BlueprintActivationCommand(_) => return Worth::Kept,
    };
    if is_static {
        Worth::Static
    } else {
        Worth::Temporal
    }
}

/// What a chunk is sampled with. Packed chunks are taken for one entity.
fn entity_of(message: &LogMsg) -> EntityPath {
    match message {
        LogMsg::Chunk(_, chunk) => chunk.entity_path().clone(),
        _ => EntityPath::root(),
    }
}

impl Queue {
    pub(super) fn new(policy: BackPressure) -> Self {
        Self {
            policy,
            max_bytes: MAX_BYTES,
            has_ended: false,
            is_broken: false,
            waiting: VecDeque::new(),
            bytes: 0,
            spilled: 0,
            last: 0,
            in_hand: None,
            stride: 1,
            counts: BTreeMap::new(),
        }
    }

    /// Takes a message, if need be in exchange for others.
    pub(super) fn offer(&mut self, message: LogMsg, lost: &LostRows) -> Offer {
        let cost = message.cost();
        let worth = worth(&message);
        if self.spilled > 0 && self.policy == BackPressure::SpillToDisk {
            return Offer::Spill(message);
        }
        if self.stride > 1 && worth == Worth::Temporal && !self.is_sampled(&message) {
            lost.add(&message);
            return Offer::Done;
        }
        while !self.fits(cost) && worth != Worth::Kept {
            let has_made_room = match self.policy {
                BackPressure::Block => return Offer::Wait(message),
                BackPressure::SpillToDisk => return Offer::Spill(message),
                BackPressure::DropNewest => self.drop_newest_below(worth, lost),
                BackPressure::DropOldest => self.drop_oldest(worth, lost),
                BackPressure::Sample => self.thin_out(lost) || self.drop_oldest(worth, lost),
            };
            if !has_made_room {
                lost.add(&message);
                return Offer::Done;
            }
        }
        self.last += 1;
        self.bytes += cost;
        self.waiting.push_back(Entry {
            number: self.last,
            message,
            cost,
        });
        Offer::Done
    }

    fn fits(&self, cost: u64) -> bool {
        self.waiting.is_empty() || self.bytes.saturating_add(cost) <= self.max_bytes
    }

    /// Drops the latest message that is worth less than `worth`.
    fn drop_newest_below(&mut self, limit: Worth, lost: &LostRows) -> bool {
        let mut entries = self.waiting.iter();
        let newest = entries.rposition(|entry| worth(&entry.message) < limit);
        self.drop_at(newest, lost)
    }

    /// Drops the oldest of the messages that are worth least, none worth more than `limit`.
    fn drop_oldest(&mut self, limit: Worth, lost: &LostRows) -> bool {
        let oldest = |value: Worth| {
            let mut entries = self.waiting.iter();
            entries.position(|entry| worth(&entry.message) == value)
        };
        let is_allowed = |value: &Worth| *value <= limit;
        let mut values = [Worth::Temporal, Worth::Static]
            .into_iter()
            .filter(is_allowed);
        let oldest = values.find_map(oldest);
        self.drop_at(oldest, lost)
    }

    fn drop_at(&mut self, index: Option<usize>, lost: &LostRows) -> bool {
        let entry = index.and_then(|index| self.waiting.remove(index));
        if let Some(entry) = &entry {
            self.bytes -= entry.cost;
            lost.add(&entry.message);
        }
        entry.is_some()
    }

    /// Drops every second temporal chunk of each entity, and halves what is kept from now on.
    fn thin_out(&mut self, lost: &LostRows) -> bool {
        let before = self.waiting.len();
        let mut kept = BTreeSet::new();
        let bytes = &mut self.bytes;
        self.waiting.retain(|entry| {
            if worth(&entry.message) != Worth::Temporal {
                return true;
            }
            let entity = entity_of(&entry.message);
            // The first of two stays.
            if kept.insert(entity.clone()) {
                return true;
            }
            kept.remove(&entity);
            *bytes -= entry.cost;
            lost.add(&entry.message);
            false
        });
        self.stride = self.stride.saturating_mul(2);
        self.waiting.len() < before
    }

    fn is_sampled(&mut self, message: &LogMsg) -> bool {
        let count = self.counts.entry(entity_of(message)).or_default();
        *count += 1;
        (*count - 1).is_multiple_of(self.stride)
    }

    /// The next message in memory, which the sink takes now.
    pub(super) fn take(&mut self) -> Option<LogMsg> {
        let entry = self.waiting.pop_front()?;
        self.bytes -= entry.cost;
        self.in_hand = Some(entry.number);
        if self.waiting.is_empty() {
            self.stride = 1;
            self.counts.clear();
        }
        Some(entry.message)
    }

    /// Whether the next message is on the disk, and the sink takes it now.
    pub(super) fn take_spilled(&mut self) -> bool {
        if self.spilled == 0 {
            return false;
        }
        self.in_hand = Some(self.last - self.spilled + 1);
        self.spilled -= 1;
        true
    }

    /// A message that was to be written to the disk is there.
    pub(super) fn spilled(&mut self) {
        self.last += 1;
        self.spilled += 1;
    }

    /// The sink has taken what it was taking.
    pub(super) fn passed(&mut self) {
        self.in_hand = None;
    }

    /// The number of the last message that was offered.
    pub(super) fn last(&self) -> u64 {
        self.last
    }

    /// Whether all messages up to this number have been taken by the sink, or dropped.
    pub(super) fn has_passed(&self, number: u64) -> bool {
        let first_waiting = self.waiting.front().map(|entry| entry.number);
        let first_spilled = (self.spilled > 0).then(|| self.last - self.spilled + 1);
        let first = [self.in_hand, first_waiting, first_spilled];
        first.into_iter().flatten().all(|first| first > number)
    }

    /// Everything that waits in memory.
    pub(super) fn take_all(&mut self) -> Vec<LogMsg> {
        self.bytes = 0;
        self.waiting.drain(..).map(|entry| entry.message).collect()
    }
}
