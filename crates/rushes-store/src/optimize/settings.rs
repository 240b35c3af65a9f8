//! What a result is to be like.

/// The limits and steps of an optimization. A limit of 0 is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Bytes of data that a chunk has at most, if it has more than one row.
    pub max_bytes: u64,
    /// Rows that a chunk has at most.
    pub max_rows: u64,
    /// The same for chunks that are not in the order of each of their timelines.
    pub max_rows_if_unsorted: u64,
    /// Cut video where decoding can start, and nowhere else.
    pub rebatch_videos: bool,
    /// Find out anew which samples of videos are keyframes, whatever is said of them.
    pub fix_keyframes: bool,
    /// Put archetypes into chunks of their own when one has so many times the bytes of the next
    /// smaller one. At least 1.
    pub split_size_ratio: Option<f64>,
}

/// A setting that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{name} is {value:?}; it must be {expected}")]
pub struct InvalidSetting {
    name: String,
    value: String,
    expected: &'static str,
}

impl Settings {
    /// Small chunks, for a viewer that shows them as they come.
    pub const LIVE: Self = Self {
        max_bytes: 384 << 10,
        max_rows: 4096,
        max_rows_if_unsorted: 1024,
        rebatch_videos: true,
        fix_keyframes: false,
        split_size_ratio: None,
    };

    /// Larger chunks, for queries over a network.
    pub const OBJECT_STORE: Self = Self {
        max_bytes: 2 << 20,
        max_rows: 65_536,
        max_rows_if_unsorted: 8192,
        rebatch_videos: true,
        fix_keyframes: false,
        split_size_ratio: Some(10.0),
    };

    /// Takes the limits that the environment sets: `RERUN_CHUNK_MAX_BYTES`, `RERUN_CHUNK_MAX_ROWS`
    /// and `RERUN_CHUNK_MAX_ROWS_IF_UNSORTED`. `variable` looks one up.
    ///
    /// # Errors
    /// When a value is no number.
    pub fn with_environment(
        mut self,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, InvalidSetting> {
        let limits = [
            ("RERUN_CHUNK_MAX_BYTES", &mut self.max_bytes),
            ("RERUN_CHUNK_MAX_ROWS", &mut self.max_rows),
            (
                "RERUN_CHUNK_MAX_ROWS_IF_UNSORTED",
                &mut self.max_rows_if_unsorted,
            ),
        ];
        for (name, limit) in limits {
            if let Some(value) = variable(name) {
                *limit = value.trim().parse().map_err(|_none| InvalidSetting {
                    name: name.to_owned(),
                    value,
                    expected: "a number",
                })?;
            }
        }
        Ok(self)
    }

    /// Takes a ratio.
    ///
    /// # Errors
    /// When it is below 1, or no number.
    pub fn with_split_size_ratio(mut self, ratio: f64) -> Result<Self, InvalidSetting> {
        if !(ratio.is_finite() && ratio >= 1.0) {
            return Err(InvalidSetting {
                name: "the split-size ratio".to_owned(),
                value: ratio.to_string(),
                expected: "a finite number of at least 1",
            });
        }
        self.split_size_ratio = Some(ratio);
        Ok(self)
    }

    /// The limits of a chunk of these rows and bytes that it exceeds; how many chunks of about equal
    /// size keep them. 1 when it keeps them itself.
    pub(super) fn pieces(&self, rows: u64, bytes: u64, is_sorted: bool) -> u64 {
        let needed = |count: u64, limit: u64| match limit {
            0 => 1,
            limit => count.div_ceil(limit),
        };
        let unsorted = if is_sorted {
            1
        } else {
            needed(rows, self.max_rows_if_unsorted)
        };
        needed(bytes, self.max_bytes)
            .max(needed(rows, self.max_rows))
            .max(unsorted)
            .min(rows)
            .max(1)
    }
}
