//! Anything that can be logged.

use arrow_array::{Array as _, ArrayRef};
use arrow_schema::Field;

use crate::schema::keys;
use crate::{SerializationResult, SerializedComponentBatch};

/// Anything that can be logged: it is a set of component batches, which form one row.
pub trait AsComponents {
    /// All component batches.
    fn as_serialized_batches(&self) -> Vec<SerializedComponentBatch>;

    /// Adds all component batches to a vector, which logging uses again for the next row.
    fn append_serialized_batches(&self, batches: &mut Vec<SerializedComponentBatch>) {
        batches.append(&mut self.as_serialized_batches());
    }

    /// The same as Arrow fields, with the descriptors as metadata, and arrays.
    ///
    /// # Errors
    /// Never for archetypes; a type of one's own may fail.
    fn to_arrow(&self) -> SerializationResult<Vec<(Field, ArrayRef)>> {
        let batches = self.as_serialized_batches().into_iter();
        Ok(batches.map(into_field_and_array).collect())
    }
}

fn into_field_and_array(batch: SerializedComponentBatch) -> (Field, ArrayRef) {
    let SerializedComponentBatch { descriptor, array } = batch;
    let mut metadata = std::collections::HashMap::new();
    let mut put = |key: &str, value: &str| metadata.insert(key.to_owned(), value.to_owned());
    put(keys::COMPONENT, descriptor.component.as_str());
    if let Some(archetype) = &descriptor.archetype {
        put(keys::ARCHETYPE, archetype.as_str());
    }
    if let Some(component_type) = &descriptor.component_type {
        put(keys::COMPONENT_TYPE, component_type.as_str());
    }
    let name = descriptor.component.as_str();
    let field = Field::new(name, array.data_type().clone(), true).with_metadata(metadata);
    (field, array)
}

impl AsComponents for SerializedComponentBatch {
    fn as_serialized_batches(&self) -> Vec<SerializedComponentBatch> {
        vec![self.clone()]
    }

    fn append_serialized_batches(&self, batches: &mut Vec<SerializedComponentBatch>) {
        batches.push(self.clone());
    }
}

macro_rules! collections {
    ($([$($generics:tt)*] $type:ty),* $(,)?) => { $(
        impl<$($generics)*> AsComponents for $type {
            fn as_serialized_batches(&self) -> Vec<SerializedComponentBatch> {
                self.iter().flat_map(|part| part.as_serialized_batches()).collect()
            }

            fn append_serialized_batches(&self, batches: &mut Vec<SerializedComponentBatch>) {
                self.iter().for_each(|part| part.append_serialized_batches(batches));
            }
        }
    )* };
}

collections! {
    [AS: AsComponents] [AS],
    [AS: AsComponents] Vec<AS>,
    [AS: AsComponents, const N: usize] [AS; N],
    [] [&dyn AsComponents],
    [] Vec<&dyn AsComponents>,
    [const N: usize] [&dyn AsComponents; N],
    [] [Box<dyn AsComponents>],
    [] Vec<Box<dyn AsComponents>>,
    [const N: usize] [Box<dyn AsComponents>; N],
}
