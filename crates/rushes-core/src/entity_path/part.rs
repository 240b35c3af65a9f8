//! One part of an entity path.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;

use crate::Name;

use super::{escape, order};

/// One part of an entity path: any text, kept unescaped. Should not be empty. Cheap to clone.
///
/// Ordered naturally: parts that begin with `__` last, numbers by value, letters regardless of
/// case. Debug and display show the escaped text.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct EntityPathPart(Name);

impl EntityPathPart {
    /// A part with exactly this text; slashes and backslashes in it mean themselves.
    pub fn new(unescaped: impl Into<Name>) -> Self {
        Self(unescaped.into())
    }

    /// Reads the text as one part, unescapes it, never fails. A slash in it means itself.
    pub fn parse_forgiving(text: &str) -> Self {
        Self::new(escape::unescape_forgiving(text, &mut Vec::new()))
    }

    /// The text that the part stands for.
    pub fn unescaped_str(&self) -> &str {
        self.0.as_str()
    }

    /// The text as it stands in a path.
    pub fn escaped_string(&self) -> String {
        let mut text = String::with_capacity(self.0.as_str().len());
        escape::escape_into(&mut text, self.0.as_str());
        text
    }

    /// Whether a path that begins with this part is kept for the system: it starts with `__`.
    pub fn is_reserved(&self) -> bool {
        self.0.as_str().starts_with("__")
    }
}

impl From<&str> for EntityPathPart {
    fn from(unescaped: &str) -> Self {
        Self::new(unescaped)
    }
}

impl From<String> for EntityPathPart {
    fn from(unescaped: String) -> Self {
        Self::new(unescaped)
    }
}

impl Borrow<str> for EntityPathPart {
    fn borrow(&self) -> &str {
        self.unescaped_str()
    }
}

impl PartialOrd for EntityPathPart {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntityPathPart {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        let by_reserved = self.is_reserved().cmp(&other.is_reserved());
        by_reserved.then_with(|| order::natural_cmp(self.unescaped_str(), other.unescaped_str()))
    }
}

impl fmt::Display for EntityPathPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.escaped_string())
    }
}

impl fmt::Debug for EntityPathPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.escaped_string(), f)
    }
}
