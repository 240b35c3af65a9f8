//! The normal parser: never fails, mends what is odd.

use std::fmt;

use super::{EntityPath, EntityPathPart, escape};

/// Something in the text of a path that was mended, and that its author should write otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PathWarning {
    /// A backslash before a character that takes none; the backslash was dropped.
    UnknownEscape(char),
    /// White space without a backslash; it was taken as it is.
    UnescapedWhitespace(char),
}

impl fmt::Display for PathWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownEscape(c) => write!(f, "unknown escape: backslash before {c:?}"),
            Self::UnescapedWhitespace(c) => write!(f, "{c:?} without a backslash before it"),
        }
    }
}

impl EntityPath {
    /// Parses any text; leading, trailing and repeated slashes vanish. What was mended beyond that
    /// is not told; see [`Self::parse_forgiving_with_warnings`].
    pub fn parse_forgiving(text: &str) -> Self {
        Self::parse_forgiving_with_warnings(text).0
    }

    /// Parses any text, and tells what was mended.
    pub fn parse_forgiving_with_warnings(text: &str) -> (Self, Vec<PathWarning>) {
        let mut warnings = Vec::new();
        let parts = escape::split_parts(text)
            .filter(|part| !part.is_empty())
            .map(|part| EntityPathPart::new(escape::unescape_forgiving(part, &mut warnings)))
            .collect();
        (Self::new(parts), warnings)
    }
}
