//! One block of data that are in several places, without putting them together first.

use super::ascending;
use super::join::{Inner, end_of};
use crate::spare;

/// Bytes that are compressed together: their block stays in the processor's cache until it is
/// joined to the others.
const PIECE_BYTES: usize = 256 << 10;

/// What is compressed, in order. Each part should be large, or the only one.
type Parts<'a> = &'a [&'a [u8]];

/// Appends one block of the parts to `out`. Returns its length.
///
/// The literals that end a piece's block are the end of the piece, so they need not be copied to be
/// put before those that start the next. Of data without repetitions, nothing is copied but the
/// literals of the result.
pub(crate) fn compress_parts(parts: Parts<'_>, out: &mut Vec<u8>) -> usize {
    let before = out.len();
    let most = lz4_flex::block::get_maximum_output_size(PIECE_BYTES);
    let mut block = spare::BLOCKS.with_len(most);
    let mut literals: Vec<&[u8]> = Vec::new();
    for piece in parts.iter().flat_map(|part| part.chunks(PIECE_BYTES)) {
        if let Some(stride) = ascending::stride(piece) {
            ascending::compress(piece, stride, &mut literals, out);
            continue;
        }
        let len = lz4_flex::block::compress_into(piece, &mut block).unwrap_or_default();
        match Inner::of(block.get(..len).unwrap_or_default()).flatten() {
            Some(inner) => {
                inner.append_to(out, &literals);
                literals.clear();
                let rest = piece.len() - inner.last_literals.len().min(piece.len());
                literals.push(piece.get(rest..).unwrap_or_default());
            }
            // Nothing repeats.
            None => literals.push(piece),
        }
    }
    spare::BLOCKS.put(block);
    out.append(&mut end_of(literals.iter().map(|part| part.len()).sum()));
    literals.iter().for_each(|part| out.extend_from_slice(part));
    out.len() - before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_one_block() {
        let noise = |i: u64| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8;
        let noisy: Vec<u8> = (0..3 * PIECE_BYTES as u64 / 2).map(noise).collect();
        let numbers: Vec<u8> = (0..100_000u64).flat_map(u64::to_le_bytes).collect();
        let zeros = vec![0; 2 * PIECE_BYTES + 7];
        let cases: [Parts<'_>; 9] = [
            &[],
            &[&[]],
            &[&[1]],
            &[&noisy],
            &[&numbers, &noisy, &zeros],
            &[&noisy, &[3; 4], &noisy, &[5], &numbers],
            &[&zeros, &zeros, &noisy[..20]],
            &[&numbers[..300], &noisy[..PIECE_BYTES], &numbers[..11]],
            &[&[9; 12], &[9; 12], &[9; 5]],
        ];
        for parts in cases {
            let whole = parts.concat();
            let mut out = vec![1, 2, 3];
            let len = compress_parts(parts, &mut out);
            assert_eq!(out.len(), 3 + len);
            let back = lz4_flex::block::decompress(&out[3..], whole.len()).unwrap();
            assert!(back == whole, "{}", whole.len());
        }
    }
}
