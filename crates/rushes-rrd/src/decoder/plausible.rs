//! Whether bytes look like the start of an item.

use super::trailer::{self, Found};
use super::{Decoder, State};
use crate::frame::{MESSAGE_HEADER_BYTES, MessageHeader, MessageKind};
use crate::header::{MAGIC, STREAM_HEADER_BYTES, StreamHeader};
use crate::wire::{self, LEN};

/// Whether an item can start at some place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Boundary {
    Yes,
    No,
    /// More bytes are needed to tell.
    Unknown,
}

/// The first byte of every payload that we or the peer write: field 1, length-delimited. An End
/// without manifests starts with our checksum field instead.
const FIRST_TAG: u8 = 0x0A;
const CHECKSUM_TAG: u8 = 0xC5;
/// The wire type of numbers.
const VARINT: u8 = 0;

impl Decoder {
    /// Whether an item can start `at` bytes into the buffer, behind a message of kind `after`.
    pub(super) fn boundary_at(&self, at: usize, after: MessageKind) -> Boundary {
        let Some(rest) = self.buffer.get(at..) else {
            return Boundary::Unknown;
        };
        let end = match after {
            MessageKind::End => self.stream_ends_at(at),
            _ if rest.is_empty() => return self.input_ends_at(at),
            _ => Boundary::No,
        };
        if end == Boundary::Yes {
            return Boundary::Yes;
        }
        if rest.len() <= MESSAGE_HEADER_BYTES && !self.finished {
            return Boundary::Unknown;
        }
        if starts_stream(rest) {
            return Boundary::Yes;
        }
        match self.may_be_message(at) {
            Boundary::No => end,
            other => other,
        }
    }

    /// Whether an empty message may be `at` bytes into the buffer. Only an End may be empty, and
    /// sixteen zeros are one only where the stream does end. Ours have a checksum.
    pub(super) fn empty_message_at(&self, at: usize, kind: MessageKind) -> Boundary {
        if kind != MessageKind::End || self.has_checksums {
            return Boundary::No;
        }
        self.stream_ends_at(at + MESSAGE_HEADER_BYTES)
    }

    /// Whether what follows an End is `at` bytes into the buffer: a trailer, another stream, or
    /// nothing more.
    pub(super) fn stream_ends_at(&self, at: usize) -> Boundary {
        let rest = self.buffer.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return self.input_ends_at(at);
        }
        match trailer::find(rest, &self.limits, self.finished) {
            _ if starts_stream(rest) => Boundary::Yes,
            Found::Trailer(_) | Found::WrongCount => Boundary::Yes,
            Found::NotYet => Boundary::Unknown,
            Found::Nothing => Boundary::No,
        }
    }

    /// Whether the input is over `at` bytes into the buffer, which has no more than that.
    fn input_ends_at(&self, at: usize) -> Boundary {
        let end = self.base.saturating_add(at as u64);
        if self.finished || self.total == Some(end) {
            Boundary::Yes
        } else {
            Boundary::Unknown
        }
    }

    /// Whether a message header that is plausible in all its fields is `at` bytes into the
    /// buffer.
    pub(super) fn may_be_message(&self, at: usize) -> Boundary {
        let rest = self.buffer.get(at..).unwrap_or_default();
        let Some((header, payload)) = rest.split_first_chunk::<MESSAGE_HEADER_BYTES>() else {
            return Boundary::No;
        };
        let Some(header) = MessageHeader::parse(header) else {
            return Boundary::No;
        };
        let end = self
            .base
            .saturating_add(at as u64 + MESSAGE_HEADER_BYTES as u64)
            .saturating_add(header.len);
        if header.len > self.limits.max_message_bytes || self.total.is_some_and(|t| end > t) {
            return Boundary::No;
        }
        if header.len == 0 {
            return self.empty_message_at(at, header.kind);
        }
        let is_plausible = match payload.first() {
            Some(&CHECKSUM_TAG) => header.kind == MessageKind::End,
            Some(tag) => *tag == FIRST_TAG,
            None => !self.finished,
        };
        if is_plausible {
            Boundary::Yes
        } else {
            Boundary::No
        }
    }

    /// The state that fits the item `at` bytes into the buffer.
    pub(super) fn state_at(&self, at: usize) -> State {
        if starts_stream(self.buffer.get(at..).unwrap_or_default()) {
            State::Header { first: false }
        } else {
            State::Message
        }
    }
}

/// Whether a valid stream header is here.
pub(super) fn starts_stream(bytes: &[u8]) -> bool {
    bytes
        .first_chunk::<STREAM_HEADER_BYTES>()
        .is_some_and(|header| StreamHeader::parse(header).is_ok())
}

/// Whether a payload has the fields of its kind's messages and no others, in order. All writers'
/// messages are so. Others may be, too; but they may also be damaged.
pub(super) fn is_regular(kind: MessageKind, payload: &[u8]) -> bool {
    match kind {
        MessageKind::End => {
            const MANIFEST: [(u32, u8); 4] = [(1, LEN), (2, LEN), (3, LEN), (4, LEN)];
            wire::fields(payload).all(|field| {
                field.is_ok_and(|field| {
                    (field.number, field.wire_type) == (1, LEN)
                        && has_fields(payload.get(field.value).unwrap_or_default(), &MANIFEST)
                })
            })
        }
        MessageKind::SetStoreInfo => {
            const INFO: [(u32, u8); 4] = [(1, LEN), (2, LEN), (5, LEN), (6, LEN)];
            has_fields(payload, &[(1, LEN), (2, LEN)])
                && wire::fields(payload).flatten().all(|field| {
                    let is_info = field.number == 2;
                    !is_info || has_fields(payload.get(field.value).unwrap_or_default(), &INFO)
                })
        }
        MessageKind::ArrowMsg => has_fields(
            payload,
            &[
                (1, LEN),
                (2, VARINT),
                (3, VARINT),
                (4, VARINT),
                (5, LEN),
                (6, LEN),
                (7, VARINT),
            ],
        ),
        MessageKind::BlueprintActivation => {
            has_fields(payload, &[(1, LEN), (2, VARINT), (3, VARINT)])
        }
    }
}

/// Whether a message has some of these fields and no others, each once and in order.
fn has_fields(message: &[u8], known: &[(u32, u8)]) -> bool {
    let mut last = 0;
    wire::fields(message).all(|field| {
        field.is_ok_and(|field| {
            let before = std::mem::replace(&mut last, field.number);
            before < field.number && known.contains(&(field.number, field.wire_type))
        })
    }) && last > 0
}

/// Where the next bytes are that may start an item, as far as their first few tell. Quick.
pub(super) fn next_candidate(bytes: &[u8]) -> Option<usize> {
    const LAST_KIND: u64 = 3;
    bytes.windows(size_of::<u64>()).position(|start| {
        let kind = start.first_chunk().map(|kind| u64::from_le_bytes(*kind));
        kind.is_some_and(|kind| kind <= LAST_KIND) || start.starts_with(&MAGIC)
    })
}
