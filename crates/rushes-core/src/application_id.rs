//! The name of the program that a recording comes from.

use std::fmt;

use crate::Name;

/// Names the program that made a recording, and owns the blueprint for its recordings.
///
/// 1 to 180 bytes of `A-Z a-z 0-9 _ - [ ] :` and space. Other text is rewritten on the way in:
/// each other character becomes `-`, and four hex digits of a hash of the original are appended.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ApplicationId(Name);

/// An application id must not be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an application id must not be empty; name the program")]
pub struct InvalidApplicationIdError;

const MAX_BYTES: usize = 180;

/// So many characters of a rewritten id are kept; the hash makes up the rest.
const KEPT_CHARS: usize = 176;

impl ApplicationId {
    /// Normalises `id`; only the empty string is an error.
    pub fn try_new(id: impl Into<String>) -> Result<Self, InvalidApplicationIdError> {
        let id = id.into();
        if id.is_empty() {
            return Err(InvalidApplicationIdError);
        }
        Ok(Self(normalized(id).into()))
    }

    /// `app_` and 32 random hex digits.
    pub fn random() -> Self {
        Self(format!("app_{}", crate::random::uuid_hex()).into())
    }

    /// `unknown_app_id`: what a recording gets when nobody named the program.
    pub const fn unknown() -> Self {
        Self(Name::from_static("unknown_app_id"))
    }

    /// The normalised text.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

fn is_allowed(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '[' | ']' | ':' | ' ')
}

fn normalized(id: String) -> String {
    if id.len() <= MAX_BYTES && id.chars().all(is_allowed) {
        return id;
    }
    let hash = xxhash_rust::xxh64::xxh64(id.as_bytes(), 0) & 0xFFFF;
    let kept = id.chars().take(KEPT_CHARS);
    let mut text: String = kept.map(|c| if is_allowed(c) { c } else { '-' }).collect();
    text.push_str(&format!("{hash:04x}"));
    text
}

impl From<&'static str> for ApplicationId {
    /// Normalises `id`.
    ///
    /// # Panics
    /// If `id` is empty: a mistake in the program's text. [`Self::try_new`] takes any text.
    #[expect(
        clippy::panic,
        reason = "a literal in the caller's source, never input"
    )]
    fn from(id: &'static str) -> Self {
        match Self::try_new(id) {
            Ok(id) => id,
            Err(error) => panic!("{error}"),
        }
    }
}

impl TryFrom<String> for ApplicationId {
    type Error = InvalidApplicationIdError;

    fn try_from(id: String) -> Result<Self, InvalidApplicationIdError> {
        Self::try_new(id)
    }
}

impl AsRef<str> for ApplicationId {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for ApplicationId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for ApplicationId {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl fmt::Display for ApplicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for ApplicationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}
