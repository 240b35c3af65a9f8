//! Numbers that ascend: row ids, times, and whatever else is counted or sorted.
//!
//! What repeats of such a number is the most of the one before. So that is the only place to look
//! for it, which takes a fraction of the time that looking everywhere takes.

use super::join::push_length;
use super::{MIN_MATCH, OFFSET_BYTES};

/// A piece must have so many places of three numbers, evenly spread, at which they ascend.
const SAMPLES: usize = 32;
/// What ends a block without repetitions: no match may start later than so many bytes before its end.
const TAIL: usize = 12;
/// Bytes that are compared at once.
const WORD: usize = size_of::<u64>();
/// Bytes of the largest numbers.
const WIDE: usize = size_of::<u128>();

/// How far apart the numbers are that a piece holds, if they ascend, and the upper half of most is
/// that of the one before.
pub(super) fn stride(piece: &[u8]) -> Option<usize> {
    let (little, _) = piece.as_chunks();
    let (big, _) = piece.as_chunks();
    if ascend(little, |bytes| u64::from_le_bytes(*bytes).into(), 32) {
        Some(WORD)
    } else if ascend(big, |bytes| u128::from_be_bytes(*bytes), 64) {
        Some(WIDE)
    } else {
        None
    }
}

fn ascend<const N: usize>(
    numbers: &[[u8; N]],
    value: impl Fn(&[u8; N]) -> u128,
    half: usize,
) -> bool {
    let step = numbers.len() / SAMPLES;
    if step < 3 {
        return false;
    }
    let mut repeating = 0;
    let all_ascend = (0..SAMPLES).all(|sample| match numbers.get(sample * step..) {
        Some([a, b, c, ..]) => {
            let (a, b, c) = (value(a), value(b), value(c));
            repeating += usize::from((a ^ c) >> half == 0);
            a < b && b < c
        }
        _ => false,
    });
    // Now and then, all of a number changes.
    all_ascend && repeating > SAMPLES / 2
}

/// Appends sequences for a piece, of which each match repeats what is `stride` bytes before. Before
/// them are the `literals`, which then are those that are left.
pub(super) fn compress<'a>(
    piece: &'a [u8],
    stride: usize,
    literals: &mut Vec<&'a [u8]>,
    out: &mut Vec<u8>,
) {
    let Some(limit) = piece.len().checked_sub(TAIL) else {
        literals.push(piece);
        return;
    };
    // Where the literals start that belong to no sequence yet.
    let mut start = 0;
    let mut at = stride;
    while let Some(differing) = differing(piece, at, stride, limit) {
        let low = differing as u32;
        if low != 0 {
            // No match of four bytes starts before the last byte of them that differs.
            at += MIN_MATCH - low.leading_zeros() as usize / 8;
            continue;
        }
        let mut end = at + differing.trailing_zeros() as usize / 8;
        if differing == 0 {
            while let Some(next) = self::differing(piece, end, stride, limit) {
                end += next.trailing_zeros() as usize / 8;
                if next != 0 {
                    break;
                }
            }
        }
        let coded = end - at - MIN_MATCH;
        literals.push(piece.get(start..at).unwrap_or_default());
        let count = at - start;
        put_sequence(literals, stride, coded, out);
        if count + coded + MIN_MATCH == stride && count <= WORD {
            let shape = Shape { count, coded };
            let rest = (piece.get(end - stride..limit), piece.get(end..limit));
            end += match (rest, stride) {
                ((Some(before), Some(now)), WORD) => shape.repeat::<WORD>(before, now, out),
                ((Some(before), Some(now)), WIDE) => shape.repeat::<WIDE>(before, now, out),
                _ => 0,
            };
        }
        start = end;
        at = end;
    }
    literals.push(piece.get(start..).unwrap_or_default());
}

/// Of a number, so many bytes differ from the one before, and then the others do not.
struct Shape {
    count: usize,
    /// The bytes that do not, as a match says it.
    coded: usize,
}

