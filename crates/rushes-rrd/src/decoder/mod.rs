//! The decoder: bytes in as they arrive, framed messages out. It does no I/O.
//!
//! Feed it with [`Decoder::push`], ask it with [`Decoder::next_event`] until it wants more, and
//! say [`Decoder::finish`] at the end of the input. What cannot be framed is never fatal after
//! the first stream header: it becomes a [`Damage`] event, and decoding resumes at the next
//! message that is whole (`resync`).

mod damage;
mod plausible;
mod resync;
mod trailer;

use bytes::{Bytes, BytesMut};

use crate::frame::{self, Checksum, MESSAGE_HEADER_BYTES, MessageHeader, MessageKind, RawMessage};
use crate::header::{MAGIC, STREAM_HEADER_BYTES, StreamHeader};
use crate::{Error, Limits, Result, spare, wire};

pub use damage::{Cause, Damage};
use plausible::{Boundary, is_regular};
pub(crate) use trailer::{FooterChecksum, TRAILER_BYTES};
pub use trailer::{Trailer, TrailerEntry};

/// What the decoder found next.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A stream starts here. Several streams in one input are one after the other.
    Header {
        /// Where the header is.
        offset: u64,
        /// What it says.
        header: StreamHeader,
    },
    /// A whole message of a store.
    Message(RawMessage),
    /// The message that ends a stream; its payload holds the footer.
    End(RawMessage),
    /// The trailer behind a footer. Where it contradicts the footer, a damage follows.
    Trailer {
        /// Where the trailer is.
        offset: u64,
        /// What it says.
        trailer: Trailer,
    },
    /// Bytes that hold nothing whole, or a message that is damaged.
    Damage(Damage),
}

/// What the decoder waits for.
#[derive(Clone, Debug)]
enum State {
    /// A stream header; the input's first one must be there.
    Header { first: bool },
    /// A message header and its payload.
    Message,
    /// The trailer of the End at this offset.
    Trailer { end: EndOfStream },
    /// The next whole message, searched from `from` on; everything since `lost_from` is lost
    /// for `cause`.
    Resync {
        lost_from: u64,
        from: u64,
        cause: Cause,
    },
    /// Nothing: the input is over.
    Done,
}

/// What a trailer must agree with.
#[derive(Clone, Debug)]
struct EndOfStream {
    /// Payload of the End message, relative to the start of its stream.
    start: u64,
    payload: Bytes,
}

/// An incremental decoder of one input, which may hold several streams.
#[derive(Debug)]
pub struct Decoder {
    limits: Limits,
    buffer: BytesMut,
    /// Offset of the buffer's first byte from the start of the input.
    base: u64,
    /// Length of the whole input, where known.
    total: Option<u64>,
    finished: bool,
    state: State,
    /// Where the current stream starts.
    stream_start: u64,
    /// Whether the current stream's messages carry checksums.
    has_checksums: bool,
    /// Whether an input that does not start with a stream header is searched for messages.
    recover: bool,
    /// Whether large messages must not leave their memory behind.
    is_frugal: bool,
    /// Bytes that resynchronising may still verify; bounds the work that hostile input causes.
    resync_budget: u64,
}

impl Decoder {
    /// A decoder for the start of an input.
    pub fn new(limits: Limits) -> Self {
        Self {
            limits,
            buffer: BytesMut::new(),
            base: 0,
            total: None,
            finished: false,
            state: State::Header { first: true },
            stream_start: 0,
            has_checksums: false,
            recover: false,
            is_frugal: false,
            resync_budget: resync::INITIAL_BUDGET,
        }
    }

    /// Searches for messages even when the input does not start with a valid stream header.
    #[must_use]
    pub fn recovering(self) -> Self {
        Self {
            recover: true,
            ..self
        }
    }

    /// Lets go of a large message's memory together with the message. Otherwise it is kept for
    /// the next one, which is faster.
    #[must_use]
    pub fn frugal(self) -> Self {
        Self {
            is_frugal: true,
            ..self
        }
    }

    /// States the input's length in bytes, so that lengths beyond its end are known as damage
    /// without reading up to there.
    #[must_use]
    pub fn with_total(self, total: u64) -> Self {
        Self {
            total: Some(total),
            ..self
        }
    }

    /// Appends bytes of the input.
    pub fn push(&mut self, bytes: &[u8]) {
        self.note_pushed(bytes.len());
        self.buffer.extend_from_slice(bytes);
    }

    /// Whether the input's length is known, so that messages that fit in it are not mere claims.
    pub fn knows_total(&self) -> bool {
        self.total.is_some()
    }

    /// Takes out what is not decoded yet, with room for so many more bytes, which are known to
    /// come. Append them and give it back by [`Self::restore`].
    pub(crate) fn take_buffer(&mut self, more: usize) -> Vec<u8> {
        let mut buffer = spare::READ.take(self.buffer.len() + more);
        buffer.clear();
        buffer.reserve_exact(self.buffer.len() + more);
        buffer.extend_from_slice(&self.buffer);
        self.buffer = BytesMut::new();
        buffer
    }

