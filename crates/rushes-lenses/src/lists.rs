//! Lists as rows of values: what selectors and lenses do with them.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array, ArrayRef, FixedSizeListArray, ListArray, StructArray, make_array, new_null_array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{DataType, Field, FieldRef};
use rushes_chunk::{arrays, list_item_field};

use crate::error::Result;

/// Which values belong to which row.
#[derive(Clone, Debug)]
pub(crate) struct Rows {
    /// One more than rows; the first is 0, the last the number of values.
    offsets: OffsetBuffer<i32>,
    nulls: Option<NullBuffer>,
}

impl Rows {
    /// The rows of a list, and the values that are in them.
    pub(crate) fn of(list: &ListArray) -> (Self, ArrayRef) {
        let offsets = list.value_offsets();
        let first = offsets.first().copied().unwrap_or(0);
        let last = offsets.last().copied().unwrap_or(0);
        let values = list.values().slice(first as usize, (last - first) as usize);
        let offsets = if first == 0 {
            list.offsets().clone()
        } else {
            OffsetBuffer::new(offsets.iter().map(|offset| offset - first).collect())
        };
        let nulls = list.nulls().cloned();
        (Self { offsets, nulls }, values)
    }

    pub(crate) fn of_lengths(
        lengths: impl Iterator<Item = usize>,
        nulls: Option<NullBuffer>,
    ) -> Result<Self> {
        let mut offsets = vec![0];
        let mut end = 0usize;
        for length in lengths {
            end = end.saturating_add(length);
            offsets.push(i32::try_from(end).map_err(|_| {
                rushes_chunk::Error::limit(format!("more than {} values in one column", i32::MAX))
            })?);
        }
        let offsets = OffsetBuffer::new(offsets.into());
        Ok(Self { offsets, nulls })
    }

    /// Number of rows.
    pub(crate) fn len(&self) -> usize {
        self.offsets.len() - 1
    }

    pub(crate) fn is_null(&self, row: usize) -> bool {
        self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
    }

    /// The values of each row; of null rows as well.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = self.offsets.iter().skip(1);
        let pairs = self.offsets.iter().zip(ends);
        pairs.map(|(start, end)| *start as usize..*end as usize)
    }

    /// As a list of `values`, one list per row.
    pub(crate) fn list(self, values: ArrayRef) -> Result<ListArray> {
        let field = list_item_field(values.data_type());
        Ok(ListArray::try_new(field, self.offsets, values, self.nulls)?)
    }

    /// Rows that have values, but only null ones, become null.
    pub(crate) fn null_where_all_are(self, values: &dyn Array) -> Self {
        let nulls = values.logical_nulls();
        self.null_where_all(|value| nulls.as_ref().is_some_and(|nulls| nulls.is_null(value)))
    }

    fn null_where_all(self, is_null: impl Fn(usize) -> bool) -> Self {
        let valid: Vec<_> = (0..self.len())
            .zip(self.ranges())
            .map(|(row, mut values)| {
                !self.is_null(row) && (values.is_empty() || !values.all(&is_null))
            })
            .collect();
        let nulls = NullBuffer::from(valid);
        let nulls = (nulls.null_count() > 0).then_some(nulls);
        Self { nulls, ..self }
    }

    /// Rows of what the values hold, where each value is a row of `inner`. Null values hold
    /// nothing, and rows of nothing else become null.
    pub(crate) fn flattened(self, inner: &Self) -> Result<Self> {
        let rows = if inner.nulls.is_some() {
            self.null_where_all(|value| inner.is_null(value))
        } else {
            self
        };
        let offset = |value: &i32| inner.offsets.get(*value as usize).copied();
        let offsets: Option<Vec<_>> = rows.offsets.iter().map(offset).collect();
        let offsets = offsets.ok_or_else(|| {
            rushes_chunk::Error::invalid("a list has fewer values than its rows say")
        })?;
        let offsets = OffsetBuffer::new(offsets.into());
        Ok(Self { offsets, ..rows })
    }
}

