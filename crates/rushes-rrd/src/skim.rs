//! What messages a file holds and where, without reading the chunks' data.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use rushes_core::{ChunkId, StoreId};

use crate::convert::LegacyIds;
use crate::decoder::TRAILER_BYTES;
use crate::frame::{self, Checksum, MESSAGE_HEADER_BYTES, MessageHeader, MessageKind, RawMessage};
use crate::header::{STREAM_HEADER_BYTES, StreamHeader};
use crate::message::{ArrowMsg, Message};
use crate::stream::Item;
use crate::{Error, Limits, Result, spare, wire};

/// A message and its place.
#[derive(Clone, Debug)]
pub struct Located {
    /// Where its header is, from the start of the file.
    pub offset: u64,
    /// Bytes of its payload.
    pub payload_len: u64,
    /// What is known of it.
    pub head: Head,
}

/// What is known of a message without reading a chunk's data.
#[derive(Clone, Debug)]
pub enum Head {
    /// A chunk.
    Chunk {
        /// The store that it belongs to.
        store_id: StoreId,
        /// Its id; absent in files of 0.23.
        chunk_id: Option<ChunkId>,
        /// Whether it is static; absent in files of 0.24 and earlier.
        is_static: Option<bool>,
        /// Bytes of its Arrow data, uncompressed.
        uncompressed_size: u64,
    },
    /// Any other message of a store, whole.
    Other(Message),
}

impl Located {
    /// The place of an item that was read whole; `None` when it is no message.
    pub fn of(item: &Item) -> Option<Self> {
        let Item::Message { raw, message } = item else {
            return None;
        };
        Some(Self {
            offset: raw.offset,
            payload_len: raw.payload.len() as u64,
            head: Head::of(message),
        })
    }

    /// Reads the message from its file, and checks its checksum.
    pub fn read(&self, file: &File) -> Result<RawMessage> {
        self.try_read(|| read_at(file, self.payload_offset(), self.payload_len))
            .map_err(|err| err.at(self.offset))
    }

    /// Reads a chunk's message, and checks that it is the one.
    pub fn read_chunk_message(&self, file: &File) -> Result<(RawMessage, ArrowMsg)> {
        self.understand(self.read(file)?)
    }

    /// The same, together with what is behind it in the file: small messages are mostly wanted in
    /// order.
    pub fn read_chunk_message_ahead(
        &self,
        file: &File,
        ahead: &mut ReadAhead,
    ) -> Result<(RawMessage, ArrowMsg)> {
        let raw = self.try_read(|| ahead.read(file, self.payload_offset(), self.payload_len));
        self.understand(raw.map_err(|err| err.at(self.offset))?)
    }

    fn payload_offset(&self) -> u64 {
        self.offset + MESSAGE_HEADER_BYTES as u64
    }

    fn understand(&self, raw: RawMessage) -> Result<(RawMessage, ArrowMsg)> {
        let Head::Chunk {
            store_id, chunk_id, ..
        } = &self.head
        else {
            return Err(Error::invalid("the message is no chunk").at(self.offset));
        };
        // Old streams leave out what is known from their store infos.
        let mut message = ArrowMsg::decode_in(&raw, store_id).map_err(|err| err.at(self.offset))?;
        if message.store_id != *store_id {
            return Err(Error::corrupt("the file changed while it was read").at(self.offset));
        }
        message.chunk_id = message.chunk_id.or(*chunk_id);
        Ok((raw, message))
    }

    fn try_read(&self, read: impl FnOnce() -> Result<Bytes>) -> Result<RawMessage> {
        let kind = match &self.head {
            Head::Chunk { .. } => MessageKind::ArrowMsg,
            Head::Other(Message::SetStoreInfo(_)) => MessageKind::SetStoreInfo,
            Head::Other(_) => MessageKind::BlueprintActivation,
        };
        let payload = read()?;
        let header = MessageHeader {
            kind,
            len: self.payload_len,
        };
        let checksum = frame::verify_checksum(header, &payload);
        if checksum == Checksum::Wrong {
            return Err(Error::corrupt("checksum mismatch"));
        }
        Ok(RawMessage {
            kind,
            offset: self.offset,
            payload,
            has_checksum: checksum == Checksum::Correct,
        })
    }
}

fn read_at(file: &File, offset: u64, len: u64) -> Result<Bytes> {
    let len = usize::try_from(len).map_err(|_large| Error::limit("too large for memory"))?;
    let mut buffer = spare::READ.with_len(len);
    file.read_exact_at(&mut buffer, offset)?;
    Ok(spare::READ.lend(buffer, len))
}

