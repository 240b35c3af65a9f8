//! Messages from anything that can be read: files, pipes, sockets.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::convert::LegacyIds;
use crate::decoder::{Cause, Damage, Decoder, Event, TRAILER_BYTES};
use crate::footer::{Footer, StoredEnd};
use crate::frame::RawMessage;
use crate::header::StreamHeader;
use crate::message::Message;
use crate::{Error, Limits, Result};

/// One item of a stream, in order.
#[derive(Clone, Debug)]
pub enum Item {
    /// A stream starts.
    Header {
        /// Where the header is.
        offset: u64,
        /// What it says.
        header: StreamHeader,
    },
    /// A message of a store.
    Message {
        /// As it was read.
        raw: RawMessage,
        /// As it is understood. A chunk is still packed.
        message: Message,
    },
    /// A message whose store cannot be known: it leaves the application id out, as streams of
    /// 0.24 and earlier do, and no store info came before it.
    Orphan(RawMessage),
    /// The footer of a stream.
    End(RawMessage),
    /// The footer that ends a file, which is too large to be read for nothing. Only readers that
    /// are told to [leave it](MessageReader::leaving_footer) give it.
    StoredEnd {
        /// Where the message is, with its header.
        bytes: Range<u64>,
        /// Its payload.
        footer: Footer,
    },
    /// Something is lost, or contradicts itself.
    Damage(Damage),
}

/// Reads the items of an input.
#[derive(Debug)]
pub struct MessageReader<R> {
    source: R,
    path: Option<PathBuf>,
    decoder: Decoder,
    ids: LegacyIds,
    scratch: Vec<u8>,
    finished: bool,
    ended_cleanly: bool,
    /// What is left in the file, and where that starts.
    stored_end: Option<StoredEnd>,
    /// Bytes that may still be read.
    left: u64,
    /// Where what was left in the file ends.
    end_of_rest: Option<u64>,
}

/// A footer with manifests that are not held as a whole is larger than this part of them.
const COMPRESSED_PART: u64 = 4;
/// Bytes read at once.
const READ_BYTES: usize = 256 << 10;
/// Largest single read, for messages that announce themselves as large.
const MAX_READ_BYTES: usize = 4 << 20;

impl MessageReader<File> {
    /// Reads a file.
    pub fn open(path: &Path, limits: Limits) -> Result<Self> {
        let file = File::open(path).map_err(|err| Error::from(err).in_file(path))?;
        let metadata = file
            .metadata()
            .map_err(|err| Error::from(err).in_file(path))?;
        let mut reader = Self::new(file, limits);
        if metadata.is_file() {
            reader.decoder = reader.decoder.with_total(metadata.len());
        }
        reader.path = Some(path.to_owned());
        Ok(reader)
    }

    /// Does not read a large footer that ends a file which is intact: [`Item::StoredEnd`] says where
    /// it is.
    pub fn leaving_footer(mut self, limits: &Limits) -> Result<Self> {
        let in_file = |error: std::io::Error| self.in_file(error.into());
        let metadata = self.source.metadata().map_err(in_file)?;
        if !metadata.is_file() {
            return Ok(self);
        }
        let file = Arc::new(self.source.try_clone().map_err(in_file)?);
        let end = StoredEnd::of(
            &file,
            limits.max_whole_manifest_bytes / COMPRESSED_PART,
            limits,
        );
        if let Some(end) = end.map_err(|err| self.in_file(err))? {
            self.left = end.bytes.start;
            self.decoder = self.decoder.with_total(end.bytes.start);
            self.stored_end = Some(end);
        }
        Ok(self)
    }
}

impl<R: Read + 'static> MessageReader<R> {
    /// The same reader, whatever its source.
    pub fn boxed(self) -> MessageReader<Box<dyn Read>> {
        MessageReader {
            source: Box::new(self.source),
            path: self.path,
            decoder: self.decoder,
            ids: self.ids,
            scratch: self.scratch,
            finished: self.finished,
            ended_cleanly: self.ended_cleanly,
            stored_end: self.stored_end,
            left: self.left,
            end_of_rest: self.end_of_rest,
        }
    }
}

impl<R: Read> MessageReader<R> {
    /// Reads from `source`, which is at the start of a stream.
    pub fn new(source: R, limits: Limits) -> Self {
        Self {
            source,
            path: None,
            decoder: Decoder::new(limits),
            ids: LegacyIds::default(),
            scratch: Vec::new(),
            finished: false,
            ended_cleanly: true,
            stored_end: None,
            left: u64::MAX,
            end_of_rest: None,
        }
    }

    /// Searches for messages even when the input does not start with a valid stream header.
    #[must_use]
    pub fn recovering(self) -> Self {
        Self {
            decoder: self.decoder.recovering(),
            ..self
        }
    }

