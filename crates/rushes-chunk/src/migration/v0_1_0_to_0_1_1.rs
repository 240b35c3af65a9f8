//! 0.1.0 to 0.1.1: no more indicator columns.

use super::draft::{Column, Draft};
use crate::Result;
use crate::schema::keys;

pub(super) fn migrate(draft: &mut Draft) -> Result<()> {
    draft.columns.retain(|column| !is_indicator(column));
    Ok(())
}

fn is_indicator(column: &Column) -> bool {
    match column.get("rerun:is_indicator") {
        Some(flag) => flag == "true",
        None => column.get(keys::COMPONENT).is_some_and(|component| {
            component.starts_with("rerun.components.") && component.ends_with("Indicator")
        }),
    }
}
