//! The traits that a type of one's own implements to be logged: first the conversions
//! ([`arrow`]), then [`component`], then [`archetype`].

pub(crate) mod archetype;
pub(crate) mod arrow;
pub(crate) mod component;
mod size;

pub use archetype::{Archetype, AsComponents, Columns, VisualizableArchetype};
pub use arrow::{ArrowDataType, FromArrow, FromArrowOpt, ToArrow, ToArrowOpt};
pub use component::{Component, ComponentBatch};
pub use size::SizeBytes;
