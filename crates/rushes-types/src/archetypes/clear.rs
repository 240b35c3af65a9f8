//! Clear.

use crate::components::ClearIsRecursive;
use crate::declare::archetype;

archetype! {
    /// Empties the entity from this time on, or all entities below it, too.
    ///
    /// ```
    /// # use rushes_types::archetypes::Clear;
    /// let nothing = Clear::recursive();
    /// ```
    stable Clear;
    views ["2D", "3D", "TimeSeries"];
    pub new(is_recursive: ClearIsRecursive);

    /// True clears the whole subtree.
    required is_recursive: ClearIsRecursive (fixed),
}

impl Clear {
    /// Empties this entity only.
    pub fn flat() -> Self {
        Self::new(false)
    }

    /// Empties this entity and all below it.
    pub fn recursive() -> Self {
        Self::new(true)
    }
}
