//! Changed inputs: small, seeded, and for some targets made valid again.

/// A small and fast source of numbers. The same seed gives the same numbers.
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// Numbers of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number (splitmix64).
    pub fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `bound`; 0 for a bound of 0.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.next_u64() % bound.max(1) as u64) as usize
    }
}

/// Numbers where things tend to break.
const EDGES: [u64; 16] = [
    0,
    1,
    2,
    0x7F,
    0x80,
    0xFF,
    0x7FFF,
    0xFFFF,
    1 << 24,
    0x7FFF_FFFF,
    0x8000_0000,
    0xFFFF_FFFF,
    1 << 34,
    1 << 40,
    i64::MAX as u64,
    u64::MAX,
];

/// Longest input that is made.
const MAX_LEN: usize = 1 << 16;

/// Changes `data` in one to six places; `other` lends bytes.
pub fn mutate(data: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    for _ in 0..=random.next_u64().trailing_zeros().min(5) {
        let at = random.below(data.len() + 1);
        let len = 1 + random.below(random_scale(data.len()));
        let end = (at + len).min(data.len());
        match random.below(16) {
            0..=3 => flip(data, at, random),
            4 => set_byte(data, at, random),
            5..=8 => set_number(data, at, random),
            9 => add(data, at, random),
            10 => data.truncate(at),
            11 => drop(data.drain(at..end)),
            12 => {
                let copy = data[at..end].to_vec();
                let to = random.below(data.len() + 1);
                insert(data, to, &copy);
            }
            13 => {
                let copy = data[at..end].to_vec();
                let to = random.below(data.len() + 1);
                overwrite(data, to, &copy);
            }
            14 => {
                let from = random.below(other.len() + 1);
                let piece = &other[from..(from + len).min(other.len())];
                if random.below(2) == 0 {
                    insert(data, at, piece);
                } else {
                    overwrite(data, at, piece);
                }
            }
            _ => {
                let byte = if random.below(2) == 0 {
                    0
                } else {
                    random.next_u64() as u8
                };
                insert(data, at, &vec![byte; len]);
            }
        }
        data.truncate(MAX_LEN);
    }
}

/// Mostly small, now and then as large as the data.
fn random_scale(len: usize) -> usize {
    len.clamp(1, 64)
}

fn flip(data: &mut [u8], at: usize, random: &mut Random) {
    if let Some(byte) = data.get_mut(at) {
        *byte ^= 1 << random.below(8);
    }
}

fn set_byte(data: &mut [u8], at: usize, random: &mut Random) {
    if let Some(byte) = data.get_mut(at) {
        *byte = random.next_u64() as u8;
    }
}

/// Sets a number of some width, mostly where one may be.
fn set_number(data: &mut [u8], at: usize, random: &mut Random) {
    let width = 1 << random.below(4);
    let at = if random.below(4) == 0 {
        at
    } else {
        at / width * width
    };
    let number = match random.below(3) {
        0 => data.len() as u64 - random.below(data.len().min(40)) as u64,
        1 => random.below(20) as u64,
        _ => EDGES[random.below(EDGES.len())].wrapping_sub(random.below(2) as u64),
    };
    let end = (at + width).min(data.len());
    if let Some(bytes) = data.get_mut(at..end) {
        bytes.copy_from_slice(&number.to_le_bytes()[..bytes.len()]);
    }
}

fn add(data: &mut [u8], at: usize, random: &mut Random) {
    if let Some(bytes) = data
        .get_mut(at..)
        .and_then(|rest| rest.first_chunk_mut::<4>())
    {
        let change = random.below(71) as u32;
        let number = u32::from_le_bytes(*bytes)
            .wrapping_add(change)
            .wrapping_sub(35);
        *bytes = number.to_le_bytes();
    }
}

fn insert(data: &mut Vec<u8>, at: usize, piece: &[u8]) {
    data.splice(at..at, piece.iter().copied());
}

