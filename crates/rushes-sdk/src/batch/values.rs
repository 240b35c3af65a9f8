//! Buffers that grow by the values of small arrays, so that a row needs no array of its own.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    DurationNanosecondType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, TimestampNanosecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BinaryArray, FixedSizeListArray, ListArray, StringArray,
    StructArray, make_array,
};
use arrow_buffer::{Buffer, MutableBuffer, OffsetBuffer, ScalarBuffer};
use arrow_data::ArrayData;
use arrow_schema::{ArrowError, DataType, TimeUnit};
use std::sync::Arc;

/// The values of many arrays of one type, none of them null.
#[derive(Debug)]
pub(crate) enum Values {
    /// Numbers.
    Numbers { width: usize, bytes: MutableBuffer },
    /// Strings or byte strings.
    Strings {
        offsets: Vec<i32>,
        bytes: MutableBuffer,
    },
    /// Lists of one length.
    FixedLists { size: usize, items: Box<Self> },
    /// Lists of any length.
    Lists { offsets: Vec<i32>, items: Box<Self> },
    /// Structs.
    Structs { fields: Vec<Self> },
}

/// Bytes that [`Values::push`] would add; `None` when it cannot take the array: its type has no
/// such buffers, or there are nulls.
pub(crate) fn plain_bytes(array: &dyn Array) -> Option<usize> {
    if array.null_count() > 0 {
        return None;
    }
    match array.data_type() {
        DataType::Utf8 => {
            let strings = array.as_string_opt::<i32>()?;
            Some(span(strings.value_offsets())?.1 + 4 * array.len())
        }
        DataType::Binary => {
            let strings = array.as_binary_opt::<i32>()?;
            Some(span(strings.value_offsets())?.1 + 4 * array.len())
        }
        DataType::FixedSizeList(_, 1..) => {
            plain_bytes(array.as_fixed_size_list_opt()?.values().as_ref())
        }
        DataType::List(_) => {
            let lists = array.as_list_opt::<i32>()?;
            let (start, len) = span(lists.value_offsets())?;
            let items = lists.values().slice(start, len);
            Some(plain_bytes(items.as_ref())? + 4 * array.len())
        }
        DataType::Struct(fields) if !fields.is_empty() => {
            let columns = array.as_struct_opt()?.columns().iter();
            columns.map(|column| plain_bytes(column.as_ref())).sum()
        }
        numbers => Some(width(numbers)? * array.len()),
    }
}

/// Start and length of what the offsets span.
fn span(offsets: &[i32]) -> Option<(usize, usize)> {
    let (first, last) = (*offsets.first()?, *offsets.last()?);
    Some((
        usize::try_from(first).ok()?,
        usize::try_from(last.checked_sub(first)?).ok()?,
    ))
}

/// Calls a macro with the Arrow type of numbers; `None` for all other types.
macro_rules! with_number_type {
    ($data_type:expr, $macro:ident) => {
        match $data_type {
            DataType::UInt8 => $macro!(UInt8Type),
            DataType::UInt16 => $macro!(UInt16Type),
            DataType::UInt32 => $macro!(UInt32Type),
            DataType::UInt64 => $macro!(UInt64Type),
            DataType::Int8 => $macro!(Int8Type),
            DataType::Int16 => $macro!(Int16Type),
            DataType::Int32 => $macro!(Int32Type),
            DataType::Int64 => $macro!(Int64Type),
            DataType::Float16 => $macro!(Float16Type),
            DataType::Float32 => $macro!(Float32Type),
            DataType::Float64 => $macro!(Float64Type),
            DataType::Timestamp(TimeUnit::Nanosecond, None) => $macro!(TimestampNanosecondType),
            DataType::Duration(TimeUnit::Nanosecond) => $macro!(DurationNanosecondType),
            _ => None,
        }
    };
}

fn width(numbers: &DataType) -> Option<usize> {
    macro_rules! width_of {
        ($type:ty) => {
            Some(size_of::<<$type as ArrowPrimitiveType>::Native>())
        };
    }
    with_number_type!(numbers, width_of)
}

fn number_bytes(array: &dyn Array) -> Option<&[u8]> {
    macro_rules! bytes_of {
        ($type:ty) => {
            array
                .as_primitive_opt::<$type>()
                .map(|numbers| numbers.values().inner().as_slice())
        };
    }
    with_number_type!(array.data_type(), bytes_of)
}

impl Values {
    /// Empty buffers for a type; `None` when it has none.
    pub(crate) fn new(data_type: &DataType) -> Option<Self> {
        Some(match data_type {
            DataType::Utf8 | DataType::Binary => Self::Strings {
                offsets: vec![0],
                bytes: MutableBuffer::new(0),
            },
            DataType::FixedSizeList(item, size @ 1..) => Self::FixedLists {
                size: usize::try_from(*size).ok()?,
                items: Box::new(Self::new(item.data_type())?),
            },
            DataType::List(item) => Self::Lists {
                offsets: vec![0],
                items: Box::new(Self::new(item.data_type())?),
            },
            DataType::Struct(fields) if !fields.is_empty() => Self::Structs {
                fields: fields
                    .iter()
                    .map(|field| Self::new(field.data_type()))
                    .collect::<Option<_>>()?,
            },
            numbers => Self::Numbers {
                width: width(numbers)?,
                bytes: MutableBuffer::new(0),
            },
        })
    }

