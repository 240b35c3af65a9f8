//! The wall clock, as rows see it.

use std::cell::Cell;

use rushes_core::{RowId, TimeCell, Timestamp, Tuid};

/// For so long a comparison of the two clocks holds: a wall clock that is set while the program
/// runs is seen after at most this time.
const VALID_NS: u64 = 5_000_000;

/// Two looks at clocks that lie farther apart than this say nothing about their difference.
const MAX_APART_NS: u64 = 2_000;

/// Looks at the clocks before giving up until the next row.
const LOOKS: usize = 3;

/// What the wall clock showed when row ids had a time.
#[derive(Clone, Copy, Debug)]
struct Comparison {
    id_ns: u64,
    wall_ns: i64,
}

thread_local! {
    static LAST: Cell<Option<Comparison>> = const { Cell::new(None) };
}

/// The wall clock's time when the row's id was made, just now. The id has asked a clock already,
/// so that this one is asked once in a while only: that is a fifth of what a small row costs.
pub(super) fn wall_time_of(row_id: RowId) -> TimeCell {
    let id_ns = row_id.tuid().time_ns;
    let last = LAST.try_with(Cell::get).ok().flatten();
    let wall_ns = match last.and_then(|last| last.at(id_ns)) {
        Some(wall_ns) => wall_ns,
        None => compare(last),
    };
    TimeCell::from_timestamp_nanos_since_epoch(wall_ns)
}

impl Comparison {
    /// The wall clock's time, as long as the comparison holds.
    fn at(self, id_ns: u64) -> Option<i64> {
        let elapsed = id_ns.wrapping_sub(self.id_ns);
        (elapsed < VALID_NS).then(|| self.wall_ns.wrapping_add_unsigned(elapsed))
    }
}

/// Looks at both clocks; returns what the wall clock shows now.
#[cold]
fn compare(last: Option<Comparison>) -> i64 {
    let mut wall_ns = 0;
    for _ in 0..LOOKS {
        let before = Tuid::new().time_ns;
        wall_ns = Timestamp::now().nanos_since_epoch();
        let apart = Tuid::new().time_ns - before;
        if apart <= MAX_APART_NS {
            let mut new = Comparison {
                id_ns: before + apart / 2,
                wall_ns,
            };
            new.wall_ns = last.map_or(wall_ns, |last| last.not_back_to(new));
            LAST.try_with(|last| last.set(Some(new))).ok();
            return new.wall_ns;
        }
    }
    wall_ns
}

impl Comparison {
    /// The wall clock's time by a new comparison, unless it is a trifle earlier than by this one:
    /// the rows of a thread should not go back in time for the inexactness of comparing.
    fn not_back_to(self, new: Self) -> i64 {
        let elapsed = new.id_ns.saturating_sub(self.id_ns);
        let expected = self.wall_ns.wrapping_add_unsigned(elapsed);
        let trifle = 0..=MAX_APART_NS as i64;
        if trifle.contains(&expected.wrapping_sub(new.wall_ns)) {
            expected
        } else {
            new.wall_ns
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_have_the_time_of_the_wall_clock_and_do_not_go_back() {
        let mut last = i64::MIN;
        let start = std::time::Instant::now();
        while start.elapsed().as_millis() < 30 {
            let before = Timestamp::now().nanos_since_epoch();
            let time = wall_time_of(RowId::new()).as_i64();
            let after = Timestamp::now().nanos_since_epoch();
            assert!(time >= last, "{time} after {last}");
            let inexact = 2 * MAX_APART_NS as i64;
            assert!((before - inexact..=after + inexact).contains(&time));
            last = time;
        }
    }

    #[test]
    fn a_comparison_ends_and_a_clock_that_is_set_is_believed() {
        let last = Comparison {
            id_ns: 1_000,
            wall_ns: 50_000,
        };
        assert_eq!(last.at(1_010), Some(50_010));
        assert_eq!(last.at(1_000 + VALID_NS), None);
        assert_eq!(last.at(999), None);
        let new = |wall_ns| {
            let id_ns = 2_000;
            last.not_back_to(Comparison { id_ns, wall_ns })
        };
        assert_eq!((new(51_100), new(50_900)), (51_100, 51_000));
        assert_eq!((new(99_000), new(40_000)), (99_000, 40_000));
    }
}
