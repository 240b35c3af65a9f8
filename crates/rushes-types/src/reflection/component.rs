//! What is known about a component: a data layout with one meaning.

use arrow_array::ArrayRef;
use arrow_schema::DataType;
use rushes_core::ComponentType;

use super::{EncodingInfo, EnumVariant, Fallback, Kind, PartInfo, State};
use crate::SerializationResult;

/// The declaration of one component.
#[derive(Debug)]
pub struct ComponentInfo {
    /// The full name, e.g. `rerun.components.Position3D`.
    pub fq_name: &'static str,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
    /// How stable it is.
    pub state: State,
    /// What it is made of.
    pub shape: Shape,
    /// Makes its Arrow type.
    pub data_type: fn() -> DataType,
    /// Makes an array of one: the value used when nothing better is known.
    pub default: Option<fn() -> SerializationResult<ArrayRef>>,
    /// What the viewer prefers to the default.
    pub type_fallback: Option<Fallback>,
}

/// What a component is made of.
#[derive(Debug)]
pub enum Shape {
    /// The same layout as an encoding.
    Wrapper(&'static EncodingInfo),
    /// A list of encodings.
    List(PartInfo),
    /// A number out of a few named ones.
    Enum(&'static [EnumVariant]),
}

impl ComponentInfo {
    /// The name as a component type.
    pub const fn component_type(&self) -> ComponentType {
        ComponentType::from_static(self.fq_name)
    }

    /// The Arrow type of one instance.
    pub fn arrow_type(&self) -> DataType {
        (self.data_type)()
    }

    /// The encoding whose layout it has.
    pub fn encoding(&self) -> Option<&'static EncodingInfo> {
        match self.shape {
            Shape::Wrapper(encoding) => Some(encoding),
            _ => None,
        }
    }

    /// The variants, if it is an enum.
    pub fn variants(&self) -> Option<&'static [EnumVariant]> {
        match self.shape {
            Shape::Enum(variants) => Some(variants),
            Shape::Wrapper(EncodingInfo {
                kind: Kind::Enum(variants),
                ..
            }) => Some(variants),
            _ => None,
        }
    }

    /// Whether its chunks must hold no other component: such columns are rewritten on their own.
    pub fn needs_own_chunk(&self) -> bool {
        self.fq_name == "rerun.components.IsKeyframe"
    }
}