    /// Empty buffers of the same kind, with room for as much as these hold.
    pub(crate) fn new_like(&self) -> Self {
        match self {
            Self::Numbers { width, bytes } => Self::Numbers {
                width: *width,
                bytes: MutableBuffer::new(bytes.len()),
            },
            Self::Strings { offsets, bytes } => Self::Strings {
                offsets: no_offsets(offsets.len()),
                bytes: MutableBuffer::new(bytes.len()),
            },
            Self::FixedLists { size, items } => Self::FixedLists {
                size: *size,
                items: Box::new(items.new_like()),
            },
            Self::Lists { offsets, items } => Self::Lists {
                offsets: no_offsets(offsets.len()),
                items: Box::new(items.new_like()),
            },
            Self::Structs { fields } => Self::Structs {
                fields: fields.iter().map(Self::new_like).collect(),
            },
        }
    }

    /// Adds the values of an array for which [`plain_bytes`] is some number.
    pub(crate) fn push(&mut self, array: &dyn Array) {
        match self {
            Self::Numbers { bytes, .. } => {
                bytes.extend_from_slice(number_bytes(array).unwrap_or_default());
            }
            Self::Strings { offsets, bytes } => {
                let (new_offsets, data) = match array.data_type() {
                    DataType::Utf8 => {
                        let strings = array.as_string::<i32>();
                        (strings.value_offsets(), strings.value_data())
                    }
                    _ => {
                        let strings = array.as_binary::<i32>();
                        (strings.value_offsets(), strings.value_data())
                    }
                };
                if let Some((start, len)) = span(new_offsets) {
                    push_offsets(offsets, new_offsets);
                    bytes.extend_from_slice(data.get(start..start + len).unwrap_or_default());
                }
            }
            Self::FixedLists { items, .. } => {
                items.push(array.as_fixed_size_list().values().as_ref());
            }
            Self::Lists { offsets, items } => {
                let lists = array.as_list::<i32>();
                if let Some((start, len)) = span(lists.value_offsets()) {
                    push_offsets(offsets, lists.value_offsets());
                    items.push(lists.values().slice(start, len).as_ref());
                }
            }
            Self::Structs { fields } => {
                let columns = array.as_struct().columns();
                for (field, column) in fields.iter_mut().zip(columns) {
                    field.push(column.as_ref());
                }
            }
        }
    }

    /// How many values there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Numbers { width, bytes } => bytes.len() / width,
            Self::Strings { offsets, .. } | Self::Lists { offsets, .. } => {
                offsets.len().saturating_sub(1)
            }
            Self::FixedLists { size, items } => items.len() / size,
            Self::Structs { fields } => fields.first().map_or(0, Self::len),
        }
    }

    /// All values as one array.
    pub(crate) fn finish(self, data_type: &DataType) -> Result<ArrayRef, ArrowError> {
        let len = self.len();
        Ok(match (self, data_type) {
            (Self::Numbers { bytes, .. }, numbers) => make_array(
                ArrayData::builder(numbers.clone())
                    .len(len)
                    .add_buffer(Buffer::from(bytes))
                    .build()?,
            ),
            (Self::Strings { offsets, bytes }, DataType::Utf8) => Arc::new(StringArray::try_new(
                offset_buffer(offsets),
                bytes.into(),
                None,
            )?),
            (Self::Strings { offsets, bytes }, _) => Arc::new(BinaryArray::try_new(
                offset_buffer(offsets),
                bytes.into(),
                None,
            )?),
            (Self::FixedLists { items, .. }, DataType::FixedSizeList(item, size)) => {
                let items = items.finish(item.data_type())?;
                Arc::new(FixedSizeListArray::try_new(
                    Arc::clone(item),
                    *size,
                    items,
                    None,
                )?)
            }
            (Self::Lists { offsets, items }, DataType::List(item)) => {
                let items = items.finish(item.data_type())?;
                let offsets = offset_buffer(offsets);
                Arc::new(ListArray::try_new(Arc::clone(item), offsets, items, None)?)
            }
            (Self::Structs { fields }, DataType::Struct(schema)) => {
                let columns = fields.into_iter().zip(schema);
                let columns = columns.map(|(values, field)| values.finish(field.data_type()));
                let columns = columns.collect::<Result<_, _>>()?;
                Arc::new(StructArray::try_new(schema.clone(), columns, None)?)
            }
            (_, other) => {
                let text = format!("values of another type than {other}");
                return Err(ArrowError::InvalidArgumentError(text));
            }
        })
    }
}

fn no_offsets(capacity: usize) -> Vec<i32> {
    let mut offsets = Vec::with_capacity(capacity);
    offsets.push(0);
    offsets
}

/// Appends offsets, moved to where the values before them end.
fn push_offsets(offsets: &mut Vec<i32>, new: &[i32]) {
    if let (Some(end), Some((first, rest))) = (offsets.last().copied(), new.split_first()) {
        offsets.extend(rest.iter().map(|offset| end + (offset - first)));
    }
}

fn offset_buffer(offsets: Vec<i32>) -> OffsetBuffer<i32> {
    OffsetBuffer::new(ScalarBuffer::from(offsets))
}
