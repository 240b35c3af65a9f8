//! A store answers as one does that looks at every row.

use proptest::prelude::*;
use rushes_core::{RowId, TimeInt};
use rushes_store::{RangeQuery, StoreConfig};

use crate::support::*;

const ENTITIES: [&str; 3] = ["/a", "/a/b", "/a/b/c"];

/// What was inserted.
#[derive(Clone, Debug)]
enum Inserted {
    Values(usize, Vec<Row>),
    Static(usize, u64, Numbers),
    Clear(usize, u64, Option<i64>, bool),
}

fn cell() -> impl Strategy<Value = Numbers> {
    prop_oneof![
        1 => Just(None),
        1 => Just(Some(vec![])),
        4 => proptest::collection::vec(0..100_i64, 1..3).prop_map(Some),
    ]
}

/// Chunks with ascending row ids, whose times may go anywhere.
fn values() -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec((0..400_u64, -20..20_i64, cell()), 1..12).prop_map(|mut rows| {
        rows.sort_by_key(|row| row.0);
        rows.into_iter()
            .map(|(id, time, cell)| Row(id, time, cell))
            .collect()
    })
}

fn inserted(with_statics: bool) -> impl Strategy<Value = Vec<Inserted>> {
    let statics = if with_statics { 1 } else { 0 };
    proptest::collection::vec(
        prop_oneof![
            12 => (0..3_usize, values()).prop_map(|(e, rows)| Inserted::Values(e, rows)),
            statics => (0..3_usize, 0..400_u64, cell()).prop_map(|(e, id, c)| Inserted::Static(e, id, c)),
            1 => (0..3_usize, 0..400_u64, proptest::option::weighted(0.9, -20..20_i64), any::<bool>())
                .prop_map(|(e, id, time, recursive)| Inserted::Clear(e, id, time, recursive)),
        ],
        0..40,
    )
    // Rows of one id would leave open which of them counts.
    .prop_map(|mut all| {
        let mut next = 0_u64;
        let mut ids: Vec<&mut u64> = all
            .iter_mut()
            .flat_map(|inserted| match inserted {
                Inserted::Values(_, rows) => rows.iter_mut().map(|row| &mut row.0).collect(),
                Inserted::Static(_, id, _) | Inserted::Clear(_, id, ..) => vec![id],
            })
            .collect();
        ids.sort_by_key(|id| **id);
        for id in ids {
            next += 1;
            *id = next;
        }
        all
    })
}

/// Order of clears and cells: static comes last.
fn order(time: Option<i64>, id: u64) -> (bool, i64, u64) {
    (time.is_none(), time.unwrap_or(0), id)
}

fn naive_latest(all: &[Inserted], entity: usize, at: i64) -> Numbers {
    let mut clear = None;
    for above in 0..=entity {
        let clears = all.iter().filter_map(|inserted| match inserted {
            Inserted::Clear(e, id, time, recursive)
                if *e == above && time.is_none_or(|time| time <= at) =>
            {
                Some((order(*time, *id), *recursive))
            }
            _ => None,
        });
        // A static clear is the one that counts of its entity; else the latest.
        if let Some((index, recursive)) = clears.max()
            && (recursive || above == entity)
        {
            clear = clear.max(Some(index));
        }
    }
    let statics = all.iter().filter_map(|inserted| match inserted {
        Inserted::Static(e, id, Some(cell)) if *e == entity => Some((order(None, *id), cell)),
        _ => None,
    });
    let temporal = all.iter().flat_map(|inserted| match inserted {
        Inserted::Values(e, rows) if *e == entity => rows.as_slice(),
        _ => &[],
    });
    let temporal = temporal.filter_map(|row| {
        let cell = row.2.as_ref().filter(|_| row.1 <= at)?;
        Some((order(Some(row.1), row.0), cell))
    });
    let (index, cell) = statics.max().or_else(|| temporal.max())?;
    clear
        .is_none_or(|clear| index > clear)
        .then(|| cell.clone())
}

