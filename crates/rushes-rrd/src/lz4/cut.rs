//! Parts of a block, without compressing them again.
//!
//! A block is a list of sequences: literals, then a match, which repeats bytes from at most 64 KiB
//! before. Of what is kept, a match whose bytes come from the same kept range stays a match; so
//! only the first 64 KiB of each range can differ, and the rest is copied as it is. Bytes that
//! repeat what is left out become literals. To know these, the block is decompressed up to there,
//! of which no more than a window is held.

use std::ops::Range;

use super::join::push_length;
use super::{MIN_MATCH, OFFSET_BYTES, length};

/// How far back a match can reach.
const REACH: usize = u16::MAX as usize;
/// Decompressed bytes that are held at most, besides one step.
const WINDOW_BYTES: usize = 1 << 20;
/// The rules for the end of a block: it ends with so many literals at least, and its last match
/// starts so many bytes before.
const LAST_LITERALS: usize = 5;
const LAST_MATCH: usize = 12;

/// A block that holds `front`, and then these ranges of what `block` holds, in order; the last one
/// must reach to the end. `None` where the block is damaged, or cannot be cut like this.
///
/// Whatever is behind the last 64 KiB where something can differ is not looked at.
pub(crate) fn cut(block: &[u8], front: &[u8], kept: &[Range<usize>]) -> Option<Vec<u8>> {
    let last = kept.last()?;
    let mut cut = Cut {
        kept,
        ahead: kept,
        window: Window::new(),
        decoded_until: last.start + REACH + 1,
        writer: Writer {
            out: Vec::with_capacity(block.len() + front.len() + 2 * REACH),
            literals: front.to_vec(),
            made: front.len(),
            last_match: None,
            has_ended: false,
        },
    };
    cut.run(block)?;
    cut.writer.finish()
}

struct Cut<'a> {
    kept: &'a [Range<usize>],
    /// Those of them that do not end before the sequence at hand.
    ahead: &'a [Range<usize>],
    window: Window,
    /// Behind this, nothing that was decompressed is needed.
    decoded_until: usize,
    writer: Writer,
}

/// One sequence of a block.
pub(super) struct Sequence<'a> {
    pub literals: &'a [u8],
    /// Where they are in the block.
    pub literals_at: usize,
    /// Offset and length; none at the end of the block.
    pub matched: Option<(usize, usize)>,
    /// Where the next sequence starts.
    pub end: usize,
}

pub(super) fn sequence(block: &[u8], start: usize) -> Option<Sequence<'_>> {
    let token = *block.get(start)?;
    let mut at = start + 1;
    let literals = length(block, &mut at, token >> 4)?;
    let literals_at = at;
    let end = at.checked_add(literals)?;
    let literals = block.get(at..end)?;
    if end == block.len() {
        return Some(Sequence {
            literals,
            literals_at,
            matched: None,
            end,
        });
    }
    let (offset, _) = block.get(end..)?.split_first_chunk::<OFFSET_BYTES>()?;
    let mut at = end + OFFSET_BYTES;
    let len = length(block, &mut at, token & 0xF)?.checked_add(MIN_MATCH)?;
    Some(Sequence {
        literals,
        literals_at,
        matched: Some((usize::from(u16::from_le_bytes(*offset)), len)),
        end: at,
    })
}

