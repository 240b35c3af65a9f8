//! Flatbuffers, read without trust: whatever the bytes are, a read gives a value or an error.
//!
//! A table starts with the way back to its vtable, which says where in the table each field is, or
//! that it is not there. Fields have numbers, in the order of the schema.

use crate::{Error, Result};

/// A table somewhere in a flatbuffer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'a> {
    bytes: &'a [u8],
    start: usize,
    /// What the vtable says behind its two lengths: two bytes for each field.
    places: &'a [u8],
}

impl<'a> Table<'a> {
    /// The table that the flatbuffer is.
    pub fn root(bytes: &'a [u8]) -> Result<Self> {
        Self::behind(bytes, 0)
    }

    /// The table that the offset at this place leads to.
    fn behind(bytes: &'a [u8], offset: usize) -> Result<Self> {
        let start = follow(bytes, offset)?;
        let back = i64::from(i32::from_le_bytes(read(bytes, start)?));
        let vtable = usize::try_from(start as i64 - back).map_err(|_outside| damaged())?;
        let len = usize::from(u16::from_le_bytes(read(bytes, vtable)?));
        let places = bytes.get(vtable + 4..vtable + len).ok_or_else(damaged)?;
        Ok(Self {
            bytes,
            start,
            places,
        })
    }

    /// Where a field is; `None` when the table does not have it.
    fn place(&self, field: usize) -> Option<usize> {
        let place = self.places.get(2 * field..)?.first_chunk::<2>()?;
        let place = usize::from(u16::from_le_bytes(*place));
        (place != 0).then(|| self.start + place)
    }

    fn inline<const N: usize>(&self, field: usize) -> Result<Option<[u8; N]>> {
        self.place(field)
            .map(|place| read(self.bytes, place))
            .transpose()
    }

    pub fn u8(&self, field: usize) -> Result<u8> {
        Ok(self.inline(field)?.map_or(0, u8::from_le_bytes))
    }

    pub fn bool(&self, field: usize) -> Result<bool> {
        Ok(self.u8(field)? != 0)
    }

    pub fn i16(&self, field: usize, default: i16) -> Result<i16> {
        Ok(self.inline(field)?.map_or(default, i16::from_le_bytes))
    }

    pub fn i32(&self, field: usize, default: i32) -> Result<i32> {
        Ok(self.inline(field)?.map_or(default, i32::from_le_bytes))
    }

    pub fn i64(&self, field: usize) -> Result<i64> {
        Ok(self.inline(field)?.map_or(0, i64::from_le_bytes))
    }

    pub fn table(&self, field: usize) -> Result<Option<Self>> {
        self.place(field)
            .map(|place| Self::behind(self.bytes, place))
            .transpose()
    }

    pub fn text(&self, field: usize) -> Result<Option<&'a str>> {
        let Some(place) = self.place(field) else {
            return Ok(None);
        };
        let (start, text) = self.items(place, 1)?;
        // A zero ends it, which does not count.
        if self.bytes.get(start + text.len()) != Some(&0) {
            return Err(damaged());
        }
        let text = std::str::from_utf8(text).map_err(|_no_text| damaged())?;
        Ok(Some(text))
    }

    /// The bytes of a vector of numbers or structs, each of this many bytes.
    pub fn vector(&self, field: usize, item_bytes: usize) -> Result<Option<&'a [u8]>> {
        self.place(field)
            .map(|place| Ok(self.items(place, item_bytes)?.1))
            .transpose()
    }

    /// The tables in a vector; none when there is no vector.
    pub fn tables(&self, field: usize) -> Result<Tables<'a>> {
        let (next, items) = match self.place(field) {
            Some(place) => self.items(place, size_of::<u32>())?,
            None => (0, [].as_slice()),
        };
        Ok(Tables {
            bytes: self.bytes,
            next,
            left: items.len() / size_of::<u32>(),
        })
    }

    /// Where the items of a vector start, and their bytes.
    fn items(&self, place: usize, item_bytes: usize) -> Result<(usize, &'a [u8])> {
        let vector = follow(self.bytes, place)?;
        let count = u32::from_le_bytes(read(self.bytes, vector)?) as usize;
        let start = vector + size_of::<u32>();
        let end = count
            .checked_mul(item_bytes)
            .and_then(|len| start.checked_add(len));
        end.and_then(|end| self.bytes.get(start..end))
            .map(|items| (start, items))
            .ok_or_else(damaged)
    }
}

/// Tables, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Tables<'a> {
    bytes: &'a [u8],
    next: usize,
    left: usize,
}

impl<'a> Iterator for Tables<'a> {
    type Item = Result<Table<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.left = self.left.checked_sub(1)?;
        let table = Table::behind(self.bytes, self.next);
        self.next += size_of::<u32>();
        Some(table)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Tables<'_> {}

fn read<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N]> {
    bytes
        .get(at..)
        .and_then(|bytes| bytes.first_chunk::<N>())
        .copied()
        .ok_or_else(damaged)
}

/// Where the offset at this place leads: forwards.
fn follow(bytes: &[u8], at: usize) -> Result<usize> {
    let offset = u32::from_le_bytes(read(bytes, at)?) as usize;
    at.checked_add(offset).ok_or_else(damaged)
}

pub(super) fn damaged() -> Error {
    Error::corrupt("the Arrow metadata is damaged")
}
