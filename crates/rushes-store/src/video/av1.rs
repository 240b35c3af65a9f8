//! AV1: open bitstream units.

use super::bits::Bits;

const SEQUENCE_HEADER: u32 = 1;
const FRAME_HEADER: u32 = 3;
const FRAME: u32 = 6;
const KEY_FRAME: u32 = 0;

/// A key frame that is shown, with the sequence header that it needs.
pub fn is_keyframe(sample: &[u8]) -> bool {
    let mut has_sequence = false;
    let mut rest = sample;
    while let Some((kind, payload, behind)) = unit(rest) {
        match kind {
            SEQUENCE_HEADER => has_sequence = true,
            FRAME_HEADER | FRAME => {
                // The first frame decides.
                return has_sequence && is_key_frame(payload) == Some(true);
            }
            _ => {}
        }
        rest = behind;
    }
    false
}

fn is_key_frame(payload: &[u8]) -> Option<bool> {
    let mut bits = Bits::new(payload);
    let shows_existing = bits.bit()?;
    let kind = bits.number(2)?;
    Some(!shows_existing && kind == KEY_FRAME)
}

/// The kind and payload of the first unit, and what is behind it.
fn unit(bytes: &[u8]) -> Option<(u32, &[u8], &[u8])> {
    let mut bits = Bits::new(bytes);
    if bits.bit()? {
        return None;
    }
    let kind = bits.number(4)?;
    let (has_extension, has_size) = (bits.bit()?, bits.bit()?);
    let body = bytes.get(1 + usize::from(has_extension)..)?;
    if !has_size {
        return Some((kind, body, &[]));
    }
    let (len, len_bytes) = leb128(body)?;
    let body = body.get(len_bytes..)?;
    let len = usize::try_from(len).ok()?.min(body.len());
    let (payload, behind) = body.split_at(len);
    Some((kind, payload, behind))
}

/// A number in groups of seven bits, the lowest first, and how many bytes it takes.
fn leb128(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut number = 0;
    for (index, byte) in bytes.iter().take(8).enumerate() {
        number |= u64::from(byte & 0x7f) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((number, index + 1));
        }
    }
    None
}
