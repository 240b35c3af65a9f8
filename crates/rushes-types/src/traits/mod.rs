//! The traits that a type of one's own implements to be logged: first the conversions
//! (`arrow`), then `component`, then `archetype`.

pub(crate) mod archetype;
pub(crate) mod arrow;
pub(crate) mod component;
mod field;
mod macros;
mod size;

pub use archetype::{Archetype, Columns, VisualizableArchetype};
pub use arrow::{
    ArrowDataType, FromArrow, FromArrowOpt, ToArrow, ToArrowOpt, from_arrow_opt_via_from_arrow,
    from_arrow_via_from_arrow_opt,
};
pub use component::{Component, ComponentBatch};
pub use field::ArchetypeField;
pub use rushes_chunk::AsComponents;
pub use size::SizeBytes;