    /// Goes on with what was taken out, and what was appended to it.
    pub(crate) fn restore(&mut self, buffer: Vec<u8>, appended: usize) {
        self.note_pushed(appended);
        self.buffer = BytesMut::from(Bytes::from(buffer));
    }

    fn note_pushed(&mut self, bytes: usize) {
        self.resync_budget = self
            .resync_budget
            .saturating_add(bytes as u64 * resync::BUDGET_PER_BYTE);
    }

    /// Says that no more bytes come.
    pub fn finish(&mut self) {
        self.finished = true;
    }

    /// How many bytes are missing for the current item, at least 1. A hint for sizing reads; it
    /// is what a header claims, so do not allocate for it.
    pub fn missing_bytes(&self) -> u64 {
        let wanted = match self.state {
            State::Message => match self.message_header() {
                Some(Some(header)) => header.len.saturating_add(MESSAGE_HEADER_BYTES as u64),
                _ => MESSAGE_HEADER_BYTES as u64,
            },
            _ => STREAM_HEADER_BYTES as u64,
        };
        wanted.saturating_sub(self.buffer.len() as u64).max(1)
    }

    /// Offset of the first byte that is not decoded yet.
    pub fn position(&self) -> u64 {
        self.base
    }

    /// The next event; `None` when more bytes are needed, or, after [`Self::finish`], when the
    /// input is over. Fails only when the input does not start with a supported stream header,
    /// and then again and again.
    pub fn next_event(&mut self) -> Result<Option<Event>> {
        loop {
            let step = match self.state.clone() {
                State::Header { first } => self.step_header(first)?,
                State::Message => self.step_message(),
                State::Trailer { end } => self.step_trailer(&end),
                State::Resync {
                    lost_from,
                    from,
                    cause,
                } => self.step_resync(lost_from, from, cause),
                State::Done => Step::NeedMore,
            };
            match step {
                Step::Again => {}
                Step::Emit(event) => return Ok(Some(event)),
                Step::NeedMore => return Ok(None),
            }
        }
    }

    fn step_header(&mut self, first: bool) -> Result<Step> {
        let Some(bytes) = self.buffer.first_chunk::<STREAM_HEADER_BYTES>() else {
            if !self.finished {
                return Ok(Step::NeedMore);
            }
            return Ok(self.end_of_input(Cause::CutShort {
                what: "stream header",
                missing: None,
            }));
        };
        match StreamHeader::parse(bytes) {
            Ok(header) => {
                let offset = self.base;
                self.consume(STREAM_HEADER_BYTES);
                self.stream_start = offset;
                self.has_checksums = false;
                self.state = State::Message;
                Ok(Step::Emit(Event::Header { offset, header }))
            }
            Err(error) if first && !self.recover => Err(error.at(self.base)),
            Err(_) => Ok(self.go_on()),
        }
    }

    fn step_message(&mut self) -> Step {
        let Some(header) = self.message_header() else {
            return match self.finished {
                true => self.end_of_input(Cause::CutShort {
                    what: "message header",
                    missing: None,
                }),
                false => Step::NeedMore,
            };
        };
        let Some(header) = header else {
            if self.buffer.starts_with(&MAGIC) {
                self.state = State::Header { first: false };
                return Step::Again;
            }
            return self.resync(Cause::Garbage);
        };
        if header.len > self.limits.max_message_bytes {
            return self.resync(Cause::TooLong {
                claimed: header.len,
            });
        }
        let end = self
            .base
            .saturating_add(MESSAGE_HEADER_BYTES as u64)
            .saturating_add(header.len);
        let cut = |missing| Cause::CutShort {
            what: "message",
            missing: Some(missing),
        };
        if self.total.is_some_and(|total| end > total) {
            return self.resync(cut(end - self.total.unwrap_or(end)));
        }
        let whole = MESSAGE_HEADER_BYTES.saturating_add(header.len as usize);
        let Some(payload) = self.buffer.get(MESSAGE_HEADER_BYTES..whole) else {
            if !self.finished {
                return Step::NeedMore;
            }
            return self.resync(cut((whole - self.buffer.len()) as u64));
        };
        if header.len == 0 {
            match self.empty_message_at(0, header.kind) {
                Boundary::No => return self.resync(Cause::Garbage),
                Boundary::Unknown => return Step::NeedMore,
                Boundary::Yes => {}
            }
        }
        let intact = match frame::verify_checksum(header, payload) {
            Checksum::Correct => Ok(true),
            Checksum::Wrong => Err(Cause::Checksum),
            Checksum::Absent if self.has_checksums => Err(Cause::Checksum),
            Checksum::Absent if is_regular(header.kind, payload) => Ok(false),
            Checksum::Absent if !wire::is_well_formed(payload) => Err(Cause::NotProtobuf),
            // It may be strange, or damaged in its length; then something strange follows.
            Checksum::Absent => match self.boundary_at(whole, header.kind) {
                Boundary::Yes if !self.item_ends_at(whole) => Ok(false),
                Boundary::Unknown => return Step::NeedMore,
                _ => return self.resync(Cause::NotProtobuf),
            },
        };
        match intact {
            Ok(has_checksum) => Step::Emit(self.take_message(header, has_checksum)),
            Err(cause) => self.skip_damaged(header, cause),
        }
    }

