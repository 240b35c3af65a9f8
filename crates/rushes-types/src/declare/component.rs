//! Components: layouts with one meaning.

/// The static table of a component, and its name.
macro_rules! component_info {
    (
        $name:ident, $scope:literal, [$($doc:literal),*], $state:ident,
        $shape:expr, $default:expr, $fallback:expr
    ) => {
        impl $crate::traits::component::DeclaredComponent for $name {
            const COMPONENT: &'static $crate::reflection::ComponentInfo = {
                static INFO: $crate::reflection::ComponentInfo =
                    $crate::reflection::ComponentInfo {
                        fq_name: concat!($scope, ".", stringify!($name)),
                        docs: &[$($doc),*],
                        state: $crate::declare::declared!(state $state),
                        shape: $shape,
                        data_type: <$name as $crate::layout::Layout>::data_type,
                        default: $default,
                        type_fallback: $fallback,
                    };
                &INFO
            };
        }
    };
}

/// Declares components that have the layout of an encoding.
///
/// ```text
/// components! {
///     LIST in "rerun.components" derive(Copy);
///
///     /// How far something reaches.
///     stable Length(Float32) = 1.0;
///     /// How much light passes.
///     stable Opacity(Float32) = 1.0, fallback value(1.0);
/// }
/// ```
/// The value after `=` is the default; `fallback` is what the viewer prefers to it.
macro_rules! components {
    (
        $list:ident in $scope:literal derive $derive:tt;
        $(
            $(#[doc = $doc:literal])*
            $state:ident $name:ident($inner:ty) $(= $default:expr)?
            $(, fallback $fallback:ident($($argument:expr),+))?;
        )*
    ) => {
        pub(super) static $list: &[&$crate::reflection::ComponentInfo] = &[
            $(<$name as $crate::traits::component::DeclaredComponent>::COMPONENT),*
        ];

        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug, PartialEq)]
            #[derive $derive]
            #[repr(transparent)]
            pub struct $name(
                #[doc = "The value without its meaning."]
                pub $inner
            );

            $crate::declare::transparent_layout!(
                $name($inner),
                <$inner as $crate::layout::Layout>::ENCODING
            );

            $crate::declare::component_info! {
                $name, $scope, [$($doc),*], $state,
                $crate::reflection::Shape::Wrapper($crate::reflection::encoding_of::<$inner>()),
                $crate::declare::declared!(default <$name>::default().0 $(, $default)?),
                $crate::declare::declared!(
                    fallback $name $(, $fallback($($argument),+))?
                )
            }

            impl<T: Into<$inner>> From<T> for $name {
                #[inline]
                fn from(value: T) -> Self {
                    Self(value.into())
                }
            }

            impl std::ops::Deref for $name {
                type Target = $inner;

                #[inline]
                fn deref(&self) -> &$inner {
                    &self.0
                }
            }

            impl std::ops::DerefMut for $name {
                #[inline]
                fn deref_mut(&mut self) -> &mut $inner {
                    &mut self.0
                }
            }

            impl std::borrow::Borrow<$inner> for $name {
                #[inline]
                fn borrow(&self) -> &$inner {
                    &self.0
                }
            }

            $(
                impl Default for $name {
                    #[inline]
                    fn default() -> Self {
                        Self(<$inner>::from($default))
                    }
                }
            )?
        )*
    };
}

/// Declares components that are lists of an encoding. Their default is the empty list.
macro_rules! list_components {
    (
        $list:ident in $scope:literal;
        $(
            $(#[doc = $doc:literal])*
            $state:ident $name:ident([$item:ty]);
        )*
    ) => {
        pub(super) static $list: &[&$crate::reflection::ComponentInfo] = &[
            $(<$name as $crate::traits::component::DeclaredComponent>::COMPONENT),*
        ];

        $(
            $(#[doc = $doc])*
            #[derive(Clone, Debug, Default, PartialEq)]
            #[repr(transparent)]
            pub struct $name(
                #[doc = "The items."]
                pub Vec<$item>
            );

            impl $crate::layout::Layout for $name {
                fn data_type() -> arrow_schema::DataType {
                    $crate::layout::list::data_type::<$item>()
                }

                #[inline]
                fn filler() -> Self {
                    Self::default()
                }

                #[inline]
                fn encode(
                    values: Vec<Self>,
                ) -> $crate::SerializationResult<arrow_array::ArrayRef> {
                    let lists = values.into_iter().map(|value| value.0).collect();
                    $crate::layout::list::encode::<$item>(lists)
                }

                #[inline]
                fn decode(
                    array: &dyn arrow_array::Array,
                ) -> $crate::DeserializationResult<Vec<Self>> {
                    let lists = $crate::layout::list::decode::<$item>(array)?;
                    Ok(lists.into_iter().map(Self).collect())
                }
            }

            impl $crate::layout::Value for $name {}

            $crate::declare::into_cow!($name);

            $crate::declare::component_info! {
                $name, $scope, [$($doc),*], $state,
                $crate::reflection::Shape::List(
                    $crate::reflection::PartInfo::of::<Vec<$item>>("", &[]),
                ),
                Some(|| <$name as $crate::layout::Layout>::encode(vec![<$name>::default()])),
                None
            }

            impl<I: Into<$item>, T: IntoIterator<Item = I>> From<T> for $name {
                #[inline]
                fn from(items: T) -> Self {
                    Self(items.into_iter().map(Into::into).collect())
                }
            }

            impl std::ops::Deref for $name {
                type Target = Vec<$item>;

                #[inline]
                fn deref(&self) -> &Vec<$item> {
                    &self.0
                }
            }

            impl std::ops::DerefMut for $name {
                #[inline]
                fn deref_mut(&mut self) -> &mut Vec<$item> {
                    &mut self.0
                }
            }
        )*
    };
}

pub(crate) use {component_info, components, list_components};
