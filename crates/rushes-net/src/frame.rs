//! Messages with the five bytes that gRPC puts before each: a flag, and the length.
//!
//! A log message is framed once, by whoever sends it first; from then on its frame is passed on as
//! it is, shared, to any number of readers. That works because the requests that write messages
//! and tables have the same fields as the responses that read them.

use bytes::{Buf as _, Bytes};
use rushes_rrd::{Message, Payload, wire};

use crate::{Error, Result};

/// Bytes before each message.
pub const PREFIX_BYTES: usize = 5;

/// The field of requests and responses that holds the log message.
pub(crate) const LOG_MSG_FIELD: u32 = 1;

/// The header with which a producer says who it is: 32 hex digits, the same in all its calls.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) const PRODUCER_HEADER: &str = "rushes-producer";

/// The header with which a reader says that it wants what is there, and then the end of the call; a
/// server that knows it repeats it in its answer.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) const READ_HEADER: &str = "rushes-read";
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) const READ_PRESENT: &str = "present";

/// To copy more than this takes longer than to pass it on apart.
const LARGE_BYTES: usize = 16 << 10;

/// Memory for a message is taken at most so far ahead of the data that came for it.
const AHEAD_BYTES: usize = 1 << 20;

/// A framed message, in up to three pieces of which the middle one is large.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    pieces: [Bytes; 3],
}

impl Frame {
    /// Frames a log message as `WriteMessagesRequest`. A chunk's data are not copied if large.
    ///
    /// # Errors
    /// If it is longer than the 4 GiB that gRPC allows.
    pub fn of(message: &Message) -> Result<Self> {
        let Payload {
            kind,
            head,
            data,
            tail,
        } = message.payload();
        let len = head.len() + data.len() + tail.len();
        let mut inner = Vec::with_capacity(16);
        // The fields of `LogMsg` are numbered as the kinds of messages in files.
        wire::put_len(&mut inner, kind.number() as u32, len);
        let mut front = vec![0; PREFIX_BYTES];
        wire::put_len(&mut front, LOG_MSG_FIELD, inner.len() + len);
        front.extend_from_slice(&inner);
        let message_len = front.len() - PREFIX_BYTES + len;
        let Ok(message_len) = u32::try_from(message_len) else {
            return Err(Error::limit(format!(
                "a message of {message_len} bytes; at most {} can be sent. Send the data in \
                 several chunks",
                u32::MAX
            )));
        };
        put_prefix_len(&mut front, message_len);
        front.extend_from_slice(&head);
        if data.len() <= LARGE_BYTES {
            front.extend_from_slice(&data);
            front.extend_from_slice(&tail);
            return Ok(Self::from(Bytes::from(front)));
        }
        Ok(Self {
            pieces: [front.into(), data, tail.into()],
        })
    }

    /// Frames any protobuf message, in one piece.
    ///
    /// # Errors
    /// If it is longer than the 4 GiB that gRPC allows.
    pub fn encode(message: &impl prost::Message) -> Result<Bytes> {
        let len = message.encoded_len();
        let Ok(len) = u32::try_from(len) else {
            let max = u32::MAX;
            return Err(Error::limit(format!(
                "a message of {len} bytes; at most {max} can be sent"
            )));
        };
        let mut frame = vec![0; PREFIX_BYTES];
        put_prefix_len(&mut frame, len);
        // Encoding into a vector never runs out of room.
        message.encode(&mut frame).ok();
        Ok(frame.into())
    }

    /// In one piece, for which it may have to be copied.
    pub fn into_bytes(self) -> Bytes {
        let [front, data, back] = self.pieces;
        if data.is_empty() && back.is_empty() {
            return front;
        }
        [front, data, back].concat().into()
    }

    /// Bytes on the wire.
    pub fn len(&self) -> usize {
        self.pieces.iter().map(Bytes::len).sum()
    }

    /// Whether there is nothing, not even a prefix.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The pieces that hold anything, in order.
    pub fn pieces(&self) -> impl Iterator<Item = &Bytes> {
        self.pieces.iter().filter(|piece| !piece.is_empty())
    }
}

