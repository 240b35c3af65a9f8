//! Finding the next whole message after damage.
//!
//! A place is taken as a message when its header is plausible, its payload whole, and either its
//! checksum right or, without one, the payload well-formed and either regular or with a plausible
//! item behind it.

use super::plausible::{Boundary, is_regular, next_candidate, starts_stream};
use super::trailer::{self, Found};
use super::{Cause, Damage, Decoder, Event, State, Step, TRAILER_BYTES};
use crate::frame::{self, Checksum, MESSAGE_HEADER_BYTES, MessageHeader};
use crate::header::STREAM_HEADER_BYTES;
use crate::wire;

/// Bytes that verifying candidates may cost, to begin with and per byte of input: enough for any
/// accident, too little for input that is made to be slow.
pub(super) const INITIAL_BUDGET: u64 = 64 << 20;
pub(super) const BUDGET_PER_BYTE: u64 = 16;

impl Decoder {
    /// Searches from `from` on. Everything between `lost_from` and the next item is lost.
    pub(super) fn step_resync(&mut self, lost_from: u64, from: u64, cause: Cause) -> Step {
        let mut at = (from - self.base) as usize;
        loop {
            let rest = self.buffer.get(at..).unwrap_or_default();
            match next_candidate(rest) {
                Some(skipped) => at += skipped,
                // The last bytes may be the first of a candidate.
                None => {
                    at += rest.len().saturating_sub(size_of::<u64>() - 1);
                    break;
                }
            }
            match self.item_at(at) {
                Boundary::Yes => {
                    let state = self.state_at(at);
                    self.consume(at);
                    self.state = state;
                    return Step::Emit(Event::Damage(Damage {
                        bytes: lost_from..self.base,
                        cause,
                        kind: None,
                    }));
                }
                Boundary::No => at += 1,
                Boundary::Unknown => break,
            }
        }
        if self.finished {
            let len = self.buffer.len();
            self.consume(len);
            self.state = State::Done;
            return Step::Emit(Event::Damage(Damage {
                bytes: lost_from..self.base,
                cause,
                kind: None,
            }));
        }
        // Nothing before `at` can be an item any more: no need to keep it.
        self.consume(at);
        self.state = State::Resync {
            lost_from,
            from: self.base,
            cause,
        };
        Step::NeedMore
    }

    /// Whether a stream header or a whole, intact message is `at` bytes into the buffer.
    pub(super) fn item_at(&mut self, at: usize) -> Boundary {
        let rest = self.buffer.get(at..).unwrap_or_default();
        if rest.len() <= MESSAGE_HEADER_BYTES && !self.finished {
            return Boundary::Unknown;
        }
        if rest.len() >= STREAM_HEADER_BYTES && starts_stream(rest) {
            return Boundary::Yes;
        }
        match self.may_be_message(at) {
            Boundary::Yes => {}
            other => return other,
        }
        let Some((header, _)) = rest.split_first_chunk::<MESSAGE_HEADER_BYTES>() else {
            return Boundary::No;
        };
        let Some(header) = MessageHeader::parse(header) else {
            return Boundary::No;
        };
        let whole = MESSAGE_HEADER_BYTES.saturating_add(header.len as usize);
        let Some(payload) = rest.get(MESSAGE_HEADER_BYTES..whole) else {
            return if self.finished {
                Boundary::No
            } else {
                Boundary::Unknown
            };
        };
        let Some(budget) = self.resync_budget.checked_sub(header.len) else {
            return Boundary::No;
        };
        self.resync_budget = budget;
        match frame::verify_checksum(header, payload) {
            Checksum::Correct => Boundary::Yes,
            Checksum::Wrong => Boundary::No,
            Checksum::Absent if self.has_checksums => Boundary::No,
            Checksum::Absent if header.len == 0 => self.empty_end_at(at, whole),
            Checksum::Absent if !wire::is_well_formed(payload) => Boundary::No,
            Checksum::Absent if is_regular(header.kind, payload) => Boundary::Yes,
            Checksum::Absent => self.boundary_at(at + whole, header.kind),
        }
    }

    /// Whether an intact item ends `end` bytes into the buffer, inside what a header at its start
    /// announces as one message. No message ends with another, for its own fields come last; so
    /// then the header is of a message that was cut off, and others came in its place.
    pub(super) fn item_ends_at(&mut self, end: usize) -> bool {
        let Some(inside) = self.buffer.get(..end) else {
            return false;
        };
        let header = inside.last_chunk::<STREAM_HEADER_BYTES>();
        let trailer = inside.last_chunk::<TRAILER_BYTES>();
        let trailer = trailer.map(|bytes| trailer::find(bytes, &self.limits, true));
        header.is_some_and(|header| starts_stream(header))
            || matches!(trailer, Some(Found::Trailer(_)))
            || ends_with_message(inside, &mut self.resync_budget)
    }

    /// Sixteen zero bytes are an End only where a trailer follows.
    fn empty_end_at(&self, at: usize, whole: usize) -> Boundary {
        let rest = self.buffer.get(at + whole..).unwrap_or_default();
        match trailer::find(rest, &self.limits, self.finished) {
            Found::Trailer(_) | Found::WrongCount => Boundary::Yes,
            Found::NotYet => Boundary::Unknown,
            Found::Nothing => Boundary::No,
        }
    }
}

/// Whether `bytes` end with an intact message, and do not start with it.
fn ends_with_message(bytes: &[u8], budget: &mut u64) -> bool {
    const LEN_BYTES: usize = size_of::<u64>();
    const LEN_AT: usize = MESSAGE_HEADER_BYTES - LEN_BYTES;
    let lens = bytes.get(LEN_AT + 1..).unwrap_or_default();
    let behind_first = lens.len().saturating_sub(LEN_BYTES) as u64;
    lens.windows(LEN_BYTES)
        .enumerate()
        .any(|(index, bytes_of_len)| {
            let len = behind_first - index as u64;
            if *bytes_of_len != len.to_le_bytes() {
                return false;
            }
            let affordable = budget.checked_sub(len);
            *budget = affordable.unwrap_or(*budget);
            affordable.is_some() && bytes.get(index + 1..).is_some_and(is_intact)
        })
}

/// Whether `message` is one, whole and with nothing behind it.
fn is_intact(message: &[u8]) -> bool {
    message
        .split_first_chunk::<MESSAGE_HEADER_BYTES>()
        .and_then(|(header, payload)| Some((MessageHeader::parse(header)?, payload)))
        .is_some_and(
            |(header, payload)| match frame::verify_checksum(header, payload) {
                Checksum::Correct => true,
                Checksum::Wrong => false,
                Checksum::Absent => is_regular(header.kind, payload),
            },
        )
}
