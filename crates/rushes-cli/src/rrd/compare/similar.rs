//! Whether values are alike: by what they say, not by how buffers hold them.
//!
//! Numbers with a fraction may differ a little, NaN is like NaN, and bytes are alike whatever the
//! width of their offsets.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float16Type, Float32Type, Float64Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, OffsetSizeTrait, StructArray, UnionArray};
use arrow_schema::{DataType, Field, UnionMode};

/// How far apart two numbers may be, as a part of the larger one; of tiny ones, in absolute terms.
const TOLERANCE_16_32: f64 = 1e-3;
const TOLERANCE_64: f64 = 1e-8;

/// The tolerance of a type of numbers; `None` for those that must be equal.
pub fn tolerance(data_type: &DataType) -> Option<f64> {
    match data_type {
        DataType::Float16 | DataType::Float32 => Some(TOLERANCE_16_32),
        DataType::Float64 => Some(TOLERANCE_64),
        _ => None,
    }
}

/// Whether two types are the same, but for the width of the offsets of bytes.
pub fn same_type(a: &DataType, b: &DataType) -> bool {
    a == b || widened(a) == widened(b)
}

/// The type with wide offsets of bytes, which is one name for all that are alike.
pub fn widened(data_type: &DataType) -> DataType {
    let field = |field: &Field| {
        let wide = widened(field.data_type());
        std::sync::Arc::new(field.clone().with_data_type(wide))
    };
    match data_type {
        DataType::Binary => DataType::LargeBinary,
        DataType::List(item) => DataType::List(field(item)),
        DataType::LargeList(item) => DataType::LargeList(field(item)),
        DataType::FixedSizeList(item, size) => DataType::FixedSizeList(field(item), *size),
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(|it| field(it)).collect()),
        other => other.clone(),
    }
}

/// Some of the values of an array.
#[derive(Clone, Copy)]
pub struct Part<'a> {
    /// The array.
    pub array: &'a dyn Array,
    /// The first value.
    pub at: usize,
}

/// Whether `len` values from each place on are alike. Their types must be the same.
pub fn similar(a: Part<'_>, b: Part<'_>, len: usize) -> bool {
    if len == 0 {
        return true;
    }
    // The same memory says the same.
    if a.at == b.at && std::ptr::addr_eq(a.array, b.array) {
        return true;
    }
    let has_nulls = a.array.nulls().is_some() || b.array.nulls().is_some();
    if !has_nulls {
        return similar_values(a, b, len);
    }
    // Behind a null there may be anything, so what is valid is compared run by run.
    let valid = |part: &Part<'_>, row: usize| part.array.is_valid(part.at + row);
    if (0..len).any(|row| valid(&a, row) != valid(&b, row)) {
        return false;
    }
    let mut row = 0;
    while row < len {
        let start = row;
        let is_valid = valid(&a, row);
        while row < len && valid(&a, row) == is_valid {
            row += 1;
        }
        if is_valid && !similar_values(a.skip(start), b.skip(start), row - start) {
            return false;
        }
    }
    true
}

impl<'a> Part<'a> {
    fn skip(self, rows: usize) -> Self {
        Self {
            at: self.at + rows,
            ..self
        }
    }

    fn of(array: &'a ArrayRef, at: usize) -> Self {
        Self {
            array: array.as_ref(),
            at,
        }
    }
}

/// The same of values of which none is null.
fn similar_values(a: Part<'_>, b: Part<'_>, len: usize) -> bool {
    match (a.array.data_type(), b.array.data_type()) {
        (DataType::Null, _) => true,
        (DataType::Float16, _) => floats(a, b, len, |part| {
            let array = part.array.as_primitive_opt::<Float16Type>()?;
            Some(
                array
                    .values()
                    .get(part.at..part.at + len)?
                    .iter()
                    .map(|it| f64::from(*it)),
            )
        }),
        (DataType::Float32, _) => floats(a, b, len, |part| {
            let array = part.array.as_primitive_opt::<Float32Type>()?;
            Some(
                array
                    .values()
                    .get(part.at..part.at + len)?
                    .iter()
                    .map(|it| f64::from(*it)),
            )
        }),
        (DataType::Float64, _) => floats(a, b, len, |part| {
            let array = part.array.as_primitive_opt::<Float64Type>()?;
            Some(array.values().get(part.at..part.at + len)?.iter().copied())
        }),
        (DataType::Binary | DataType::LargeBinary, _) => {
            (0..len).all(|row| bytes(a.skip(row)) == bytes(b.skip(row)))
        }
        (DataType::List(_), _) => lists::<i32>(a, b, len),
        (DataType::LargeList(_), _) => lists::<i64>(a, b, len),
        (DataType::FixedSizeList(_, size), _) => {
            let Some((x, y)) = both(a, b, |it| it.as_fixed_size_list_opt()) else {
                return false;
            };
            let size = usize::try_from(*size).unwrap_or(0);
            similar(
                Part::of(x.values(), a.at * size),
                Part::of(y.values(), b.at * size),
                len * size,
            )
        }
        (DataType::Struct(_), _) => {
            let Some((x, y)) = both(a, b, |it| it.as_struct_opt()) else {
                return false;
            };
            structs(x, a.at, y, b.at, len)
        }
        (DataType::Map(..), _) => {
            let Some((x, y)) = both(a, b, |it| it.as_map_opt()) else {
                return false;
            };
            (0..len).all(|row| {
                let (x, y) = (x.value(a.at + row), y.value(b.at + row));
                x.len() == y.len() && structs(&x, 0, &y, 0, x.len())
            })
        }
        (DataType::Union(_, mode), _) => {
            let Some((x, y)) = both(a, b, |it| it.as_union_opt()) else {
                return false;
            };
            unions(x, a.at, y, b.at, len, *mode)
        }
        // All others must be equal, and comparing them is what the library is for.
        _ => a.array.slice(a.at, len).as_ref() == b.array.slice(b.at, len).as_ref(),
    }
}

