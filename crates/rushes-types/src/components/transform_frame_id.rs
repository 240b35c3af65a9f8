//! Names of coordinate frames.

use std::fmt;

use rushes_core::EntityPath;

use super::TransformFrameId;

impl TransformFrameId {
    /// How the name of a frame begins that stands for an entity.
    pub const ENTITY_HIERARCHY_PREFIX: &str = "tf#";

    /// The frame of that name.
    pub fn new(frame_id_name: &str) -> Self {
        frame_id_name.into()
    }

    /// The frame that an entity has if it is given no other.
    pub fn from_entity_path(entity_path: &EntityPath) -> Self {
        format!("{}{entity_path}", Self::ENTITY_HIERARCHY_PREFIX).into()
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether it stands for an entity.
    pub fn is_entity_path_derived(&self) -> bool {
        self.as_str().starts_with(Self::ENTITY_HIERARCHY_PREFIX)
    }

    /// The entity that it stands for.
    pub fn as_entity_path(&self) -> Option<EntityPath> {
        let path = self.as_str().strip_prefix(Self::ENTITY_HIERARCHY_PREFIX)?;
        Some(path.into())
    }
}

impl fmt::Display for TransformFrameId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
