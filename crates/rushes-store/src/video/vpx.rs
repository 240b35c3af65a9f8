//! VP8 and VP9: the header that a frame starts with.

use super::bits::Bits;

const VP8_START: [u8; 3] = [0x9d, 0x01, 0x2a];
const VP9_START: u32 = 0x49_83_42;

/// A key frame by its tag, with a start code and a size.
pub fn is_vp8_keyframe(frame: &[u8]) -> bool {
    let [tag, _, _, a, b, c, w0, w1, h0, h1, ..] = frame else {
        return false;
    };
    // The upper two bits of each are how to scale.
    let size = |low: &u8, high: &u8| u16::from_le_bytes([*low, *high]) & 0x3fff;
    tag & 1 == 0 && [*a, *b, *c] == VP8_START && size(w0, w1) > 0 && size(h0, h1) > 0
}

/// A key frame by its uncompressed header.
pub fn is_vp9_keyframe(frame: &[u8]) -> bool {
    read_vp9(&mut Bits::new(frame)) == Some(true)
}

fn read_vp9(bits: &mut Bits<'_>) -> Option<bool> {
    if bits.number(2)? != 2 {
        return None;
    }
    let (low, high) = (bits.bit()?, bits.bit()?);
    if low && high && bits.bit()? {
        // A reserved bit that must not be set.
        return None;
    }
    let shows_existing = bits.bit()?;
    if shows_existing {
        return Some(false);
    }
    let is_inter = bits.bit()?;
    // Whether it is shown, and whether errors must not spread.
    bits.number(2)?;
    Some(!is_inter && bits.number(24)? == VP9_START)
}
