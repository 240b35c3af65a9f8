//! What the fields of a derived archetype can be.

use arrow_array::ArrayRef;
use rushes_chunk::SerializedComponentBatch;
use rushes_core::{ComponentDescriptor, ComponentType};

use super::Component;
use super::component::batch_or_log;
use crate::{DeserializationError, DeserializationResult};

/// A field of an archetype of one's own: a component, an `Option` or a `Vec` of one, an array, or
/// an `Option<Vec>`.
///
/// What is `None` is not logged, and keeps the value that it had. What is an empty `Vec` is
/// cleared.
pub trait ArchetypeField: Sized {
    /// Whether there is always a value.
    const REQUIRED: bool;

    /// What the instances mean.
    fn component_type() -> ComponentType;

    /// The instances, unless nothing is to be logged.
    fn batch(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch>;

    /// The field from its instances, if there are any.
    ///
    /// # Errors
    /// If they are missing where they are needed, or cannot be read.
    fn read(array: Option<&ArrayRef>) -> DeserializationResult<Self>;

    /// The field from the batch of that component identifier, if there is one.
    ///
    /// # Errors
    /// As for [`Self::read`].
    fn find(
        data: &[(ComponentDescriptor, ArrayRef)],
        descriptor: &ComponentDescriptor,
    ) -> DeserializationResult<Self> {
        let mut data = data.iter();
        let found = data.find(|(found, _)| found.component == descriptor.component);
        let read = Self::read(found.map(|(_, array)| array));
        read.map_err(|error| error.within(descriptor.component.as_str()))
    }
}

fn needed(array: Option<&ArrayRef>) -> DeserializationResult<&ArrayRef> {
    array.ok_or_else(|| DeserializationError::missing("such component"))
}

impl<C: Component> ArchetypeField for C {
    const REQUIRED: bool = true;

    fn component_type() -> ComponentType {
        C::name()
    }

    fn batch(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch> {
        batch_or_log(C::vec_to_arrow(vec![self.clone()]), descriptor)
    }

    fn read(array: Option<&ArrayRef>) -> DeserializationResult<Self> {
        let first = C::from_arrow(needed(array)?)?.into_iter().next();
        first.ok_or_else(|| DeserializationError::missing("instance"))
    }
}

impl<C: Component> ArchetypeField for Option<C> {
    const REQUIRED: bool = false;

    fn component_type() -> ComponentType {
        C::name()
    }

    fn batch(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch> {
        self.as_ref()?.batch(descriptor)
    }

    fn read(array: Option<&ArrayRef>) -> DeserializationResult<Self> {
        let Some(array) = array else {
            return Ok(None);
        };
        Ok(C::from_arrow(array)?.into_iter().next())
    }
}

impl<C: Component> ArchetypeField for Vec<C> {
    const REQUIRED: bool = true;

    fn component_type() -> ComponentType {
        C::name()
    }

    fn batch(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch> {
        batch_or_log(C::vec_to_arrow(self.clone()), descriptor)
    }

    fn read(array: Option<&ArrayRef>) -> DeserializationResult<Self> {
        C::from_arrow(needed(array)?)
    }
}

impl<C: Component, const N: usize> ArchetypeField for [C; N] {
    const REQUIRED: bool = true;

    fn component_type() -> ComponentType {
        C::name()
    }

    fn batch(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch> {
        batch_or_log(C::vec_to_arrow(self.to_vec()), descriptor)
    }

    fn read(array: Option<&ArrayRef>) -> DeserializationResult<Self> {
        let instances = C::from_arrow(needed(array)?)?;
        let found = instances.len();
        let wrong =
            |_| DeserializationError::missing(format!("batch of {N} instances, but of {found}"));
        instances.try_into().map_err(wrong)
    }
}

impl<C: Component> ArchetypeField for Option<Vec<C>> {
    const REQUIRED: bool = false;

    fn component_type() -> ComponentType {
        C::name()
    }

    fn batch(&self, descriptor: ComponentDescriptor) -> Option<SerializedComponentBatch> {
        self.as_ref()?.batch(descriptor)
    }

    fn read(array: Option<&ArrayRef>) -> DeserializationResult<Self> {
        array.map(|array| C::from_arrow(array)).transpose()
    }
}
