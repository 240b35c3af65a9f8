//! An archetype whose name and fields are made up on the spot.

use arrow_array::ArrayRef;
use rushes_core::{ArchetypeName, ComponentDescriptor, ComponentIdentifier, ComponentType};

use crate::traits::component::batch_or_log;
use crate::{AsComponents, Component, SerializedComponentBatch, ToArrow};

/// Components under the name of an archetype that is declared nowhere.
///
/// ```
/// use rushes_types::{AsComponents, DynamicArchetype, components};
/// let reading = DynamicArchetype::new("Weather")
///     .with_component::<components::Scalar>("temperature", [21.5])
///     .with_component_override::<String>("station", "user.Station", ["roof"]);
/// let batches = reading.as_serialized_batches();
/// assert_eq!(batches[0].descriptor.component, "Weather:temperature");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DynamicArchetype {
    name: Option<ArchetypeName>,
    batches: Vec<SerializedComponentBatch>,
}

impl DynamicArchetype {
    /// An archetype of that name, without fields.
    pub fn new(name: impl Into<ArchetypeName>) -> Self {
        Self {
            name: Some(name.into()),
            batches: Vec::new(),
        }
    }

    /// Fields that belong to no archetype; the same as `AnyValues`.
    pub fn new_without_archetype() -> Self {
        Self::default()
    }

    /// Adds an array as a field. A field of that name is replaced.
    #[must_use]
    pub fn with_component_from_data(self, field: impl AsRef<str>, array: ArrayRef) -> Self {
        let descriptor = self.descriptor(field.as_ref(), None);
        self.with(SerializedComponentBatch::new(array, descriptor))
    }

    /// Adds components as a field. What cannot be serialized is logged as an error and left out.
    #[must_use]
    pub fn with_component<C: Component>(
        self,
        field: impl AsRef<str>,
        values: impl IntoIterator<Item = impl Into<C>>,
    ) -> Self {
        self.with_component_override::<C>(field, C::name(), values)
    }

    /// Adds plain values as a field, under a component type. What cannot be serialized is logged
    /// as an error and left out.
    #[must_use]
    pub fn with_component_override<T: ToArrow>(
        self,
        field: impl AsRef<str>,
        component_type: impl Into<ComponentType>,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self {
        let descriptor = self.descriptor(field.as_ref(), Some(component_type.into()));
        let array = T::vec_to_arrow(values.into_iter().map(Into::into).collect());
        match batch_or_log(array, descriptor) {
            Some(batch) => self.with(batch),
            None => self,
        }
    }

    /// The descriptors of all fields.
    pub fn descriptors(&self) -> impl Iterator<Item = &ComponentDescriptor> {
        self.batches.iter().map(|batch| &batch.descriptor)
    }

    fn descriptor(
        &self,
        field: &str,
        component_type: Option<ComponentType>,
    ) -> ComponentDescriptor {
        let component = match &self.name {
            Some(name) => ComponentIdentifier::from(format!("{}:{field}", name.short_name())),
            None => ComponentIdentifier::from(field),
        };
        ComponentDescriptor::new(self.name.clone(), component, component_type)
    }

    fn with(mut self, batch: SerializedComponentBatch) -> Self {
        let component = &batch.descriptor.component;
        self.batches
            .retain(|other| other.descriptor.component != *component);
        self.batches.push(batch);
        self
    }
}

impl AsComponents for DynamicArchetype {
    fn as_serialized_batches(&self) -> Vec<SerializedComponentBatch> {
        self.batches.clone()
    }
}
