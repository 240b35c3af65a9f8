//! Which cell goes into which row.

use arrow_array::ListArray;
use rushes_core::RowId;
use rushes_store::Rows;

use super::clears::Clears;
use super::source::{Source, nulls};

/// A cell: a row of one of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pick {
    pub source: u32,
    pub row: u32,
}

impl Pick {
    /// No cell.
    pub const NONE: Self = Self {
        source: u32::MAX,
        row: 0,
    };

    /// The source of empty cells: their rows are those of the entity's clears.
    pub const CLEAR: u32 = u32::MAX - 1;

    pub fn is_none(self) -> bool {
        self.source == u32::MAX
    }
}

/// The cells of one column, one for each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Picks {
    /// Neighbours in one source, from this row on.
    Run { source: u32, start: u32 },
    /// Any.
    Each(Vec<Pick>),
}

/// One source of a column's cells.
#[derive(Clone, Copy)]
pub(super) struct Cells<'a> {
    /// Which of all sources.
    pub index: u32,
    pub source: &'a Source,
    /// Of the rows of its chunk.
    pub times: &'a [i64],
    pub list: &'a ListArray,
}

impl Cells<'_> {
    /// The rows with a cell, in order, and their times.
    fn rows(&self) -> impl Iterator<Item = (u32, i64)> + '_ {
        let nulls = nulls(self.list);
        self.source
            .rows
            .iter()
            .filter(move |row| nulls.is_none_or(|nulls| nulls.is_valid(*row as usize)))
            .filter_map(|row| Some((row, *self.times.get(row as usize)?)))
    }
}

/// What orders cells of one time.
pub(super) fn row_id(pick: Pick, sources: &[Source], clears: &Clears) -> RowId {
    if pick.source == Pick::CLEAR {
        return clears.row_id(pick.row);
    }
    let source = sources.get(pick.source as usize);
    source.map_or(RowId::ZERO, |source| source.row_id(pick.row))
}

/// For each of the times `rows`, the cell at that time with the greatest row id.
pub(super) fn at_times(
    rows: &[i64],
    cells: &[Cells<'_>],
    sources: &[Source],
    clears: &Clears,
) -> Picks {
    let cleared = clears.between(rows);
    if let ([only], true) = (cells, cleared.is_empty())
        && let Rows::Run(run) = &only.source.rows
        && nulls(only.list).is_none()
        && only.times.get(run.start as usize..run.end as usize) == Some(rows)
    {
        return Picks::Run {
            source: only.index,
            start: run.start,
        };
    }
    let mut picks = vec![Pick::NONE; rows.len()];
    let mut place = |at: usize, pick: Pick| {
        let Some(slot) = picks.get_mut(at) else {
            return;
        };
        // Rows of one source come in the order of their ids.
        let is_later = slot.is_none()
            || slot.source == pick.source
            || row_id(pick, sources, clears) >= row_id(*slot, sources, clears);
        if is_later {
            *slot = pick;
        }
    };
    for source in cells {
        let source_index = source.index;
        let picks = source.rows().map(|(row, time)| {
            let pick = Pick {
                source: source_index,
                row,
            };
            (time, pick)
        });
        meet(rows, picks, &mut place);
    }
    let clears = cleared.map(|row| {
        let pick = Pick {
            source: Pick::CLEAR,
            row,
        };
        (clears.time(row), pick)
    });
    meet(rows, clears, &mut place);
    Picks::Each(picks)
}

/// Calls `place` for each item whose time is one of `rows`. Both ascend.
fn meet(
    rows: &[i64],
    items: impl Iterator<Item = (i64, Pick)>,
    place: &mut impl FnMut(usize, Pick),
) {
    let mut at = 0;
    for (time, pick) in items {
        let rest = rows.get(at..).unwrap_or_default();
        // Mostly the same or the next one; where few rows are asked for, it may be far.
        at += match rest {
            [first, ..] if *first >= time => 0,
            [_, second, ..] if *second >= time => 1,
            _ => rest.partition_point(|row| *row < time),
        };
        match rows.get(at) {
            Some(row) if *row == time => place(at, pick),
            Some(_) => {}
            None => return,
        }
    }
}

/// For each of the times `rows`, the cell with the greatest time at or before it, whatever was cleared.
pub(super) fn latest(rows: &[i64], cells: &[Cells<'_>], sources: &[Source]) -> Vec<Pick> {
    let mut latest = vec![(i64::MIN, Pick::NONE); rows.len()];
    for source in cells {
        let mut items = source.rows().peekable();
        let mut last: Option<(i64, Pick)> = None;
        for (row, slot) in rows.iter().zip(&mut latest) {
            while let Some((found, time)) = items.next_if(|(_, time)| time <= row) {
                let pick = Pick {
                    source: source.index,
                    row: found,
                };
                last = Some((time, pick));
            }
            let Some((time, pick)) = last else {
                continue;
            };
            let id = |pick: Pick| {
                sources
                    .get(pick.source as usize)
                    .map(|source| source.row_id(pick.row))
            };
            let is_later =
                slot.1.is_none() || time > slot.0 || (time == slot.0 && id(pick) >= id(slot.1));
            if is_later {
                *slot = (time, pick);
            }
        }
    }
    latest.into_iter().map(|(_, pick)| pick).collect()
}
