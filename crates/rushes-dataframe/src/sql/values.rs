//! Lists of instances as plain values.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{
    Array as _, ArrayRef, DurationNanosecondArray, ListArray, TimestampNanosecondArray, UInt32Array,
};
use arrow_schema::{DataType, TimeUnit};
use datafusion::arrow::compute::take;

use crate::{Error, Result};

/// How a component's cells become a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As recorded: lists.
    List(DataType),
    /// The one instance of each list; null where there is none.
    Plain(Meaning, DataType),
}

/// What an instance means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// What its type says.
    Itself,
    /// Nanoseconds since 1970.
    Timestamp,
    /// Nanoseconds.
    Duration,
}

impl Meaning {
    /// Of a component of this type.
    pub fn of(component_type: Option<&str>, instance: &DataType) -> Self {
        match component_type {
            _ if *instance != DataType::Int64 => Self::Itself,
            Some("rerun.components.Timestamp") => Self::Timestamp,
            Some("rerun.components.VideoTimestamp") => Self::Duration,
            _ => Self::Itself,
        }
    }
}

impl Form {
    /// One instance per row.
    pub fn plain(component_type: Option<&str>, list: &DataType) -> Self {
        let DataType::List(item) = list else {
            return Self::List(list.clone());
        };
        let instance = item.data_type();
        Self::Plain(Meaning::of(component_type, instance), instance.clone())
    }

    /// The type of the column.
    pub fn data_type(&self) -> DataType {
        match self {
            Self::List(list) => list.clone(),
            Self::Plain(Meaning::Timestamp, _) => DataType::Timestamp(TimeUnit::Nanosecond, None),
            Self::Plain(Meaning::Duration, _) => DataType::Duration(TimeUnit::Nanosecond),
            Self::Plain(Meaning::Itself, instance) => instance.clone(),
        }
    }

    /// The column. `whose` names it where it cannot be made.
    pub fn column(&self, list: &ListArray, whose: &dyn Fn() -> String) -> Result<ArrayRef> {
        let fits = match self {
            Self::List(data_type) => list.data_type() == data_type,
            Self::Plain(_, instance) => list.value_type() == *instance,
        };
        if !fits {
            let expected = self.data_type();
            return Err(Error::query(format!(
                "{} is {} in one place and {expected} in another; ask for each recording apart, or leave the column out",
                whose(),
                list.value_type(),
            )));
        }
        match self {
            Self::List(_) => Ok(Arc::new(list.clone())),
            Self::Plain(meaning, _) => {
                let values = single(list, whose)?;
                Ok(meaning.apply(values))
            }
        }
    }
}

impl Meaning {
    fn apply(self, values: ArrayRef) -> ArrayRef {
        let Some(numbers) = values.as_primitive_opt::<Int64Type>() else {
            return values;
        };
        let (numbers, nulls) = (numbers.values().clone(), values.nulls().cloned());
        match self {
            Self::Itself => values,
            Self::Timestamp => Arc::new(TimestampNanosecondArray::new(numbers, nulls)),
            Self::Duration => Arc::new(DurationNanosecondArray::new(numbers, nulls)),
        }
    }
}

/// The one instance of each list. Where each has exactly one, nothing is copied.
fn single(list: &ListArray, whose: &dyn Fn() -> String) -> Result<ArrayRef> {
    let offsets = list.value_offsets();
    let first = offsets.first().copied().unwrap_or_default();
    let ends = offsets.get(1..).unwrap_or_default();
    // Compared as a whole, which the compiler turns into wide instructions.
    let strays = offsets
        .iter()
        .zip(ends)
        .fold(0, |strays, (start, end)| strays | ((end - start) ^ 1));
    if strays == 0 && list.null_count() == 0 {
        return Ok(list.values().slice(first as usize, list.len()));
    }
    let mut indices = Vec::with_capacity(list.len());
    for (row, (start, end)) in offsets.iter().zip(ends).enumerate() {
        indices.push(match end - start {
            _ if list.is_null(row) => None,
            0 => None,
            1 => Some(*start as u32),
            many => {
                return Err(Error::query(format!(
                    "{} has a row with {many} instances, and is a plain column, as it has one a row elsewhere; ask the table of the same name in the schema `raw`, where all components are lists",
                    whose()
                )));
            }
        });
    }
    Ok(take(list.values(), &UInt32Array::from(indices), None)?)
}

/// Whether no list has more than one instance.
pub(super) fn is_single(list: &ListArray) -> bool {
    let offsets = list.value_offsets();
    let ends = offsets.get(1..).unwrap_or_default();
    let mut lengths = offsets
        .iter()
        .zip(ends)
        .map(|(start, end)| end - start)
        .enumerate();
    lengths.all(|(row, length)| length <= 1 || list.is_null(row))
}