impl Shape {
    /// Appends a sequence for each number that is like that, up to the first that is not. Returns
    /// their length. Here no step waits for what the one before has found.
    fn repeat<const N: usize>(&self, before: &[u8], now: &[u8], out: &mut Vec<u8>) -> usize {
        let Self { count, coded } = self;
        let value = |bytes: &[u8; N]| {
            let mut value = [0; WIDE];
            value.get_mut(..N)?.copy_from_slice(bytes);
            Some(u128::from_le_bytes(value))
        };
        let own = (1u128 << (8 * count)) - 1;
        let Some(last) = (8 * *count as u32).checked_sub(8) else {
            return 0;
        };
        let around = ((count << 4) | coded) as u128 | ((N as u128) << (8 + 8 * count));
        let len = 1 + count + OFFSET_BYTES;
        let mut done = 0;
        for (before, now) in before.as_chunks().0.iter().zip(now.as_chunks().0) {
            let (Some(before), Some(now)) = (value(before), value(now)) else {
                break;
            };
            // The last of its own bytes differs, and none behind it; or another shape is shorter.
            if (before ^ now)
                .checked_shr(last)
                .is_none_or(|high| high == 0 || high > 0xFF)
            {
                break;
            }
            let sequence = around | ((now & own) << 8);
            // Of a length that is known, so that it is not a call.
            out.extend_from_slice(&sequence.to_le_bytes());
            out.truncate(out.len() - (WIDE - len));
            done += N;
        }
        done
    }
}

fn put_sequence(literals: &mut Vec<&[u8]>, stride: usize, coded: usize, out: &mut Vec<u8>) {
    let count: usize = literals.iter().map(|part| part.len()).sum();
    out.push(((count.min(0xF) << 4) | coded.min(0xF)) as u8);
    push_length(out, count);
    for part in literals.drain(..) {
        out.extend_from_slice(part);
    }
    out.extend_from_slice(&(stride as u16).to_le_bytes());
    push_length(out, coded);
}

/// The bits in which the bytes at a place differ from those before; `None` at the end.
fn differing(piece: &[u8], at: usize, stride: usize, limit: usize) -> Option<u64> {
    if at + WORD > limit {
        return None;
    }
    Some(word(piece, at)? ^ word(piece, at.checked_sub(stride)?)?)
}

fn word(piece: &[u8], at: usize) -> Option<u64> {
    let (bytes, _) = piece.get(at..)?.split_first_chunk()?;
    Some(u64::from_le_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::super::compress_parts;
    use super::super::join::end_of;
    use super::*;

    fn block_of(data: &[u8]) -> Vec<u8> {
        let mut block = Vec::new();
        compress_parts(&[data], &mut block);
        let back = lz4_flex::block::decompress(&block, data.len()).unwrap();
        assert!(back == data);
        block
    }

    #[test]
    fn ascending_numbers_are_found_and_as_small_as_elsewhere() {
        let times = |step: u64| (0..100_000).map(move |i| 1_700_000_000_000_000_000 + i * step);
        let ids = (0..100_000u128).flat_map(|i| ((77 << 64) + (9 << 40) + i).to_be_bytes());
        let little = |step| times(step).flat_map(u64::to_le_bytes).collect::<Vec<u8>>();
        for (data, expected) in [
            (little(1), 8),
            (little(33_333_333), 8),
            (little(1 << 20), 8),
            (ids.collect(), 16),
        ] {
            assert_eq!(stride(&data), Some(expected));
            let ours = block_of(&data).len();
            let everywhere = lz4_flex::block::compress(&data).len();
            assert!(ours <= everywhere + everywhere / 50, "{ours} {everywhere}");
        }
    }

    #[test]
    fn other_data_are_not_taken_for_ascending_numbers() {
        let toggling: Vec<u8> = (0..100_000u64)
            .flat_map(|i| (i % 2).to_le_bytes())
            .collect();
        assert_eq!(stride(&toggling), None);
        assert_eq!(stride(&vec![0; 100_000]), None);
        let offsets: Vec<u8> = (0..100_000u32).flat_map(u32::to_le_bytes).collect();
        assert_eq!(stride(&offsets), None);
        assert_eq!(stride(&[]), None);
        assert!(block_of(&toggling).len() < 10_000);
    }

    #[test]
    fn what_does_not_ascend_in_between_comes_back_equal() {
        let mut data: Vec<u8> = (0..10_000u64).flat_map(u64::to_le_bytes).collect();
        for at in (1000..data.len()).step_by(2311) {
            // Runs that repeat, of many lengths.
            let end = (at + at % 700).min(data.len());
            data[at..end].fill(7);
        }
        let lens = (0..60).chain(1000..1100).chain([data.len()]);
        for (len, stride) in lens.flat_map(|len| [(len, 8), (len, 16)]) {
            let mut block = Vec::new();
            let mut literals: Vec<&[u8]> = vec![b"before"];
            compress(&data[..len], stride, &mut literals, &mut block);
            let literals = literals.concat();
            block.append(&mut end_of(literals.len()));
            block.extend_from_slice(&literals);
            let back = lz4_flex::block::decompress(&block, 6 + len).unwrap();
            assert!(
                back.starts_with(b"before") && back[6..] == data[..len],
                "{len}"
            );
        }
    }
}
