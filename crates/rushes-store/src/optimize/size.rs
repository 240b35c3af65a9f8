//! Bytes that data take, whatever buffers they share with others.

use arrow_array::cast::AsArray as _;
use arrow_array::{Array, OffsetSizeTrait};
use arrow_schema::DataType;
use rushes_chunk::Chunk;

/// Bytes of a chunk's row ids, times and components: those of its own rows alone.
pub fn chunk_bytes(chunk: &Chunk) -> u64 {
    let per_row = ROW_ID_BYTES + TIME_BYTES * chunk.timelines().len();
    let components = chunk.components().iter();
    let components: usize = components.map(|it| array_bytes(&it.list_array)).sum();
    (chunk.num_rows() * per_row + components) as u64
}

const ROW_ID_BYTES: usize = 16;
const TIME_BYTES: usize = 8;

/// Bytes of an array's values.
pub(super) fn array_bytes(array: &dyn Array) -> usize {
    let len = array.len();
    let nulls = array.nulls().map_or(0, |_| len.div_ceil(8));
    let values = match array.data_type() {
        DataType::Null => 0,
        DataType::Boolean => len.div_ceil(8),
        DataType::List(_) => list::<i32>(array),
        DataType::LargeList(_) => list::<i64>(array),
        DataType::FixedSizeList(_, size) => {
            let size = usize::try_from(*size).unwrap_or(0);
            let items = array.as_fixed_size_list_opt();
            items.map_or(0, |it| array_bytes(&it.values().slice(0, len * size)))
        }
        DataType::Struct(_) => {
            let columns = array.as_struct_opt().map_or(&[][..], |it| it.columns());
            columns.iter().map(|it| array_bytes(it)).sum()
        }
        DataType::Utf8 => texts(array.as_string_opt::<i32>().map(|it| it.value_offsets())),
        DataType::LargeUtf8 => texts(array.as_string_opt::<i64>().map(|it| it.value_offsets())),
        DataType::Binary => texts(array.as_binary_opt::<i32>().map(|it| it.value_offsets())),
        DataType::LargeBinary => texts(array.as_binary_opt::<i64>().map(|it| it.value_offsets())),
        other => match other.primitive_width() {
            Some(width) => len * width,
            None => match other {
                DataType::FixedSizeBinary(width) => len * usize::try_from(*width).unwrap_or(0),
                // Shared buffers are counted more than once here, which is on the safe side.
                _ => array.get_array_memory_size(),
            },
        },
    };
    nulls + values
}

fn list<O: OffsetSizeTrait>(array: &dyn Array) -> usize {
    let Some(list) = array.as_list_opt::<O>() else {
        return 0;
    };
    let offsets = list.value_offsets();
    let bounds = offsets.first().zip(offsets.last());
    let (from, to) = bounds.map_or((0, 0), |(from, to)| (from.as_usize(), to.as_usize()));
    size_of::<O>() * list.len() + array_bytes(&list.values().slice(from, to - from))
}

/// The bytes of texts or binary values, and their offsets.
fn texts<O: OffsetSizeTrait>(offsets: Option<&[O]>) -> usize {
    let offsets = offsets.unwrap_or_default();
    let bounds = offsets.first().zip(offsets.last());
    let bytes = bounds.map_or(0, |(from, to)| (*to - *from).as_usize());
    size_of::<O>() * offsets.len().saturating_sub(1) + bytes
}
