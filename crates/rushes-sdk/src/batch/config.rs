//! When rows become chunks.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use rushes_chunk::Chunk;

use super::PendingRow;
use crate::env;

/// When the rows that wait become chunks, and how many bytes may wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkBatcherConfig {
    /// Rows wait at most this long. [`Duration::MAX`]: until something else sends them off.
    pub flush_tick: Duration,

    /// The rows of an entity are sent off once they hold so many bytes.
    pub flush_num_bytes: u64,

    /// The rows of an entity are sent off once they are so many.
    pub flush_num_rows: u64,

    /// A chunk whose times are not in order has at most so many rows.
    pub chunk_max_rows_if_unsorted: u64,

    /// Bytes that may wait in the stream: half of them as rows, half as chunks. When they are
    /// used up, logging blocks. Fixed when the stream is created.
    pub max_bytes_in_flight: u64,
}

/// A setting cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ChunkBatcherError {
    /// The environment has a setting that cannot be understood. Correct it, or remove it.
    #[error("the environment variable {name} is {value:?}; expected {expected}")]
    ParseConfig {
        /// The variable.
        name: String,
        /// What it is set to.
        value: String,
        /// What would be understood.
        expected: &'static str,
    },
}

/// The result of reading settings.
pub type ChunkBatcherResult<T> = Result<T, ChunkBatcherError>;

impl Default for ChunkBatcherConfig {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl ChunkBatcherConfig {
    /// For files and memory: large chunks, a fifth of a second of delay.
    pub const DEFAULT: Self = Self {
        flush_tick: Duration::from_millis(200),
        flush_num_bytes: 2 << 20,
        flush_num_rows: u64::MAX,
        chunk_max_rows_if_unsorted: 8192,
        max_bytes_in_flight: 100 << 20,
    };

    /// For live connections: data is on its way within 8 ms.
    pub const LOW_LATENCY: Self = Self {
        flush_tick: Duration::from_millis(8),
        ..Self::DEFAULT
    };

    /// Every row is a chunk. Slow, and makes large recordings.
    pub const ALWAYS_TEST_ONLY: Self = Self {
        flush_tick: Duration::MAX,
        flush_num_bytes: 0,
        flush_num_rows: 0,
        chunk_max_rows_if_unsorted: 256,
        ..Self::DEFAULT
    };

    /// Rows wait until they are flushed.
    pub const NEVER: Self = Self {
        flush_tick: Duration::MAX,
        flush_num_bytes: u64::MAX,
        flush_num_rows: u64::MAX,
        chunk_max_rows_if_unsorted: 256,
        ..Self::DEFAULT
    };

    /// Overrides [`Self::flush_tick`], in seconds. `RERUN_FLUSH_TICK_SECS` is the fallback.
    pub const ENV_FLUSH_TICK: &str = "RUSHES_FLUSH_TICK_SECS";

    /// Overrides [`Self::flush_num_bytes`]: a number, or one with a unit, such as `10MB`.
    /// `RERUN_FLUSH_NUM_BYTES` is the fallback.
    pub const ENV_FLUSH_NUM_BYTES: &str = "RUSHES_FLUSH_NUM_BYTES";

    /// Overrides [`Self::flush_num_rows`]. `RERUN_FLUSH_NUM_ROWS` is the fallback.
    pub const ENV_FLUSH_NUM_ROWS: &str = "RUSHES_FLUSH_NUM_ROWS";

    /// Overrides [`Self::chunk_max_rows_if_unsorted`]. `RERUN_CHUNK_MAX_ROWS_IF_UNSORTED` and the
    /// older `RERUN_MAX_CHUNK_ROWS_IF_UNSORTED` are the fallbacks.
    pub const ENV_CHUNK_MAX_ROWS_IF_UNSORTED: &str = "RUSHES_CHUNK_MAX_ROWS_IF_UNSORTED";

    /// The defaults as the environment changes them.
    ///
    /// # Errors
    /// If a variable cannot be understood.
    pub fn from_env() -> ChunkBatcherResult<Self> {
        Self::DEFAULT.apply_env()
    }

    /// These settings as the environment changes them.
    ///
    /// # Errors
    /// If a variable cannot be understood.
    pub fn apply_env(&self) -> ChunkBatcherResult<Self> {
        self.apply(&env::var)
    }

    fn apply(&self, var: &dyn Fn(&str) -> Option<String>) -> ChunkBatcherResult<Self> {
        let mut config = self.clone();
        let tick = [Self::ENV_FLUSH_TICK, "RERUN_FLUSH_TICK_SECS"];
        if let Some(tick) = read(var, &tick, "a number of seconds, such as 0.2", parse_secs)? {
            config.flush_tick = tick;
        }
        let bytes = [Self::ENV_FLUSH_NUM_BYTES, "RERUN_FLUSH_NUM_BYTES"];
        let expected = "a number of bytes, such as 1000000, 10MB or 8MiB";
        if let Some(bytes) = read(var, &bytes, expected, parse_bytes)? {
            config.flush_num_bytes = bytes;
        }
        let rows = [Self::ENV_FLUSH_NUM_ROWS, "RERUN_FLUSH_NUM_ROWS"];
        if let Some(rows) = read(var, &rows, "a number of rows", parse_count)? {
            config.flush_num_rows = rows;
        }
        let unsorted = [
            Self::ENV_CHUNK_MAX_ROWS_IF_UNSORTED,
            "RERUN_MAX_CHUNK_ROWS_IF_UNSORTED",
            "RERUN_CHUNK_MAX_ROWS_IF_UNSORTED",
        ];
        if let Some(rows) = read(var, &unsorted, "a number of rows", parse_count)? {
            config.chunk_max_rows_if_unsorted = rows;
        }
        Ok(config)
    }

