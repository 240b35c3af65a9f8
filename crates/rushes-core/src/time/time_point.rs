//! One time on each of several timelines.

use std::fmt;

use super::{TimeCell, TimeInt, Timeline, TimelineName};

/// The times of a row: at most one for each timeline, sorted by timeline name. None: static.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct TimePoint(Vec<(TimelineName, TimeCell)>);

impl TimePoint {
    /// No times: what is logged with it holds always.
    pub const STATIC: Self = Self(Vec::new());

    fn search(&self, name: &str) -> Result<usize, usize> {
        self.0
            .binary_search_by(|(other, _)| other.as_str().cmp(name))
    }

    /// Adds or replaces the time on a timeline.
    #[must_use]
    pub fn with(mut self, timeline: Timeline, time: impl Into<i64>) -> Self {
        self.insert(timeline, time);
        self
    }

    /// Adds or replaces the time on the timeline of that name.
    #[must_use]
    pub fn with_index(mut self, name: impl Into<TimelineName>, cell: impl Into<TimeCell>) -> Self {
        self.insert_cell(name, cell);
        self
    }

    /// Adds or replaces the time on a timeline; returns the one that was there.
    pub fn insert(&mut self, timeline: Timeline, time: impl Into<i64>) -> Option<TimeCell> {
        let cell = TimeCell::new(timeline.typ(), time);
        self.insert_cell(timeline.name(), cell)
    }

    /// Adds or replaces the time on the timeline of that name; returns the one that was there.
    pub fn insert_cell(
        &mut self,
        name: impl Into<TimelineName>,
        cell: impl Into<TimeCell>,
    ) -> Option<TimeCell> {
        let (name, cell) = (name.into(), cell.into());
        match self.search(name.as_str()) {
            Ok(index) => {
                let (_, old) = self.0.get_mut(index)?;
                Some(std::mem::replace(old, cell))
            }
            Err(index) => {
                self.0.insert(index, (name, cell));
                None
            }
        }
    }

    /// The time on the timeline of that name.
    pub fn get(&self, name: impl AsRef<str>) -> Option<TimeCell> {
        let index = self.search(name.as_ref()).ok()?;
        self.0.get(index).map(|(_, cell)| *cell)
    }

    /// Removes and returns the time on the timeline of that name.
    pub fn remove(&mut self, name: impl AsRef<str>) -> Option<TimeCell> {
        let index = self.search(name.as_ref()).ok()?;
        Some(self.0.remove(index).1)
    }

    /// Whether there are no times.
    pub fn is_static(&self) -> bool {
        self.0.is_empty()
    }

    /// The number of timelines.
    #[expect(
        clippy::len_without_is_empty,
        reason = "without timelines it is static"
    )]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The times, sorted by timeline name.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&TimelineName, TimeCell)> {
        self.0.iter().map(|(name, cell)| (name, *cell))
    }

    /// The names of the timelines, sorted.
    pub fn timeline_names(&self) -> impl ExactSizeIterator<Item = &TimelineName> {
        self.0.iter().map(|(name, _)| name)
    }
}

impl IntoIterator for TimePoint {
    type Item = (TimelineName, TimeCell);
    type IntoIter = std::vec::IntoIter<(TimelineName, TimeCell)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// Of several times on one timeline the last counts.
impl<N: Into<TimelineName>, C: Into<TimeCell>> Extend<(N, C)> for TimePoint {
    fn extend<I: IntoIterator<Item = (N, C)>>(&mut self, times: I) {
        for (name, cell) in times {
            self.insert_cell(name, cell);
        }
    }
}

/// Of several times on one timeline the last counts.
impl<N: Into<TimelineName>, C: Into<TimeCell>> FromIterator<(N, C)> for TimePoint {
    fn from_iter<I: IntoIterator<Item = (N, C)>>(times: I) -> Self {
        let mut point = Self::STATIC;
        point.extend(times);
        point
    }
}

/// Of several times on one timeline the last counts.
impl<T: Into<TimeInt>> FromIterator<(Timeline, T)> for TimePoint {
    fn from_iter<I: IntoIterator<Item = (Timeline, T)>>(times: I) -> Self {
        let mut point = Self::STATIC;
        for (timeline, time) in times {
            point.insert(timeline, time.into());
        }
        point
    }
}

/// Of several times on one timeline the last counts.
impl<A, B, const N: usize> From<[(A, B); N]> for TimePoint
where
    Self: FromIterator<(A, B)>,
{
    fn from(times: [(A, B); N]) -> Self {
        times.into_iter().collect()
    }
}

impl fmt::Debug for TimePoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_sorted_by_name_and_replaced() {
        let mut point = TimePoint::default()
            .with(Timeline::new_sequence("frame"), 1)
            .with_index("car", TimeCell::from_duration_secs(2))
            .with(Timeline::new_sequence("frame"), i64::MIN);
        assert_eq!(
            point.timeline_names().collect::<Vec<_>>(),
            [&"car", &"frame"]
        );
        assert_eq!(
            point.get("frame"),
            Some(TimeCell::from_sequence(i64::MIN + 1))
        );
        assert_eq!(
            point.insert_cell("frame", TimeCell::ZERO_SEQUENCE),
            point
                .get("frame")
                .map(|_| { TimeCell::from_sequence(i64::MIN + 1) })
        );
        assert_eq!(
            point
                .remove(TimelineName::from("car"))
                .map(TimeCell::as_i64),
            Some(2_000_000_000)
        );
        assert_eq!(point.remove("car"), None);
        assert_eq!(point.len(), 1);
        assert!(!point.is_static());
        assert!(TimePoint::STATIC.is_static());
    }

    #[test]
    fn arrays_become_points() {
        let a = TimePoint::from([
            ("x", TimeCell::from_sequence(1)),
            ("x", TimeCell::from_sequence(2)),
        ]);
        let b = TimePoint::from([(Timeline::new_sequence("x"), 2)]);
        assert_eq!(a, b);
        assert_eq!(a.into_iter().collect::<TimePoint>(), b);
        assert_eq!(format!("{b:?}"), r#"{"x": Sequence(2)}"#);
    }
}
