//! When chunks are split, and when they are joined.

use crate::{Error, Result};

/// The sizes that a store aims at. A limit of 0 does not limit; with all three 0, chunks stay as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoreConfig {
    /// Bytes in memory of a chunk that was joined, or before it is split.
    pub max_bytes: u64,
    /// Rows of the same.
    pub max_rows: u64,
    /// Rows of the same, where the rows are not in the order of some timeline: looking up a time
    /// in such a chunk reads all of them.
    pub max_rows_if_unsorted: u64,
    /// Whether subscribers are told of changes. Callers get the events of their own calls anyway.
    pub enable_changelog: bool,
}

impl Default for StoreConfig {
    /// 384 KiB, 4096 rows, 1024 unsorted rows.
    fn default() -> Self {
        Self {
            max_bytes: 12 * 8 * 4096,
            max_rows: 4096,
            max_rows_if_unsorted: 1024,
            enable_changelog: true,
        }
    }
}

impl StoreConfig {
    /// Chunks stay as they came.
    pub const AS_THEY_COME: Self = Self {
        max_bytes: 0,
        max_rows: 0,
        max_rows_if_unsorted: 0,
        enable_changelog: true,
    };

    /// The default, changed by `RUSHES_CHUNK_MAX_BYTES`, `RUSHES_CHUNK_MAX_ROWS`,
    /// `RUSHES_CHUNK_MAX_ROWS_IF_UNSORTED` and `RUSHES_STORE_ENABLE_CHANGELOG`, or by the same with
    /// `RERUN` in front where the former are not set. Fails on a value that is no number, or
    /// neither `true` nor `false`.
    pub fn from_env() -> Result<Self> {
        Self::from_vars(|name| std::env::var(name).ok())
    }

    /// [`Self::from_env`] with variables from elsewhere.
    pub fn from_vars(get: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let mut config = Self::default();
        set(&mut config.max_bytes, "CHUNK_MAX_BYTES", &get)?;
        set(&mut config.max_rows, "CHUNK_MAX_ROWS", &get)?;
        let unsorted = &mut config.max_rows_if_unsorted;
        set(unsorted, "CHUNK_MAX_ROWS_IF_UNSORTED", &get)?;
        let changelog = &mut config.enable_changelog;
        set(changelog, "STORE_ENABLE_CHANGELOG", &get)?;
        Ok(config)
    }

    /// Whether chunks stay as they came.
    pub fn is_as_they_come(&self) -> bool {
        self.max_bytes == 0 && self.max_rows == 0 && self.max_rows_if_unsorted == 0
    }

    /// How many rows a chunk may have: fewer if it is unsorted. `u64::MAX` without a limit.
    pub fn rows_limit(&self, is_sorted: bool) -> u64 {
        let limit = if is_sorted {
            self.max_rows
        } else {
            self.max_rows_if_unsorted
        };
        if limit == 0 { u64::MAX } else { limit }
    }

    /// How many bytes a chunk may have. `u64::MAX` without a limit.
    pub fn bytes_limit(&self) -> u64 {
        if self.max_bytes == 0 {
            u64::MAX
        } else {
            self.max_bytes
        }
    }
}

fn set<T: std::str::FromStr>(
    field: &mut T,
    name: &str,
    get: &impl Fn(&str) -> Option<String>,
) -> Result<()> {
    for prefix in ["RUSHES", "RERUN"] {
        let name = format!("{prefix}_{name}");
        let Some(text) = get(&name) else {
            continue;
        };
        *field = text
            .trim()
            .parse()
            .map_err(|_malformed| Error::config(&name, &text))?;
        return Ok(());
    }
    Ok(())
}
