//! The trailer: where the footer is, and its checksum.

use xxhash_rust::xxh32::{Xxh32, xxh32};

use super::plausible::starts_stream;
use super::{Cause, Damage, Decoder, EndOfStream, Event, State, Step};
use crate::Limits;

/// Bytes of a trailer with one entry, the only one that is written.
pub(crate) const TRAILER_BYTES: usize = 32;
const ENTRY_BYTES: usize = 20;
const FIXED_BYTES: usize = 12;
const IDENTIFIER: [u8; 8] = *b"RRF2FOOT";
/// Seed of the footer's checksum.
const SEED: u32 = 7_850_921;

/// Where the footers of a file are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trailer {
    /// One entry per footer; files have one.
    pub entries: Vec<TrailerEntry>,
}

/// Where one footer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TrailerEntry {
    /// Offset of the End payload from the start of the stream.
    pub start: u64,
    /// Length of that payload.
    pub len: u64,
    /// XXH32 of that payload.
    pub checksum: u32,
}

impl TrailerEntry {
    /// The entry of a footer that is `payload`, at `start`.
    pub(crate) fn of(start: u64, payload: &[u8]) -> Self {
        Self {
            start,
            len: payload.len() as u64,
            checksum: footer_checksum(payload),
        }
    }
}

/// The checksum of a footer.
fn footer_checksum(payload: &[u8]) -> u32 {
    xxh32(payload, SEED)
}

/// The same of a footer that comes in parts.
pub(crate) struct FooterChecksum(Xxh32);

impl Default for FooterChecksum {
    fn default() -> Self {
        Self(Xxh32::new(SEED))
    }
}

impl FooterChecksum {
    /// Adds a part of the payload.
    pub(crate) fn add(&mut self, part: &[u8]) {
        self.0.update(part);
    }

    /// The checksum of all parts.
    pub(crate) fn value(self) -> u32 {
        self.0.digest()
    }
}

impl Trailer {
    /// The trailer's bytes.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(TRAILER_BYTES);
        for entry in &self.entries {
            bytes.extend_from_slice(&entry.start.to_le_bytes());
            bytes.extend_from_slice(&entry.len.to_le_bytes());
            bytes.extend_from_slice(&entry.checksum.to_le_bytes());
        }
        bytes.extend_from_slice(&IDENTIFIER);
        bytes.extend_from_slice(&(self.entries.len() as u32).to_le_bytes());
        bytes
    }

    /// Reads the trailer that ends `bytes`, the last bytes of a file. `None` without one.
    pub fn at_end_of(bytes: &[u8], limits: &Limits) -> Option<Self> {
        let (_, fixed) = bytes.split_last_chunk::<FIXED_BYTES>()?;
        let count = count(fixed).filter(|count| *count <= limits.max_trailer_entries)?;
        let len = count as usize * ENTRY_BYTES + FIXED_BYTES;
        parse(bytes.get(bytes.len().checked_sub(len)?..)?, count)
    }

    /// Bytes that the trailer takes.
    fn len(&self) -> usize {
        self.entries.len() * ENTRY_BYTES + FIXED_BYTES
    }
}

fn count(fixed: &[u8; FIXED_BYTES]) -> Option<u32> {
    let [identifier @ .., c0, c1, c2, c3] = *fixed;
    (identifier == IDENTIFIER).then_some(u32::from_le_bytes([c0, c1, c2, c3]))
}

fn parse(bytes: &[u8], count: u32) -> Option<Trailer> {
    let entries = bytes
        .chunks_exact(ENTRY_BYTES)
        .take(count as usize)
        .filter_map(|entry| {
            let (start, rest) = entry.split_first_chunk::<8>()?;
            let (len, rest) = rest.split_first_chunk::<8>()?;
            Some(TrailerEntry {
                start: u64::from_le_bytes(*start),
                len: u64::from_le_bytes(*len),
                checksum: u32::from_le_bytes(*rest.first_chunk::<4>()?),
            })
        })
        .collect::<Vec<_>>();
    (entries.len() == count as usize).then_some(Trailer { entries })
}