/// A piece of a file that was read because it is probably wanted next.
#[derive(Debug, Default)]
pub struct ReadAhead {
    start: u64,
    bytes: Bytes,
}

impl ReadAhead {
    fn read(&mut self, file: &File, offset: u64, len: u64) -> Result<Bytes> {
        if let Some(bytes) = self.held(offset, len) {
            return Ok(bytes);
        }
        let rest = file.metadata()?.len().saturating_sub(offset);
        self.bytes = Bytes::new();
        self.bytes = read_at(file, offset, (4 * WHOLE_BYTES).min(rest).max(len))?;
        self.start = offset;
        self.held(offset, len)
            .ok_or_else(|| Error::corrupt("the file changed while it was read"))
    }

    fn held(&self, offset: u64, len: u64) -> Option<Bytes> {
        let from = usize::try_from(offset.checked_sub(self.start)?).ok()?;
        let to = from.checked_add(usize::try_from(len).ok()?)?;
        (to <= self.bytes.len()).then(|| self.bytes.slice(from..to))
    }
}

impl Head {
    fn of(message: &Message) -> Self {
        match message {
            Message::Arrow(message) => Self::Chunk {
                store_id: message.store_id.clone(),
                chunk_id: message.chunk_id,
                is_static: message.is_static,
                uncompressed_size: message.uncompressed_size,
            },
            other => Self::Other(other.clone()),
        }
    }
}

/// The messages of a file that holds one current stream, from its header to its End, with
/// nothing irregular. `None` for any other: read it as a stream, which tolerates and reports.
///
/// Of large messages only the ends are read, so this takes little time even for large files, and
/// however many messages there are, only one is in memory. What is skipped is not checked;
/// [`Located::read`] does that.
pub fn skim<'a>(path: &Path, limits: &'a Limits) -> Result<Option<Skimmed<'a>>> {
    let in_file = |err: Error| err.in_file(path);
    let file = File::open(path).map_err(|err| in_file(err.into()))?;
    let metadata = file.metadata().map_err(|err| in_file(err.into()))?;
    if !metadata.is_file() {
        return Ok(None);
    }
    let mut walk = Walk {
        window: Window {
            file,
            start: 0,
            bytes: Vec::new(),
            len: metadata.len(),
        },
        limits,
        has_checksums: false,
        offset: 0,
    };
    // Once to see whether it is regular.
    let is_regular = walk.is_regular().map_err(in_file)?;
    Ok(is_regular.then(|| Skimmed {
        walk: walk.again(),
        path: path.to_owned(),
    }))
}

/// The messages of a regular file, in order.
pub struct Skimmed<'a> {
    walk: Walk<'a>,
    path: PathBuf,
}

impl Iterator for Skimmed<'_> {
    type Item = Result<Located>;

    fn next(&mut self) -> Option<Self::Item> {
        let changed = || Err(Error::corrupt("the file changed while it was read"));
        let located = match self.walk.step() {
            Ok(Step::Message(located)) => Ok(located),
            Ok(Step::End) => return None,
            Ok(Step::Irregular) => changed(),
            Err(error) => Err(error),
        };
        if located.is_err() {
            self.walk.offset = u64::MAX;
        }
        Some(located.map_err(|err| err.in_file(&self.path)))
    }
}

struct Walk<'a> {
    window: Window,
    limits: &'a Limits,
    has_checksums: bool,
    /// Where the next message is.
    offset: u64,
}

/// What a walk finds next.
enum Step {
    Message(Located),
    /// The end of the stream and of the file.
    End,
    Irregular,
}

/// Messages up to this size are read whole.
const WHOLE_BYTES: u64 = 64 << 10;
/// Bytes read of the start and of the end of larger ones.
const HEAD_BYTES: u64 = 4 << 10;
const TAIL_BYTES: u64 = 64;

