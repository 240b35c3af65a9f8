//! The version of a chunk schema, and which one a batch is written in.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use crate::schema::keys;

/// A version of the chunk schema: three numbers, and whether it precedes the release of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SchemaVersion {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
    /// Whether it is a pre-release, which sorts before the release.
    pub is_pre_release: bool,
}

impl SchemaVersion {
    /// The oldest version that can be migrated.
    pub const FIRST: Self = Self::new(0, 0, 1);

    /// The version that this crate reads without migration, and writes.
    pub const CURRENT: Self = Self::new(0, 1, 4);

    /// A release.
    pub const fn new(major: u64, minor: u64, patch: u64) -> Self {
        Self {
            major,
            minor,
            patch,
            is_pre_release: false,
        }
    }
}

impl PartialOrd for SchemaVersion {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SchemaVersion {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |version: &Self| {
            (
                version.major,
                version.minor,
                version.patch,
                !version.is_pre_release,
            )
        };
        key(self).cmp(&key(other))
    }
}

impl fmt::Display for SchemaVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let suffix = if self.is_pre_release { "-pre" } else { "" };
        write!(f, "{}.{}.{}{suffix}", self.major, self.minor, self.patch)
    }
}

/// The text is not a version like `0.1.4`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a version like {}", SchemaVersion::CURRENT)]
pub struct ParseVersionError;

impl FromStr for SchemaVersion {
    type Err = ParseVersionError;

    fn from_str(text: &str) -> Result<Self, ParseVersionError> {
        let (text, build) = text
            .split_once('+')
            .map_or((text, None), |(a, b)| (a, Some(b)));
        let (text, pre_release) = text
            .split_once('-')
            .map_or((text, None), |(a, b)| (a, Some(b)));
        let is_identifier = |text: &str| {
            text.bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-')
                && text.split('.').all(|part| !part.is_empty())
        };
        let mut numbers = text.split('.').map(parse_number);
        match (
            numbers.next(),
            numbers.next(),
            numbers.next(),
            numbers.next(),
        ) {
            (Some(Some(major)), Some(Some(minor)), Some(Some(patch)), None)
                if [build, pre_release]
                    .into_iter()
                    .flatten()
                    .all(is_identifier) =>
            {
                Ok(Self {
                    major,
                    minor,
                    patch,
                    is_pre_release: pre_release.is_some(),
                })
            }
            _ => Err(ParseVersionError),
        }
    }
}

/// A number without sign or leading zeros.
fn parse_number(text: &str) -> Option<u64> {
    let is_canonical = text == "0" || !text.starts_with(['0', '+']);
    text.parse().ok().filter(|_| is_canonical)
}

/// The version that a batch with these metadata is written in; the text if it is no version.
pub(super) fn of_metadata(metadata: &HashMap<String, String>) -> Result<SchemaVersion, &str> {
    match metadata.get(keys::VERSION) {
        Some(text) => text.parse().map_err(|ParseVersionError| text.as_str()),
        // Before the version had a key, the style of the other keys told it.
        None if metadata.keys().any(|key| key.starts_with("rerun.")) => Ok(SchemaVersion::FIRST),
        None if metadata.contains_key("rerun:version") => Ok(SchemaVersion::new(0, 0, 2)),
        None => Ok(SchemaVersion::FIRST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(entries: &[(&str, &str)]) -> Option<SchemaVersion> {
        let owned = entries
            .iter()
            .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()));
        of_metadata(&owned.collect()).ok()
    }

    #[test]
    fn the_keys_tell_the_version() {
        let v = SchemaVersion::new;
        assert_eq!(
            of(&[("sorbet:version", "0.1.2"), ("rerun.id", "x")]),
            Some(v(0, 1, 2))
        );
        assert_eq!(
            of(&[("rerun.id", "x"), ("rerun:version", "1")]),
            Some(v(0, 0, 1))
        );
        assert_eq!(
            of(&[("rerun:id", "x"), ("rerun:version", "1")]),
            Some(v(0, 0, 2))
        );
        assert_eq!(of(&[("rerun:id", "x")]), Some(v(0, 0, 1)));
        assert_eq!(of(&[]), Some(v(0, 0, 1)));
        for bad in [
            "", "1", "0.1", "0.1.4.0", "a.b.c", "0.1.x", "0.1.+4", "0.1.04", "0.1.4-", "-0.1.4",
        ] {
            assert_eq!(of(&[("sorbet:version", bad)]), None, "{bad}");
        }
    }

    #[test]
    fn a_pre_release_comes_before_its_release() {
        let parse = |text: &str| text.parse::<SchemaVersion>().unwrap();
        assert_eq!(parse("0.1.4"), SchemaVersion::CURRENT);
        assert_eq!(parse("0.1.4+build.1"), SchemaVersion::CURRENT);
        assert!(parse("0.1.4-alpha.1+dev") < SchemaVersion::CURRENT);
        assert!(parse("0.1.4-alpha.1") > parse("0.1.3"));
        assert!(parse("0.1.10") > parse("0.1.9"));
        assert_eq!(SchemaVersion::CURRENT.to_string(), keys::CURRENT_VERSION);
    }
}
