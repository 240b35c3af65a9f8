//! Text.

use rushes_core::ComponentIdentifier;

use crate::ArrowString;
use crate::declare::{struct_encodings, transparent_encodings};

transparent_encodings! {
    TEXTS in "rerun.encodings" derive(Debug, Eq, PartialOrd, Ord, Hash);

    /// Text.
    stable Utf8(ArrowString) = "";

    /// The path of an entity, as text.
    stable EntityPath(ArrowString) = "";
}

struct_encodings! {
    PAIRS in "rerun.encodings" derive(Eq, PartialOrd, Ord, Hash);

    /// Two texts that belong together.
    stable Utf8Pair {
        /// The first.
        first: Utf8,
        /// The second.
        second: Utf8,
    } = Self { first: Utf8::default(), second: Utf8::default() };
}

macro_rules! text_conversions {
    ($($type:ident),*) => { $(
        impl $type {
            /// The text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl From<&str> for $type {
            fn from(text: &str) -> Self {
                Self(text.into())
            }
        }

        impl From<String> for $type {
            fn from(text: String) -> Self {
                Self(text.into())
            }
        }

        impl From<&String> for $type {
            fn from(text: &String) -> Self {
                Self(text.into())
            }
        }

        impl From<$type> for String {
            fn from(text: $type) -> Self {
                text.0.into()
            }
        }

        impl std::ops::Deref for $type {
            type Target = str;

            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.as_str().fmt(f)
            }
        }
    )* };
}

text_conversions!(Utf8, EntityPath);

impl From<ComponentIdentifier> for Utf8 {
    fn from(identifier: ComponentIdentifier) -> Self {
        identifier.as_str().into()
    }
}

impl<T: Into<Utf8>> From<(T, T)> for Utf8Pair {
    fn from((first, second): (T, T)) -> Self {
        Self {
            first: first.into(),
            second: second.into(),
        }
    }
}

impl From<&(&str, &str)> for Utf8Pair {
    fn from((first, second): &(&str, &str)) -> Self {
        Self {
            first: (*first).into(),
            second: (*second).into(),
        }
    }
}
