//! Raw LZ4 blocks, the one compression that payloads use.

mod ascending;
mod cut;
mod expand;
mod join;
mod parts;

use bytes::Bytes;

use crate::{Error, Limits, Result, spare};

pub(crate) use cut::cut;
pub(crate) use expand::expand;
pub(crate) use join::Joined;
pub(crate) use parts::compress_parts;

/// No LZ4 block expands more than this.
const MAX_EXPANSION: u64 = 255;

/// Claims up to this many bytes are believed; larger ones are compared with the block first.
const UNCHECKED_CLAIM: u64 = 64 << 20;

/// Compresses `data` into one block.
pub(crate) fn compress(data: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress(data)
}

/// Appends `data` to `out` as one block. Returns its length.
pub(crate) fn compress_onto(data: &[u8], out: &mut Vec<u8>) -> usize {
    let before = out.len();
    out.resize(
        before + lz4_flex::block::get_maximum_output_size(data.len()),
        0,
    );
    let room = out.get_mut(before..).unwrap_or_default();
    // There is room for the worst case, so compressing does not fail.
    let len = lz4_flex::block::compress_into(data, room).unwrap_or_default();
    out.truncate(before + len);
    len
}

/// Decompresses a block that claims to hold `claimed` bytes. The result has the real length,
/// which may be smaller.
pub(crate) fn decompress(block: &[u8], claimed: u64, limits: &Limits) -> Result<Bytes> {
    check_claim(block.len() as u64, claimed, limits)?;
    // New memory is not resident before it is written; but it must not be refused either.
    let len = if claimed > UNCHECKED_CLAIM {
        claimed.min(expanded_len(block))
    } else {
        claimed
    };
    let mut buffer = spare::DECOMPRESSED.with_len(len as usize);
    let len = lz4_flex::block::decompress_into(block, &mut buffer)
        .map_err(|err| Error::corrupt(format!("the LZ4 block is damaged: {err}")))?;
    Ok(spare::DECOMPRESSED.lend(buffer, len))
}

/// Fails when a block cannot or must not be as large as it claims.
fn check_claim(len: u64, claimed: u64, limits: &Limits) -> Result<()> {
    let bound = MAX_EXPANSION.saturating_mul(len);
    if claimed > bound {
        return Err(Error::corrupt(format!(
            "{len} compressed bytes claim to hold {claimed}, more than any LZ4 block can"
        )));
    }
    if claimed > limits.max_uncompressed_bytes {
        return Err(Error::limit(format!(
            "a payload of {claimed} bytes uncompressed; the limit is {}",
            limits.max_uncompressed_bytes
        )));
    }
    Ok(())
}

/// Decompresses about the first `wanted` bytes of a block, without looking at what follows.
/// `None` when the block is damaged before that.
///
/// The library only decompresses whole blocks, and metadata are at the start of large ones.
pub(crate) fn decompress_start(block: &[u8], wanted: usize) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(wanted + wanted / 2);
    let mut at = 0;
    while out.len() < wanted && at < block.len() {
        let token = *block.get(at)?;
        at += 1;
        let literals = length(block, &mut at, token >> 4)?;
        let end = at.checked_add(literals)?;
        let missing = wanted.saturating_sub(out.len());
        out.extend_from_slice(block.get(at..end)?.get(..literals.min(missing))?);
        at = end;
        if out.len() >= wanted || at == block.len() {
            break;
        }
        let (offset, _) = block.get(at..)?.split_first_chunk::<OFFSET_BYTES>()?;
        let offset = usize::from(u16::from_le_bytes(*offset));
        at += OFFSET_BYTES;
        let len = length(block, &mut at, token & 0xF)?.checked_add(MIN_MATCH)?;
        let from = out.len().checked_sub(offset).filter(|_| offset > 0)?;
        // A match may overlap what it makes: copy in pieces of what is there.
        let mut left = len.min(wanted.saturating_sub(out.len()));
        while left > 0 {
            let piece = left.min(out.len() - from);
            out.extend_from_within(from..from + piece);
            left -= piece;
        }
    }
    Some(out)
}

/// Bytes that a block expands to, or as many of them as are before its first damage.
fn expanded_len(block: &[u8]) -> u64 {
    let mut total = 0u64;
    let mut at = 0;
    while let Some(token) = block.get(at).copied() {
        at += 1;
        let Some(literals) = length(block, &mut at, token >> 4) else {
            break;
        };
        total = total.saturating_add(literals as u64);
        at = at.saturating_add(literals).saturating_add(OFFSET_BYTES);
        if at >= block.len() {
            break;
        }
        let Some(len) = length(block, &mut at, token & 0xF) else {
            break;
        };
        total = total.saturating_add((len + MIN_MATCH) as u64);
    }
    total
}

/// Bytes of the offset of a match.
const OFFSET_BYTES: usize = 2;
/// The shortest match of an LZ4 block; lengths count from it.
const MIN_MATCH: usize = 4;

/// A length that starts with four bits, and goes on in bytes while they are full.
fn length(block: &[u8], at: &mut usize, start: u8) -> Option<usize> {
    let mut len = usize::from(start);
    if start == 0xF {
        loop {
            let byte = *block.get(*at)?;
            *at += 1;
            len = len.checked_add(usize::from(byte))?;
            if byte != u8::MAX {
                break;
            }
        }
    }
    Some(len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_expands_to_the_length_of_its_data() {
        for len in [0, 1, 15, 16, 270, 300, 4096, 1 << 20] {
            let same = vec![7; len];
            assert_eq!(expanded_len(&compress(&same)), len as u64);
            let noise: Vec<u8> = (0..len as u64)
                .map(|i| (i.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 56) as u8)
                .collect();
            assert_eq!(expanded_len(&compress(&noise)), len as u64);
        }
    }

    #[test]
    fn the_start_of_a_block_is_that_of_its_data() {
        let data: Vec<u8> = (0..200_000u32)
            .flat_map(|i| [(i / 700) as u8, (i.wrapping_mul(i) / 31) as u8, 7])
            .collect();
        let block = compress(&data);
        for wanted in [0, 1, 15, 16, 300, 4096, 70_000, data.len()] {
            let start = decompress_start(&block, wanted).unwrap();
            assert_eq!(start.len(), wanted);
            assert!(data.starts_with(&start), "{wanted}");
        }
        assert_eq!(decompress_start(&block, data.len() + 10).unwrap(), data);
        assert_eq!(decompress_start(&block[..100], data.len()), None);
    }
}
