//! What clears do to the cells of an entity.

use std::ops::Range;

use arrow_array::{Array as _, BooleanArray};
use rushes_core::{ComponentIdentifier, EntityPath, RowId, TimeInt, TimeRange, TimelineName};
use rushes_store::{Cell, RangeChunk, RangeQuery, Store};

use crate::Result;

/// The component of clears.
const CLEAR: &str = "Clear:is_recursive";

/// The clears that concern one entity: its own, and recursive ones from above.
#[derive(Clone, Debug, Default)]
pub(super) struct Clears {
    /// In the order of time and row id.
    cells: Vec<Cell>,
    /// Of the entity and each ancestor, all clears in order, and whether they reach the entity.
    by_path: Vec<Vec<(TimeInt, RowId, bool)>>,
    /// Whether one of them is static: then nothing temporal holds.
    has_static: bool,
}

impl Clears {
    /// All clears of an entity on a timeline. They are few: all are read.
    pub fn of(store: &Store, entity: &EntityPath, timeline: &TimelineName) -> Result<Self> {
        let component = ComponentIdentifier::from_static(CLEAR);
        let mut this = Self::default();
        for path in entity.self_and_ancestors() {
            let query = RangeQuery::new(timeline.clone(), TimeRange::EVERYTHING);
            let found = store.range(&query, &path, &component)?;
            let cells = found.chunks.iter().flat_map(RangeChunk::cells);
            let mut of_path = Vec::new();
            for cell in cells {
                let reaches = path == *entity || is_recursive(&cell);
                let (time, row_id) = cell.index();
                if time.is_static() {
                    this.has_static |= reaches;
                    continue;
                }
                of_path.push((time, row_id, reaches));
                if reaches {
                    this.cells.push(cell);
                }
            }
            of_path.sort_unstable();
            if !of_path.is_empty() {
                this.by_path.push(of_path);
            }
        }
        this.cells.sort_by_key(Cell::index);
        Ok(this)
    }

    pub fn is_empty(&self) -> bool {
        self.cells.is_empty() && !self.has_static
    }

    /// The times of all clears in a range: ascending, each once.
    pub fn times(&self, range: TimeRange) -> Vec<i64> {
        let times = self.cells.iter().map(|cell| cell.index().0);
        let times = times.filter(|time| range.contains(*time));
        let mut times: Vec<_> = times.map(TimeInt::as_i64).collect();
        times.dedup();
        times
    }

    /// Which clears are between the first and the last of some times.
    pub fn between(&self, times: &[i64]) -> Range<u32> {
        let (Some(first), Some(last)) = (times.first(), times.last()) else {
            return 0..0;
        };
        let start = self
            .cells
            .partition_point(|cell| cell.index().0.as_i64() < *first);
        let end = self
            .cells
            .partition_point(|cell| cell.index().0.as_i64() <= *last);
        start as u32..end as u32
    }

    pub fn cell(&self, clear: u32) -> Option<&Cell> {
        self.cells.get(clear as usize)
    }

    pub fn row_id(&self, clear: u32) -> RowId {
        self.cell(clear).map_or(RowId::ZERO, |cell| cell.index().1)
    }

    pub fn time(&self, clear: u32) -> i64 {
        self.cell(clear)
            .map_or(i64::MAX, |cell| cell.index().0.as_i64())
    }

    /// Whether a cell of this time and row id holds no more at time `at`.
    pub fn hide(&self, cell: (i64, RowId), at: i64) -> bool {
        if self.has_static {
            return true;
        }
        let (time, row_id) = (TimeInt::new_temporal(cell.0), cell.1);
        self.by_path.iter().any(|clears| {
            let before = clears.partition_point(|clear| clear.0.as_i64() <= at);
            let latest = before.checked_sub(1).and_then(|latest| clears.get(latest));
            // Only the latest of each path counts, as everywhere.
            latest.is_some_and(|clear| clear.2 && (time, row_id) <= (clear.0, clear.1))
        })
    }
}

fn is_recursive(cell: &Cell) -> bool {
    let instances = cell.instances();
    let values = instances
        .as_ref()
        .and_then(|values| values.as_any().downcast_ref::<BooleanArray>());
    values.is_some_and(|values| !values.is_empty() && values.is_valid(0) && values.value(0))
}