    /// The larger of each setting: what suits both.
    pub(crate) fn max(self, other: &Self) -> Self {
        Self {
            flush_tick: self.flush_tick.max(other.flush_tick),
            flush_num_bytes: self.flush_num_bytes.max(other.flush_num_bytes),
            flush_num_rows: self.flush_num_rows.max(other.flush_num_rows),
            chunk_max_rows_if_unsorted: self
                .chunk_max_rows_if_unsorted
                .max(other.chunk_max_rows_if_unsorted),
            max_bytes_in_flight: self.max_bytes_in_flight.max(other.max_bytes_in_flight),
        }
    }
}

/// The first variable that is set, understood.
fn read<T>(
    var: &dyn Fn(&str) -> Option<String>,
    names: &[&str],
    expected: &'static str,
    parse: impl Fn(&str) -> Option<T>,
) -> ChunkBatcherResult<Option<T>> {
    for name in names {
        if let Some(value) = var(name) {
            let parsed = parse(value.trim());
            return parsed
                .map(Some)
                .ok_or_else(|| ChunkBatcherError::ParseConfig {
                    name: (*name).to_owned(),
                    value,
                    expected,
                });
        }
    }
    Ok(None)
}

fn parse_secs(text: &str) -> Option<Duration> {
    let secs = f64::from_str(text).ok()?;
    if secs == f64::INFINITY {
        return Some(Duration::MAX);
    }
    Duration::try_from_secs_f64(secs).ok()
}

fn parse_count(text: &str) -> Option<u64> {
    text.replace('_', "").parse().ok()
}

fn parse_bytes(text: &str) -> Option<u64> {
    let end = text.find(|c: char| c.is_ascii_alphabetic());
    let (number, unit) = text.split_at(end.unwrap_or(text.len()));
    let factor = match unit.to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "kb" | "k" => 1_000,
        "mb" | "m" => 1_000_000,
        "gb" | "g" => 1_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        _ => return None,
    };
    parse_count(number.trim())?.checked_mul(factor)
}

/// A function that is shown something, on any thread.
type Watcher<T> = Arc<dyn Fn(&T) + Send + Sync>;

/// Functions that watch a stream's rows on their way.
#[derive(Clone, Default)]
pub struct BatcherHooks {
    /// Called with each row that is logged, on the logging thread.
    pub on_insert: Option<Watcher<[PendingRow]>>,

    /// Called with the settings when a stream starts, and when a new sink changes them.
    pub on_config_change: Option<Watcher<ChunkBatcherConfig>>,

    /// Called with each chunk of rows before it goes to the sink, on the stream's own thread.
    pub on_release: Option<Watcher<Chunk>>,
}

impl BatcherHooks {
    /// No functions.
    pub const NONE: Self = Self {
        on_insert: None,
        on_config_change: None,
        on_release: None,
    };
}

impl fmt::Debug for BatcherHooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BatcherHooks")
            .field("on_insert", &self.on_insert.is_some())
            .field("on_config_change", &self.on_config_change.is_some())
            .field("on_release", &self.on_release.is_some())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(vars: &[(&str, &str)]) -> ChunkBatcherResult<ChunkBatcherConfig> {
        let find = |name: &str| {
            let found = vars.iter().find(|(key, _)| *key == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        ChunkBatcherConfig::LOW_LATENCY.apply(&find)
    }

    #[test]
    fn the_environment_changes_what_it_names() {
        let config = with(&[
            ("RERUN_FLUSH_TICK_SECS", "1.5"),
            ("RUSHES_FLUSH_NUM_BYTES", "10MB"),
            ("RERUN_FLUSH_NUM_BYTES", "7"),
            ("RERUN_CHUNK_MAX_ROWS_IF_UNSORTED", "11"),
            ("RERUN_MAX_CHUNK_ROWS_IF_UNSORTED", "12"),
        ]);
        let expected = ChunkBatcherConfig {
            flush_tick: Duration::from_millis(1500),
            flush_num_bytes: 10_000_000,
            chunk_max_rows_if_unsorted: 12,
            ..ChunkBatcherConfig::LOW_LATENCY
        };
        assert_eq!(config.unwrap(), expected);
        let config = with(&[("RUSHES_FLUSH_TICK_SECS", "inf")]).unwrap();
        assert_eq!(config.flush_tick, Duration::MAX);
    }

    #[test]
    fn what_is_not_understood_is_an_error() {
        for (name, value) in [
            ("RUSHES_FLUSH_TICK_SECS", "-1"),
            ("RUSHES_FLUSH_TICK_SECS", "soon"),
            ("RUSHES_FLUSH_NUM_BYTES", "10 parsecs"),
            ("RERUN_FLUSH_NUM_ROWS", ""),
            ("RERUN_FLUSH_NUM_ROWS", "1.5"),
        ] {
            let error = with(&[(name, value)]).unwrap_err().to_string();
            assert!(error.contains(name) && error.contains(value), "{error}");
        }
    }

    #[test]
    fn bytes_may_have_a_unit() {
        for (text, bytes) in [
            ("0", 0),
            ("1_000", 1000),
            ("1kB", 1000),
            ("2 MiB", 2 << 20),
            ("3GiB", 3 << 30),
            ("4b", 4),
        ] {
            assert_eq!(parse_bytes(text), Some(bytes), "{text}");
        }
        assert_eq!(parse_bytes("99999999999999GB"), None);
    }
}