/// What stands where a trailer should start.
pub(super) enum Found {
    Trailer(Trailer),
    /// One of the usual length, but its count is another.
    WrongCount,
    /// None, as far as the bytes go that have arrived.
    NotYet,
    Nothing,
}

/// The trailer at the start of `bytes`, whatever its number of entries.
pub(super) fn find(bytes: &[u8], limits: &Limits, finished: bool) -> Found {
    for entries in 0..=limits.max_trailer_entries {
        let at = entries as usize * ENTRY_BYTES;
        let Some(fixed) = bytes.get(at..).and_then(|b| b.first_chunk::<FIXED_BYTES>()) else {
            return if finished {
                Found::Nothing
            } else {
                Found::NotYet
            };
        };
        match count(fixed) {
            Some(count) if count == entries => {
                return parse(bytes, count).map_or(Found::Nothing, Found::Trailer);
            }
            // The only length that is written.
            Some(_) if at + FIXED_BYTES == TRAILER_BYTES => return Found::WrongCount,
            _ => {}
        }
    }
    Found::Nothing
}

impl Decoder {
    pub(super) fn step_trailer(&mut self, end: &EndOfStream) -> Step {
        let offset = self.base;
        if self.buffer.len() < TRAILER_BYTES && !self.finished {
            return Step::NeedMore;
        }
        // Streams of 0.27 and earlier have no trailer; another stream may follow at once.
        if self.buffer.is_empty() || starts_stream(&self.buffer) {
            self.state = State::Header { first: false };
            return Step::Again;
        }
        match find(&self.buffer, &self.limits, self.finished) {
            Found::NotYet => Step::NeedMore,
            Found::Trailer(trailer) => {
                let problem = trailer.contradiction(end);
                self.consume(trailer.len());
                self.state = State::Header { first: false };
                if let Some(problem) = problem {
                    return self.bad_trailer(offset, problem);
                }
                Step::Emit(Event::Trailer { offset, trailer })
            }
            Found::WrongCount => {
                self.consume(TRAILER_BYTES);
                self.state = State::Header { first: false };
                self.bad_trailer(offset, "the trailer's number of entries does not fit")
            }
            Found::Nothing if self.buffer.len() < TRAILER_BYTES => {
                self.end_of_input(Cause::Trailer {
                    problem: "the trailer is cut short",
                })
            }
            Found::Nothing if self.may_be_damaged_trailer(end) => {
                // It may be cut, and another stream follow.
                let next = (ENTRY_BYTES..TRAILER_BYTES)
                    .find(|at| self.buffer.get(*at..).is_some_and(starts_stream));
                self.consume(next.unwrap_or(TRAILER_BYTES));
                self.state = State::Header { first: false };
                self.bad_trailer(offset, "the trailer is damaged")
            }
            // What seemed an End may have been a damaged message of another kind.
            Found::Nothing => self.go_on(),
        }
    }

    /// Whether the first entry of a trailer is here, though its identifier is not.
    fn may_be_damaged_trailer(&self, end: &EndOfStream) -> bool {
        let expected = TrailerEntry::of(end.start, &end.payload);
        parse(&self.buffer, 1).is_some_and(|trailer| trailer.entries.contains(&expected))
    }

    fn bad_trailer(&self, offset: u64, problem: &'static str) -> Step {
        let bytes = offset..self.base;
        Step::Emit(Event::Damage(Damage {
            bytes,
            cause: Cause::Trailer { problem },
            kind: None,
        }))
    }
}

impl Trailer {
    /// What the trailer says wrong about the footer before it.
    fn contradiction(&self, end: &EndOfStream) -> Option<&'static str> {
        let Some(entry) = self.entries.last() else {
            return Some("the trailer has no entry");
        };
        let expected = TrailerEntry::of(end.start, &end.payload);
        if (entry.start, entry.len) != (expected.start, expected.len) {
            Some("the trailer does not say where the footer is")
        } else if entry.checksum != expected.checksum {
            Some("the footer does not have the trailer's checksum")
        } else {
            None
        }
    }
}
