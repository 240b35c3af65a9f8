//! The buffers of a body: checked to lie in it, and decompressed.
//!
//! Making arrays from them must not panic, and nothing may be allocated because the metadata
//! merely claim a size.

use std::io::Read as _;

use arrow_buffer::Buffer;

use super::message::Batch;
use crate::{Error, Limits, Result};

/// The buffers of a body may claim to expand to this many times its length, as an LZ4 block can,
/// or to this many bytes, all together.
const MAX_EXPANSION: usize = 255;
const FREE_EXPANSION: usize = 64 << 20;
/// Arrays without buffers (nulls, empty structs) may have this many elements in any batch.
const FREE_LENGTH: usize = 1 << 24;

/// The codecs of buffers, by their numbers.
const LZ4_FRAME: u8 = 0;
const ZSTANDARD: u8 = 1;

/// The nodes and buffers of a batch that are not yet used, in order.
pub(super) struct Buffers<'a, N, B> {
    nodes: N,
    buffers: B,
    /// Counts of variadic buffers, last column first.
    variadic: Vec<i64>,
    body: &'a Buffer,
    codec: Option<u8>,
    max_len: usize,
    /// Bytes that buffers claim to hold so far.
    expanded: usize,
    limits: &'a Limits,
}

/// The nodes and buffers of a batch, which must lie in the body.
pub(super) fn of<'a>(
    batch: &Batch<'a>,
    body: &'a Buffer,
    limits: &'a Limits,
) -> Buffers<'a, impl Iterator<Item = (i64, i64)> + 'a, impl Iterator<Item = (i64, i64)> + 'a> {
    let counts = batch.variadic.unwrap_or_default().as_chunks::<8>().0;
    Buffers {
        nodes: batch.nodes.iter(),
        buffers: batch.buffers.iter(),
        variadic: counts
            .iter()
            .rev()
            .map(|count| i64::from_le_bytes(*count))
            .collect(),
        body,
        codec: batch.codec,
        max_len: body.len().saturating_mul(8).max(FREE_LENGTH),
        expanded: 0,
        limits,
    }
}

impl<N, B> Buffers<'_, N, B>
where
    N: Iterator<Item = (i64, i64)>,
    B: Iterator<Item = (i64, i64)>,
{
    /// The next array's length and number of nulls.
    pub fn node(&mut self) -> Result<(usize, usize)> {
        let (len, nulls) = self
            .nodes
            .next()
            .ok_or_else(|| bad("too few field nodes"))?;
        let parts = usize::try_from(len).ok().zip(usize::try_from(nulls).ok());
        parts
            .filter(|(len, nulls)| nulls <= len && *len <= self.max_len)
            .ok_or_else(|| bad("an impossible array length"))
    }

    /// Fails when an array has more elements than its data can hold.
    pub fn check_len(&self, len: usize) -> Result<()> {
        if len > self.max_len {
            return Err(bad("a fixed-size list is longer than its data"));
        }
        Ok(())
    }

    /// The validity of an array; `None` without nulls.
    pub fn validity(&mut self, len: usize, nulls: usize) -> Result<Option<Buffer>> {
        let buffer = self.buffer(if nulls > 0 { len.div_ceil(8) } else { 0 })?;
        Ok((nulls > 0).then_some(buffer))
    }

    /// A buffer of values that take this many bytes each.
    pub fn values(&mut self, width: usize) -> Result<Buffer> {
        let buffer = self.buffer(0)?;
        if !buffer.len().is_multiple_of(width) {
            return Err(bad("a buffer that ends inside of a value"));
        }
        Ok(buffer)
    }

    /// How many buffers of data the next array of views has.
    pub fn count(&mut self) -> Result<usize> {
        let count = self.variadic.pop().map(usize::try_from);
        match count {
            Some(Ok(count)) => Ok(count),
            _ => Err(bad("no buffer count of a view")),
        }
    }

    /// The next buffer, which must hold `min_len` bytes. It may be at any place in memory.
    pub fn buffer(&mut self, min_len: usize) -> Result<Buffer> {
        let (offset, len) = self.buffers.next().ok_or_else(|| bad("too few buffers"))?;
        let range = usize::try_from(offset).ok().zip(usize::try_from(len).ok());
        let (offset, len) = range
            .filter(|(offset, len)| {
                offset
                    .checked_add(*len)
                    .is_some_and(|end| end <= self.body.len())
            })
            .ok_or_else(|| bad("a buffer outside of the data"))?;
        let buffer = self.body.slice_with_length(offset, len);
        let buffer = match self.codec {
            Some(codec) if !buffer.is_empty() => self.expand(&buffer, codec)?,
            _ => buffer,
        };
        if buffer.len() < min_len {
            return Err(bad("a buffer that is too short"));
        }
        Ok(buffer)
    }

    /// Decompresses a buffer. Eight bytes of length come first, -1 for "stored".
    fn expand(&mut self, buffer: &Buffer, codec: u8) -> Result<Buffer> {
        let (len, data) = buffer
            .split_first_chunk::<8>()
            .ok_or_else(|| bad("a cut length"))?;
        let claimed = i64::from_le_bytes(*len);
        if claimed == -1 {
            return Ok(buffer.slice(len.len()));
        }
        let claimed = usize::try_from(claimed).map_err(|_negative| bad("a negative length"))?;
        self.expanded = self.expanded.saturating_add(claimed);
        let bound = self.body.len().saturating_mul(MAX_EXPANSION);
        if self.expanded > bound.max(FREE_EXPANSION)
            || self.expanded as u64 > self.limits.max_uncompressed_bytes
        {
            return Err(Error::limit(format!(
                "Arrow data of {} bytes claim to hold {}",
                self.body.len(),
                self.expanded
            )));
        }
        self.max_len = self.max_len.max(claimed.saturating_mul(8));
        let expanded = match codec {
            _ if claimed == 0 => Vec::new(),
            LZ4_FRAME => {
                let mut expanded = Vec::with_capacity(claimed);
                lz4_flex::frame::FrameDecoder::new(data)
                    .take(claimed as u64 + 1)
                    .read_to_end(&mut expanded)
                    .map_err(|err| bad(&format!("a damaged LZ4 buffer: {err}")))?;
                expanded
            }
            #[cfg(feature = "zstd")]
            ZSTANDARD => zstd::bulk::decompress(data, claimed)
                .map_err(|err| bad(&format!("a damaged Zstandard buffer: {err}")))?,
            #[cfg(not(feature = "zstd"))]
            ZSTANDARD => {
                return Err(Error::invalid(
                    "the Arrow data are compressed by Zstandard, which this program is built \
                     without: build it with the feature `zstd`",
                ));
            }
            other => {
                return Err(Error::invalid(format!(
                    "the Arrow data are compressed by codec {other}; known are 0 and 1"
                )));
            }
        };
        if expanded.len() != claimed {
            return Err(bad("a buffer of another length than it claims"));
        }
        Ok(expanded.into())
    }

    /// Fails when there are counts that belong to no column.
    pub fn finish(self) -> Result<()> {
        if !self.variadic.is_empty() {
            return Err(bad("buffer counts without a column"));
        }
        Ok(())
    }
}

pub(super) fn bad(what: &str) -> Error {
    Error::corrupt(format!("the Arrow data have {what}"))
}