fn overwrite(data: &mut [u8], at: usize, piece: &[u8]) {
    let len = piece.len().min(data.len().saturating_sub(at));
    if let Some(place) = data.get_mut(at..at + len) {
        place.copy_from_slice(&piece[..len]);
    }
}

fn repair_checksums(data: &mut [u8]) {
    const FIELD: [u8; 2] = [0xC5, 0x3E];
    let mut at = 12;
    while let Some(header) = data.get(at..at + 16) {
        let mut len = [0; 8];
        len.copy_from_slice(&header[8..]);
        let end = (at as u64 + 16).saturating_add(u64::from_le_bytes(len));
        let Some(message) = usize::try_from(end)
            .ok()
            .and_then(|end| data.get_mut(at..end))
        else {
            return;
        };
        at = end as usize;
        let Some((body, field)) = message.split_last_chunk_mut::<6>() else {
            continue;
        };
        if body.len() >= 16 && field[..2] == FIELD {
            field[2..].copy_from_slice(&crc32c::crc32c(body).to_le_bytes());
        }
    }
}

/// As [`mutate`]; then makes the checksums of a stream's messages right, now and then.
pub fn mutate_stream(data: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    mutate(data, other, random);
    if random.below(2) == 0 {
        repair_checksums(data);
    }
}

/// The parts of a footer that hold Arrow data, by field numbers: schema and table of a manifest.
const PARTS: [&[u32]; 2] = [&[1, 2, 1], &[1, 4, 2]];

/// As [`mutate`], but mostly only the Arrow data in a footer, all lengths around them kept right.
pub fn mutate_footer(data: &mut Vec<u8>, other: &[u8], random: &mut Random) {
    let part = PARTS[random.below(2)];
    let other = find(other, part).unwrap_or(other);
    let changed = if random.below(8) == 0 {
        None
    } else {
        change_within(data, part, &mut |inner| mutate(inner, other, random))
    };
    match changed {
        Some(changed) => *data = changed,
        None => mutate(data, other, random),
    }
    data.truncate(MAX_LEN);
}

/// The first field at this path of field numbers.
pub fn find<'a>(message: &'a [u8], path: &[u32]) -> Option<&'a [u8]> {
    let Some((number, path)) = path.split_first() else {
        return Some(message);
    };
    let (_, value) = len_field(message, *number)?;
    find(&message[value], path)
}

/// The message with the first field at this path changed; `None` without such a field.
pub fn change_within(
    message: &[u8],
    path: &[u32],
    change: &mut dyn FnMut(&mut Vec<u8>),
) -> Option<Vec<u8>> {
    let Some((number, path)) = path.split_first() else {
        let mut changed = message.to_vec();
        change(&mut changed);
        return Some(changed);
    };
    let (len_at, value) = len_field(message, *number)?;
    let changed = change_within(&message[value.clone()], path, change)?;
    let mut out = message[..len_at].to_vec();
    put_varint(&mut out, changed.len() as u64);
    out.extend_from_slice(&changed);
    out.extend_from_slice(&message[value.end..]);
    Some(out)
}

/// Where the length and the value of the first length-delimited field of this number are.
fn len_field(message: &[u8], wanted: u32) -> Option<(usize, std::ops::Range<usize>)> {
    let mut at = 0;
    while at < message.len() {
        let (tag, tag_len) = varint(&message[at..])?;
        at += tag_len;
        match tag & 7 {
            0 => at += varint(message.get(at..)?)?.1,
            1 => at += 8,
            2 => {
                let (len, len_len) = varint(message.get(at..)?)?;
                let from = at + len_len;
                let to = from.checked_add(usize::try_from(len).ok()?)?;
                message.get(from..to)?;
                if tag >> 3 == u64::from(wanted) {
                    return Some((at, from..to));
                }
                at = to;
            }
            5 => at += 4,
            _ => return None,
        }
    }
    None
}

fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0;
    for (index, byte) in bytes.iter().take(9).enumerate() {
        value |= u64::from(byte & 0x7F) << (7 * index);
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

/// Appends a number as protobuf does.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