/// The rows of a list of any size or of a fixed one, and their values. Null lists hold no values,
/// but as many nulls as the size says, where that is fixed. `None` for other types.
pub(crate) fn explode(array: &dyn Array) -> Result<Option<(Rows, ArrayRef)>> {
    if let Some(list) = array.as_list_opt::<i32>() {
        let (rows, values) = Rows::of(list);
        let hidden = |(row, range): (usize, Range<usize>)| rows.is_null(row) && !range.is_empty();
        if !(0..rows.len()).zip(rows.ranges()).any(hidden) {
            return Ok(Some((rows, values)));
        }
        let mut shown = Vec::new();
        let mut lengths = Vec::with_capacity(rows.len());
        for (row, range) in (0..rows.len()).zip(rows.ranges()) {
            let range = if rows.is_null(row) { 0..0 } else { range };
            lengths.push(range.len());
            shown.extend(range.map(Some));
        }
        let values = pick(&values, &shown)?;
        return Ok(Some((
            Rows::of_lengths(lengths.into_iter(), rows.nulls)?,
            values,
        )));
    }
    if let Some(list) = array.as_fixed_size_list_opt() {
        let size = usize::try_from(list.value_length()).unwrap_or(0);
        let nulls = list.nulls().filter(|nulls| nulls.null_count() > 0);
        let rows = Rows::of_lengths(std::iter::repeat_n(size, list.len()), nulls.cloned())?;
        let values = match nulls {
            None => list.values().slice(0, list.len() * size),
            Some(nulls) => {
                let shown = (0..list.len() * size).map(|i| nulls.is_valid(i / size).then_some(i));
                pick(list.values(), &shown.collect::<Vec<_>>())?
            }
        };
        return Ok(Some((rows, values)));
    }
    Ok(None)
}

/// The `index`-th value of each list; null where there is none.
pub(crate) fn nth(list: &ListArray, index: u64) -> Result<ArrayRef> {
    let (rows, values) = Rows::of(list);
    let index = usize::try_from(index).unwrap_or(usize::MAX);
    let picked: Vec<_> = (0..rows.len())
        .zip(rows.ranges())
        .map(|(row, mut range)| range.nth(index).filter(|_| !rows.is_null(row)))
        .collect();
    pick(&values, &picked)
}

/// The field of a struct, null where the struct is. `None` where there is no such field.
pub(crate) fn field(array: &StructArray, name: &str) -> Result<Option<ArrayRef>> {
    let Some(column) = array.column_by_name(name) else {
        return Ok(None);
    };
    let Some(outer) = array.nulls().filter(|nulls| nulls.null_count() > 0) else {
        return Ok(Some(column.clone()));
    };
    let picked: Vec<_> = (0..column.len())
        .map(|row| outer.is_valid(row).then_some(row))
        .collect();
    let nulls = NullBuffer::union(Some(outer), column.nulls());
    // These have no nulls of their own, but values that are.
    let without_nulls = matches!(
        column.data_type(),
        DataType::Null | DataType::Union(..) | DataType::RunEndEncoded(..)
    );
    if without_nulls {
        return pick(column, &picked).map(Some);
    }
    let data = column.to_data().into_builder().nulls(nulls).build()?;
    Ok(Some(make_array(data)))
}

/// Lists of one value of each column. Null where any value is.
pub(crate) fn pack(columns: &[ArrayRef], is_nullable: bool) -> Result<ArrayRef> {
    let too_many = || rushes_chunk::Error::limit("more values than fit in one column");
    let size = i32::try_from(columns.len()).map_err(|_| too_many())?;
    let len = columns.first().map_or(0, |column| column.len());
    let arrays: Vec<_> = columns.iter().map(AsRef::as_ref).collect();
    let joined = arrays::concat(&arrays)?;
    u32::try_from(joined.len()).map_err(|_| too_many())?;
    let order: Vec<_> = (0..len)
        .flat_map(|row| (0..columns.len()).map(move |column| (column * len + row) as u32))
        .collect();
    let values = arrays::take(&joined, &order)?;
    let nulls = columns
        .iter()
        .fold(None, |nulls: Option<NullBuffer>, column| {
            NullBuffer::union(nulls.as_ref(), column.logical_nulls().as_ref())
        });
    let is_nullable = is_nullable || nulls.is_some();
    let field = Field::new_list_field(values.data_type().clone(), is_nullable);
    let list = FixedSizeListArray::try_new(FieldRef::new(field), size, values, nulls)?;
    Ok(Arc::new(list))
}

/// The values at these places; null where there is no place.
pub(crate) fn pick(values: &ArrayRef, places: &[Option<usize>]) -> Result<ArrayRef> {
    let null = values.len();
    let order: Option<Vec<u32>> = places
        .iter()
        .map(|place| u32::try_from(place.unwrap_or(null)).ok())
        .collect();
    let order = order.ok_or_else(|| rushes_chunk::Error::limit("more than 2^32 values"))?;
    if places.iter().all(Option::is_some) {
        return Ok(arrays::take(values, &order)?);
    }
    let none = new_null_array(values.data_type(), 1);
    let joined = arrays::concat(&[values.as_ref(), none.as_ref()])?;
    Ok(arrays::take(&joined, &order)?)
}
