//! Macros for components of one's own: from one conversion follows the other.

/// Lets the conversions take values and references of a type.
#[macro_export]
macro_rules! impl_into_cow {
    ($type:ty) => {
        impl<'a> ::std::convert::From<$type> for ::std::borrow::Cow<'a, $type> {
            fn from(value: $type) -> Self {
                ::std::borrow::Cow::Owned(value)
            }
        }

        impl<'a> ::std::convert::From<&'a $type> for ::std::borrow::Cow<'a, $type> {
            fn from(value: &'a $type) -> Self {
                ::std::borrow::Cow::Borrowed(value)
            }
        }
    };
}

/// Implements [`ToArrow`](crate::ToArrow) by [`ToArrowOpt`](crate::ToArrowOpt).
#[macro_export]
macro_rules! impl_to_arrow_via_to_arrow_opt {
    ($type:ty) => {
        impl $crate::ToArrow for $type {
            fn to_arrow<'a>(
                data: impl ::std::iter::IntoIterator<
                    Item = impl ::std::convert::Into<::std::borrow::Cow<'a, Self>>,
                >,
            ) -> $crate::SerializationResult<$crate::ArrayRef>
            where
                Self: 'a,
            {
                let data = data.into_iter().map(::std::option::Option::Some);
                <Self as $crate::ToArrowOpt>::to_arrow_opt(data)
            }
        }
    };
}

/// Implements [`FromArrow`](crate::FromArrow) by [`FromArrowOpt`](crate::FromArrowOpt).
#[macro_export]
macro_rules! impl_from_arrow_via_from_arrow_opt {
    ($type:ty) => {
        impl $crate::FromArrow for $type {
            fn from_arrow(
                array: &dyn $crate::Array,
            ) -> $crate::DeserializationResult<::std::vec::Vec<Self>> {
                $crate::from_arrow_via_from_arrow_opt(array)
            }
        }
    };
}

/// Implements [`FromArrowOpt`](crate::FromArrowOpt) by [`FromArrow`](crate::FromArrow).
#[macro_export]
macro_rules! impl_from_arrow_opt_via_from_arrow {
    ($type:ty) => {
        impl $crate::FromArrowOpt for $type {
            fn from_arrow_opt(
                array: &dyn $crate::Array,
            ) -> $crate::DeserializationResult<::std::vec::Vec<::std::option::Option<Self>>> {
                $crate::from_arrow_opt_via_from_arrow::<Self>(array)
            }
        }
    };
}
