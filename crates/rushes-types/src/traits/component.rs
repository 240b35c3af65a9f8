//! Components, and anything that is a batch of them.

use std::borrow::Cow;

use arrow_array::{Array as _, ArrayRef, ListArray};
use arrow_buffer::OffsetBuffer;
use rushes_chunk::{SerializedComponentBatch, list_item_field};
use rushes_core::{ComponentDescriptor, ComponentType};

use super::{FromArrow, ToArrow, ToArrowOpt};
use crate::SerializationResult;
use crate::layout::Value;
use crate::reflection::ComponentInfo;

/// A type with one meaning, and a name for it.
pub trait Component: ToArrow + FromArrow + Send + Sync + 'static {
    /// The full name, e.g. `rerun.components.Position3D`.
    fn name() -> ComponentType;
}

/// What the macros write for each component; its name follows from it.
#[doc(hidden)]
pub trait DeclaredComponent: Value + Send + Sync {
    /// The declaration.
    const COMPONENT: &'static ComponentInfo;
}

impl<T: DeclaredComponent> Component for T {
    fn name() -> ComponentType {
        T::COMPONENT.component_type()
    }
}

/// One value or many, as they go into one cell.
pub trait ComponentBatch {
    /// One array element per value.
    ///
    /// # Errors
    /// If the values do not fit into one array.
    fn to_arrow(&self) -> SerializationResult<ArrayRef>;

    /// The values as the only row of a column.
    ///
    /// # Errors
    /// If the values do not fit into one array.
    fn to_arrow_list_array(&self) -> SerializationResult<ListArray> {
        let array = self.to_arrow()?;
        let offsets = OffsetBuffer::from_lengths([array.len()]);
        let field = list_item_field(array.data_type());
        Ok(ListArray::try_new(field, offsets, array, None)?)
    }

    /// The values under a descriptor. What cannot be serialized is logged as an error and left
    /// out.
    fn serialized(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch> {
        batch_or_log(self.to_arrow(), descriptor)
    }

    /// The values under a descriptor.
    ///
    /// # Errors
    /// If the values do not fit into one array.
    fn try_serialized(
        &self,
        descriptor: ComponentDescriptor,
    ) -> SerializationResult<SerializedComponentBatch> {
        Ok(SerializedComponentBatch::new(self.to_arrow()?, descriptor))
    }
}

/// The array under its descriptor; an error is logged, since builders do not return it.
pub(crate) fn batch_or_log(
    array: SerializationResult<ArrayRef>,
    descriptor: ComponentDescriptor,
) -> Option<SerializedComponentBatch> {
    match array {
        Ok(array) => Some(SerializedComponentBatch::new(array, descriptor)),
        Err(error) => {
            log::error!("{} is left out: {error}", descriptor.full_description());
            None
        }
    }
}

impl<T: ToArrow> ComponentBatch for T {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        T::vec_to_arrow(vec![self.clone()])
    }
}

impl<T: ToArrow> ComponentBatch for Option<T> {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        T::vec_to_arrow(self.iter().cloned().collect())
    }
}

impl<T: ToArrow> ComponentBatch for [T] {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        T::vec_to_arrow(self.to_vec())
    }
}

impl<T: ToArrow> ComponentBatch for Vec<T> {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        T::vec_to_arrow(self.clone())
    }
}

impl<T: ToArrow, const N: usize> ComponentBatch for [T; N] {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        T::vec_to_arrow(self.to_vec())
    }
}

fn optional<T: ToArrowOpt>(values: &[Option<T>]) -> SerializationResult<ArrayRef> {
    T::to_arrow_opt(values.iter().map(|value| value.as_ref().map(Cow::Borrowed)))
}

impl<T: ToArrowOpt> ComponentBatch for [Option<T>] {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        optional(self)
    }
}

impl<T: ToArrowOpt> ComponentBatch for Vec<Option<T>> {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        optional(self)
    }
}

impl<T: ToArrowOpt, const N: usize> ComponentBatch for [Option<T>; N] {
    fn to_arrow(&self) -> SerializationResult<ArrayRef> {
        optional(self)
    }
}
