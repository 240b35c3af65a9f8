//! Making paths: of parts, of other paths, of file names.

use std::ops::Div;
use std::path::{Component, Path};
use std::sync::{Arc, OnceLock};

use super::{EntityPath, EntityPathPart, Inner, escape, recent};
use crate::EmptyNameError;

/// Builds a path of displayable parts, taken unescaped: `entity_path!("robots", 7, "a/b")` is
/// `/robots/7/a\/b`. Empty parts are left out.
#[macro_export]
macro_rules! entity_path {
    () => {
        $crate::EntityPath::root()
    };
    ($($part:expr),+ $(,)?) => {
        $crate::EntityPath::new($crate::entity_path_vec![$($part),+])
    };
}

/// The parts of a path, taken unescaped, for [`EntityPath::new`].
#[macro_export]
macro_rules! entity_path_vec {
    ($($part:expr),* $(,)?) => {
        ::std::vec![
            $($crate::EntityPathPart::new(::std::string::ToString::to_string(&$part))),*
        ] as ::std::vec::Vec<$crate::EntityPathPart>
    };
}

impl EntityPath {
    /// The path without parts, `/`.
    pub fn root() -> Self {
        static ROOT: OnceLock<EntityPath> = OnceLock::new();
        ROOT.get_or_init(|| Self::of_parts(Vec::new())).clone()
    }

    /// Joins the parts. Empty ones are left out, since no text could stand for them;
    /// [`Self::try_from_parts`] refuses them.
    pub fn new(mut parts: Vec<EntityPathPart>) -> Self {
        parts.retain(|part| !part.unescaped_str().is_empty());
        if parts.is_empty() {
            Self::root()
        } else {
            Self::of_parts(parts)
        }
    }

    /// Joins the parts, none of which may be empty.
    pub fn try_from_parts(
        parts: impl IntoIterator<Item = impl Into<EntityPathPart>>,
    ) -> Result<Self, EmptyNameError> {
        let parts: Vec<EntityPathPart> = parts.into_iter().map(Into::into).collect();
        if parts.iter().any(|part| part.unescaped_str().is_empty()) {
            return Err(EmptyNameError {
                what: "part of an entity path",
            });
        }
        Ok(Self::new(parts))
    }

    fn of_parts(parts: Vec<EntityPathPart>) -> Self {
        let bytes: usize = parts
            .iter()
            .map(|part| part.unescaped_str().len() + 1)
            .sum();
        let mut text = String::with_capacity(bytes.max(1));
        for part in &parts {
            text.push('/');
            escape::escape_into(&mut text, part.unescaped_str());
        }
        if text.is_empty() {
            text.push('/');
        }
        let hash = xxhash_rust::xxh64::xxh64(text.as_bytes(), 0);
        Self(Arc::new(Inner {
            parts: parts.into(),
            text: text.into(),
            hash,
        }))
    }

    /// One part for each component of a file path: without root and drive, `.` and `..` resolved,
    /// text that is not Unicode made so. `foo/../bar/x.txt` becomes `/bar/x.txt`.
    pub fn from_file_path(path: impl AsRef<Path>) -> Self {
        let mut parts = Vec::new();
        for component in path.as_ref().components() {
            match component {
                Component::Prefix(_) | Component::RootDir | Component::CurDir => {}
                Component::ParentDir => {
                    parts.pop();
                }
                Component::Normal(name) => {
                    parts.push(EntityPathPart::new(name.to_string_lossy().into_owned()));
                }
            }
        }
        Self::new(parts)
    }

    /// This path, followed by the parts of the other.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        if self.is_root() {
            return other.clone();
        }
        if other.is_root() {
            return self.clone();
        }
        Self::of_parts([self.parts(), other.parts()].concat())
    }

    /// This path without its last part; none for the root.
    pub fn parent(&self) -> Option<Self> {
        let (_, parts) = self.parts().split_last()?;
        Some(Self::new(parts.to_vec()))
    }
}

impl From<&str> for EntityPath {
    /// Parses forgivingly; warnings are dropped.
    fn from(text: &str) -> Self {
        recent::path_of(text)
    }
}

impl From<String> for EntityPath {
    /// Parses forgivingly; warnings are dropped.
    fn from(text: String) -> Self {
        recent::path_of(&text)
    }
}

impl From<&String> for EntityPath {
    /// Parses forgivingly; warnings are dropped.
    fn from(text: &String) -> Self {
        recent::path_of(text)
    }
}

impl From<&Self> for EntityPath {
    fn from(path: &Self) -> Self {
        path.clone()
    }
}

impl From<Vec<EntityPathPart>> for EntityPath {
    /// Empty parts are left out.
    fn from(parts: Vec<EntityPathPart>) -> Self {
        Self::new(parts)
    }
}

impl From<&[EntityPathPart]> for EntityPath {
    /// Empty parts are left out.
    fn from(parts: &[EntityPathPart]) -> Self {
        Self::new(parts.to_vec())
    }
}

impl FromIterator<EntityPathPart> for EntityPath {
    /// Empty parts are left out.
    fn from_iter<I: IntoIterator<Item = EntityPathPart>>(parts: I) -> Self {
        Self::new(parts.into_iter().collect())
    }
}

/// Declares `path / other` for owned and borrowed paths; `other` becomes a path by `$convert`.
macro_rules! div {
    ($($other:ty => $convert:expr),+ $(,)?) => {$(
        impl Div<$other> for EntityPath {
            type Output = EntityPath;

            fn div(self, other: $other) -> EntityPath {
                self.join(&$convert(other))
            }
        }

        impl Div<$other> for &EntityPath {
            type Output = EntityPath;

            fn div(self, other: $other) -> EntityPath {
                self.join(&$convert(other))
            }
        }
    )+};
}

div! {
    EntityPath => |path: EntityPath| path,
    &EntityPath => EntityPath::clone,
    EntityPathPart => |part| EntityPath::new(vec![part]),
    &EntityPathPart => |part: &EntityPathPart| EntityPath::new(vec![part.clone()]),
    // Static text only, as a reminder that the text is parsed.
    &'static str => EntityPath::parse_forgiving,
}
