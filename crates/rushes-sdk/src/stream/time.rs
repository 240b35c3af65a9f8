//! The times of this thread, and the built-in timelines.

use rushes_core::{TimeCell, TimePoint, TimelineName};

use super::RecordingStream;
use super::inner::Inner;
use crate::local;
use crate::times::Times;

impl RecordingStream {
    /// The times that a row would have if this thread logged it now.
    pub fn now(&self) -> TimePoint {
        self.with("now", |inner| inner.now(inner.shared().next_tick()))
            .unwrap_or_default()
    }

    /// Sets this thread's time on several timelines. Others stay as they are.
    pub fn set_timepoint(&self, timepoint: impl Into<TimePoint>) {
        self.with("set_timepoint", |inner| {
            for (name, cell) in timepoint.into() {
                inner.set_time(name, cell);
            }
        });
    }

    /// Sets this thread's time on a timeline, for all that it logs to the recording from now on.
    /// What is not a time is logged as an error, and sets nothing.
    ///
    /// ```
    /// # let rec = rushes_sdk::RecordingStream::disabled();
    /// rec.set_time("frame", rushes_core::TimeCell::from_sequence(12));
    /// rec.set_time("elapsed", std::time::Duration::from_millis(500));
    /// rec.set_time("capture", std::time::SystemTime::now());
    /// ```
    pub fn set_time(&self, timeline: impl Into<TimelineName>, value: impl TryInto<TimeCell>) {
        self.with("set_time", |inner| {
            let timeline = timeline.into();
            match value.try_into() {
                Ok(cell) => inner.set_time(timeline, cell),
                Err(_no_time) => log::error!("set_time: the value for {timeline:?} is not a time"),
            }
        });
    }

    /// Sets this thread's time on a timeline that counts. `i64::MIN` becomes `i64::MIN + 1`.
    pub fn set_time_sequence(&self, timeline: impl Into<TimelineName>, sequence: impl Into<i64>) {
        self.set_time(timeline, TimeCell::from_sequence(sequence));
    }

    /// Sets this thread's time on a timeline of elapsed time, in seconds.
    pub fn set_duration_secs(&self, timeline: impl Into<TimelineName>, secs: impl Into<f64>) {
        self.set_time(timeline, TimeCell::from_duration_secs(secs));
    }

    /// Sets this thread's time on a timeline of the wall clock, in seconds since the Unix epoch.
    pub fn set_timestamp_secs_since_epoch(
        &self,
        timeline: impl Into<TimelineName>,
        secs: impl Into<f64>,
    ) {
        self.set_time(timeline, TimeCell::from_timestamp_secs_since_epoch(secs));
    }

    /// Sets this thread's time on a timeline of the wall clock, in nanoseconds since the Unix
    /// epoch.
    pub fn set_timestamp_nanos_since_epoch(
        &self,
        timeline: impl Into<TimelineName>,
        nanos: impl Into<i64>,
    ) {
        self.set_time(timeline, TimeCell::from_timestamp_nanos_since_epoch(nanos));
    }

    /// Leaves a timeline: this thread has no time on it any more.
    pub fn disable_timeline(&self, timeline: impl Into<TimelineName>) {
        self.with("disable_timeline", |inner| {
            let timeline = timeline.into();
            inner.with_times(|times| times.disable(&timeline));
        });
    }

    /// Leaves all timelines that this thread has set. Built-in ones stay.
    pub fn reset_time(&self) {
        self.with("reset_time", |inner| inner.with_times(Times::reset));
    }

    /// Whether rows get the number of log calls before them, as `log_tick`.
    pub fn log_tick_enabled(&self) -> bool {
        self.with("log_tick_enabled", |inner| {
            inner.shared().log_tick_enabled()
        })
        .unwrap_or(false)
    }

    /// Whether rows get the wall clock's time, as `log_time`.
    pub fn log_time_enabled(&self) -> bool {
        self.with("log_time_enabled", |inner| {
            inner.shared().log_time_enabled()
        })
        .unwrap_or(false)
    }

    /// Whether rows get the number of log calls before them. They do not by default, unless
    /// `RUSHES_LOG_TICK` (or `RERUN_LOG_TICK`) says so; they are counted all the same.
    pub fn set_log_tick_enabled(&self, enabled: bool) {
        self.with("set_log_tick_enabled", |inner| {
            inner.shared().set_log_tick_enabled(enabled);
        });
    }

    /// Whether rows get the wall clock's time. They do by default, unless `RUSHES_LOG_TIME` (or
    /// `RERUN_LOG_TIME`) says otherwise.
    pub fn set_log_time_enabled(&self, enabled: bool) {
        self.with("set_log_time_enabled", |inner| {
            inner.shared().set_log_time_enabled(enabled);
        });
    }
}

impl Inner {
    fn with_times<R>(&self, f: impl FnOnce(&mut Times) -> R) -> Option<R> {
        let mut f = Some(f);
        local::with(self.shared(), |_, times| f.take().map(|f| f(times)))
    }

    fn set_time(&self, timeline: TimelineName, cell: TimeCell) {
        if timeline.as_str().is_empty() {
            log::error!("set_time: a timeline name must not be empty; nothing is set");
            return;
        }
        let shown = timeline.clone();
        let before = self.with_times(|times| times.set(timeline, cell)).flatten();
        if let Some(before) = before
            && before.typ() != cell.typ()
        {
            log::warn!(
                "Timeline {shown:?} changed type from {:?} to {:?}. Use one type for a timeline",
                before.typ(),
                cell.typ()
            );
        }
    }

    /// The times of a row that is logged now, with this tick if there are ticks.
    pub(super) fn now(&self, tick: Option<i64>) -> TimePoint {
        let log_time = self.shared().log_time_enabled();
        let log_time = log_time.then(TimeCell::timestamp_now);
        let log_tick = tick.map(TimeCell::from_sequence);
        self.with_times(|times| times.of_row(log_time, log_tick).to_timepoint())
            .unwrap_or_default()
    }
}
