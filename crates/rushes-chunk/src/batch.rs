//! Component data on its way into a chunk: one cell, or one column, with its descriptor.

use arrow_array::{Array as _, ArrayRef, ListArray};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{Field, FieldRef};
use rushes_core::ComponentDescriptor;
use std::sync::Arc;

use crate::Error;

/// The instances of one component in one row: the cell, not yet wrapped in a list.
#[derive(Clone, Debug)]
pub struct SerializedComponentBatch {
    /// What the data is.
    pub descriptor: ComponentDescriptor,
    /// One element per instance.
    pub array: ArrayRef,
}

/// Many rows of one component: one list per row.
#[derive(Clone, Debug, PartialEq)]
pub struct SerializedComponentColumn {
    /// What the data is.
    pub descriptor: ComponentDescriptor,
    /// One list per row. A null list means "nothing logged", an empty one "cleared".
    pub list_array: ListArray,
}

/// The element field of every component list: `item`, nullable, without metadata.
pub fn list_item_field(data_type: &arrow_schema::DataType) -> FieldRef {
    Arc::new(Field::new_list_field(data_type.clone(), true))
}

impl PartialEq for SerializedComponentBatch {
    fn eq(&self, other: &Self) -> bool {
        self.descriptor == other.descriptor && *self.array == *other.array
    }
}

impl SerializedComponentBatch {
    /// A batch of `array`, described by `descriptor`.
    pub fn new(array: ArrayRef, descriptor: ComponentDescriptor) -> Self {
        Self { descriptor, array }
    }

    /// The same data under another descriptor.
    pub fn with_descriptor_override(self, descriptor: ComponentDescriptor) -> Self {
        Self { descriptor, ..self }
    }

    /// Cuts the instances into rows of the given lengths, which must add up to the number of
    /// instances.
    pub fn partitioned(
        self,
        lengths: impl IntoIterator<Item = usize>,
    ) -> Result<SerializedComponentColumn, Error> {
        let lengths: Vec<usize> = lengths.into_iter().collect();
        let total = lengths
            .iter()
            .try_fold(0usize, |sum, len| sum.checked_add(*len));
        if total != Some(self.array.len()) {
            return Err(Error::invalid(format!(
                "the row lengths of {} add up to {}, but there are {} instances",
                self.descriptor,
                lengths.iter().map(|len| *len as u128).sum::<u128>(),
                self.array.len()
            )));
        }
        if i32::try_from(self.array.len()).is_err() {
            return Err(Error::invalid(format!(
                "{} has {} instances in one column; the limit is {}. Send several columns",
                self.descriptor,
                self.array.len(),
                i32::MAX
            )));
        }
        let list_array = ListArray::try_new(
            list_item_field(self.array.data_type()),
            OffsetBuffer::from_lengths(lengths),
            self.array,
            None,
        )?;
        Ok(SerializedComponentColumn {
            descriptor: self.descriptor,
            list_array,
        })
    }

    /// One row per instance.
    pub fn column_of_unit_batches(self) -> Result<SerializedComponentColumn, Error> {
        let len = self.array.len();
        self.partitioned(std::iter::repeat_n(1, len))
    }
}

impl SerializedComponentColumn {
    /// A column of `list_array`, described by `descriptor`.
    pub fn new(list_array: ListArray, descriptor: ComponentDescriptor) -> Self {
        Self {
            descriptor,
            list_array,
        }
    }

    /// Cuts all instances anew into rows of the given lengths.
    pub fn repartitioned(self, lengths: impl IntoIterator<Item = usize>) -> Result<Self, Error> {
        let first = self
            .list_array
            .value_offsets()
            .first()
            .copied()
            .unwrap_or(0);
        let last = self.list_array.value_offsets().last().copied().unwrap_or(0);
        let array = self
            .list_array
            .values()
            .slice(first as usize, (last - first) as usize);
        SerializedComponentBatch::new(array, self.descriptor).partitioned(lengths)
    }
}
