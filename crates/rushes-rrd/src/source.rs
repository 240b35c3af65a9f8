//! Bytes that are in memory or in a file.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use bytes::Bytes;

use crate::{Error, Result, wire};

/// Bytes that are read when they are wanted.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    Memory(Bytes),
    File {
        file: Arc<File>,
        start: u64,
        len: u64,
    },
}

/// A field of a message that is not read as a whole.
#[derive(Debug)]
pub(crate) struct StoredField {
    pub number: u32,
    /// Of a length-delimited field.
    pub value: Option<Source>,
    /// Tag and value.
    pub span: Range<u64>,
}

/// Bytes that hold a tag and a length at least.
const FIELD_START: u64 = 24;
/// Bytes that are read at once where all are wanted in order.
const READ_BYTES: u64 = 1 << 20;

impl Source {
    pub fn len(&self) -> u64 {
        match self {
            Self::Memory(bytes) => bytes.len() as u64,
            Self::File { len, .. } => *len,
        }
    }

    /// The bytes in a range.
    pub fn get(&self, range: Range<u64>) -> Result<Bytes> {
        match self.slice(range)? {
            Self::Memory(bytes) => Ok(bytes),
            Self::File { file, start, len } => {
                let len = usize::try_from(len);
                let mut bytes = vec![0; len.map_err(|_| Error::limit("too large for memory"))?];
                file.read_exact_at(&mut bytes, start)?;
                Ok(bytes.into())
            }
        }
    }

    /// All bytes.
    pub fn bytes(&self) -> Result<Bytes> {
        self.get(0..self.len())
    }

    /// The bytes in a range, not read yet.
    pub fn slice(&self, range: Range<u64>) -> Result<Self> {
        if range.start > range.end || range.end > self.len() {
            return Err(Error::corrupt("a range beyond the end of the data"));
        }
        Ok(match self {
            Self::Memory(bytes) => {
                Self::Memory(bytes.slice(range.start as usize..range.end as usize))
            }
            Self::File { file, start, .. } => Self::File {
                file: Arc::clone(file),
                start: start + range.start,
                len: range.end - range.start,
            },
        })
    }

    /// Gives everything to `each`, in order and in pieces.
    pub fn read_all(&self, mut each: impl FnMut(&[u8])) -> Result<()> {
        let mut at = 0;
        while at < self.len() {
            let end = self.len().min(at + READ_BYTES);
            each(&self.get(at..end)?);
            at = end;
        }
        Ok(())
    }

    /// The fields of the protobuf message that this is.
    pub fn fields(&self) -> Result<Vec<StoredField>> {
        let mut fields = Vec::new();
        let mut at = 0;
        while at < self.len() {
            let start = self.get(at..self.len().min(at + FIELD_START))?;
            let invalid = || Error::corrupt("the message is not valid protobuf");
            let (number, value, wire_type) = wire::field_start(&start).ok_or_else(invalid)?;
            let from = at + value.start;
            let to = at.checked_add(value.end).filter(|to| *to <= self.len());
            let to = to.ok_or_else(invalid)?;
            let is_message = wire_type == wire::LEN;
            let value = is_message.then(|| self.slice(from..to)).transpose()?;
            let span = at..to;
            fields.push(StoredField {
                number,
                value,
                span,
            });
            at = to;
        }
        Ok(fields)
    }

    /// Reads from the start.
    pub fn reader(&self) -> SourceReader<'_> {
        SourceReader {
            source: self,
            at: 0,
        }
    }
}

pub(crate) struct SourceReader<'a> {
    source: &'a Source,
    at: u64,
}

impl Read for SourceReader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = (self.source.len() - self.at).min(buffer.len() as u64);
        let range = self.at..self.at + len;
        let buffer = buffer.get_mut(..len as usize).unwrap_or_default();
        match self.source {
            Source::Memory(_) => {
                let bytes = self.source.get(range).map_err(std::io::Error::other)?;
                buffer.copy_from_slice(&bytes);
            }
            Source::File { file, start, .. } => file.read_exact_at(buffer, start + range.start)?,
        }
        self.at += len;
        Ok(len as usize)
    }
}
