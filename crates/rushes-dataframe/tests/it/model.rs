//! A table is what one gets by looking at every row.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use rushes_core::{TimeInt, TimeRange};
use rushes_dataframe::{QueryExpression, SparseFillStrategy};
use rushes_store::Store;

use crate::support::*;

const ENTITIES: [&str; 3] = ["/x", "/x/y", "/z"];

#[derive(Clone, Debug)]
enum Logged {
    Rows(usize, Vec<Row>),
    Static(usize, u64, Numbers),
    Clear(usize, u64, i64, bool),
}

fn cell() -> impl Strategy<Value = Numbers> {
    prop_oneof![
        2 => Just(None),
        1 => Just(Some(vec![])),
        4 => proptest::collection::vec(0..100_i64, 1..3).prop_map(Some),
    ]
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec((0..400_u64, -15..15_i64, cell(), cell()), 1..10).prop_map(
        |mut rows| {
            rows.sort_by_key(|row| row.0);
            rows.into_iter()
                .map(|(id, time, a, b)| Row(id, time, a, b))
                .collect()
        },
    )
}

fn logged() -> impl Strategy<Value = Vec<Logged>> {
    let one = prop_oneof![
        12 => (0..3_usize, rows()).prop_map(|(entity, rows)| Logged::Rows(entity, rows)),
        1 => (0..3_usize, 0..400_u64, cell()).prop_map(|(entity, id, cell)| Logged::Static(entity, id, cell)),
        2 => (0..3_usize, 0..400_u64, -15..15_i64, any::<bool>())
            .prop_map(|(entity, id, time, recursive)| Logged::Clear(entity, id, time, recursive)),
    ];
    proptest::collection::vec(one, 0..16).prop_map(|mut all| {
        // Rows of one id would leave open which of them counts.
        let mut ids: Vec<&mut u64> = all
            .iter_mut()
            .flat_map(|logged| match logged {
                Logged::Rows(_, rows) => rows.iter_mut().map(|row| &mut row.0).collect(),
                Logged::Static(_, id, _) | Logged::Clear(_, id, ..) => vec![id],
            })
            .collect();
        ids.sort_by_key(|id| **id);
        for (next, id) in ids.into_iter().enumerate() {
            *id = next as u64;
        }
        all
    })
}

fn filled(all: &[Logged]) -> Store {
    let store = store();
    for logged in all {
        store
            .insert(match logged {
                Logged::Rows(entity, rows) => chunk(ENTITIES[*entity], rows),
                Logged::Static(entity, id, cell) => {
                    static_chunk(ENTITIES[*entity], *id, cell.clone())
                }
                Logged::Clear(entity, id, time, recursive) => {
                    clear(ENTITIES[*entity], *id, *time, *recursive)
                }
            })
            .unwrap();
    }
    store
}

/// Cells by time and row id; the bool: whether it is a clear.
type Column = BTreeMap<(i64, u64), (Vec<i64>, bool)>;

/// The static cell of a column, or its cells with the entity's clears among them.
fn column(all: &[Logged], entity: usize, is_a: bool) -> (Numbers, Column) {
    let (mut statics, mut cells) = (BTreeMap::new(), Column::new());
    for logged in all {
        match logged {
            Logged::Rows(e, rows) if *e == entity => {
                for row in rows {
                    if let Some(cell) = if is_a { &row.2 } else { &row.3 } {
                        cells.insert((row.1, row.0), (cell.clone(), false));
                    }
                }
            }
            Logged::Static(e, id, Some(cell)) if *e == entity && is_a => {
                statics.insert(*id, cell.clone());
            }
            Logged::Clear(e, id, time, recursive)
                if *e == entity || (*e == 0 && entity == 1 && *recursive) =>
            {
                cells.insert((*time, *id), (vec![], true));
            }
            _ => {}
        }
    }
    (statics.into_values().next_back(), cells)
}

/// Whether a cell holds no more: of each path only the latest clear counts.
fn is_cleared(all: &[Logged], entity: usize, index: (i64, u64), at: i64) -> bool {
    let paths: &[usize] = if entity == 1 { &[0, 1] } else { &[entity] };
    let paths = if entity == 1 { paths } else { &paths[..1] };
    paths.iter().any(|path| {
        let clears = all.iter().filter_map(|logged| match logged {
            Logged::Clear(e, id, time, recursive) if e == path && *time <= at => {
                Some(((*time, *id), *recursive || *path == entity))
            }
            _ => None,
        });
        clears
            .max()
            .is_some_and(|(clear, counts)| counts && index <= clear)
    })
}

