//! Entity paths: what data is about.
//!
//! Read in this order: [`EntityPath`] here, its parts (`part`), how they are written and read back
//! (`escape`), the two parsers (`parse_forgiving`, `parse_strict`), what was parsed lately (`recent`),
//! the order (`order`), building and relating paths (`build`, `relate`), filters (`filter`).

mod build;
mod escape;
mod filter;
mod order;
mod parse_forgiving;
mod parse_strict;
mod part;
mod recent;
mod relate;

pub use filter::{EntityPathFilter, EntityPathRule, FilterParseError, PathSubstitutions};
pub use parse_forgiving::PathWarning;
pub use parse_strict::{DataPath, PathParseError};
pub use part::EntityPathPart;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A list of parts that names an entity. No parts: the root. Cheap to clone, compare and hash.
///
/// Text becomes a path through the forgiving parser (`From`), so `"world/points"`, `"/world/points"`
/// and `"world//points/"` are the same. The canonical text begins with `/`, and in each part all
/// but letters, digits, `_`, `-` and `.` is escaped.
#[derive(Clone)]
pub struct EntityPath(Arc<Inner>);

struct Inner {
    parts: Box<[EntityPathPart]>,
    text: Box<str>,
    hash: u64,
}

impl EntityPath {
    /// The canonical text.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// The parts, unescaped.
    pub fn parts(&self) -> &[EntityPathPart] {
        &self.0.parts
    }

    /// The number of parts; 0 for the root.
    #[expect(
        clippy::len_without_is_empty,
        reason = "the path without parts is the root"
    )]
    pub fn len(&self) -> usize {
        self.0.parts.len()
    }

    /// Whether this is the path without parts, `/`.
    pub fn is_root(&self) -> bool {
        self.0.parts.is_empty()
    }

    /// The last part; none for the root.
    pub fn last(&self) -> Option<&EntityPathPart> {
        self.0.parts.last()
    }

    /// A hash of the canonical text, computed once. In memory only: it may change between releases.
    pub fn hash64(&self) -> u64 {
        self.0.hash
    }
}

impl PartialEq for EntityPath {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
            || (self.0.hash == other.0.hash && self.0.text == other.0.text)
    }
}

impl Eq for EntityPath {}

impl Hash for EntityPath {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.0.hash);
    }
}

impl PartialOrd for EntityPath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Part by part in the natural order of parts, the shorter path first.
impl Ord for EntityPath {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            return Ordering::Equal;
        }
        self.0.parts.cmp(&other.0.parts)
    }
}

impl Default for EntityPath {
    /// The root.
    fn default() -> Self {
        Self::root()
    }
}

impl fmt::Display for EntityPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for EntityPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl AsRef<str> for EntityPath {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for EntityPath {
    /// Compares the canonical text.
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for EntityPath {
    /// Compares the canonical text.
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
