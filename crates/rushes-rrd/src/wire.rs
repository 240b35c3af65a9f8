//! The protobuf wire format, as far as messages are walked and framed without being understood.

use std::ops::Range;

use crate::{Error, Result};

/// One top-level field of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its number.
    pub number: u32,
    /// Its wire type: 0 varint, 1 eight bytes, 2 length-delimited, 5 four bytes.
    pub wire_type: u8,
    /// Tag and value.
    pub span: Range<usize>,
    /// The value alone: for a length-delimited field without the length.
    pub value: Range<usize>,
}

/// The wire type of length-delimited fields.
pub const LEN: u8 = 2;

/// Walks the top-level fields of a message.
pub fn fields(message: &[u8]) -> impl Iterator<Item = Result<Field>> + '_ {
    let mut position = 0;
    std::iter::from_fn(move || {
        if position >= message.len() {
            return None;
        }
        let field = next_field(message, position);
        position = field.as_ref().map_or(message.len(), |field| field.span.end);
        Some(field.ok_or_else(|| Error::corrupt("the message is not valid protobuf")))
    })
}

/// Whether the whole message is a sequence of well-formed fields.
pub(crate) fn is_well_formed(message: &[u8]) -> bool {
    fields(message).all(|field| field.is_ok())
}

/// Whether one of the top-level fields starts at `start`, all before it being well-formed.
pub(crate) fn ends_with_field(message: &[u8], start: usize) -> bool {
    let mut position = 0;
    while position < start {
        match next_field(message, position) {
            Some(field) => position = field.span.end,
            None => return false,
        }
    }
    position == start
}

/// What the first field of a message is, of which only the start may be there: its number, where
/// its value is, and its wire type.
pub(crate) fn field_start(start: &[u8]) -> Option<(u32, Range<u64>, u8)> {
    let (tag, tag_len) = varint(start)?;
    let number = u32::try_from(tag >> 3).ok().filter(|number| *number > 0)?;
    let after_tag = tag_len as u64;
    let wire_type = (tag & 7) as u8;
    let value = match wire_type {
        0 => after_tag..after_tag + varint(start.get(tag_len..)?)?.1 as u64,
        1 => after_tag..after_tag + 8,
        LEN => {
            let (len, len_len) = varint(start.get(tag_len..)?)?;
            let from = after_tag + len_len as u64;
            from..from.checked_add(len)?
        }
        5 => after_tag..after_tag + 4,
        _ => return None,
    };
    Some((number, value, wire_type))
}

fn next_field(message: &[u8], start: usize) -> Option<Field> {
    let (number, value, wire_type) = field_start(message.get(start..)?)?;
    let from = start.checked_add(usize::try_from(value.start).ok()?)?;
    let to = start.checked_add(usize::try_from(value.end).ok()?)?;
    (to <= message.len()).then_some(Field {
        number,
        wire_type,
        span: start..to,
        value: from..to,
    })
}

/// The varint that `bytes` start with, and how many bytes it takes.
pub fn varint(bytes: &[u8]) -> Option<(u64, usize)> {
    let mut value = 0u64;
    for (index, byte) in bytes.iter().take(10).enumerate() {
        value |= u64::from(byte & 0x7F).checked_shl(7 * index as u32)?;
        if byte & 0x80 == 0 {
            return Some((value, index + 1));
        }
    }
    None
}

/// Appends a varint.
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Appends the tag and length of a length-delimited field; its bytes must follow.
pub fn put_len(out: &mut Vec<u8>, number: u32, len: usize) {
    put_varint(out, u64::from(number) << 3 | u64::from(LEN));
    put_varint(out, len as u64);
}

/// Appends a length-delimited field.
pub fn put_bytes(out: &mut Vec<u8>, number: u32, bytes: &[u8]) {
    put_len(out, number, bytes.len());
    out.extend_from_slice(bytes);
}

/// Appends a varint field.
pub fn put_uint(out: &mut Vec<u8>, number: u32, value: u64) {
    put_varint(out, u64::from(number) << 3);
    put_varint(out, value);
}

/// Where the value of the first length-delimited field `number` starts, and how long it says it
/// is, though the message may be cut before its end.
pub(crate) fn find_len_field(start: &[u8], number: u32) -> Option<(usize, u64)> {
    let mut position = 0;
    loop {
        let rest = start.get(position..)?;
        let (tag, tag_len) = varint(rest)?;
        if tag == u64::from(number) << 3 | u64::from(LEN) {
            let (len, len_len) = varint(rest.get(tag_len..)?)?;
            return Some((position + tag_len + len_len, len));
        }
        position = next_field(start, position)?.span.end;
    }
}

/// Bytes of a varint.
pub fn varint_len(value: u64) -> usize {
    (64 - (value | 1).leading_zeros() as usize).div_ceil(7)
}