    /// Lets go of a large message's memory together with the message.
    #[must_use]
    pub fn frugal(self) -> Self {
        Self {
            decoder: self.decoder.frugal(),
            ..self
        }
    }

    /// The next item; `None` at the end of the input. Fails when reading fails, and when the
    /// input does not start with a supported stream header.
    pub fn next_item(&mut self) -> Result<Option<Item>> {
        loop {
            if let Some(event) = self.decoder.next_event().map_err(|err| self.in_file(err))? {
                if let Some(item) = self.understand(event) {
                    return Ok(Some(item));
                }
            } else if self.finished {
                let Some(StoredEnd { footer, bytes }) = self.stored_end.take() else {
                    return Ok(None);
                };
                self.ended_cleanly = true;
                self.end_of_rest = Some(bytes.end + TRAILER_BYTES as u64);
                return Ok(Some(Item::StoredEnd { bytes, footer }));
            } else {
                self.read_more()?;
            }
        }
    }

    /// Offset of the first byte that is not decoded yet.
    pub fn position(&self) -> u64 {
        self.end_of_rest.unwrap_or(self.decoder.position())
    }

    /// Whether the input, as far as it was read, ends with an End message: its writer closed it.
    /// An empty input counts as closed.
    pub fn ended_cleanly(&self) -> bool {
        self.ended_cleanly
    }

    fn in_file(&self, error: Error) -> Error {
        match &self.path {
            Some(path) => error.in_file(path),
            None => error,
        }
    }

    fn understand(&mut self, event: Event) -> Option<Item> {
        match event {
            Event::Header { offset, header } => {
                self.ended_cleanly = false;
                Some(Item::Header { offset, header })
            }
            Event::Message(raw) => Some(match self.understood(&raw) {
                Ok(Some(message)) => Item::Message { raw, message },
                Ok(None) => Item::Orphan(raw),
                Err(error) => Item::Damage(undecodable(&raw, &error)),
            }),
            Event::End(raw) => {
                self.ended_cleanly = true;
                Some(Item::End(raw))
            }
            Event::Trailer { .. } => None,
            Event::Damage(damage) => Some(Item::Damage(damage)),
        }
    }

    fn understood(&mut self, raw: &RawMessage) -> Result<Option<Message>> {
        Message::decode(raw.kind, raw.payload.clone(), &mut self.ids)
    }

    fn read_more(&mut self) -> Result<()> {
        let wanted = usize::try_from(self.decoder.missing_bytes()).unwrap_or(usize::MAX);
        if self.decoder.knows_total() && wanted > READ_BYTES {
            return self.read_rest(wanted);
        }
        let size = wanted.clamp(READ_BYTES, MAX_READ_BYTES);
        if self.scratch.len() < size {
            self.scratch.resize(size, 0);
        }
        let read = loop {
            let left = usize::try_from(self.left).unwrap_or(usize::MAX);
            let size = left.min(self.scratch.len());
            let scratch = self.scratch.get_mut(..size).unwrap_or_default();
            match self.source.read(scratch) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                result => break result.map_err(|err| self.in_file(err.into()))?,
            }
        };
        self.left -= read as u64;
        match self.scratch.get(..read) {
            Some(bytes) if !bytes.is_empty() => self.decoder.push(bytes),
            _ => {
                self.decoder.finish();
                self.finished = true;
            }
        }
        Ok(())
    }
}

impl<R: Read> MessageReader<R> {
    /// Reads the rest of a large message right into its place.
    fn read_rest(&mut self, wanted: usize) -> Result<()> {
        let mut buffer = self.decoder.take_buffer(wanted);
        let before = buffer.len();
        let result = self
            .source
            .by_ref()
            .take(self.left.min(wanted as u64))
            .read_to_end(&mut buffer);
        let read = buffer.len() - before;
        self.left -= read as u64;
        self.decoder.restore(buffer, read);
        result.map_err(|err| self.in_file(err.into()))?;
        if read == 0 {
            self.decoder.finish();
            self.finished = true;
        }
        Ok(())
    }
}

impl<R: Read> Iterator for MessageReader<R> {
    type Item = Result<Item>;

    /// As [`Self::next_item`], but over after the first error.
    fn next(&mut self) -> Option<Self::Item> {
        let item = self.next_item();
        if item.is_err() {
            self.finished = true;
            self.decoder = Decoder::new(Limits::default());
            self.decoder.finish();
        }
        item.transpose()
    }
}

/// The loss of a message that is framed well but cannot be understood.
fn undecodable(raw: &RawMessage, error: &Error) -> Damage {
    Damage {
        bytes: raw.byte_range(),
        cause: Cause::Undecodable {
            reason: error.message().to_owned(),
        },
        kind: Some(raw.kind),
    }
}
