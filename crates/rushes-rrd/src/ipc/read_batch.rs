//! From the buffers of a body to arrays.
//!
//! The Arrow library checks values (offsets, UTF-8, ranges); that the buffers exist and are long
//! enough, on which it panics, is checked in `buffers` and here.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, StructArray, UnionArray, make_array, new_empty_array};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, ScalarBuffer};
use arrow_data::{ArrayData, ArrayDataBuilder};
use arrow_schema::{DataType, Field, UnionFields, UnionMode};

use super::buffers::{self, Buffers, bad};
use super::message::{Batch, V5};
use crate::{Error, Limits, Result};

/// Bytes of an offset.
const OFFSET_BYTES: usize = size_of::<i32>();
const LARGE_OFFSET_BYTES: usize = size_of::<i64>();
/// Bytes of an element of a view.
const VIEW_BYTES: usize = size_of::<u128>();

/// The values of the dictionaries so far, by their ids.
pub(super) type Dictionaries = HashMap<i64, ArrayRef>;

/// One array per field. Buffers are shared with the body where they are aligned.
pub(super) fn read<'f>(
    batch: &Batch<'_>,
    body: &Buffer,
    version: i16,
    fields: impl IntoIterator<Item = &'f Field>,
    dictionaries: &Dictionaries,
    limits: &Limits,
) -> Result<Vec<ArrayRef>> {
    let rows = usize::try_from(batch.rows).map_err(|_negative| bad("a negative row count"))?;
    if rows > limits.chunk.max_rows {
        return Err(Error::limit(format!(
            "{rows} rows; the limit is {}",
            limits.chunk.max_rows
        )));
    }
    let mut reader = Reader {
        buffers: buffers::of(batch, body, limits),
        has_union_validity: version < V5,
        dictionaries,
    };
    let arrays = fields
        .into_iter()
        .map(|field| reader.array(field))
        .collect::<Result<_>>()?;
    reader.buffers.finish()?;
    Ok(arrays)
}

struct Reader<'a, N, B> {
    buffers: Buffers<'a, N, B>,
    has_union_validity: bool,
    dictionaries: &'a Dictionaries,
}

