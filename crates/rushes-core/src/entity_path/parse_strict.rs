//! The strict parser, for paths that stand next to other syntax.

use std::fmt;
use std::str::FromStr;

use super::escape::{self, Escape};
use super::{EntityPath, EntityPathPart};
use crate::ComponentIdentifier;

/// Why the text is not a path, or not a data path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PathParseError {
    /// The text is empty.
    #[error("expected a path, found nothing")]
    ExpectedPath,
    /// Nothing stands before the `[` or `:`.
    #[error("no entity path before the instance or component")]
    NoEntityPath,
    /// `a//b`
    #[error("double slash: a path must not have empty parts")]
    DoubleSlash,
    /// `a/b/`
    #[error("trailing slash: a path must not end with one")]
    TrailingSlash,
    /// A character that must have a backslash before it.
    #[error("{0:?} must have a backslash before it")]
    MissingEscape(char),
    /// A backslash before a character that takes none.
    #[error("unknown escape sequence: backslash before {0:?}")]
    UnknownEscape(char),
    /// A backslash at the end of a part.
    #[error("trailing backslash: it must be followed by the character that it escapes")]
    TrailingBackslash,
    /// `\u` without 1 to 6 hex digits in braces that name a Unicode scalar value.
    #[error("invalid unicode escape: expected \\u{{…}} with 1 to 6 hex digits, found \\u{0}")]
    InvalidUnicodeEscape(String),
    /// Brackets that hold something else than `#` and a number, or something after them.
    #[error("bad instance: expected [#number], found {0:?}")]
    BadInstance(String),
    /// A colon at the end.
    #[error("trailing colon: it must be followed by a component")]
    TrailingColon,
    /// An instance where only an entity path may stand.
    #[error("unexpected instance [#{0}]: only an entity path may stand here")]
    UnexpectedInstance(u64),
    /// A component where only an entity path may stand.
    #[error("unexpected component {0:?}: only an entity path may stand here")]
    UnexpectedComponent(ComponentIdentifier),
}

/// An entity path, and optionally one instance and one component of it: `/points[#3]:Points3D:colors`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DataPath {
    /// The entity.
    pub entity_path: EntityPath,
    /// The index within the batch.
    pub instance: Option<u64>,
    /// The component.
    pub component: Option<ComponentIdentifier>,
}

impl DataPath {
    /// Parses strictly: everything special must be escaped.
    pub fn parse(text: &str) -> Result<Self, PathParseError> {
        if text.is_empty() {
            return Err(PathParseError::ExpectedPath);
        }
        let path_end = find_unescaped(text, |c| matches!(c, '[' | ':')).unwrap_or(text.len());
        let (path, rest) = text.split_at(path_end);
        let (instance, rest) = match rest.strip_prefix('[') {
            Some(_) => {
                let end = find_unescaped(rest, |c| c == ':').unwrap_or(rest.len());
                let (instance, rest) = rest.split_at(end);
                (Some(parse_instance(instance)?), rest)
            }
            None => (None, rest),
        };
        let component = rest.strip_prefix(':').map(parse_component).transpose()?;
        if path.is_empty() {
            return Err(PathParseError::NoEntityPath);
        }
        Ok(Self {
            entity_path: parse_entity_path(path)?,
            instance,
            component,
        })
    }
}

impl EntityPath {
    /// Parses strictly: everything special must be escaped, and no instance or component may follow.
    pub fn parse_strict(text: &str) -> Result<Self, PathParseError> {
        let DataPath {
            entity_path,
            instance,
            component,
        } = DataPath::parse(text)?;
        if let Some(instance) = instance {
            return Err(PathParseError::UnexpectedInstance(instance));
        }
        if let Some(component) = component {
            return Err(PathParseError::UnexpectedComponent(component));
        }
        Ok(entity_path)
    }
}

/// The first wanted character that has no backslash right before it.
fn find_unescaped(text: &str, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut previous = ' ';
    text.find(move |c| {
        let found = wanted(c) && previous != '\\';
        previous = c;
        found
    })
}

fn parse_instance(text: &str) -> Result<u64, PathParseError> {
    let digits = text
        .strip_prefix("[#")
        .and_then(|text| text.strip_suffix(']'));
    digits
        // The number parser alone would accept a sign.
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or_else(|| PathParseError::BadInstance(crate::ParseIdError::excerpt(text)))
}

fn parse_component(text: &str) -> Result<ComponentIdentifier, PathParseError> {
    if text.is_empty() || text.ends_with(':') {
        return Err(PathParseError::TrailingColon);
    }
    Ok(text.into())
}

fn parse_entity_path(text: &str) -> Result<EntityPath, PathParseError> {
    if text == "/" {
        return Ok(EntityPath::root());
    }
    let mut parts: Vec<&str> =
        escape::split_parts(text.strip_prefix('/').unwrap_or(text)).collect();
    if parts.pop_if(|last| last.is_empty()).is_some() && !parts.iter().any(|part| part.is_empty()) {
        return Err(PathParseError::TrailingSlash);
    }
    if parts.iter().any(|part| part.is_empty()) {
        return Err(PathParseError::DoubleSlash);
    }
    parts
        .into_iter()
        .map(|part| unescape_strict(part).map(EntityPathPart::new))
        .collect()
}

fn unescape_strict(text: &str) -> Result<String, PathParseError> {
    let mut part = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            part.push(match escape::take_escape(&mut chars) {
                Escape::Char(c) => c,
                Escape::Unknown(c) => return Err(PathParseError::UnknownEscape(c)),
                Escape::AtEnd => return Err(PathParseError::TrailingBackslash),
                Escape::BadUnicode(text) => {
                    return Err(PathParseError::InvalidUnicodeEscape(text.to_owned()));
                }
            });
        } else if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') {
            part.push(c);
        } else {
            return Err(PathParseError::MissingEscape(c));
        }
    }
    Ok(part)
}

impl FromStr for DataPath {
    type Err = PathParseError;

    fn from_str(text: &str) -> Result<Self, PathParseError> {
        Self::parse(text)
    }
}

impl From<EntityPath> for DataPath {
    fn from(entity_path: EntityPath) -> Self {
        Self {
            entity_path,
            instance: None,
            component: None,
        }
    }
}

impl fmt::Display for DataPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.entity_path)?;
        if let Some(instance) = self.instance {
            write!(f, "[#{instance}]")?;
        }
        if let Some(component) = &self.component {
            write!(f, ":{component}")?;
        }
        Ok(())
    }
}
