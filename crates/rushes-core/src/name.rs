//! The cheap string under every name, and the macro that makes a name type of it.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A name must have at least one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a {what} must not be empty; give it at least one character")]
pub struct EmptyNameError {
    /// What kind of name was empty, e.g. `timeline name`.
    pub what: &'static str,
}

/// An immutable string that is cheap to clone: static text, or shared text.
///
/// Equality, order and hash are those of the text, so it can be looked up by `&str`.
#[derive(Clone)]
pub struct Name(Text);

#[derive(Clone)]
enum Text {
    Static(&'static str),
    Shared(Arc<str>),
}

impl Name {
    /// A name that borrows static text. Costs nothing, also when cloned.
    pub const fn from_static(text: &'static str) -> Self {
        Self(Text::Static(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        match &self.0 {
            Text::Static(text) => text,
            Text::Shared(text) => text,
        }
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(Text::Shared(text.into()))
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self(Text::Shared(text.into()))
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        let (a, b) = (self.as_str(), other.as_str());
        // Names are mostly clones of one another: same address, no need to read the text.
        std::ptr::eq(a, b) || a == b
    }
}

impl Eq for Name {}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Name {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}

/// Declares a newtype of [`Name`]: what it is called in errors, and the prefixes that its short
/// form goes without (the first that fits is removed).
macro_rules! name_type {
    ($(#[$doc:meta])* $type:ident, $what:literal, prefixes: [$($prefix:literal),*]) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type($crate::Name);

        impl $type {
            /// Borrows static text, which should not be empty. Costs nothing, also when cloned.
            pub const fn from_static(name: &'static str) -> Self {
                Self($crate::Name::from_static(name))
            }

            /// Checks that the name is not empty.
            pub fn try_new(name: impl Into<String>) -> Result<Self, $crate::EmptyNameError> {
                let name = name.into();
                if name.is_empty() {
                    return Err($crate::EmptyNameError { what: $what });
                }
                Ok(Self(name.into()))
            }

            /// The whole name.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }

            /// The whole name, as opposed to [`Self::short_name`].
            pub fn full_name(&self) -> &str {
                self.as_str()
            }

            /// The name without the prefix of the built-in names, where it has one.
            pub fn short_name(&self) -> &str {
                $(
                    if let Some(short) = self.as_str().strip_prefix($prefix) {
                        return short;
                    }
                )*
                self.as_str()
            }
        }

        /// Takes the text as it is, also when empty; [`Self::try_new`] checks.
        impl From<&str> for $type {
            fn from(name: &str) -> Self {
                Self(name.into())
            }
        }

        /// Takes the text as it is, also when empty; [`Self::try_new`] checks.
        impl From<String> for $type {
            fn from(name: String) -> Self {
                Self(name.into())
            }
        }

        impl From<&Self> for $type {
            fn from(name: &Self) -> Self {
                name.clone()
            }
        }

        impl From<$type> for String {
            fn from(name: $type) -> Self {
                name.as_str().to_owned()
            }
        }

        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                self.as_str()
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $type {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $type {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Debug::fmt(self.as_str(), f)
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self.as_str(), f)
            }
        }
    };
}

pub(crate) use name_type;
