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
        let token = self.literals.len().min(0xF) << 4;
        let mut end = vec![token as u8];
        push_length(&mut end, self.literals.len());
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
        let first = sequence(block, 0)?;
        let Some((_, match_len)) = first.matched else {
            self.literals.extend_from_slice(first.literals);
            return Some(Ok(()));
        };
        let literals = self.literals.len() + first.literals.len();
        let coded = (match_len - MIN_MATCH).min(0xF);
        let mut start = vec![((literals.min(0xF) << 4) | coded) as u8];
        push_length(&mut start, literals);
        start.append(&mut self.literals);
        start.extend_from_slice(first.literals);
        let rest = first.literals_at + first.literals.len();
        let mut at = first.end;
        let last = loop {
            let next = sequence(block, at)?;
            if next.matched.is_none() {
                break next;
            }
            at = next.end;
        };
        self.literals.extend_from_slice(last.literals);
        let written = self.put(&start);
        Some(written.and_then(|()| self.put(block.get(rest..at).unwrap_or_default())))
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