impl From<Bytes> for Frame {
    /// A frame in one piece.
    fn from(bytes: Bytes) -> Self {
        Self {
            pieces: [bytes, Bytes::new(), Bytes::new()],
        }
    }
}

fn put_prefix_len(frame: &mut [u8], len: u32) {
    if let Some(place) = frame.get_mut(1..PREFIX_BYTES) {
        place.copy_from_slice(&len.to_be_bytes());
    }
}

/// Joins what is small, so that it goes out at once, into pieces of about `target` bytes; what is
/// large stays as it is, shared.
#[cfg(any(feature = "client", feature = "server"))]
pub(crate) fn next_piece(
    pieces: &mut std::collections::VecDeque<Bytes>,
    target: usize,
) -> Option<Bytes> {
    let first = pieces.pop_front()?;
    let is_small = |piece: &Bytes| piece.len() <= LARGE_BYTES;
    if !is_small(&first) || !pieces.front().is_some_and(is_small) {
        return Some(first);
    }
    let mut joined = Vec::with_capacity(target + LARGE_BYTES);
    joined.extend_from_slice(&first);
    while joined.len() < target
        && let Some(piece) = pieces.pop_front_if(|piece| piece.len() <= LARGE_BYTES)
    {
        joined.extend_from_slice(&piece);
    }
    Some(joined.into())
}

/// Cuts a body into frames. Each gets memory of its own, as much as it needs: it may be kept long.
#[derive(Debug)]
pub struct Deframer {
    max_bytes: u32,
    /// The frame that has begun, prefix included.
    frame: Vec<u8>,
    /// Its length when it is whole, once its prefix is.
    whole: Option<usize>,
}

impl Deframer {
    /// Refuses messages of more than `max_bytes`.
    pub fn new(max_bytes: u32) -> Self {
        Self {
            max_bytes,
            frame: Vec::new(),
            whole: None,
        }
    }

    /// The next whole frame, prefix included; takes from the front of `data` what it needs. `None`
    /// when all is taken and no frame is whole.
    ///
    /// # Errors
    /// If the message is compressed, which was not offered, or too long. Nothing can be read then.
    pub fn next(&mut self, data: &mut Bytes) -> Result<Option<Bytes>> {
        if self.whole.is_none() {
            let missing = PREFIX_BYTES - self.frame.len();
            let prefix = data.split_to(missing.min(data.len()));
            self.frame.extend_from_slice(&prefix);
            let Ok(prefix) = <[u8; PREFIX_BYTES]>::try_from(self.frame.as_slice()) else {
                return Ok(None);
            };
            let [flag, len @ ..] = prefix;
            if flag != 0 {
                return Err(Error::invalid(
                    "the message is compressed by gRPC, which was not agreed on",
                ));
            }
            let len = u32::from_be_bytes(len);
            if len > self.max_bytes {
                return Err(Error::limit(format!(
                    "a message of {len} bytes; at most {} are accepted",
                    self.max_bytes
                )));
            }
            let whole = PREFIX_BYTES + len as usize;
            self.frame.reserve_exact(
                len.min(AHEAD_BYTES as u32) as usize, // grows with what comes
            );
            self.whole = Some(whole);
        }
        let whole = self.whole.unwrap_or(PREFIX_BYTES);
        let missing = whole - self.frame.len();
        let take = missing.min(data.len());
        let needed = self.frame.len() + take;
        if needed > self.frame.capacity() {
            let capacity = needed.max(2 * self.frame.capacity()).min(whole);
            self.frame.reserve_exact(capacity - self.frame.len());
        }
        self.frame
            .extend_from_slice(data.get(..take).unwrap_or_default());
        data.advance(take);
        if self.frame.len() < whole {
            return Ok(None);
        }
        self.whole = None;
        Ok(Some(std::mem::take(&mut self.frame).into()))
    }

    /// Whether the input ended between two messages.
    pub fn is_at_end(&self) -> bool {
        self.frame.is_empty()
    }
}

/// The message of a frame, without its prefix.
pub(crate) fn message_of(frame: &Bytes) -> Bytes {
    frame.slice(PREFIX_BYTES.min(frame.len())..)
}
