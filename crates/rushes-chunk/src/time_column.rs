//! One timeline's values in a chunk.

use std::ops::RangeInclusive;
use std::sync::Arc;

use arrow_array::{Array, ArrayRef, DurationNanosecondArray, Int64Array, TimestampNanosecondArray};
use arrow_buffer::ScalarBuffer;
use rushes_core::{TimeType, Timeline};

use crate::schema::fields::time_type;
use crate::{Error, Result};

/// The smallest legal time; `i64::MIN` is reserved and read as this.
const MIN_TIME: i64 = i64::MIN + 1;

/// The values of one timeline, one per row, never null.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeColumn {
    timeline: Timeline,
    times: ScalarBuffer<i64>,
    is_sorted: bool,
    /// Smallest and largest value; `None` without rows.
    range: Option<(i64, i64)>,
}

/// See [`TimeColumn::builder`].
#[derive(Clone, Debug)]
pub struct TimeColumnBuilder {
    timeline: Timeline,
    times: Vec<i64>,
}

impl TimeColumnBuilder {
    /// Adds the time of the next row.
    #[must_use]
    pub fn with_row(mut self, time: impl Into<i64>) -> Self {
        self.times.push(time.into());
        self
    }

    /// The column.
    pub fn build(self) -> TimeColumn {
        TimeColumn::new(None, self.timeline, self.times.into())
    }
}

impl TimeColumn {
    /// A column of `times`: sequence numbers, or nanoseconds. `i64::MIN` becomes
    /// `i64::MIN + 1`. Whether they are sorted is found by looking, whatever is claimed: a wrong
    /// claim would make queries wrong, and looking takes less time than anything else.
    pub fn new(_is_sorted: Option<bool>, timeline: Timeline, times: ScalarBuffer<i64>) -> Self {
        let times = if times.contains(&i64::MIN) {
            times
                .iter()
                .map(|time| (*time).max(MIN_TIME))
                .collect::<Vec<_>>()
                .into()
        } else {
            times
        };
        let is_sorted = times.is_sorted();
        let range = if is_sorted {
            times.first().copied().zip(times.last().copied())
        } else {
            times.iter().min().copied().zip(times.iter().max().copied())
        };
        Self {
            timeline,
            times,
            is_sorted,
            range,
        }
    }

    /// Collects times one by one.
    pub fn builder(timeline: Timeline) -> TimeColumnBuilder {
        TimeColumnBuilder {
            timeline,
            times: Vec::new(),
        }
    }

    /// A column of sequence numbers.
    pub fn new_sequence(
        name: impl Into<rushes_core::TimelineName>,
        values: impl IntoIterator<Item = impl Into<i64>>,
    ) -> Self {
        Self::from_values(
            Timeline::new_sequence(name),
            values.into_iter().map(Into::into),
        )
    }

    /// A column of durations in nanoseconds.
    pub fn new_duration_nanos(
        name: impl Into<rushes_core::TimelineName>,
        nanos: impl IntoIterator<Item = impl Into<i64>>,
    ) -> Self {
        Self::from_values(
            Timeline::new_duration(name),
            nanos.into_iter().map(Into::into),
        )
    }

    /// A column of durations in seconds, rounded to nanoseconds.
    pub fn new_duration_secs(
        name: impl Into<rushes_core::TimelineName>,
        seconds: impl IntoIterator<Item = impl Into<f64>>,
    ) -> Self {
        Self::from_values(Timeline::new_duration(name), seconds.into_iter().map(nanos))
    }

    /// A column of timestamps in nanoseconds since the Unix epoch.
    pub fn new_timestamp_nanos_since_epoch(
        name: impl Into<rushes_core::TimelineName>,
        nanos: impl IntoIterator<Item = impl Into<i64>>,
    ) -> Self {
        Self::from_values(
            Timeline::new_timestamp(name),
            nanos.into_iter().map(Into::into),
        )
    }

    /// A column of timestamps in seconds since the Unix epoch, rounded to nanoseconds.
    pub fn new_timestamp_secs_since_epoch(
        name: impl Into<rushes_core::TimelineName>,
        seconds: impl IntoIterator<Item = impl Into<f64>>,
    ) -> Self {
        Self::from_values(
            Timeline::new_timestamp(name),
            seconds.into_iter().map(nanos),
        )
    }

    fn from_values(timeline: Timeline, values: impl Iterator<Item = i64>) -> Self {
        Self::new(None, timeline, values.collect::<Vec<_>>().into())
    }

    /// Reads a column. Fails on a type that no timeline has, and on nulls.
    pub fn from_arrow(
        name: impl Into<rushes_core::TimelineName>,
        array: &dyn Array,
    ) -> Result<Self> {
        let name = name.into();
        let Some(time_type) = time_type(array.data_type()) else {
            return Err(Error::invalid(format!(
                "timeline {:?} has type {}; it must be Int64, Timestamp(ns) or Duration(ns)",
                name.as_str(),
                array.data_type()
            )));
        };
        if array.null_count() > 0 {
            return Err(Error::invalid(format!(
                "timeline {:?} has {} nulls; every row needs a time",
                name.as_str(),
                array.null_count()
            )));
        }
        let any = array.as_any();
        let times = match time_type {
            TimeType::Sequence => any.downcast_ref::<Int64Array>().map(|a| a.values().clone()),
            TimeType::DurationNs => any
                .downcast_ref::<DurationNanosecondArray>()
                .map(|a| a.values().clone()),
            TimeType::TimestampNs => any
                .downcast_ref::<TimestampNanosecondArray>()
                .map(|a| a.values().clone()),
        };
        let times = times.ok_or_else(|| Error::invalid("a time column is not primitive"))?;
        Ok(Self::new(None, Timeline::new(name, time_type), times))
    }

    /// The column as Arrow, without a time zone.
    pub fn to_arrow(&self) -> ArrayRef {
        let times = self.times.clone();
        match self.timeline.typ() {
            TimeType::Sequence => Arc::new(Int64Array::new(times, None)),
            TimeType::DurationNs => Arc::new(DurationNanosecondArray::new(times, None)),
            TimeType::TimestampNs => Arc::new(TimestampNanosecondArray::new(times, None)),
        }
    }

    /// The timeline.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// One value per row.
    pub fn times(&self) -> &ScalarBuffer<i64> {
        &self.times
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.times.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.times.is_empty()
    }

    /// Whether the values ascend (equal neighbours allowed).
    pub fn is_sorted(&self) -> bool {
        self.is_sorted
    }

    /// Smallest and largest value; `None` without rows.
    pub fn range(&self) -> Option<RangeInclusive<i64>> {
        self.range.map(|(min, max)| min..=max)
    }

    /// Rows `offset..offset + len`, which must exist.
    pub(crate) fn slice(&self, offset: usize, len: usize) -> Self {
        Self::new(None, self.timeline.clone(), self.times.slice(offset, len))
    }

    /// The rows at `indices`, in that order. Indices that do not exist are left out.
    pub(crate) fn take(&self, indices: &[u32]) -> Self {
        let times = indices
            .iter()
            .filter_map(|i| self.times.get(*i as usize).copied());
        Self::new(
            None,
            self.timeline.clone(),
            times.collect::<Vec<_>>().into(),
        )
    }
}

/// Seconds to nanoseconds, rounded, saturating.
fn nanos(seconds: impl Into<f64>) -> i64 {
    (seconds.into() * 1e9).round() as i64
}
