//! How paths lie to one another, and which are special.

use super::{EntityPath, EntityPathPart};

impl EntityPath {
    /// Whether this is `prefix` or below it. Compares whole parts: `/car2` is not below `/car`.
    pub fn starts_with(&self, prefix: &Self) -> bool {
        self.parts().starts_with(prefix.parts())
    }

    /// Whether this is below `other`, and not the same.
    pub fn is_descendant_of(&self, other: &Self) -> bool {
        other.len() < self.len() && self.starts_with(other)
    }

    /// Whether this is directly below `other`.
    pub fn is_child_of(&self, other: &Self) -> bool {
        self.len() == other.len() + 1 && self.starts_with(other)
    }

    /// Whether the first part is kept for the system: it starts with `__`. Users may log there.
    pub fn is_reserved(&self) -> bool {
        self.parts()
            .first()
            .is_some_and(EntityPathPart::is_reserved)
    }

    /// The path of a recording's properties, `/__properties`.
    pub fn properties() -> Self {
        Self::new(vec![EntityPathPart::new(crate::Name::from_static(
            "__properties",
        ))])
    }

    /// Whether this is `/__properties` or below it.
    pub fn is_property(&self) -> bool {
        self.parts()
            .first()
            .is_some_and(|part| part.unescaped_str() == "__properties")
    }

    /// The path followed by all paths above it, the root last.
    pub fn self_and_ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// What goes before the component in the name of a dataframe column: `property` for
    /// `/__properties`, `property:a/b` for what is below it, else the canonical text.
    pub fn column_prefix(&self) -> String {
        let below = self
            .as_str()
            .strip_prefix("/__properties")
            .filter(|_| self.is_property());
        match below.map(|below| below.strip_prefix('/').unwrap_or(below)) {
            None => self.as_str().to_owned(),
            Some("") => "property".to_owned(),
            Some(below) => format!("property:{below}"),
        }
    }
}