fn naive_range(all: &[Inserted], entity: usize, from: i64, to: i64) -> Vec<(i64, RowId, Vec<i64>)> {
    let rows = all.iter().flat_map(|inserted| match inserted {
        Inserted::Values(e, rows) if *e == entity => rows.as_slice(),
        _ => &[],
    });
    let mut rows: Vec<_> = rows
        .filter(|row| (from..=to).contains(&row.1))
        .filter_map(|row| Some((row.1, row_id(row.0), row.2.clone()?)))
        .collect();
    rows.sort();
    rows
}

fn filled(all: &[Inserted], config: StoreConfig) -> rushes_store::Store {
    let store = rushes_store::Store::new(id(), config);
    for inserted in all {
        let chunk = match inserted {
            Inserted::Values(e, rows) => chunk(ENTITIES[*e], rows),
            Inserted::Static(e, id, cell) => static_chunk(ENTITIES[*e], *id, cell.clone()),
            Inserted::Clear(e, id, time, recursive) => clear(ENTITIES[*e], *id, *time, *recursive),
        };
        store.insert(chunk).unwrap();
    }
    store
}

fn small() -> StoreConfig {
    StoreConfig {
        max_rows: 8,
        max_rows_if_unsorted: 5,
        ..StoreConfig::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_holds_is_the_latest_cell_that_was_not_cleared(all in inserted(true)) {
        for config in [StoreConfig::default(), StoreConfig::AS_THEY_COME, small()] {
            let store = filled(&all, config);
            for (index, entity) in ENTITIES.iter().enumerate() {
                for at in -21..21 {
                    prop_assert_eq!(latest(&store, entity, at), naive_latest(&all, index, at), "{} at {}", entity, at);
                }
            }
        }
    }

    #[test]
    fn a_range_has_every_row_once(all in inserted(false), from in -25..20_i64, len in 0..30_i64) {
        for config in [StoreConfig::default(), StoreConfig::AS_THEY_COME, small()] {
            let store = filled(&all, config);
            for (index, entity) in ENTITIES.iter().enumerate() {
                prop_assert_eq!(
                    range(&store, entity, from, from + len),
                    naive_range(&all, index, from, from + len)
                );
            }
        }
    }

    #[test]
    fn neighbours_are_the_rows_right_beside(all in inserted(false), from in -25..20_i64, len in 0..30_i64) {
        let store = filled(&all, small());
        let everything = naive_range(&all, 1, TimeInt::MIN.as_i64(), i64::MAX);
        let before = everything.iter().map(|row| row.0).filter(|time| *time < from).max();
        let behind = everything.iter().map(|row| row.0).filter(|time| *time > from + len).min();
        let query = RangeQuery::new("frame", rushes_core::TimeRange::new(from, from + len));
        let found = rows_of(&store, &query.with_neighbours(), ENTITIES[1]);
        let expected = naive_range(&all, 1, before.unwrap_or(from), behind.unwrap_or(from + len));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn dropping_a_range_leaves_what_is_outside(all in inserted(false), from in -25..20_i64, len in 0..30_i64) {
        let store = filled(&all, small());
        let frame = rushes_core::TimelineName::from_static("frame");
        store.drop_time_range(&frame, rushes_core::TimeRange::new(from, from + len)).unwrap();
        for (index, entity) in ENTITIES.iter().enumerate() {
            let mut expected = naive_range(&all, index, i64::MIN, from - 1);
            expected.extend(naive_range(&all, index, from + len + 1, i64::MAX));
            prop_assert_eq!(range(&store, entity, i64::MIN, i64::MAX), expected);
        }
    }

    #[test]
    fn statistics_are_those_of_the_chunks(all in inserted(true)) {
        let store = filled(&all, small());
        let mut sum = (0, 0, 0);
        for entry in store.chunks() {
            sum = (sum.0 + 1, sum.1 + entry.meta().num_rows, sum.2 + entry.meta().num_bytes);
        }
        let total = store.stats().total();
        prop_assert_eq!((total.num_chunks, total.num_rows, total.num_bytes), sum);
        prop_assert_eq!(store.budget().used_bytes(), total.num_bytes);
    }
}
