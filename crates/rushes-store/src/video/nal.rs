//! H.264 and H.265: units behind start codes.

use super::bits::Bits;

const H264_IDR: u8 = 5;
const H264_SPS: u8 = 7;
/// Pictures at which decoding can start.
const H265_IRAP: std::ops::RangeInclusive<u8> = 16..=23;
const H265_SPS: u8 = 33;
/// Kinds below are pictures, or reserved for them.
const H265_FIRST_PARAMETERS: u8 = 32;

/// An IDR picture, with the parameters that it needs, which stand before it.
pub fn is_h264_keyframe(sample: &[u8]) -> bool {
    let mut has_parameters = false;
    for unit in units(sample) {
        match unit.first().map(|byte| byte & 0x1f) {
            Some(H264_IDR) => return has_parameters,
            // Another picture: all of a sample's are of one kind.
            Some(1..H264_IDR) => return false,
            Some(H264_SPS) => has_parameters |= is_h264_sps(unit),
            _ => {}
        }
    }
    false
}

/// A random access picture, with the parameters that it needs, which stand before it.
pub fn is_h265_keyframe(sample: &[u8]) -> bool {
    let mut has_parameters = false;
    for unit in units(sample) {
        match unit.first().map(|byte| byte >> 1 & 0x3f) {
            Some(kind) if H265_IRAP.contains(&kind) => return has_parameters,
            Some(kind) if kind < H265_FIRST_PARAMETERS => return false,
            // Two bytes of header, then the parameters.
            Some(H265_SPS) => has_parameters |= unit.len() > 2,
            _ => {}
        }
    }
    false
}

/// Each unit behind a start code, with all that is behind it, which its readers ignore. So nothing
/// is searched behind the unit that decides.
fn units(sample: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = sample;
    std::iter::from_fn(move || {
        rest = rest.get(start(rest)? + START.len()..)?;
        Some(rest)
    })
}

const START: [u8; 3] = [0, 0, 1];

fn start(bytes: &[u8]) -> Option<usize> {
    bytes.windows(START.len()).position(|it| it == START)
}

/// Profiles whose parameters say more about colour.
const WITH_CHROMA: [u32; 13] = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
/// Largest number of frames in a cycle of picture order, by the standard.
const MAX_CYCLE: u32 = 255;

/// Whether a sequence parameter set can be read up to the size of the picture.
fn is_h264_sps(unit: &[u8]) -> bool {
    let payload = unescaped(unit.get(1..).unwrap_or_default());
    read_h264_sps(&mut Bits::new(&payload)).is_some()
}

fn read_h264_sps(bits: &mut Bits<'_>) -> Option<()> {
    let profile = bits.number(8)?;
    // Constraints and the level.
    bits.number(16)?;
    let _id = bits.golomb().filter(|id| *id < 32)?;
    if WITH_CHROMA.contains(&profile) {
        let format = bits.golomb().filter(|format| *format < 4)?;
        if format == 3 {
            bits.bit()?;
        }
        bits.golomb()?;
        bits.golomb()?;
        bits.bit()?;
        if bits.bit()? {
            let lists = if format == 3 { 12 } else { 8 };
            for list in 0..lists {
                if bits.bit()? {
                    skip_scaling_list(bits, if list < 6 { 16 } else { 64 })?;
                }
            }
        }
    }
    let _max_frame_number = bits.golomb().filter(|it| *it <= 12)?;
    match bits.golomb()? {
        0 => {
            bits.golomb().filter(|it| *it <= 12)?;
        }
        1 => {
            bits.bit()?;
            bits.golomb()?;
            bits.golomb()?;
            let cycle = bits.golomb().filter(|it| *it <= MAX_CYCLE)?;
            for _ in 0..cycle {
                bits.golomb()?;
            }
        }
        2 => {}
        _ => return None,
    }
    let _max_reference_frames = bits.golomb()?;
    bits.bit()?;
    let _width_and_height = (bits.golomb()?, bits.golomb()?);
    Some(())
}

fn skip_scaling_list(bits: &mut Bits<'_>, len: u32) -> Option<()> {
    let (mut last, mut next) = (8_i64, 8_i64);
    for _ in 0..len {
        if next != 0 {
            let code = i64::from(bits.golomb()?);
            let delta = if code % 2 == 1 {
                (code + 1) / 2
            } else {
                -code / 2
            };
            next = (last + delta).rem_euclid(256);
        }
        if next != 0 {
            last = next;
        }
    }
    Some(())
}

/// The payload without the bytes that keep it from looking like a start code. Only the first are
/// needed.
fn unescaped(payload: &[u8]) -> Vec<u8> {
    const NEEDED: usize = 1024;
    let mut bytes = Vec::with_capacity(payload.len().min(NEEDED));
    let mut zeros = 0;
    for byte in payload.iter().take(NEEDED) {
        if zeros >= 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        bytes.push(*byte);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_start_behind_start_codes() {
        let sample = [9, 0, 0, 0, 1, 0x67, 1, 0, 0, 1, 0x65, 2, 3];
        let found: Vec<_> = units(&sample).filter_map(|it| it.first()).collect();
        assert_eq!(found, [&0x67, &0x65]);
        assert_eq!(units(&[0, 0]).count(), 0);
    }

    #[test]
    fn numbers_of_variable_length() {
        let mut bits = Bits::new(&[0b1010_0110, 0b0100_0000]);
        let numbers: Vec<_> = std::iter::from_fn(|| bits.golomb()).take(4).collect();
        assert_eq!(numbers, [0, 1, 2, 3]);
    }
}
