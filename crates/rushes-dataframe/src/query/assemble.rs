//! Cells into columns.

use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, ListArray, make_array, new_empty_array, new_null_array};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_data::transform::MutableArrayData;
use arrow_schema::DataType;
use rushes_core::ComponentIdentifier;

use super::picks::{Pick, Picks};
use super::source::Source;
use crate::{Error, Result};

/// The column of some cells. Neighbours are not copied.
pub(super) fn column(
    picks: &Picks,
    num_rows: usize,
    sources: &[Source],
    component: &ComponentIdentifier,
    data_type: &DataType,
) -> Result<ArrayRef> {
    let list_of = |source: u32| {
        let source = sources.get(source as usize);
        source.and_then(|source| source.list(component))
    };
    match picks {
        Picks::Run { source, start } => match list_of(*source) {
            Some(list) => {
                check(list, component, data_type)?;
                Ok(Arc::new(list.slice(*start as usize, num_rows)))
            }
            None => Ok(new_null_array(data_type, num_rows)),
        },
        Picks::Each(picks) if picks.iter().all(|pick| pick.is_none()) => {
            Ok(new_null_array(data_type, num_rows))
        }
        Picks::Each(picks) => gathered(picks, list_of, component, data_type),
    }
}

/// A stretch of one source's instances.
struct Stretch {
    source: u32,
    start: usize,
    end: usize,
}

fn gathered<'a>(
    picks: &[Pick],
    list_of: impl Fn(u32) -> Option<&'a ListArray>,
    component: &ComponentIdentifier,
    data_type: &DataType,
) -> Result<ArrayRef> {
    let DataType::List(item) = data_type else {
        return Err(Error::query(format!(
            "{component} is no list, but {data_type}"
        )));
    };
    let mut offsets = Vec::with_capacity(picks.len() + 1);
    let mut valid = Vec::with_capacity(picks.len());
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut total = 0_usize;
    offsets.push(0_i32);
    let mut current: (u32, Option<&ListArray>) = (u32::MAX, None);
    for pick in picks {
        if pick.source != current.0 {
            current = (pick.source, list_of(pick.source));
            if let Some(list) = current.1 {
                check(list, component, data_type)?;
            }
        }
        if let Some(list) = current.1 {
            let ends = list.value_offsets();
            let at = pick.row as usize;
            let (start, end) = match ends.get(at..at + 2) {
                Some([start, end]) => (*start as usize, *end as usize),
                _ => (0, 0),
            };
            total += end - start;
            match stretches.last_mut() {
                Some(last) if last.source == pick.source && last.end == start => last.end = end,
                _ if start == end => {}
                _ => stretches.push(Stretch {
                    source: pick.source,
                    start,
                    end,
                }),
            }
        }
        let end = i32::try_from(total).map_err(|_large| {
            Error::query(format!("{component} has too many instances in one batch"))
        })?;
        offsets.push(end);
        valid.push(!pick.is_none());
    }
    let values = match stretches.as_slice() {
        [] => new_empty_array(item.data_type()),
        [only] => match list_of(only.source) {
            Some(list) => list.values().slice(only.start, only.end - only.start),
            None => new_empty_array(item.data_type()),
        },
        several => concat(several, list_of, total)?,
    };
    let nulls = NullBuffer::from(valid);
    let nulls = Some(nulls).filter(|nulls| nulls.null_count() > 0);
    let offsets = OffsetBuffer::new(ScalarBuffer::from(offsets));
    Ok(Arc::new(ListArray::try_new(
        Arc::clone(item),
        offsets,
        values,
        nulls,
    )?))
}

fn concat<'a>(
    stretches: &[Stretch],
    list_of: impl Fn(u32) -> Option<&'a ListArray>,
    total: usize,
) -> Result<ArrayRef> {
    let mut used: Vec<u32> = stretches.iter().map(|stretch| stretch.source).collect();
    used.sort_unstable();
    used.dedup();
    let lists = used.iter().filter_map(|source| list_of(*source));
    let datas: Vec<_> = lists.map(|list| list.values().to_data()).collect();
    let mut values = MutableArrayData::new(datas.iter().collect(), false, total);
    for stretch in stretches {
        let source = used.partition_point(|source| *source < stretch.source);
        values.try_extend(source, stretch.start, stretch.end)?;
    }
    Ok(make_array(values.freeze()))
}

/// One column has one type.
fn check(list: &ListArray, component: &ComponentIdentifier, data_type: &DataType) -> Result<()> {
    if list.data_type() == data_type {
        return Ok(());
    }
    Err(Error::query(format!(
        "{component} is logged as {} and as {data_type}, which are no one column; query the entities or times of one type",
        list.data_type()
    )))
}
