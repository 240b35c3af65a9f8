//! The 16 bytes before every message, and the checksum that ends it.
//!
//! Each message that we write ends its payload with one more protobuf field, number 1000,
//! `fixed32`: the CRC-32C of the message header and of all payload bytes before that field.

use std::ops::Range;

use bytes::Bytes;

use crate::wire;

/// Bytes in a message header.
pub const MESSAGE_HEADER_BYTES: usize = 16;
/// Bytes of the checksum field: a two-byte tag and the value.
pub const CHECKSUM_FIELD_BYTES: usize = 6;
/// The number of the checksum field.
pub const CHECKSUM_FIELD: u32 = 1000;
/// The tag of field 1000 with wire type `fixed32`.
const CHECKSUM_TAG: [u8; 2] = [0xC5, 0x3E];

/// The kinds of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MessageKind {
    /// End of the stream, with the footer.
    End,
    /// Facts about a store.
    SetStoreInfo,
    /// A chunk.
    ArrowMsg,
    /// Makes a blueprint active or the default.
    BlueprintActivation,
}

impl MessageKind {
    /// The number on the wire.
    pub fn number(self) -> u64 {
        match self {
            Self::End => 0,
            Self::SetStoreInfo => 1,
            Self::ArrowMsg => 2,
            Self::BlueprintActivation => 3,
        }
    }

    /// The kind of a number on the wire.
    pub fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::End),
            1 => Some(Self::SetStoreInfo),
            2 => Some(Self::ArrowMsg),
            3 => Some(Self::BlueprintActivation),
            _ => None,
        }
    }
}

/// A message's header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MessageHeader {
    /// What the payload is.
    pub kind: MessageKind,
    /// Bytes of payload.
    pub len: u64,
}

impl MessageHeader {
    /// The header's bytes.
    pub fn to_bytes(self) -> [u8; MESSAGE_HEADER_BYTES] {
        let mut bytes = [0; MESSAGE_HEADER_BYTES];
        let (kind, len) = bytes.split_at_mut(8);
        kind.copy_from_slice(&self.kind.number().to_le_bytes());
        len.copy_from_slice(&self.len.to_le_bytes());
        bytes
    }

    /// Reads a header; `None` when the kind is unknown.
    pub fn parse(bytes: &[u8; MESSAGE_HEADER_BYTES]) -> Option<Self> {
        let number = u128::from_le_bytes(*bytes);
        let kind = MessageKind::from_number(number as u64)?;
        Some(Self {
            kind,
            len: (number >> 64) as u64,
        })
    }
}

/// Whether a message carries a checksum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// No: another program wrote it.
    Absent,
    /// Yes, and it is right.
    Correct,
    /// Yes, and it is wrong: the message is damaged.
    Wrong,
}

/// A whole message, not yet understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawMessage {
    /// What the payload is.
    pub kind: MessageKind,
    /// Where the message header is, from the start of the input.
    pub offset: u64,
    /// The protobuf message, with its checksum field where there is one.
    pub payload: Bytes,
    /// Whether the payload ends with a correct checksum.
    pub has_checksum: bool,
}

impl RawMessage {
    /// The bytes that the message takes in the input, header included.
    pub fn byte_range(&self) -> Range<u64> {
        self.offset..self.offset + (MESSAGE_HEADER_BYTES + self.payload.len()) as u64
    }

    /// Bytes of payload when the message has a checksum.
    pub(crate) fn len_with_checksum(&self) -> u64 {
        let missing = if self.has_checksum {
            0
        } else {
            CHECKSUM_FIELD_BYTES
        };
        (self.payload.len() + missing) as u64
    }

    /// What goes before and behind the payload when the message is written with a checksum.
    pub(crate) fn framing(&self) -> ([u8; MESSAGE_HEADER_BYTES], Vec<u8>) {
        let header = MessageHeader {
            kind: self.kind,
            len: self.len_with_checksum(),
        };
        let field = if self.has_checksum {
            Vec::new()
        } else {
            checksum_field(header, [self.payload.as_ref()]).to_vec()
        };
        (header.to_bytes(), field)
    }
}

/// Checks the checksum of a message, if it has one.
pub fn verify_checksum(header: MessageHeader, payload: &[u8]) -> Checksum {
    let Some((body, field)) = payload.split_last_chunk::<CHECKSUM_FIELD_BYTES>() else {
        return Checksum::Absent;
    };
    let [t0, t1, ..] = *field;
    // The last six bytes may look like the field by chance; then they are inside another one.
    if [t0, t1] != CHECKSUM_TAG || !wire::ends_with_field(payload, body.len()) {
        return Checksum::Absent;
    }
    if *field == checksum_field(header, [body]) {
        Checksum::Correct
    } else {
        Checksum::Wrong
    }
}

/// Appends a message to `out`: header, the parts of its payload, the checksum field.
pub fn write_message(out: &mut Vec<u8>, kind: MessageKind, parts: &[&[u8]]) {
    let header = header_of(kind, parts.iter().map(|part| part.len()).sum());
    out.reserve(MESSAGE_HEADER_BYTES + header.len as usize);
    out.extend_from_slice(&header.to_bytes());
    for part in parts {
        out.extend_from_slice(part);
    }
    out.extend_from_slice(&checksum_field(header, parts.iter().copied()));
}

/// What stands before and behind the large parts of a message's payload: the header and `front`,
/// and `back` and the checksum field.
pub fn frame_around(
    kind: MessageKind,
    front: &[u8],
    large: &[&[u8]],
    mut back: Vec<u8>,
) -> (Vec<u8>, Vec<u8>) {
    let large_len: usize = large.iter().map(|part| part.len()).sum();
    let header = header_of(kind, front.len() + large_len + back.len());
    let mut checksum = RunningChecksum::new(header);
    checksum.add(front);
    large.iter().for_each(|part| checksum.add(part));
    checksum.add(&back);
    back.extend_from_slice(&checksum.field());
    ([&header.to_bytes(), front].concat(), back)
}

/// The header of a message whose payload is `len` bytes without its checksum field.
pub fn header_of(kind: MessageKind, len: usize) -> MessageHeader {
    MessageHeader {
        kind,
        len: (len + CHECKSUM_FIELD_BYTES) as u64,
    }
}

/// The checksum field that ends a message with this header, `len` counting the field too.
pub fn checksum_field<'a>(
    header: MessageHeader,
    parts: impl IntoIterator<Item = &'a [u8]>,
) -> [u8; CHECKSUM_FIELD_BYTES] {
    let mut checksum = RunningChecksum::new(header);
    parts.into_iter().for_each(|part| checksum.add(part));
    checksum.field()
}

/// The checksum of a message whose payload comes in parts.
#[derive(Clone, Copy, Debug)]
pub struct RunningChecksum(u32);

impl RunningChecksum {
    /// Of no payload yet.
    pub fn new(header: MessageHeader) -> Self {
        Self(crc32c::crc32c(&header.to_bytes()))
    }

    /// Adds a part of the payload.
    pub fn add(&mut self, part: &[u8]) {
        self.0 = crc32c::crc32c_append(self.0, part);
    }

    /// The field that ends the payload.
    pub fn field(self) -> [u8; CHECKSUM_FIELD_BYTES] {
        let [c0, c1, c2, c3] = self.0.to_le_bytes();
        let [t0, t1] = CHECKSUM_TAG;
        [t0, t1, c0, c1, c2, c3]
    }
}
