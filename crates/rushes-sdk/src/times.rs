//! The times that a thread has set for a recording.

use rushes_core::{TimeCell, TimePoint, TimelineName};

/// The time state of one thread for one recording.
#[derive(Debug, Default)]
pub(crate) struct Times {
    /// What the program has set.
    user: TimePoint,
    /// The same with the built-in timelines, as the last row had it.
    row: TimePoint,
    row_has_log_time: bool,
    row_has_log_tick: bool,
}

impl Times {
    /// Sets one timeline; returns what it was before.
    pub(crate) fn set(&mut self, name: TimelineName, cell: TimeCell) -> Option<TimeCell> {
        self.row.insert_cell(name.clone(), cell);
        self.user.insert_cell(name, cell)
    }

    /// Leaves one timeline.
    pub(crate) fn disable(&mut self, name: &TimelineName) {
        self.user.remove(name);
        self.forget_row();
    }

    /// Leaves all timelines.
    pub(crate) fn reset(&mut self) {
        self.user = TimePoint::STATIC;
        self.forget_row();
    }

    fn forget_row(&mut self) {
        self.row = self.user.clone();
        self.row_has_log_time = false;
        self.row_has_log_tick = false;
    }

    /// The times of a row: what the program has set, and the built-in timelines, which win.
    pub(crate) fn of_row(
        &mut self,
        log_time: Option<TimeCell>,
        log_tick: Option<TimeCell>,
    ) -> &TimePoint {
        if self.row_has_log_time != log_time.is_some()
            || self.row_has_log_tick != log_tick.is_some()
        {
            self.row = self.user.clone();
            self.row_has_log_time = log_time.is_some();
            self.row_has_log_tick = log_tick.is_some();
        }
        if let Some(time) = log_time {
            self.row.insert_cell(TimelineName::LOG_TIME, time);
        }
        if let Some(tick) = log_tick {
            self.row.insert_cell(TimelineName::LOG_TICK, tick);
        }
        &self.row
    }

    /// Whether nothing is set.
    pub(crate) fn is_empty(&self) -> bool {
        self.user.is_static()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_timelines_win_while_they_are_on() {
        let (a, b) = (TimeCell::from_sequence(1), TimeCell::from_sequence(2));
        let mut times = Times::default();
        times.set("log_time".into(), a);
        times.set("x".into(), a);
        assert_eq!(times.of_row(Some(b), None).get("log_time"), Some(b));
        times.set("log_time".into(), a);
        let row = times.of_row(Some(b), Some(b));
        assert_eq!(
            (row.get("log_time"), row.get("log_tick")),
            (Some(b), Some(b))
        );
        let row = times.of_row(None, None);
        assert_eq!((row.get("log_time"), row.get("log_tick")), (Some(a), None));
        times.disable(&"log_time".into());
        assert_eq!(times.of_row(None, None).len(), 1);
        times.reset();
        assert!(times.is_empty() && times.of_row(None, None).is_static());
    }
}
