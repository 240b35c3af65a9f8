//! Every archetype, component and encoding, each declared once, with run-time reflection.
//!
//! An [archetype](archetypes) is what a program logs: a [set of components](components) that
//! belong together, such as the positions, colours and radii of [`archetypes::Points3D`]. A
//! component gives an [encoding](encodings), which is a plain data layout, its meaning. Types for
//! the viewer's layout live in [`blueprint`]; [`reflection`] knows all of them at run time. A type
//! of one's own implements [`Archetype`] or [`AsComponents`], or is put together on the spot with
//! [`AnyValues`] or [`DynamicArchetype`].
//!
//! ```
//! use rushes_types::AsComponents;
//! use rushes_types::archetypes::Points3D;
//!
//! let cloud = Points3D::new([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
//!     .with_colors([0xFF0000FF])
//!     .with_radii([0.1]);
//! assert_eq!(cloud.as_serialized_batches().len(), 3);
//! ```
//!
//! Read the source in this order: `layout` (Rust values as Arrow arrays), `traits` (the public
//! conversions), `declare` (the macros), then any declaration.

pub mod archetypes;
mod arrow_string;
pub mod blueprint;
mod channel;
pub mod components;
mod conversions;
pub mod coordinates;
mod custom;
mod declare;
pub mod encodings;
mod enumeration;
mod error;
mod join;
#[doc(hidden)]
pub mod layout;
mod ply;
pub mod reflection;
mod rotation3d;
mod tensor;
#[doc(hidden)]
pub mod traits;
mod video;

pub use arrow_array::{Array, ArrayRef};
pub use rushes_chunk::{SerializedComponentBatch, SerializedComponentColumn};
pub use rushes_core::{ArchetypeName, ComponentDescriptor, ComponentIdentifier, ComponentType};

#[cfg(feature = "derive")]
pub use rushes_types_derive::Archetype;

pub use arrow_string::ArrowString;
pub use channel::ImageChannelType;
#[cfg(feature = "glam")]
pub use conversions::InvalidRotationError;
#[cfg(feature = "ndarray")]
pub use conversions::TensorCastError;
#[cfg(feature = "image")]
pub use conversions::{ImageConversionError, ImageLoadError, TensorImageLoadError};
pub use custom::{AnyValues, DynamicArchetype};
pub use enumeration::Enum;
pub use error::{
    DeserializationError, DeserializationProblem, DeserializationResult, SerializationError,
    SerializationResult,
};
pub use ply::{PlyKind, ply_kind};
pub use rotation3d::Rotation3D;
pub use tensor::{ImageConstructionError, TensorDataType, TensorElement, TensorNumber};
pub use traits::{
    Archetype, ArchetypeField, ArrowDataType, AsComponents, Columns, Component, ComponentBatch,
    FromArrow, FromArrowOpt, SizeBytes, ToArrow, ToArrowOpt, VisualizableArchetype,
    from_arrow_opt_via_from_arrow, from_arrow_via_from_arrow_opt,
};
pub use video::VideoLoadError;
