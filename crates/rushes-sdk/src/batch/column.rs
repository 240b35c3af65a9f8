//! The cells of one component.

use arrow_array::{Array as _, ArrayRef, ListArray};
use arrow_buffer::{OffsetBuffer, ScalarBuffer};
use arrow_schema::DataType;
use rushes_chunk::arrays::concat;
use rushes_chunk::{Error, Result, SerializedComponentColumn, list_item_field};
use rushes_core::ComponentDescriptor;

use super::values::{Values, plain_bytes};

/// Arrays up to this size are copied into the buffers; larger ones are kept as they are.
const MAX_COPIED_BYTES: usize = 4 << 10;

/// One cell for each row so far.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) descriptor: ComponentDescriptor,
    data_type: DataType,
    /// Arrays with the first values, in order.
    parts: Vec<ArrayRef>,
    /// The values after those; `None` while there are none, or when the type has no buffers.
    tail: Option<Values>,
    /// Where each cell ends.
    offsets: Vec<i32>,
}

/// Bytes that an array adds to a recording, about.
pub(crate) fn array_bytes(array: &ArrayRef) -> usize {
    plain_bytes(array.as_ref()).unwrap_or_else(|| {
        let data = array.to_data();
        data.get_slice_memory_size()
            .unwrap_or_else(|_no_layout| array.get_array_memory_size())
    })
}

impl Column {
    pub(crate) fn new(descriptor: ComponentDescriptor, data_type: DataType) -> Self {
        Self {
            descriptor,
            parts: Vec::new(),
            tail: Values::new(&data_type),
            data_type,
            offsets: vec![0],
        }
    }

    /// Whether cells of this descriptor and type belong here.
    pub(crate) fn takes(&self, descriptor: &ComponentDescriptor, array: &ArrayRef) -> bool {
        self.descriptor == *descriptor && self.data_type == *array.data_type()
    }

    /// Whether the cells of both may be in one column.
    pub(crate) fn same_type(&self, other: &Self) -> bool {
        self.descriptor == other.descriptor && self.data_type == other.data_type
    }

    /// How many values there are in all cells.
    pub(crate) fn num_values(&self) -> usize {
        let end = self.offsets.last().copied().unwrap_or(0);
        usize::try_from(end).unwrap_or(0)
    }

    /// Adds a cell. All cells together must have no more values than an `i32` can count.
    pub(crate) fn push(&mut self, array: ArrayRef) {
        let end = self.num_values().saturating_add(array.len());
        self.offsets.push(i32::try_from(end).unwrap_or(i32::MAX));
        let bytes = plain_bytes(array.as_ref());
        if bytes.is_some_and(|bytes| bytes <= MAX_COPIED_BYTES) {
            if self.tail.is_none() {
                self.tail = Values::new(&self.data_type);
            }
            if let Some(tail) = &mut self.tail {
                tail.push(array.as_ref());
                return;
            }
        }
        if !array.is_empty() {
            self.seal();
            self.parts.push(array);
        }
    }

    /// Turns the buffers into an array.
    fn seal(&mut self) {
        if self.tail.as_ref().is_some_and(|tail| tail.len() > 0)
            && let Some(tail) = self.tail.take()
        {
            match tail.finish(&self.data_type) {
                Ok(array) => self.parts.push(array),
                Err(error) => log::error!("lost values of {}: {error}", self.descriptor),
            }
        }
    }

    /// Adds the cells of another column of the same type.
    pub(crate) fn append(&mut self, mut other: Self) {
        self.seal();
        other.seal();
        self.parts.append(&mut other.parts);
        let end = self.offsets.last().copied().unwrap_or(0);
        let ends = other.offsets.iter().skip(1);
        self.offsets.extend(ends.map(|offset| end + offset));
    }

    /// An empty column of the same type, with room for as many cells.
    pub(crate) fn new_like(&self) -> Self {
        let mut offsets = Vec::with_capacity(self.offsets.len());
        offsets.push(0);
        Self {
            descriptor: self.descriptor.clone(),
            data_type: self.data_type.clone(),
            parts: Vec::new(),
            tail: self.tail.as_ref().map(Values::new_like),
            offsets,
        }
    }

    /// The cells as a column of a chunk. Values in one array are not copied.
    pub(crate) fn finish(mut self) -> Result<SerializedComponentColumn> {
        self.seal();
        let values = match self.parts.as_slice() {
            [] => arrow_array::new_empty_array(&self.data_type),
            [all] => all.clone(),
            parts => concat(&parts.iter().map(AsRef::as_ref).collect::<Vec<_>>())?,
        };
        if values.len() != self.num_values() {
            return Err(Error::invalid(format!(
                "{} has {} values, expected {}",
                self.descriptor,
                values.len(),
                self.num_values()
            )));
        }
        let list_array = ListArray::try_new(
            list_item_field(&self.data_type),
            OffsetBuffer::new(ScalarBuffer::from(self.offsets)),
            values,
            None,
        )?;
        Ok(SerializedComponentColumn::new(list_array, self.descriptor))
    }
}
