//! Any components, without an archetype.

use arrow_array::ArrayRef;
use rushes_core::{ComponentDescriptor, ComponentType};

use super::DynamicArchetype;
use crate::{AsComponents, Component, SerializedComponentBatch, ToArrow};

/// Any data under any names, to be logged next to an archetype or by itself.
///
/// The component identifier is the bare name: neither archetype nor, for plain data, component
/// type.
///
/// ```
/// use rushes_types::{AnyValues, AsComponents, components};
/// let extra = AnyValues::default()
///     .with_component_override::<f64>("confidence", "user.Confidence", [0.9, 0.4])
///     .with_component::<components::Text>("maker", ["ACME"]);
/// assert_eq!(extra.as_serialized_batches().len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AnyValues(DynamicArchetype);

impl AnyValues {
    /// Adds an array under a name.
    #[must_use]
    pub fn with_component_from_data(self, field: impl AsRef<str>, array: ArrayRef) -> Self {
        Self(self.0.with_component_from_data(field, array))
    }

    /// Adds components under a name.
    #[must_use]
    pub fn with_component<C: Component>(
        self,
        field: impl AsRef<str>,
        values: impl IntoIterator<Item = impl Into<C>>,
    ) -> Self {
        Self(self.0.with_component::<C>(field, values))
    }

    /// Adds plain values under a name and a component type.
    #[must_use]
    pub fn with_component_override<T: ToArrow>(
        self,
        field: impl AsRef<str>,
        component_type: impl Into<ComponentType>,
        values: impl IntoIterator<Item = impl Into<T>>,
    ) -> Self {
        Self(
            self.0
                .with_component_override::<T>(field, component_type, values),
        )
    }

    /// The descriptors of all components.
    pub fn descriptors(&self) -> impl Iterator<Item = &ComponentDescriptor> {
        self.0.descriptors()
    }
}

impl AsComponents for AnyValues {
    fn as_serialized_batches(&self) -> Vec<SerializedComponentBatch> {
        self.0.as_serialized_batches()
    }
}