impl Walk<'_> {
    fn is_regular(&mut self) -> Result<bool> {
        let Some(header) = self.window.array::<STREAM_HEADER_BYTES>(0)? else {
            return Ok(false);
        };
        if StreamHeader::parse(&header)?.is_legacy() {
            return Ok(false);
        }
        self.offset = STREAM_HEADER_BYTES as u64;
        loop {
            match self.step()? {
                Step::Message(_) => {}
                Step::End => return Ok(true),
                Step::Irregular => return Ok(false),
            }
        }
    }

    /// The same walk, from its start.
    fn again(self) -> Self {
        Self {
            offset: STREAM_HEADER_BYTES as u64,
            ..self
        }
    }

    fn step(&mut self) -> Result<Step> {
        let offset = self.offset;
        let Some(header) = self.window.array::<MESSAGE_HEADER_BYTES>(offset)? else {
            return Ok(Step::Irregular);
        };
        let Some(header) = MessageHeader::parse(&header) else {
            return Ok(Step::Irregular);
        };
        let from = offset + MESSAGE_HEADER_BYTES as u64;
        let to = from.saturating_add(header.len);
        if to > self.window.len || header.len > self.limits.max_message_bytes {
            return Ok(Step::Irregular);
        }
        if header.kind == MessageKind::End {
            // Another stream may follow; this walk knows only one.
            let is_last = to + TRAILER_BYTES as u64 == self.window.len;
            return Ok(if is_last { Step::End } else { Step::Irregular });
        }
        let Some(head) = self.head(header, from, to)? else {
            return Ok(Step::Irregular);
        };
        self.offset = to;
        Ok(Step::Message(Located {
            offset,
            payload_len: header.len,
            head,
        }))
    }

    fn head(&mut self, header: MessageHeader, from: u64, to: u64) -> Result<Option<Head>> {
        if header.len <= WHOLE_BYTES || header.kind != MessageKind::ArrowMsg {
            let payload = Bytes::copy_from_slice(self.window.bytes(from, header.len)?);
            let checksum = frame::verify_checksum(header, &payload);
            let has_checksum = checksum == Checksum::Correct;
            if checksum == Checksum::Wrong || (self.has_checksums && !has_checksum) {
                return Ok(None);
            }
            self.has_checksums |= has_checksum;
            let offset = from - MESSAGE_HEADER_BYTES as u64;
            let raw = RawMessage {
                kind: header.kind,
                offset,
                payload,
                has_checksum,
            };
            let message = Message::decode(raw.kind, raw.payload.clone(), &mut LegacyIds::default())
                .ok()
                .flatten();
            return Ok(message.as_ref().map(Head::of));
        }
        // A large chunk: its data are one field. Leave that one out of the message.
        let start = self.window.bytes(from, HEAD_BYTES)?.to_vec();
        let Some((data_at, data_len)) = wire::find_len_field(&start, DATA_FIELD) else {
            return Ok(None);
        };
        let Some(after) = (from + data_at as u64).checked_add(data_len) else {
            return Ok(None);
        };
        if after > to || to - after > TAIL_BYTES {
            return Ok(None);
        }
        let mut payload = start.get(..data_at).unwrap_or_default().to_vec();
        // The length that stands before the data becomes that of no data.
        payload.truncate(data_at - wire::varint_len(data_len));
        payload.push(0);
        payload.extend_from_slice(self.window.bytes(after, to - after)?);
        let raw = RawMessage {
            kind: header.kind,
            offset: from,
            payload: payload.into(),
            has_checksum: false,
        };
        let message = Message::decode(raw.kind, raw.payload.clone(), &mut LegacyIds::default())
            .ok()
            .flatten();
        Ok(message.as_ref().map(Head::of))
    }
}

/// The field of a chunk message that holds the data.
const DATA_FIELD: u32 = 5;

/// A piece of the file in memory.
struct Window {
    file: File,
    start: u64,
    bytes: Vec<u8>,
    len: u64,
}

impl Window {
    fn array<const N: usize>(&mut self, offset: u64) -> Result<Option<[u8; N]>> {
        if offset
            .checked_add(N as u64)
            .is_none_or(|end| end > self.len)
        {
            return Ok(None);
        }
        Ok(self.bytes(offset, N as u64)?.first_chunk::<N>().copied())
    }

    /// Bytes of the file; fewer where it ends.
    fn bytes(&mut self, offset: u64, len: u64) -> Result<&[u8]> {
        let len = len.min(self.len.saturating_sub(offset));
        let held = self.start..self.start + self.bytes.len() as u64;
        if offset < held.start || offset + len > held.end {
            // After a large message only a little is wanted; between small ones, much.
            let far = offset >= held.end.saturating_add(WHOLE_BYTES);
            let size = if far { HEAD_BYTES } else { 4 * WHOLE_BYTES };
            let size = size.max(len).min(self.len - offset);
            self.bytes.resize(size as usize, 0);
            self.start = offset;
            self.file.read_exact_at(&mut self.bytes, offset)?;
        }
        let from = (offset - self.start) as usize;
        Ok(self
            .bytes
            .get(from..from + len as usize)
            .unwrap_or_default())
    }
}
