//! Decompresses a block of which neither itself nor the result is ever in memory as a whole.

use std::io::{Read, Write};

use super::check_claim;
use super::cut::{Sequence, sequence};
use crate::{Error, Limits, Result};

/// How far back a match can reach.
const REACH: usize = u16::MAX as usize;
/// Decompressed bytes that are held before they are written.
const WINDOW_BYTES: usize = 1 << 20;
/// Bytes of the block that are read at once.
const READ_BYTES: usize = 1 << 20;

/// Decompresses a block of `len` bytes into `output`. Fails when it makes other than `claimed`
/// bytes.
pub(crate) fn expand(
    block: impl Read,
    len: u64,
    claimed: u64,
    limits: &Limits,
    output: &mut impl Write,
) -> Result<()> {
    check_claim(len, claimed, limits)?;
    let damaged = || Error::corrupt("the LZ4 block is damaged");
    let mut input = Input {
        rest: block.take(len),
        bytes: Vec::new(),
        at: 0,
        has_ended: false,
    };
    let mut window = Vec::with_capacity(WINDOW_BYTES + 2 * REACH);
    let mut made = 0u64;
    while let Some(sequence) = input.next()? {
        for piece in sequence.literals.chunks(REACH) {
            window.extend_from_slice(piece);
            trim(&mut window, output)?;
        }
        let (offset, len) = sequence.matched.unwrap_or((1, 0));
        made = made.saturating_add(sequence.literals.len() as u64);
        made = made.saturating_add(len as u64);
        if made > claimed {
            return Err(damaged());
        }
        let mut left = len;
        while left > 0 {
            let from = window.len().checked_sub(offset).filter(|_| offset > 0);
            let from = from.ok_or_else(damaged)?;
            // A match may overlap what it makes: copy in pieces of what is there.
            let piece = left.min(offset);
            window.extend_from_within(from..from + piece);
            left -= piece;
            trim(&mut window, output)?;
        }
    }
    output.write_all(&window)?;
    if made == claimed {
        Ok(())
    } else {
        Err(damaged())
    }
}

/// A block of which some bytes are in memory.
struct Input<R> {
    rest: R,
    bytes: Vec<u8>,
    /// Where the next sequence starts in them.
    at: usize,
    has_ended: bool,
}

impl<R: Read> Input<R> {
    fn next(&mut self) -> Result<Option<Sequence<'_>>> {
        // Until the end is known, what ends where the bytes do may be cut.
        while !self.has_ended && !self.has_whole_sequence() {
            self.bytes.drain(..self.at);
            self.at = 0;
            let wanted = READ_BYTES.max(self.bytes.len()) as u64;
            let read = self
                .rest
                .by_ref()
                .take(wanted)
                .read_to_end(&mut self.bytes)?;
            self.has_ended = (read as u64) < wanted;
        }
        if self.at == self.bytes.len() {
            return Ok(None);
        }
        let sequence = sequence(&self.bytes, self.at);
        let sequence = sequence.ok_or_else(|| Error::corrupt("the LZ4 block is damaged"))?;
        self.at = sequence.end;
        Ok(Some(sequence))
    }

    fn has_whole_sequence(&self) -> bool {
        let next = sequence(&self.bytes, self.at);
        next.is_some_and(|next| next.matched.is_some())
    }
}

/// Writes all but what a match can reach, when there is a lot.
fn trim(window: &mut Vec<u8>, output: &mut impl Write) -> Result<()> {
    if window.len() >= WINDOW_BYTES {
        let written = window.len() - REACH;
        output.write_all(window.get(..written).unwrap_or_default())?;
        window.drain(..written);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lz4::compress;

    #[test]
    fn a_block_is_decompressed_in_pieces() {
        let limits = Limits::default();
        let expanded = |block: &[u8], claimed: usize| {
            let mut out = Vec::new();
            let len = block.len() as u64;
            expand(block, len, claimed as u64, &limits, &mut out).map(|()| out)
        };
        for len in [0, 1, 100, 5_000_000u64] {
            let data: Vec<u8> = (0..len)
                .flat_map(|i| [(i / 700) as u8, (i.wrapping_mul(i) / 31) as u8, 7])
                .collect();
            let block = compress(&data);
            assert!(expanded(&block, data.len()).unwrap() == data, "{len}");
            assert!(expanded(&block, data.len() + 1).is_err());
            if len > 1 {
                assert!(expanded(&block[..block.len() / 2], data.len()).is_err());
            }
        }
        let noise: Vec<u8> = (0..3_000_000u64)
            .map(|i| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
            .collect();
        assert!(expanded(&compress(&noise), noise.len()).unwrap() == noise);
    }
}
