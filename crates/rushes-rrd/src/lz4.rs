//! Raw LZ4 blocks, the one compression that payloads use.

use crate::{Error, Limits, Result};

/// No LZ4 block expands more than this.
const MAX_EXPANSION: u64 = 255;

/// Compresses `data` into one block.
pub(crate) fn compress(data: &[u8]) -> Vec<u8> {
    lz4_flex::block::compress(data)
}

/// Compresses `data` into one block behind `room` zero bytes. Returns them and the block's
/// length.
pub(crate) fn compress_behind(data: &[u8], room: usize) -> (Vec<u8>, usize) {
    // Zeroed memory is not resident before it is written, so the worst case costs nothing.
    let mut out = vec![0; room + lz4_flex::block::get_maximum_output_size(data.len())];
    let len = out.get_mut(room..).and_then(|block| lz4_flex::block::compress_into(data, block).ok());
    // The block has room for the worst case, so compressing does not fail.
    let len = len.unwrap_or_default();
    out.truncate(room + len);
    (out, len)
}

/// Decompresses a block that claims to hold `claimed` bytes. The result has the real length,
/// which may be smaller.
pub(crate) fn decompress(block: &[u8], claimed: u64, limits: &Limits) -> Result<Vec<u8>> {
    let bound = MAX_EXPANSION.saturating_mul(block.len() as u64);
    if claimed > bound {
        return Err(Error::corrupt(format!(
            "{} compressed bytes claim to hold {claimed}, more than any LZ4 block can",
            block.len()
        )));
    }
    if claimed > limits.max_uncompressed_bytes {
        return Err(Error::limit(format!(
            "a payload of {claimed} bytes uncompressed; the limit is {}",
            limits.max_uncompressed_bytes
        )));
    }
    // Zeroed memory is not resident before it is written, so a false claim costs nothing.
    let mut data = vec![0; claimed as usize];
    let len = lz4_flex::block::decompress_into(block, &mut data)
        .map_err(|err| Error::corrupt(format!("the LZ4 block is damaged: {err}")))?;
    data.truncate(len);
    Ok(data)
}