impl Cut<'_> {
    fn run(&mut self, block: &[u8]) -> Option<()> {
        let (mut at, mut position) = (0, 0);
        while at < block.len() {
            if position >= self.decoded_until && self.writer.literals.is_empty() {
                self.writer.end_with(block.get(at..)?);
                return Some(());
            }
            let (is_copied, limit) = self.stretch(position);
            let (end, end_position) = self.window.skip(block, at, position, limit)?;
            if end > at {
                if is_copied {
                    self.writer
                        .copy(block.get(at..end)?, end_position - position);
                }
                (at, position) = (end, end_position);
            } else {
                let sequence = sequence(block, at)?;
                at = sequence.end;
                position = self.rewrite(&sequence, block, position)?;
            }
        }
        (position >= self.kept.last()?.end).then_some(())
    }

    /// Up to where whole sequences can be copied as they are, or left out.
    fn stretch(&mut self, position: usize) -> (bool, usize) {
        while let [range, rest @ ..] = self.ahead
            && range.end <= position
        {
            self.ahead = rest;
        }
        match self.ahead.first() {
            Some(range) if position < range.start => (false, range.start),
            Some(range) if position >= range.start + REACH && self.writer.literals.is_empty() => {
                (true, range.end)
            }
            _ => (false, position),
        }
    }

    /// Writes what is kept of a sequence. Returns where the next one starts.
    fn rewrite(
        &mut self,
        sequence: &Sequence<'_>,
        block: &[u8],
        mut position: usize,
    ) -> Option<usize> {
        let is_decoded = position < self.decoded_until;
        if is_decoded {
            let rest = block.get(sequence.literals_at..)?;
            self.window.literals(sequence.literals, rest)?;
        }
        self.write_literals(position, sequence.literals);
        position += sequence.literals.len();
        if let Some((offset, len)) = sequence.matched {
            // In steps, so that what is decompressed stays in the window.
            let step = if is_decoded { REACH } else { len };
            let end = position.checked_add(len)?;
            while position < end {
                let step = step.min(end - position);
                if is_decoded {
                    self.window.repeat(offset, step)?;
                }
                self.write_match(position, offset, step)?;
                position += step;
            }
        }
        Some(position)
    }

    fn write_literals(&mut self, position: usize, literals: &[u8]) {
        for range in self.kept {
            let from = range.start.max(position);
            let to = range.end.min(position + literals.len());
            if let Some(kept) = from
                .checked_sub(position)
                .and_then(|start| literals.get(start..to.checked_sub(position)?))
            {
                self.writer.literals(kept);
            }
        }
    }

    fn write_match(&mut self, position: usize, offset: usize, len: usize) -> Option<()> {
        for range in self.kept {
            let from = range.start.max(position);
            let to = range.end.min(position + len);
            if from >= to {
                continue;
            }
            // What repeats bytes from before the range, then what repeats bytes of the range.
            let inside = (range.start + offset).clamp(from, to);
            let literal = if to - inside < MIN_MATCH {
                from..to
            } else {
                from..inside
            };
            if !literal.is_empty() {
                self.writer.literals(self.window.get(literal.clone())?);
            }
            if literal.end < to {
                self.writer.repeat(offset, to - literal.end);
            }
        }
        Some(())
    }
}

/// The end of what was decompressed.
struct Window {
    /// Of a fixed length, with room for the largest step and a copy of a whole word behind it.
    bytes: Vec<u8>,
    /// How much of it is there.
    len: usize,
    /// Where the window starts in the decompressed data.
    start: usize,
}

/// Most literals and matches are shorter: copying so many bytes, whatever is needed, takes one
/// instruction each way.
const WORD: usize = 16;
const HALF_WORD: usize = WORD / 2;

impl Window {
    fn new() -> Self {
        Self {
            bytes: vec![0; WINDOW_BYTES + 2 * REACH + 2 * WORD],
            len: 0,
            start: 0,
        }
    }

    /// Decompresses sequences, as long as they end by `limit`. Returns where the next one starts
    /// in the block, and what it holds.
    fn skip(
        &mut self,
        block: &[u8],
        mut at: usize,
        mut position: usize,
        limit: usize,
    ) -> Option<(usize, usize)> {
        while position < limit {
            self.trim();
            // Most sequences are short: they are copied with room to spare, without loops.
            let start = block.get(at..)?.first_chunk::<{ 2 * WORD }>();
            if let Some([token, rest @ ..]) = start
                && *token < 0xF0
                && token & 0xF < 0xF
                && let literals = usize::from(token >> 4)
                && let Some((offset, _)) = rest.get(literals..)?.split_first_chunk()
                && let offset = usize::from(u16::from_le_bytes(*offset))
                && offset >= HALF_WORD
            {
                let len = usize::from(token & 0xF) + MIN_MATCH;
                let end = position + literals + len;
                if end > limit {
                    break;
                }
                let word: &[u8; WORD] = rest.first_chunk()?;
                *self.bytes.get_mut(self.len..)?.first_chunk_mut()? = *word;
                self.len += literals;
                self.repeat_short(offset, len)?;
                at += 1 + literals + OFFSET_BYTES;
                position = end;
                continue;
            }
            let sequence = sequence(block, at)?;
            let Some((offset, len)) = sequence.matched else {
                break;
            };
            let end = position
                .checked_add(sequence.literals.len())?
                .checked_add(len)?;
            if end > limit {
                break;
            }
            self.literals(sequence.literals, block.get(sequence.literals_at..)?)?;
            let mut left = len;
            while left > 0 {
                let step = left.min(REACH);
                self.repeat(offset, step)?;
                left -= step;
            }
            (at, position) = (sequence.end, end);
        }
        Some((at, position))
    }