impl<N, B> Reader<'_, N, B>
where
    N: Iterator<Item = (i64, i64)>,
    B: Iterator<Item = (i64, i64)>,
{
    fn array(&mut self, field: &Field) -> Result<ArrayRef> {
        let data_type = field.data_type();
        let (len, nulls) = self.buffers.node()?;
        let builder = ArrayData::builder(data_type.clone()).len(len);
        match data_type {
            DataType::Null if len != nulls => return Err(bad("nulls that are not null")),
            DataType::Null => return built(builder),
            DataType::RunEndEncoded(run_ends, values) => {
                let (run_ends, values) = (self.array(run_ends)?, self.array(values)?);
                return built(builder.child_data(vec![run_ends.into_data(), values.into_data()]));
            }
            DataType::Union(fields, mode) => return self.union(fields, *mode, len),
            _ => {}
        }
        let validity = self.buffers.validity(len, nulls)?;
        if let DataType::Struct(_) = data_type {
            return self.structs(data_type, len, nulls, validity);
        }
        let builder = builder.null_bit_buffer(validity).null_count(nulls);
        built(match data_type {
            DataType::Utf8 | DataType::Binary => builder
                .add_buffer(self.buffers.values(OFFSET_BYTES)?)
                .add_buffer(self.buffers.buffer(0)?),
            DataType::LargeUtf8 | DataType::LargeBinary => builder
                .add_buffer(self.buffers.values(LARGE_OFFSET_BYTES)?)
                .add_buffer(self.buffers.buffer(0)?),
            DataType::Utf8View | DataType::BinaryView => {
                let mut builder = builder.add_buffer(self.buffers.values(VIEW_BYTES)?);
                for _ in 0..self.buffers.count()? {
                    builder = builder.add_buffer(self.buffers.buffer(0)?);
                }
                builder
            }
            DataType::List(item) | DataType::Map(item, _) => {
                let builder = builder.add_buffer(self.buffers.values(OFFSET_BYTES)?);
                builder.add_child_data(self.array(item)?.into_data())
            }
            DataType::LargeList(item) => {
                let builder = builder.add_buffer(self.buffers.values(LARGE_OFFSET_BYTES)?);
                builder.add_child_data(self.array(item)?.into_data())
            }
            DataType::ListView(item) => {
                let offsets = self.buffers.values(OFFSET_BYTES)?;
                let sizes = self.buffers.values(OFFSET_BYTES)?;
                let builder = builder.add_buffer(offsets).add_buffer(sizes);
                builder.add_child_data(self.array(item)?.into_data())
            }
            DataType::LargeListView(item) => {
                let offsets = self.buffers.values(LARGE_OFFSET_BYTES)?;
                let sizes = self.buffers.values(LARGE_OFFSET_BYTES)?;
                let builder = builder.add_buffer(offsets).add_buffer(sizes);
                builder.add_child_data(self.array(item)?.into_data())
            }
            DataType::FixedSizeList(item, size) => {
                let size = usize::try_from(*size).unwrap_or(0);
                self.buffers.check_len(len.saturating_mul(size))?;
                builder.add_child_data(self.array(item)?.into_data())
            }
            DataType::Dictionary(key, values) => {
                let keys = self.buffers.values(key.primitive_width().unwrap_or(1))?;
                let values = self.dictionary(field, values);
                builder.add_buffer(keys).add_child_data(values.into_data())
            }
            other => {
                let width = other.primitive_width().unwrap_or(1);
                builder.add_buffer(self.buffers.values(width)?)
            }
        })
    }

    /// The values of a column's dictionary. They may be missing when the column has only nulls.
    fn dictionary(&self, field: &Field, values: &DataType) -> ArrayRef {
        #[expect(
            deprecated,
            reason = "the id is on the wire; there is no other way to ask for it"
        )]
        let id = field.dict_id();
        id.and_then(|id| self.dictionaries.get(&id))
            .cloned()
            .unwrap_or_else(|| new_empty_array(values))
    }

    fn structs(
        &mut self,
        data_type: &DataType,
        len: usize,
        nulls: usize,
        validity: Option<Buffer>,
    ) -> Result<ArrayRef> {
        let DataType::Struct(fields) = data_type else {
            return Err(bad("a struct that is none"));
        };
        let children = fields
            .iter()
            .map(|field| self.array(field))
            .collect::<Result<_>>()?;
        let validity = validity.map(|bits| NullBuffer::new(BooleanBuffer::new(bits, 0, len)));
        if validity.as_ref().map_or(0, NullBuffer::null_count) != nulls {
            return Err(bad("another number of nulls than they claim"));
        }
        let fields = fields.clone();
        let array = StructArray::try_new_with_length(fields, children, validity, len)?;
        Ok(Arc::new(array))
    }

    fn union(&mut self, fields: &UnionFields, mode: UnionMode, len: usize) -> Result<ArrayRef> {
        if self.has_union_validity {
            self.buffers.buffer(0)?;
        }
        let ids = ScalarBuffer::<i8>::new(self.buffers.buffer(len)?, 0, len);
        let offsets = match mode {
            UnionMode::Sparse => None,
            UnionMode::Dense => {
                let offsets = self.buffers.buffer(len.saturating_mul(OFFSET_BYTES))?;
                Some(ScalarBuffer::<i32>::new(aligned(offsets), 0, len))
            }
        };
        let children = fields
            .iter()
            .map(|(_, field)| self.array(field))
            .collect::<Result<_>>()?;
        let array = UnionArray::try_new(fields.clone(), ids, offsets, children)?;
        Ok(Arc::new(array))
    }
}

fn built(builder: ArrayDataBuilder) -> Result<ArrayRef> {
    Ok(make_array(builder.align_buffers(true).build()?))
}

/// The buffer at an aligned place in memory, copied if it is not there.
fn aligned(buffer: Buffer) -> Buffer {
    if buffer.as_ptr().align_offset(align_of::<i32>()) == 0 {
        return buffer;
    }
    Buffer::from_slice_ref(buffer.as_slice())
}
