//! What is known about an encoding: a data layout without meaning.

use arrow_array::ArrayRef;
use arrow_schema::DataType;

use super::State;
use crate::SerializationResult;
use crate::layout::{Layout, Part};

/// The declaration of one encoding.
#[derive(Debug)]
pub struct EncodingInfo {
    /// The full name, e.g. `rerun.encodings.Vec3D`.
    pub fq_name: &'static str,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
    /// How stable it is.
    pub state: State,
    /// What it is made of.
    pub kind: Kind,
    /// Makes its Arrow type.
    pub data_type: fn() -> DataType,
    /// Makes an array of one: what a constructor without arguments yields, if there is one.
    pub default: Option<fn() -> SerializationResult<ArrayRef>>,
}

/// What a type is made of.
#[derive(Debug)]
pub enum Kind {
    /// A number, text, list or array under a name.
    Transparent(PartInfo),
    /// Several named parts.
    Struct(&'static [PartInfo]),
    /// A number out of a few named ones.
    Enum(&'static [EnumVariant]),
    /// One of several alternatives.
    Union(&'static [UnionVariant]),
}

/// One field of a struct, or the inside of a transparent type.
#[derive(Debug)]
pub struct PartInfo {
    /// The name of the field; empty inside a transparent type.
    pub name: &'static str,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
    /// The encoding of the value or of the list's items; none for plain numbers and text.
    pub encoding: Option<&'static EncodingInfo>,
    /// Makes the Arrow type of the value or of the list's items.
    pub element_type: fn() -> DataType,
    /// Makes the Arrow type of the whole field.
    pub data_type: fn() -> DataType,
    /// A list of values.
    pub is_list: bool,
    /// May be missing.
    pub is_optional: bool,
    /// Nullable in Arrow: what is optional, and every union.
    pub is_nullable: bool,
}

/// One variant of an enum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumVariant {
    /// The name.
    pub name: &'static str,
    /// The number on the wire.
    pub value: u32,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
}

/// One alternative of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// The number on the wire.
    pub type_id: i8,
    /// The name.
    pub name: &'static str,
    /// What it holds; none for an alternative without payload.
    pub payload: Option<PartInfo>,
}

impl EncodingInfo {
    /// The Arrow type.
    pub fn arrow_type(&self) -> DataType {
        (self.data_type)()
    }

    /// The variants, if it is an enum.
    pub fn variants(&self) -> Option<&'static [EnumVariant]> {
        match self.kind {
            Kind::Enum(variants) => Some(variants),
            _ => None,
        }
    }
}

/// The declaration of an encoding; evaluated at compile time only.
pub(crate) const fn encoding_of<T: Layout>() -> &'static EncodingInfo {
    match T::ENCODING {
        Some(info) => info,
        None => UNDECLARED,
    }
}

/// Stands for an encoding that is none; never listed, since every encoding is declared.
const UNDECLARED: &EncodingInfo = {
    static INFO: EncodingInfo = EncodingInfo {
        fq_name: "",
        docs: &[],
        state: State::Deprecated,
        kind: Kind::Struct(&[]),
        data_type: || DataType::Null,
        default: None,
    };
    &INFO
};

impl PartInfo {
    /// The part that the Rust type `P` makes.
    pub(crate) const fn of<P: Part>(name: &'static str, docs: &'static [&'static str]) -> Self {
        Self {
            name,
            docs,
            encoding: P::ENCODING,
            element_type: P::element_type,
            data_type: P::data_type,
            is_list: P::LIST,
            is_optional: P::OPTIONAL,
            is_nullable: P::NULLABLE,
        }
    }
}
