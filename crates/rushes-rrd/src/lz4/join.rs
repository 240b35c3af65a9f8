//! One block of data that are never in memory as a whole.
//!
//! The data are compressed piece by piece, and the pieces' blocks joined: the literals that end one
//! go before those that start the next.

use std::io::Write;

use super::cut::sequence;
use super::{MIN_MATCH, compress};

/// Bytes that are compressed together.
const PIECE_BYTES: usize = 1 << 20;

/// Compresses what is written into one block, which goes to `output`.
#[derive(Debug)]
pub(crate) struct Joined<W> {
    output: W,
    piece: Vec<u8>,
    /// The literals that the pieces so far end with.
    literals: Vec<u8>,
    uncompressed: u64,
    compressed: u64,
}

impl<W: Write> Joined<W> {
    pub fn new(output: W) -> Self {
        Self {
            output,
            piece: Vec::new(),
            literals: Vec::new(),
            uncompressed: 0,
            compressed: 0,
        }
    }

    /// Bytes written so far.
    pub fn len(&self) -> u64 {
        self.uncompressed + self.piece.len() as u64
    }

    /// Ends the block. Returns its length.
    pub fn finish(mut self) -> std::io::Result<u64> {
        self.compress_piece()?;
        let mut end = end_of(self.literals.len());
        end.append(&mut self.literals);
        self.put(&end)?;
        Ok(self.compressed)
    }

    fn compress_piece(&mut self) -> std::io::Result<()> {
        if self.piece.is_empty() {
            return Ok(());
        }
        self.uncompressed += self.piece.len() as u64;
        let block = compress(&self.piece);
        self.piece.clear();
        self.join(&block).ok_or(std::io::ErrorKind::InvalidData)?
    }

    /// Appends the block of a piece; `None` if it were none.
    fn join(&mut self, block: &[u8]) -> Option<std::io::Result<()>> {
        let Some(inner) = Inner::of(block)? else {
            self.literals
                .extend_from_slice(sequence(block, 0)?.literals);
            return Some(Ok(()));
        };
        let mut start = inner.start(self.literals.len());
        start.append(&mut self.literals);
        start.extend_from_slice(inner.first_literals);
        self.literals.extend_from_slice(inner.last_literals);
        let written = self.put(&start);
        Some(written.and_then(|()| self.put(inner.rest)))
    }

    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.compressed += bytes.len() as u64;
        self.output.write_all(bytes)
    }
}

impl<W: Write> Write for Joined<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let len = bytes.len().min(PIECE_BYTES - self.piece.len());
        self.piece
            .extend_from_slice(bytes.get(..len).unwrap_or_default());
        if self.piece.len() == PIECE_BYTES {
            self.compress_piece()?;
        }
        Ok(len)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What stays as it is of a block when others are before and behind it, and what does not.
pub(super) struct Inner<'a> {
    first_literals: &'a [u8],
    /// The length of the first match.
    match_len: usize,
    /// From the first match up to the last one.
    rest: &'a [u8],
    pub(super) last_literals: &'a [u8],
}

impl<'a> Inner<'a> {
    /// Takes a block apart. `Some(None)` if it is but literals, `None` if it were no block.
    pub(super) fn of(block: &'a [u8]) -> Option<Option<Self>> {
        let first = sequence(block, 0)?;
        let Some((_, match_len)) = first.matched else {
            return Some(None);
        };
        let mut at = first.end;
        let last = loop {
            let next = sequence(block, at)?;
            if next.matched.is_none() {
                break next;
            }
            at = next.end;
        };
        let rest = first.literals_at + first.literals.len();
        Some(Some(Self {
            first_literals: first.literals,
            match_len,
            rest: block.get(rest..at)?,
            last_literals: last.literals,
        }))
    }

    /// What goes before the literals, when `before` more go before the first.
    fn start(&self, before: usize) -> Vec<u8> {
        let literals = before + self.first_literals.len();
        let coded = (self.match_len - MIN_MATCH).min(0xF);
        let mut start = vec![((literals.min(0xF) << 4) | coded) as u8];
        push_length(&mut start, literals);
        start
    }

    /// Appends all but the last literals, behind those of others.
    pub(super) fn append_to(&self, out: &mut Vec<u8>, before: &[&[u8]]) {
        out.append(&mut self.start(before.iter().map(|part| part.len()).sum()));
        before.iter().for_each(|part| out.extend_from_slice(part));
        out.extend_from_slice(self.first_literals);
        out.extend_from_slice(self.rest);
    }
}

/// What goes before the literals that end a block.
pub(super) fn end_of(literals: usize) -> Vec<u8> {
    let mut end = vec![(literals.min(0xF) << 4) as u8];
    push_length(&mut end, literals);
    end
}

/// What follows a token of which four bits cannot hold `len`.
pub(super) fn push_length(out: &mut Vec<u8>, len: usize) {
    let Some(mut rest) = len.checked_sub(0xF) else {
        return;
    };
    while rest >= 0xFF {
        out.push(0xFF);
        rest -= 0xFF;
    }
    out.push(rest as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_one_block() {
        let noise = |i: u64| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8;
        for len in [0, 1, 20, PIECE_BYTES, PIECE_BYTES + 3, 5 * PIECE_BYTES / 2] {
            let same = vec![7; len];
            let random: Vec<u8> = (0..len as u64).map(noise).collect();
            let mixed: Vec<u8> = (0..len as u64)
                .map(|i| {
                    if i % 100_000 < 50_000 {
                        noise(i)
                    } else {
                        (i / 50) as u8
                    }
                })
                .collect();
            for data in [same, random, mixed] {
                let mut block = Vec::new();
                let mut joined = Joined::new(&mut block);
                for part in data.chunks(77_777) {
                    joined.write_all(part).unwrap();
                }
                assert_eq!(joined.len(), len as u64);
                assert_eq!(joined.finish().unwrap(), block.len() as u64);
                let back = lz4_flex::block::decompress(&block, len).unwrap();
                assert!(back == data, "{len}");
            }
        }
    }
}
