//! The times that a thread has set for a recording.

use std::sync::atomic::{AtomicU64, Ordering};

use rushes_core::{TimeCell, TimePoint, TimelineName};

/// The times of one row.
#[derive(Debug)]
pub(crate) struct RowTimes {
    /// Sorted by timeline name.
    cells: Vec<(TimelineName, TimeCell)>,
    shape: Shape,
}

/// Stands for the timelines of a row, and for the types of their times. The same shape: the same
/// timelines. Another one says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape(u64);

impl Shape {
    /// No timelines.
    const STATIC: Self = Self(0);

    /// One that is not used elsewhere.
    fn new() -> Self {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        Self(NUMBERS.fetch_add(1, Ordering::Relaxed))
    }
}

impl RowTimes {
    /// No times: the row holds always.
    pub(crate) const STATIC: Self = Self {
        cells: Vec::new(),
        shape: Shape::STATIC,
    };

    pub(crate) fn cells(&self) -> &[(TimelineName, TimeCell)] {
        &self.cells
    }

    pub(crate) fn shape(&self) -> Shape {
        self.shape
    }

    pub(crate) fn to_timepoint(&self) -> TimePoint {
        self.cells.iter().cloned().collect()
    }

    fn position(&self, name: &str) -> Option<usize> {
        let mut cells = self.cells.iter();
        cells.position(|(other, _)| other.as_str() == name)
    }

    fn put(&mut self, index: Option<usize>, cell: Option<TimeCell>) {
        if let (Some(cell), Some(index)) = (cell, index)
            && let Some((_, old)) = self.cells.get_mut(index)
        {
            *old = cell;
        }
    }
}

impl Default for RowTimes {
    fn default() -> Self {
        Self::STATIC
    }
}

impl From<TimePoint> for RowTimes {
    fn from(times: TimePoint) -> Self {
        Self {
            cells: times.into_iter().collect(),
            shape: Shape::new(),
        }
    }
}

/// The time state of one thread for one recording.
#[derive(Debug, Default)]
pub(crate) struct Times {
    /// What the program has set.
    user: TimePoint,
    /// The same with the built-in timelines, as the last row had it.
    row: RowTimes,
    /// Whether the timelines of the next row are others than those of the last.
    is_stale: bool,
    /// Where the built-in timelines are in the row, if they are.
    log_time: Option<usize>,
    log_tick: Option<usize>,
}

impl Times {
    /// Sets one timeline; returns what it was before.
    pub(crate) fn set(&mut self, name: TimelineName, cell: TimeCell) -> Option<TimeCell> {
        let position = self.row.position(name.as_str());
        let before = self.user.insert_cell(name, cell);
        if before.is_some_and(|before| before.typ() == cell.typ()) {
            // A built-in timeline has its own time there, which the next row sets again.
            self.row.put(position, Some(cell));
        } else {
            self.is_stale = true;
        }
        before
    }

    /// Leaves one timeline.
    pub(crate) fn disable(&mut self, name: &TimelineName) {
        self.user.remove(name);
        self.is_stale = true;
    }

    /// Leaves all timelines.
    pub(crate) fn reset(&mut self) {
        self.user = TimePoint::STATIC;
        self.is_stale = true;
    }

    /// The times of a row: what the program has set, and the built-in timelines, which win.
    pub(crate) fn of_row(
        &mut self,
        log_time: Option<TimeCell>,
        log_tick: Option<TimeCell>,
    ) -> &RowTimes {
        if self.is_stale
            || self.log_time.is_some() != log_time.is_some()
            || self.log_tick.is_some() != log_tick.is_some()
        {
            self.rebuild(log_time, log_tick);
        }
        self.row.put(self.log_time, log_time);
        self.row.put(self.log_tick, log_tick);
        &self.row
    }

    #[cold]
    fn rebuild(&mut self, log_time: Option<TimeCell>, log_tick: Option<TimeCell>) {
        let mut times = self.user.clone();
        for (name, cell) in [
            (TimelineName::LOG_TIME, log_time),
            (TimelineName::LOG_TICK, log_tick),
        ] {
            if let Some(cell) = cell {
                times.insert_cell(name, cell);
            }
        }
        self.row = times.into();
        let position = |name: TimelineName| self.row.position(name.as_str());
        self.log_time = log_time.and_then(|_| position(TimelineName::LOG_TIME));
        self.log_tick = log_tick.and_then(|_| position(TimelineName::LOG_TICK));
        self.is_stale = false;
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
        let row =
            |times: &mut Times, log_time, log_tick| times.of_row(log_time, log_tick).to_timepoint();
        times.set("log_time".into(), a);
        times.set("x".into(), a);
        assert_eq!(row(&mut times, Some(b), None).get("log_time"), Some(b));
        times.set("log_time".into(), a);
        let both = row(&mut times, Some(b), Some(b));
        assert_eq!(
            (both.get("log_time"), both.get("log_tick")),
            (Some(b), Some(b))
        );
        let none = row(&mut times, None, None);
        assert_eq!(
            (none.get("log_time"), none.get("log_tick")),
            (Some(a), None)
        );
        times.disable(&"log_time".into());
        assert_eq!(row(&mut times, None, None).len(), 1);
        times.reset();
        assert!(times.is_empty() && row(&mut times, None, None).is_static());
    }

    #[test]
    fn a_shape_stays_while_the_timelines_do() {
        let cell = TimeCell::from_sequence;
        let mut times = Times::default();
        times.set("a".into(), cell(1));
        let now = Some(TimeCell::timestamp_now());
        let shape = times.of_row(now, None).shape();
        times.set("a".into(), cell(2));
        let row = times.of_row(now, None);
        assert_eq!(
            (row.shape(), row.to_timepoint().get("a")),
            (shape, Some(cell(2)))
        );
        times.set("a".into(), TimeCell::from_duration_secs(1.0));
        let retyped = times.of_row(now, None).shape();
        let without = times.of_row(None, None).shape();
        assert!(shape != retyped && retyped != without && shape != without);
    }
}
