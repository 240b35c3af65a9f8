//! Enums: numbers that have names. Some are encodings, some are components by themselves.

/// Declares encodings that are enums; after `=` is the default variant, where there is one.
///
/// ```text
/// enum_encodings! {
///     LIST in "rerun.encodings";
///
///     /// How a table is sorted.
///     stable SortDirection: u8 {
///         /// Small to large.
///         Ascending = 1,
///         /// Large to small.
///         Descending = 2,
///     } = Ascending;
/// }
/// ```
macro_rules! enum_encodings {
    (
        $list:ident in $scope:literal;
        $(
            $(#[doc = $doc:literal])*
            $state:ident $name:ident: $repr:ident { $($variants:tt)* } $(= $default:ident)?;
        )*
    ) => {
        pub(super) static $list: &[&$crate::reflection::EncodingInfo] = &[
            $($crate::reflection::encoding_of::<$name>()),*
        ];

        $(
            $crate::declare::enumeration! {
                $(#[doc = $doc])*
                $name: $repr in $scope { $($variants)* } $(= $default)?;
                Some({
                    static INFO: $crate::reflection::EncodingInfo =
                        $crate::reflection::EncodingInfo {
                            fq_name: concat!($scope, ".", stringify!($name)),
                            docs: &[$($doc),*],
                            state: $crate::declare::declared!(state $state),
                            kind: $crate::reflection::Kind::Enum($name::VARIANTS),
                            data_type: <$name as $crate::layout::Layout>::data_type,
                            default: $crate::declare::declared!(
                                default <$name>::default() as $repr $(, $default)?
                            ),
                        };
                    &INFO
                })
            }
        )*
    };
}

/// Declares components that are enums, in the same way.
macro_rules! enum_components {
    (
        $list:ident in $scope:literal;
        $(
            $(#[doc = $doc:literal])*
            $state:ident $name:ident: $repr:ident { $($variants:tt)* } $(= $default:ident)?;
        )*
    ) => {
        pub(super) static $list: &[&$crate::reflection::ComponentInfo] = &[
            $(<$name as $crate::traits::component::DeclaredComponent>::COMPONENT),*
        ];

        $(
            $crate::declare::enumeration! {
                $(#[doc = $doc])*
                $name: $repr in $scope { $($variants)* } $(= $default)?;
                None
            }

            $crate::declare::component_info! {
                $name, $scope, [$($doc),*], $state,
                $crate::reflection::Shape::Enum($name::VARIANTS),
                $crate::declare::declared!(default <$name>::default() as $repr $(, $default)?),
                None
            }
        )*
    };
}

/// The Rust enum and its conversions, shared by encodings and components.
macro_rules! enumeration {
    (
        $(#[doc = $doc:literal])*
        $name:ident: $repr:ident in $scope:literal {
            $($(#[doc = $variant_doc:literal])* $variant:ident = $value:literal),* $(,)?
        } $(= $default:ident)?;
        $info:expr
    ) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr($repr)]
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        pub enum $name {
            $(
                $(#[doc = $variant_doc])*
                $variant = $value,
            )*
        }

        impl $name {
            const VARIANTS: &'static [$crate::reflection::EnumVariant] = &[$(
                $crate::reflection::EnumVariant {
                    name: stringify!($variant),
                    value: $value,
                    docs: &[$($variant_doc),*],
                },
            )*];
        }

        impl $crate::Enum for $name {
            type Repr = $repr;

            #[inline]
            fn variants() -> &'static [Self] {
                &[$(Self::$variant),*]
            }

            #[inline]
            fn as_integer(self) -> $repr {
                self as $repr
            }
        }

        impl std::fmt::Display for $name {
            #[inline]
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self, f)
            }
        }

        impl $crate::layout::Layout for $name {
            const ENCODING: Option<&'static $crate::reflection::EncodingInfo> = $info;

            fn data_type() -> arrow_schema::DataType {
                <$repr as $crate::layout::Layout>::data_type()
            }

            #[inline]
            fn filler() -> Self {
                const VALUES: &[$name] = &[$($name::$variant),*];
                VALUES[0]
            }

            #[inline]
            fn encode(
                values: Vec<Self>,
            ) -> $crate::SerializationResult<arrow_array::ArrayRef> {
                let numbers = values.into_iter().map(|value| value as $repr).collect();
                <$repr as $crate::layout::Layout>::encode(numbers)
            }

            #[inline]
            fn decode(
                array: &dyn arrow_array::Array,
            ) -> $crate::DeserializationResult<Vec<Self>> {
                $crate::enumeration::decode(array, concat!($scope, ".", stringify!($name)))
            }
        }

        impl $crate::layout::Value for $name {}

        $crate::declare::into_cow!($name);

        $(
            impl Default for $name {
                #[inline]
                fn default() -> Self {
                    Self::$default
                }
            }
        )?
    };
}

pub(crate) use {enum_components, enum_encodings, enumeration};
