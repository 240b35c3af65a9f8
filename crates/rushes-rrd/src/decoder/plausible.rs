//! Whether bytes look like the start of an item.

use super::{Decoder, State};
use crate::frame::{MESSAGE_HEADER_BYTES, MessageHeader, MessageKind};
use crate::header::{STREAM_HEADER_BYTES, StreamHeader};

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

impl Decoder {
    /// Whether an item can start `at` bytes into the buffer, behind a message of kind `after`.
    pub(super) fn boundary_at(&self, at: usize, after: MessageKind) -> Boundary {
        let Some(rest) = self.buffer.get(at..) else {
            return Boundary::Unknown;
        };
        if rest.is_empty() {
            let at_end = self.finished
                || self
                    .total
                    .is_some_and(|total| self.base.saturating_add(at as u64) == total);
            return if at_end {
                Boundary::Yes
            } else {
                Boundary::Unknown
            };
        }
        if after == MessageKind::End && super::trailer::find(rest, &self.limits).is_some() {
            return Boundary::Yes;
        }
        if rest.len() <= MESSAGE_HEADER_BYTES && !self.finished {
            return Boundary::Unknown;
        }
        if starts_stream(rest) || self.may_be_message(at) {
            Boundary::Yes
        } else {
            Boundary::No
        }
    }

    /// Whether a message header that is plausible in all its fields is `at` bytes into the
    /// buffer.
    pub(super) fn may_be_message(&self, at: usize) -> bool {
        let rest = self.buffer.get(at..).unwrap_or_default();
        let Some((header, payload)) = rest.split_first_chunk::<MESSAGE_HEADER_BYTES>() else {
            return false;
        };
        let Some(header) = MessageHeader::parse(header) else {
            return false;
        };
        let end = self
            .base
            .saturating_add(at as u64 + MESSAGE_HEADER_BYTES as u64)
            .saturating_add(header.len);
        if header.len > self.limits.max_message_bytes || self.total.is_some_and(|t| end > t) {
            return false;
        }
        match (header.kind, header.len, payload.first()) {
            (MessageKind::End, 0, _) => true,
            (_, 0, _) => false,
            (MessageKind::End, _, Some(&CHECKSUM_TAG)) => true,
            (_, _, Some(tag)) => *tag == FIRST_TAG,
            (_, _, None) => !self.finished,
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
