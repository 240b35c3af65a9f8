//! Data under names that are made up on the spot.

mod any_values;
mod dynamic_archetype;

pub use any_values::AnyValues;
pub use dynamic_archetype::DynamicArchetype;
