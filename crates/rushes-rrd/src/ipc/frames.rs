//! The messages of an IPC stream: metadata (a flatbuffer) and body.

use std::ops::Range;

use bytes::Bytes;

use super::flatbuffer::Table;
use super::message::{Header, Message};
use crate::{Error, Result};

pub(super) const CONTINUATION: [u8; 4] = [0xFF; 4];

/// One message.
pub(super) struct Frame<'a> {
    pub message: Message<'a>,
    pub metadata_len: usize,
    pub body: Range<usize>,
}

/// The messages of a stream, up to its end mark or the end of the data.
pub(super) struct Frames<'a> {
    data: &'a [u8],
    position: usize,
    /// How long the data are; only their start may be there.
    len: usize,
}

impl<'a> Frames<'a> {
    pub fn new(data: &'a Bytes) -> Self {
        Self {
            data,
            position: 0,
            len: data.len(),
        }
    }

    /// The messages of data that are `len` bytes long, of which only the start is there. Bodies
    /// may lie beyond it; metadata that do are an error.
    pub fn of_start(start: &'a Bytes, len: usize) -> Self {
        Self {
            len,
            ..Self::new(start)
        }
    }

    fn word(&self, at: usize) -> Option<[u8; 4]> {
        self.data.get(at..)?.first_chunk::<4>().copied()
    }

    /// The first message, which must be a schema, and its table.
    pub fn schema(&mut self) -> Result<(Frame<'a>, Table<'a>)> {
        let frame = self
            .next()?
            .ok_or_else(|| Error::invalid("the Arrow data are empty"))?;
        match frame.message.header {
            Header::Schema(schema) => Ok((frame, schema)),
            _ => Err(Error::invalid("the Arrow data do not start with a schema")),
        }
    }

    /// The next message; `None` at the end.
    pub fn next(&mut self) -> Result<Option<Frame<'a>>> {
        let start = self.position;
        let Some(mut word) = self.word(start) else {
            return Ok(None);
        };
        let mut from = start + 4;
        if word == CONTINUATION {
            let Some(len) = self.word(from) else {
                return Err(cut_short());
            };
            word = len;
            from += 4;
        }
        let len = u32::from_le_bytes(word) as usize;
        if len == 0 {
            return Ok(None);
        }
        let metadata = from..from.saturating_add(len);
        let bytes = self.data.get(metadata.clone()).ok_or_else(cut_short)?;
        let message = Message::read(bytes)?;
        let body_len = usize::try_from(message.body_len)
            .map_err(|_negative| Error::corrupt("an Arrow message has a negative length"))?;
        let body = metadata.end..metadata.end.saturating_add(body_len);
        if body.end > self.len {
            return Err(cut_short());
        }
        self.position = body.end;
        Ok(Some(Frame {
            message,
            metadata_len: len,
            body,
        }))
    }
}

fn cut_short() -> Error {
    Error::corrupt("the Arrow data are cut short")
}