fn both<'a, T: ?Sized + 'a>(
    a: Part<'a>,
    b: Part<'a>,
    cast: impl Fn(&'a dyn Array) -> Option<&'a T>,
) -> Option<(&'a T, &'a T)> {
    Some((cast(a.array)?, cast(b.array)?))
}

fn floats<'a, I: Iterator<Item = f64>>(
    a: Part<'a>,
    b: Part<'a>,
    len: usize,
    values: impl Fn(Part<'a>) -> Option<I>,
) -> bool {
    let Some(tolerance) = tolerance(a.array.data_type()) else {
        return false;
    };
    match (values(a), values(b)) {
        (Some(a), Some(b)) => a.zip(b).take(len).all(|(a, b)| close(a, b, tolerance)),
        _ => false,
    }
}

/// Whether two numbers are close enough to be alike.
fn close(a: f64, b: f64, tolerance: f64) -> bool {
    if a == b || (a.is_nan() && b.is_nan()) {
        return true;
    }
    let (largest, apart) = (a.abs().max(b.abs()), (a - b).abs());
    if largest < tolerance {
        return apart < tolerance;
    }
    // Of an infinity nothing is a part.
    apart.is_finite() && apart <= tolerance * largest
}

/// The bytes of a value, whatever the width of the offsets.
fn bytes(part: Part<'_>) -> Option<&[u8]> {
    let array = part.array;
    match array.as_binary_opt::<i32>() {
        Some(narrow) => (part.at < narrow.len()).then(|| narrow.value(part.at)),
        None => {
            let wide = array.as_binary_opt::<i64>()?;
            (part.at < wide.len()).then(|| wide.value(part.at))
        }
    }
}

fn lists<O: OffsetSizeTrait>(a: Part<'_>, b: Part<'_>, len: usize) -> bool {
    let Some((x, y)) = both(a, b, |it| it.as_list_opt::<O>()) else {
        return false;
    };
    let (Some(from), Some(to)) = (
        x.value_offsets().get(a.at..=a.at + len),
        y.value_offsets().get(b.at..=b.at + len),
    ) else {
        return false;
    };
    let (Some(first), Some(other)) = (from.first(), to.first()) else {
        return true;
    };
    // Of the same lengths, all items stand in the same places.
    let same = from.iter().zip(to).all(|(i, j)| *i - *first == *j - *other);
    let items = from.last().map_or(0, |last| (*last - *first).as_usize());
    same && similar(
        Part::of(x.values(), first.as_usize()),
        Part::of(y.values(), other.as_usize()),
        items,
    )
}

fn structs(a: &StructArray, a_at: usize, b: &StructArray, b_at: usize, len: usize) -> bool {
    a.num_columns() == b.num_columns()
        && a.columns()
            .iter()
            .zip(b.columns())
            .all(|(x, y)| similar(Part::of(x, a_at), Part::of(y, b_at), len))
}

fn unions(
    a: &UnionArray,
    a_at: usize,
    b: &UnionArray,
    b_at: usize,
    len: usize,
    mode: UnionMode,
) -> bool {
    (0..len).all(|row| {
        let (i, j) = (a_at + row, b_at + row);
        let id = a.type_id(i);
        if id != b.type_id(j) {
            return false;
        }
        let (i, j) = match mode {
            UnionMode::Dense => (a.value_offset(i), b.value_offset(j)),
            UnionMode::Sparse => (i, j),
        };
        similar(Part::of(a.child(id), i), Part::of(b.child(id), j), 1)
    })
}

/// Feeds values to whoever hashes them, such that similar values feed the same, but for numbers
/// with a fraction, which go apart.
pub trait Sink {
    /// Lengths, nulls, and values that must be equal.
    fn exact(&mut self, bytes: &[u8]);
    /// A number with a fraction.
    fn float(&mut self, value: f64);
    /// Here are values that are not fed.
    fn opaque(&mut self);
}

/// Feeds `len` values from a place on.
pub fn feed(part: Part<'_>, len: usize, sink: &mut impl Sink) {
    let array = part.array;
    let rows = part.at..part.at + len;
    // Whether there is a list of nulls does not matter, only whether there are nulls.
    if array.nulls().is_some() && rows.clone().any(|row| array.is_null(row)) {
        for row in rows {
            sink.exact(&[u8::from(array.is_valid(row))]);
            if array.is_valid(row) {
                feed_values(Part { array, at: row }, 1, sink);
            }
        }
    } else {
        sink.exact(&[2]);
        feed_values(part, len, sink);
    }
}

fn feed_values(part: Part<'_>, len: usize, sink: &mut impl Sink) {
    let (array, rows) = (part.array, part.at..part.at + len);
    match array.data_type() {
        DataType::Null => {}
        DataType::Float16 => {
            if let Some(array) = array.as_primitive_opt::<Float16Type>() {
                rows.for_each(|row| sink.float(array.value(row).into()));
            }
        }
        DataType::Float32 => {
            if let Some(array) = array.as_primitive_opt::<Float32Type>() {
                rows.for_each(|row| sink.float(array.value(row).into()));
            }
        }
        DataType::Float64 => {
            if let Some(array) = array.as_primitive_opt::<Float64Type>() {
                rows.for_each(|row| sink.float(array.value(row)));
            }
        }
        DataType::List(_) => feed_lists::<i32>(part, len, sink),
        DataType::LargeList(_) => feed_lists::<i64>(part, len, sink),
        DataType::FixedSizeList(_, size) => {
            if let Some(list) = array.as_fixed_size_list_opt() {
                let size = usize::try_from(*size).unwrap_or(0);
                feed(Part::of(list.values(), part.at * size), len * size, sink);
            }
        }
        DataType::Struct(_) => {
            if let Some(array) = array.as_struct_opt() {
                for column in array.columns() {
                    feed(Part::of(column, part.at), len, sink);
                }
            }
        }
        DataType::Binary | DataType::LargeBinary => {
            for row in rows {
                let bytes = bytes(Part { array, at: row }).unwrap_or_default();
                sink.exact(&(bytes.len() as u64).to_le_bytes());
                sink.exact(bytes);
            }
        }
        DataType::Utf8 => {
            if let Some(array) = array.as_string_opt::<i32>() {
                rows.for_each(|row| {
                    sink.exact(&(array.value(row).len() as u64).to_le_bytes());
                    sink.exact(array.value(row).as_bytes());
                });
            }
        }
        DataType::Int32 => {
            if let Some(array) = array.as_primitive_opt::<Int32Type>() {
                let values = array.values().get(rows).unwrap_or_default();
                values.iter().for_each(|it| sink.exact(&it.to_le_bytes()));
            }
        }
        DataType::Int64 => {
            if let Some(array) = array.as_primitive_opt::<Int64Type>() {
                let values = array.values().get(rows).unwrap_or_default();
                values.iter().for_each(|it| sink.exact(&it.to_le_bytes()));
            }
        }
        other => {
            let data = array.to_data();
            if let (Some(width), Some(buffer)) = (other.primitive_width(), data.buffers().first()) {
                let at = (data.offset() + part.at) * width;
                sink.exact(buffer.get(at..at + len * width).unwrap_or_default());
            } else if let DataType::FixedSizeBinary(_) = other
                && let Some(array) = array.as_fixed_size_binary_opt()
            {
                rows.for_each(|row| sink.exact(array.value(row)));
            } else if let Some(array) = array.as_boolean_opt() {
                rows.for_each(|row| sink.exact(&[u8::from(array.value(row))]));
            } else {
                sink.opaque();
            }
        }
    }
}

fn feed_lists<O: OffsetSizeTrait>(part: Part<'_>, len: usize, sink: &mut impl Sink) {
    let Some(list) = part.array.as_list_opt::<O>() else {
        return;
    };
    let Some(offsets) = list.value_offsets().get(part.at..=part.at + len) else {
        return;
    };
    let first = offsets.first().map_or(0, |it| it.as_usize());
    for offset in offsets {
        sink.exact(&((offset.as_usize() - first) as u64).to_le_bytes());
    }
    let last = offsets.last().map_or(0, |it| it.as_usize());
    feed(Part::of(list.values(), first), last - first, sink);
}