    /// Appends at most three half words, from half a word or more before the end.
    fn repeat_short(&mut self, offset: usize, len: usize) -> Option<()> {
        let from = self.len.checked_sub(offset)?;
        for start in (0..len).step_by(HALF_WORD) {
            let half: [u8; HALF_WORD] = *self.bytes.get(from + start..)?.first_chunk()?;
            *self.bytes.get_mut(self.len + start..)?.first_chunk_mut()? = half;
        }
        self.len += len;
        Some(())
    }

    /// Appends `literals`, which are followed by `rest` in the block.
    fn literals(&mut self, literals: &[u8], rest: &[u8]) -> Option<()> {
        self.trim();
        if literals.len() <= WORD
            && let Some(word) = rest.first_chunk::<WORD>()
        {
            *self.bytes.get_mut(self.len..)?.first_chunk_mut()? = *word;
            self.len += literals.len();
            return Some(());
        }
        // Of a long run, no match can reach the start.
        let skipped = literals.len().saturating_sub(REACH);
        if skipped > 0 {
            self.start += self.len + skipped;
            self.len = 0;
        }
        let literals = literals.get(skipped..)?;
        let end = self.len + literals.len();
        self.bytes.get_mut(self.len..end)?.copy_from_slice(literals);
        self.len = end;
        Some(())
    }

    /// Appends at most [`REACH`] bytes that are there already, so far before the end.
    fn repeat(&mut self, offset: usize, len: usize) -> Option<()> {
        self.trim();
        let from = self.len.checked_sub(offset).filter(|_| offset > 0)?;
        if len <= WORD && offset >= WORD {
            let word = *self.bytes.get(from..)?.first_chunk::<WORD>()?;
            *self.bytes.get_mut(self.len..)?.first_chunk_mut()? = word;
            self.len += len;
            return Some(());
        }
        // A match may overlap what it makes: copy in pieces of what is there.
        let end = self.len + len;
        while self.len < end {
            let piece = (end - self.len).min(self.len - from);
            self.bytes.copy_within(from..from + piece, self.len);
            self.len += piece;
        }
        Some(())
    }

    /// Keeps what a match can reach, when there is a lot.
    fn trim(&mut self) {
        if self.len > WINDOW_BYTES {
            let dropped = self.len - REACH;
            self.bytes.copy_within(dropped..self.len, 0);
            self.len = REACH;
            self.start += dropped;
        }
    }

    fn get(&self, range: Range<usize>) -> Option<&[u8]> {
        let from = range.start.checked_sub(self.start)?;
        let to = range.end.checked_sub(self.start)?;
        self.bytes.get(..self.len)?.get(from..to)
    }
}

/// Writes sequences.
struct Writer {
    out: Vec<u8>,
    /// The literals before the next match.
    literals: Vec<u8>,
    /// Bytes that everything so far decompresses to.
    made: usize,
    /// Where the last match starts in them.
    last_match: Option<usize>,
    /// Whether the end of the block was copied.
    has_ended: bool,
}

impl Writer {
    fn literals(&mut self, literals: &[u8]) {
        self.literals.extend_from_slice(literals);
        self.made += literals.len();
    }

    fn repeat(&mut self, offset: usize, len: usize) {
        let Ok(offset) = u16::try_from(offset) else {
            return;
        };
        let coded = len - MIN_MATCH;
        self.sequence_start(coded.min(0xF));
        self.out.extend_from_slice(&offset.to_le_bytes());
        push_length(&mut self.out, coded);
        self.last_match = Some(self.made);
        self.made += len;
    }

