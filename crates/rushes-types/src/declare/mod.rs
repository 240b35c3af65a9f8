//! The macros that declare types. Each turns one short declaration into the Rust type, its
//! conversions and its static table for reflection; the work is done by ordinary functions
//! elsewhere, so that little code is made per type.
//!
//! Read in this order: [`encoding`], [`enumeration`], [`component`], [`archetype`].

mod archetype;
mod component;
mod encoding;
mod enumeration;

/// The parts that all declarations share.
macro_rules! declared {
    (state stable) => { $crate::reflection::State::Stable };
    (state unstable) => { $crate::reflection::State::Unstable };
    (required) => { $crate::reflection::Requiredness::Required };
    (recommended) => { $crate::reflection::Requiredness::Recommended };
    (optional) => { $crate::reflection::Requiredness::Optional };
    (editable) => { true };
    (editable fixed) => { false };
    (option) => { None };
    (option $value:expr) => { Some($value) };
    (default $make:expr) => { None };
    (default $make:expr, $default:expr) => { Some(|| $crate::layout::one($make)) };
    (fallback $type:ty) => { None };
    (fallback $type:ty, $kind:ident($($argument:expr),+)) => {
        Some($crate::declare::declared!(one $type, $kind($($argument),+)))
    };
    (one $type:ty, value($value:expr)) => {
        $crate::reflection::Fallback {
            value: Some(|| $crate::layout::one(<$type>::from($value))),
            rule: None,
        }
    };
    (one $type:ty, value($value:expr, $rule:expr)) => {
        $crate::reflection::Fallback {
            rule: Some($rule),
            ..$crate::declare::declared!(one $type, value($value))
        }
    };
    (one $type:ty, values($values:expr)) => {
        $crate::reflection::Fallback {
            value: Some(|| {
                <$type as $crate::layout::Layout>::encode(
                    $values.into_iter().map(<$type>::from).collect(),
                )
            }),
            rule: None,
        }
    };
    (one $type:ty, rule($rule:expr)) => {
        $crate::reflection::Fallback { value: None, rule: Some($rule) }
    };
}

/// A value or a reference where a conversion wants either.
macro_rules! into_cow {
    ($type:ty) => {
        impl<'a> From<$type> for std::borrow::Cow<'a, $type> {
            #[inline]
            fn from(value: $type) -> Self {
                std::borrow::Cow::Owned(value)
            }
        }

        impl<'a> From<&'a $type> for std::borrow::Cow<'a, $type> {
            #[inline]
            fn from(value: &'a $type) -> Self {
                std::borrow::Cow::Borrowed(value)
            }
        }
    };
}

/// The [`Layout`](crate::layout::Layout) of a type that is nothing but another type in a wrapper.
macro_rules! transparent_layout {
    ($type:ident($inner:ty), $info:expr) => {
        impl $crate::layout::Layout for $type {
            const ENCODING: Option<&'static $crate::reflection::EncodingInfo> = $info;
            const NULLABLE: bool = <$inner as $crate::layout::Layout>::NULLABLE;

            fn data_type() -> arrow_schema::DataType {
                <$inner as $crate::layout::Layout>::data_type()
            }

            #[inline]
            fn filler() -> Self {
                Self(<$inner as $crate::layout::Layout>::filler())
            }

            #[inline]
            fn encode(values: Vec<Self>) -> $crate::SerializationResult<arrow_array::ArrayRef> {
                let inner = values.into_iter().map(|value| value.0).collect();
                <$inner as $crate::layout::Layout>::encode(inner)
            }

            #[inline]
            fn encode_opt(
                values: Vec<Option<Self>>,
            ) -> $crate::SerializationResult<arrow_array::ArrayRef> {
                let inner = values.into_iter().map(|value| value.map(|value| value.0));
                <$inner as $crate::layout::Layout>::encode_opt(inner.collect())
            }

            #[inline]
            fn decode(array: &dyn arrow_array::Array) -> $crate::DeserializationResult<Vec<Self>> {
                let inner = <$inner as $crate::layout::Layout>::decode(array)?;
                Ok(inner.into_iter().map(Self).collect())
            }

            #[inline]
            fn decode_opt(
                array: &dyn arrow_array::Array,
            ) -> $crate::DeserializationResult<Vec<Option<Self>>> {
                let inner = <$inner as $crate::layout::Layout>::decode_opt(array)?;
                Ok(inner.into_iter().map(|value| value.map(Self)).collect())
            }
        }

        impl $crate::layout::Value for $type {}

        $crate::declare::into_cow!($type);
    };
}

pub(crate) use archetype::{
    any_archetype, archetype, argument, blueprint_archetype, columns, component, multiplicity,
    shown_by, values, with_many,
};
pub(crate) use component::{component_info, components, list_components};
pub(crate) use declared;
pub(crate) use encoding::{struct_encodings, transparent_encodings};
pub(crate) use enumeration::{enum_components, enum_encodings, enumeration};
pub(crate) use into_cow;
pub(crate) use transparent_layout;