/// Rows as the columns are expected: time, then `a` and `b` of all entities, `None` if not in the view.
fn expected(
    all: &[Logged],
    range: TimeRange,
    using: Option<&BTreeSet<i64>>,
    fill: bool,
) -> (Vec<i64>, Vec<(String, Vec<Numbers>)>) {
    let has_data = |entity: usize, is_a: bool| {
        all.iter().any(|logged| match logged {
            Logged::Rows(e, rows) if *e == entity => rows.iter().any(|row| {
                let cell = if is_a { &row.2 } else { &row.3 };
                cell.as_ref().is_some_and(|cell| !cell.is_empty())
            }),
            Logged::Static(e, _, cell) if *e == entity && is_a => {
                cell.as_ref().is_some_and(|cell| !cell.is_empty())
            }
            _ => false,
        })
    };
    let mut columns = Vec::new();
    for (entity, path) in ENTITIES.iter().enumerate() {
        for is_a in [true, false] {
            if has_data(entity, is_a) {
                let name = format!("{path}:{}", if is_a { "a" } else { "b" });
                columns.push((name, entity, column(all, entity, is_a)));
            }
        }
    }
    let contains = |time: i64| range.contains(TimeInt::new_temporal(time));
    let mut times: BTreeSet<i64> = columns
        .iter()
        .filter(|(_, _, (fixed, _))| fixed.is_none())
        .flat_map(|(_, _, (_, cells))| cells.keys().map(|key| key.0))
        .filter(|time| contains(*time))
        .collect();
    if let Some(using) = using {
        times = using.clone();
    }
    let cell = |entity: usize, fixed: &Numbers, cells: &Column, time: i64| {
        if fixed.is_some() {
            return fixed.clone();
        }
        let at = cells.range((time, 0)..=(time, u64::MAX)).next_back();
        if let Some((_, (cell, _))) = at {
            return Some(cell.clone());
        }
        let mut before = cells
            .range(..(time, 0))
            .filter(|(_, (_, is_clear))| !is_clear);
        let (index, (cell, _)) = before.next_back().filter(|_| fill)?;
        (!is_cleared(all, entity, *index, time)).then(|| cell.clone())
    };
    let table = columns
        .iter()
        .map(|(name, entity, (fixed, cells))| {
            let cells = times.iter().map(|time| cell(*entity, fixed, cells, *time));
            (name.clone(), cells.collect())
        })
        .collect();
    (times.into_iter().collect(), table)
}

fn check(all: &[Logged], range: TimeRange, using: Option<BTreeSet<i64>>, fill: bool) {
    let store = filled(all);
    let query = QueryExpression {
        filtered_index_range: Some(range),
        using_index_values: using.as_ref().map(|using| {
            using
                .iter()
                .map(|time| TimeInt::new_temporal(*time))
                .collect()
        }),
        sparse_fill_strategy: if fill {
            SparseFillStrategy::LatestAtGlobal
        } else {
            SparseFillStrategy::None
        },
        ..QueryExpression::on("frame")
    };
    let found = batches(&store, query);
    let (times, table) = expected(all, range, using.as_ref(), fill);
    let rows: usize = found.iter().map(|batch| batch.num_rows()).sum();
    assert_eq!(rows, times.len());
    // A timeline that nobody ever logged on is no column.
    if rows == 0 || found[0].column_by_name("frame").is_none() {
        return;
    }
    let index: Vec<_> = times.iter().map(|time| Some(vec![*time])).collect();
    assert_eq!(column_of(&found, "frame"), index);
    for (name, cells) in table {
        assert_eq!(column_of(&found, &name), cells, "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn rows_are_the_times_at_which_something_happened(all in logged(), from in -20..15_i64, len in 0..40_i64) {
        check(&all, TimeRange::EVERYTHING, None, false);
        check(&all, TimeRange::new(from, from + len), None, false);
    }

    #[test]
    fn filled_cells_are_what_holds_then(all in logged(), from in -20..15_i64, len in 0..40_i64) {
        check(&all, TimeRange::EVERYTHING, None, true);
        check(&all, TimeRange::new(from, from + len), None, true);
    }

    #[test]
    fn rows_can_be_given(all in logged(), values in proptest::collection::btree_set(-20..20_i64, 0..10), fill in any::<bool>()) {
        check(&all, TimeRange::EVERYTHING, Some(values), fill);
    }
}
