//! Text that lies in an Arrow buffer.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use arrow_buffer::Buffer;

/// UTF-8 text in a shared buffer: cheap to clone, and read from Arrow without a copy.
#[derive(Clone, Default)]
pub struct ArrowString(Buffer);

impl ArrowString {
    /// The text.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// `buffer` must hold UTF-8; otherwise the text reads as empty.
    pub(crate) fn from_utf8_buffer(buffer: Buffer) -> Self {
        Self(buffer)
    }

    pub(crate) fn into_buffer(self) -> Buffer {
        self.0
    }
}

impl From<String> for ArrowString {
    fn from(text: String) -> Self {
        Self(Buffer::from_vec(text.into_bytes()))
    }
}

impl From<&str> for ArrowString {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<&String> for ArrowString {
    fn from(text: &String) -> Self {
        Self::from(text.clone())
    }
}

impl From<ArrowString> for String {
    fn from(text: ArrowString) -> Self {
        text.as_str().to_owned()
    }
}

impl Deref for ArrowString {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for ArrowString {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl Borrow<str> for ArrowString {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for ArrowString {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_slice() == other.0.as_slice()
    }
}

impl Eq for ArrowString {}

impl PartialEq<str> for ArrowString {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for ArrowString {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialOrd for ArrowString {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ArrowString {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.as_slice().cmp(other.0.as_slice())
    }
}

impl Hash for ArrowString {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for ArrowString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for ArrowString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.as_str(), f)
    }
}
