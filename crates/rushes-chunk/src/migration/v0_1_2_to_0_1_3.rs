//! 0.1.2 to 0.1.3: one component type for visibility.

use super::draft::Draft;
use crate::Result;
use crate::schema::keys;

pub(super) fn migrate(draft: &mut Draft) -> Result<()> {
    for column in &mut draft.columns {
        if column.get(keys::COMPONENT_TYPE) == Some("rerun.components.SeriesVisible") {
            column.set(keys::COMPONENT_TYPE, "rerun.components.Visible");
        }
    }
    Ok(())
}