    /// The message at the start of the buffer, which is whole.
    fn take_message(&mut self, header: MessageHeader, has_checksum: bool) -> Event {
        let offset = self.base;
        let whole = MESSAGE_HEADER_BYTES + header.len as usize;
        let payload = self.consume(whole).slice(MESSAGE_HEADER_BYTES..);
        self.has_checksums |= has_checksum;
        let message = RawMessage {
            kind: header.kind,
            offset,
            payload,
            has_checksum,
        };
        if header.kind != MessageKind::End {
            return Event::Message(message);
        }
        let start = offset + MESSAGE_HEADER_BYTES as u64 - self.stream_start;
        let end = EndOfStream {
            start,
            payload: message.payload.clone(),
        };
        self.state = State::Trailer { end };
        Event::End(message)
    }

    /// A message is damaged. If what follows it is plausible, its length is right and only it is
    /// lost; else the search goes on right behind the start of its header.
    fn skip_damaged(&mut self, header: MessageHeader, cause: Cause) -> Step {
        let whole = MESSAGE_HEADER_BYTES + header.len as usize;
        if self.item_ends_at(whole) {
            return self.resync(cause);
        }
        match self.boundary_at(whole, header.kind) {
            Boundary::Unknown => Step::NeedMore,
            Boundary::No => self.resync(cause),
            Boundary::Yes => {
                let start = self.base;
                let payload = self.consume(whole).slice(MESSAGE_HEADER_BYTES..);
                if header.kind == MessageKind::End {
                    let start = start + MESSAGE_HEADER_BYTES as u64 - self.stream_start;
                    let end = EndOfStream { start, payload };
                    self.state = State::Trailer { end };
                }
                let bytes = start..start + whole as u64;
                Step::Emit(Event::Damage(Damage {
                    bytes,
                    cause,
                    kind: Some(header.kind),
                }))
            }
        }
    }

    fn message_header(&self) -> Option<Option<MessageHeader>> {
        self.buffer
            .first_chunk::<MESSAGE_HEADER_BYTES>()
            .map(MessageHeader::parse)
    }

    /// The input is over in the middle of something small, or cleanly.
    fn end_of_input(&mut self, cause: Cause) -> Step {
        self.state = State::Done;
        if self.buffer.is_empty() {
            return Step::NeedMore;
        }
        let start = self.base;
        let len = self.buffer.len();
        self.consume(len);
        Step::Emit(Event::Damage(Damage {
            bytes: start..start + len as u64,
            cause,
            kind: None,
        }))
    }

    /// What is expected at the start of the buffer is not there: takes what is, or searches.
    fn go_on(&mut self) -> Step {
        match self.item_at(0) {
            Boundary::Yes => {
                self.state = self.state_at(0);
                Step::Again
            }
            Boundary::Unknown => Step::NeedMore,
            Boundary::No => self.resync(Cause::Garbage),
        }
    }

    /// What is at the start of the buffer is no whole item: search on behind its first byte.
    fn resync(&mut self, cause: Cause) -> Step {
        self.state = State::Resync {
            lost_from: self.base,
            from: self.base + 1,
            cause,
        };
        Step::Again
    }

    fn consume(&mut self, len: usize) -> Bytes {
        self.base += len as u64;
        if !self.is_frugal && len > LARGE_BYTES && len == self.buffer.len() {
            return spare::READ.lend_bytes(std::mem::take(&mut self.buffer));
        }
        let consumed = self.buffer.split_to(len).freeze();
        if self.is_frugal && len > LARGE_BYTES {
            // What is left shares the memory of what is consumed, and would keep all of it.
            self.buffer = BytesMut::from(self.buffer.as_ref());
        }
        consumed
    }
}

/// From this size on, a message has its memory for itself.
const LARGE_BYTES: usize = 1 << 20;

/// What a step did.
#[derive(Debug)]
enum Step {
    /// Changed the state; nothing to tell yet.
    Again,
    Emit(Event),
    NeedMore,
}

impl From<&Damage> for Error {
    fn from(damage: &Damage) -> Self {
        let error = match damage.cause {
            Cause::TooLong { .. } => Self::limit(damage.to_string()),
            _ => Self::corrupt(damage.to_string()),
        };
        error.at(damage.bytes.start)
    }
}
