//! Clears: cells that end what was logged before them.

use arrow_array::{Array as _, BooleanArray};
use rushes_core::{ChunkId, ComponentIdentifier, EntityPath, RowId, TimeInt};

use super::{CLEAR, Cell, LatestAtQuery};
use crate::Result;
use crate::store::Inner;

/// The latest clear of an entity, of its own or from above.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClearIndex(Option<(u8, TimeInt, RowId)>);

/// For clears, static comes after all times: a static clear hides all temporal cells, and no temporal
/// one hides static cells.
fn order(time: TimeInt, row_id: RowId) -> (u8, TimeInt, RowId) {
    (u8::from(time.is_static()), time, row_id)
}

impl ClearIndex {
    /// Whether the clear leaves the cell.
    pub fn keeps(self, cell: &Cell, component: &ComponentIdentifier) -> bool {
        let (time, row_id) = cell.index();
        self.0.is_none_or(|clear| order(time, row_id) > clear) || component.as_str() == CLEAR
    }
}

impl Inner {
    /// The clear that counts for an entity at a time: its own latest, or a recursive latest of an
    /// ancestor. `None` if the chunk of one is missing.
    pub(crate) fn clear_index(
        &self,
        query: &LatestAtQuery,
        entity: &EntityPath,
        missing: &mut Vec<ChunkId>,
    ) -> Result<Option<ClearIndex>> {
        let mut clear = None;
        if !self.has_clears() {
            return Ok(Some(ClearIndex(None)));
        }
        let component = ComponentIdentifier::from_static(CLEAR);
        let already_missing = missing.len();
        for path in entity.self_and_ancestors() {
            let Some(found) = self.clearing_entity(&path) else {
                continue;
            };
            let cell = self.cell(query, &found.peek(), &component, missing)?;
            let counts = |cell: &Cell| path == *entity || is_recursive(cell);
            if let Some(cell) = cell.filter(counts) {
                clear = clear.max(Some(order(cell.time, cell.row_id)));
            }
        }
        let all_known = missing.len() == already_missing;
        Ok(all_known.then_some(ClearIndex(clear)))
    }
}

/// Whether a clear also clears what is below its entity.
pub(crate) fn is_recursive(cell: &Cell) -> bool {
    let instances = cell.instances();
    let values = instances
        .as_ref()
        .and_then(|values| values.as_any().downcast_ref::<BooleanArray>());
    values.is_some_and(|values| !values.is_empty() && values.is_valid(0) && values.value(0))
}
