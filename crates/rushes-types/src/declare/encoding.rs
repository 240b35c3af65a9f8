//! Encodings: data layouts under a name.

/// Declares encodings that are a number, text, list or array under a name.
///
/// ```text
/// transparent_encodings! {
///     LIST in "rerun.encodings" derive(Copy, PartialOrd);
///
///     /// Two 32-bit floats.
///     stable Vec2D([f32; 2]) = [0.0; 2];
/// }
/// ```
/// The value after `=` is the default, where there is one.
macro_rules! transparent_encodings {
    (
        $list:ident in $scope:literal derive $derive:tt;
        $(
            $(#[doc = $doc:literal])*
            $state:ident $name:ident($inner:ty) $(= $default:expr)?;
        )*
    ) => {
        pub(super) static $list: &[&$crate::reflection::EncodingInfo] = &[
            $($crate::reflection::encoding_of::<$name>()),*
        ];

        $(
            $(#[doc = $doc])*
            #[derive(Clone, PartialEq)]
            #[derive $derive]
            #[repr(transparent)]
            pub struct $name(
                #[doc = "The bare value."]
                pub $inner
            );

            $crate::declare::transparent_layout!($name($inner), {
                static INFO: $crate::reflection::EncodingInfo = $crate::reflection::EncodingInfo {
                    fq_name: concat!($scope, ".", stringify!($name)),
                    docs: &[$($doc),*],
                    state: $crate::declare::declared!(state $state),
                    kind: $crate::reflection::Kind::Transparent(
                        $crate::reflection::PartInfo::of::<$inner>("", &[]),
                    ),
                    data_type: <$name as $crate::layout::Layout>::data_type,
                    default: $crate::declare::declared!(
                        default <$name>::default().0 $(, $default)?
                    ),
                };
                Some(&INFO)
            });

            $(
                impl Default for $name {
                    #[inline]
                    fn default() -> Self {
                        Self($default.into())
                    }
                }
            )?

            impl From<$inner> for $name {
                #[inline]
                fn from(value: $inner) -> Self {
                    Self(value)
                }
            }

            impl From<$name> for $inner {
                #[inline]
                fn from(value: $name) -> Self {
                    value.0
                }
            }
        )*
    };
}

/// Declares encodings that are structs.
///
/// ```text
/// struct_encodings! {
///     LIST in "rerun.encodings" derive(Copy);
///
///     /// An edge of a skeleton.
///     stable KeypointPair {
///         /// Where it starts.
///         keypoint0: KeypointId,
///         /// Where it ends.
///         keypoint1: KeypointId,
///     } = Self { keypoint0: KeypointId(0), keypoint1: KeypointId(0) };
/// }
/// ```
/// A field is a value, an `Option`, a `Vec` or an `Option<Vec>` of one.
macro_rules! struct_encodings {
    (
        $list:ident in $scope:literal derive $derive:tt;
        $(
            $(#[doc = $doc:literal])*
            $state:ident $name:ident {
                $(
                    $(#[doc = $field_doc:literal])*
                    $field:ident: $type:ty
                ),* $(,)?
            } $(= $default:expr)?;
        )*
    ) => {
        pub(super) static $list: &[&$crate::reflection::EncodingInfo] = &[
            $($crate::reflection::encoding_of::<$name>()),*
        ];

        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug, PartialEq)]
            #[derive $derive]
            pub struct $name {
                $(
                    $(#[doc = $field_doc])*
                    pub $field: $type,
                )*
            }

            impl $crate::layout::Layout for $name {
                const ENCODING: Option<&'static $crate::reflection::EncodingInfo> = {
                    static INFO: $crate::reflection::EncodingInfo =
                        $crate::reflection::EncodingInfo {
                            fq_name: concat!($scope, ".", stringify!($name)),
                            docs: &[$($doc),*],
                            state: $crate::declare::declared!(state $state),
                            kind: $crate::reflection::Kind::Struct(&[$(
                                $crate::reflection::PartInfo::of::<$type>(
                                    stringify!($field),
                                    &[$($field_doc),*],
                                ),
                            )*]),
                            data_type: <$name as $crate::layout::Layout>::data_type,
                            default: $crate::declare::declared!(
                                default <$name>::default() $(, $default)?
                            ),
                        };
                    Some(&INFO)
                };

                fn data_type() -> arrow_schema::DataType {
                    static TYPE: std::sync::LazyLock<arrow_schema::DataType> =
                        std::sync::LazyLock::new(|| {
                            let fields = vec![
                                $($crate::layout::field_of::<$type>(stringify!($field))),*
                            ];
                            arrow_schema::DataType::Struct(fields.into())
                        });
                    TYPE.clone()
                }

                #[inline]
                fn filler() -> Self {
                    Self { $($field: <$type as $crate::layout::Part>::filler()),* }
                }

                #[inline]
                fn encode(
                    values: Vec<Self>,
                ) -> $crate::SerializationResult<arrow_array::ArrayRef> {
                    $(let mut $field = Vec::with_capacity(values.len());)*
                    for value in values {
                        $($field.push(value.$field);)*
                    }
                    let columns = vec![$(<$type as $crate::layout::Part>::encode($field)?),*];
                    $crate::layout::record::assemble(Self::data_type(), columns)
                }

                #[inline]
                fn decode(
                    array: &dyn arrow_array::Array,
                ) -> $crate::DeserializationResult<Vec<Self>> {
                    let column = $crate::layout::record::disassemble(array, Self::data_type)?;
                    $(
                        let mut $field =
                            <$type as $crate::layout::Part>::decode(column(stringify!($field))?)
                                .map_err(|error| error.within(stringify!($field)))?
                                .into_iter();
                    )*
                    let next = move || Some(Self { $($field: $field.next()?),* });
                    Ok(std::iter::from_fn(next).collect())
                }
            }

            impl $crate::layout::Value for $name {}

            $crate::declare::into_cow!($name);

            $(
                impl Default for $name {
                    #[inline]
                    fn default() -> Self {
                        $default
                    }
                }
            )?
        )*
    };
}

pub(crate) use {struct_encodings, transparent_encodings};