    /// The token and the literals, of which none are left.
    fn sequence_start(&mut self, coded_match: usize) {
        let literals = self.literals.len();
        self.out
            .push(((literals.min(0xF) << 4) | coded_match) as u8);
        push_length(&mut self.out, literals);
        self.out.append(&mut self.literals);
    }

    /// Copies whole sequences that decompress to so many bytes.
    fn copy(&mut self, sequences: &[u8], made: usize) {
        if !sequences.is_empty() {
            self.out.extend_from_slice(sequences);
            self.last_match = Some(self.made);
            self.made += made;
        }
    }

    /// Copies the end of a block.
    fn end_with(&mut self, sequences: &[u8]) {
        self.out.extend_from_slice(sequences);
        self.has_ended = true;
    }

    fn finish(mut self) -> Option<Vec<u8>> {
        if self.has_ended {
            return Some(self.out);
        }
        let is_valid = self.last_match.is_none_or(|start| {
            self.literals.len() >= LAST_LITERALS && start + LAST_MATCH <= self.made
        });
        self.sequence_start(0);
        is_valid.then_some(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{compress, decompress};
    use super::*;
    use crate::Limits;

    /// Data with repetitions near and far, runs, and noise.
    fn data(seed: u64, len: usize) -> Vec<u8> {
        let mut state = seed | 1;
        let mut next = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state as usize
        };
        let mut data: Vec<u8> = Vec::new();
        while data.len() < len {
            let size = 1 + next() % 3000;
            match next() % 4 {
                0 => data.extend((0..size).map(|_| next() as u8)),
                1 => data.extend(std::iter::repeat_n(next() as u8, size * 40)),
                2 => data.extend((0..size as u64).flat_map(|i| (1000 + i).to_le_bytes())),
                _ => {
                    let back = 1 + next() % data.len().clamp(1, REACH);
                    for _ in 0..size {
                        data.push(data.len().checked_sub(back).map_or(7, |at| data[at]));
                    }
                }
            }
        }
        data.truncate(len);
        data
    }

    fn check(data: &[u8], front: &[u8], kept: &[Range<usize>]) {
        let mut expected = front.to_vec();
        for range in kept {
            expected.extend_from_slice(&data[range.clone()]);
        }
        let cut = cut(&compress(data), front, kept).expect("the block is sound");
        let made = decompress(&cut, expected.len() as u64, &Limits::default()).unwrap();
        assert!(made == expected, "{kept:?} of {}", data.len());
    }

    #[test]
    fn what_is_kept_is_what_was_there() {
        for seed in 1..40 {
            let len = 500_000;
            let data = data(seed, len);
            let at = |part: u64| (seed * part * 7919) as usize % (len / 3);
            let (a, b, c) = (at(1), at(3), at(7));
            let front = &data[..(seed * 13) as usize];
            check(&data, front, std::slice::from_ref(&(a..len)));
            check(&data, front, &[a..len / 3 + b, len / 3 + b + c..len]);
            check(&data, b"", &[0..a, len / 3..len / 3 + b, len - 8..len]);
            check(&data, b"", &[0..0, 1..a + 3, a + 5..a + 6, len - 100..len]);
            check(&data, front, std::slice::from_ref(&(0..len)));
        }
    }

    #[test]
    fn large_ranges_are_copied_and_not_made_anew() {
        let data = data(3, 4 << 20);
        let block = compress(&data);
        let cut = cut(&block, b"front", &[0..1 << 20, 2 << 20..data.len()]).unwrap();
        let tail = &block[block.len() - (100 << 10)..];
        assert!(cut.ends_with(tail));
    }

    #[test]
    fn a_damaged_block_is_refused_or_cut_but_never_a_panic() {
        let data = data(5, 300_000);
        let block = compress(&data);
        for at in (0..block.len()).step_by(97) {
            let mut damaged = block.clone();
            damaged[at] ^= 0x55;
            drop(cut(&damaged, b"", &[1000..2000, 200_000..300_000]));
            drop(cut(&block[..at], b"", &[1000..2000, 200_000..300_000]));
        }
    }
}
