//! From arrays to the buffers of a body.

use arrow_buffer::{ArrowNativeType, Buffer, ToByteSlice};
use arrow_data::transform::MutableArrayData;
use arrow_data::{ArrayData, BufferSpec, layout};
use arrow_schema::{DataType, UnionMode};

use super::encode::ALIGNMENT;
use super::message::Layout;
use crate::{Error, Result};

/// Arrays as they are written: one after the other, each buffer padded.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub layout: Layout,
    pub buffers: Vec<Buffer>,
}

impl Body {
    /// Adds an array, only as much of it as it is a slice of.
    pub fn add(&mut self, array: &ArrayData) -> Result<()> {
        let (len, offset) = (array.len(), array.offset());
        let nulls = match array.data_type() {
            DataType::Null => len,
            _ => array.null_count(),
        };
        self.layout.nodes.push((len as i64, nulls as i64));
        let validity = match array.data_type() {
            DataType::Null | DataType::Union(..) | DataType::RunEndEncoded(..) => None,
            _ => Some(array.nulls().filter(|_| nulls > 0)),
        };
        if let Some(validity) = validity {
            self.push(validity.map_or_else(empty, |nulls| nulls.inner().sliced()));
        }
        match array.data_type() {
            DataType::Null => {}
            DataType::Utf8 | DataType::Binary => {
                let range = self.push_offsets::<i32>(array)?;
                self.push(part(array, 1, range.0, range.1)?);
            }
            DataType::LargeUtf8 | DataType::LargeBinary => {
                let range = self.push_offsets::<i64>(array)?;
                self.push(part(array, 1, range.0, range.1)?);
            }
            DataType::Utf8View | DataType::BinaryView => {
                // What no view refers to is not looked for.
                self.push(fixed(array, 0)?);
                self.layout.variadic.push(array.buffers().len() as i64 - 1);
                for buffer in array.buffers().iter().skip(1) {
                    self.push(buffer.clone());
                }
            }
            DataType::List(_) | DataType::Map(..) => {
                let range = self.push_offsets::<i32>(array)?;
                self.add(&child(array, 0)?.slice(range.0, range.1))?;
            }
            DataType::LargeList(_) => {
                let range = self.push_offsets::<i64>(array)?;
                self.add(&child(array, 0)?.slice(range.0, range.1))?;
            }
            DataType::ListView(_) | DataType::LargeListView(_) => {
                self.push(fixed(array, 0)?);
                self.push(fixed(array, 1)?);
                let items = child(array, 0)?;
                let used = if len == 0 { 0 } else { items.len() };
                self.add(&items.slice(0, used))?;
            }
            DataType::FixedSizeList(_, size) => {
                let size = usize::try_from(*size).unwrap_or(0);
                self.add(&child(array, 0)?.slice(offset * size, len * size))?;
            }
            DataType::Struct(_) => array.child_data().iter().try_for_each(|it| self.add(it))?,
            DataType::Union(_, mode) => {
                self.push(part(array, 0, offset, len)?);
                if *mode == UnionMode::Dense {
                    let width = size_of::<i32>();
                    self.push(part(array, 1, offset * width, len * width)?);
                }
                for child in array.child_data() {
                    match mode {
                        UnionMode::Dense => self.add(child)?,
                        UnionMode::Sparse => self.add(&child.slice(offset, len))?,
                    }
                }
            }
            DataType::RunEndEncoded(..) => {
                let whole = copied(array)?;
                whole.child_data().iter().try_for_each(|it| self.add(it))?;
            }
            DataType::Boolean => {
                let bits = array.buffers().first().ok_or_else(inconsistent)?;
                self.push(bits.bit_slice(offset, len));
            }
            // Numbers, times, bytes of a fixed size, and keys of dictionaries.
            _ => self.push(fixed(array, 0)?),
        }
        Ok(())
    }

    fn push(&mut self, buffer: Buffer) {
        let start = self.layout.body_len;
        self.layout
            .buffers
            .push((start as i64, buffer.len() as i64));
        self.layout.body_len = (start + buffer.len()).next_multiple_of(ALIGNMENT);
        self.buffers.push(buffer);
    }

    /// Adds offsets so that they start at 0. Returns where what they refer to starts, and its
    /// length.
    fn push_offsets<T>(&mut self, array: &ArrayData) -> Result<(usize, usize)>
    where
        T: ArrowNativeType + std::ops::Sub<Output = T>,
    {
        if array.is_empty() {
            // One offset, even if the array has none.
            self.push(Buffer::from(T::default().to_byte_slice()));
            return Ok((0, 0));
        }
        let width = size_of::<T>();
        let buffer = part(array, 0, array.offset() * width, (array.len() + 1) * width)?;
        let offsets = buffer.typed_data::<T>();
        let (Some(first), Some(last)) = (offsets.first().copied(), offsets.last()) else {
            return Err(inconsistent());
        };
        let (start, end) = (first.as_usize(), last.as_usize());
        let buffer = match start {
            0 => buffer,
            _ => offsets.iter().map(|offset| *offset - first).collect(),
        };
        self.push(buffer);
        Ok((start, end - start))
    }
}

/// Part of a buffer, in bytes.
fn part(array: &ArrayData, buffer: usize, start: usize, len: usize) -> Result<Buffer> {
    let buffer = array.buffers().get(buffer).ok_or_else(inconsistent)?;
    if start.checked_add(len).is_none_or(|end| end > buffer.len()) {
        return Err(inconsistent());
    }
    Ok(buffer.slice_with_length(start, len))
}

/// The part of a buffer that an array uses, if its values are of one width.
fn fixed(array: &ArrayData, buffer: usize) -> Result<Buffer> {
    let width = match layout(array.data_type()).buffers.get(buffer) {
        Some(BufferSpec::FixedWidth { byte_width, .. }) => *byte_width,
        _ => return Err(inconsistent()),
    };
    part(array, buffer, array.offset() * width, array.len() * width)
}

fn child(array: &ArrayData, index: usize) -> Result<&ArrayData> {
    array.child_data().get(index).ok_or_else(inconsistent)
}

/// A copy of what an array is a slice of.
fn copied(array: &ArrayData) -> Result<ArrayData> {
    let mut copy = MutableArrayData::new(vec![array], false, array.len());
    copy.try_extend(0, 0, array.len())?;
    Ok(copy.freeze())
}

fn empty() -> Buffer {
    Buffer::from(Vec::<u8>::new())
}

fn inconsistent() -> Error {
    Error::invalid("an array that has other buffers than its type says")
}
