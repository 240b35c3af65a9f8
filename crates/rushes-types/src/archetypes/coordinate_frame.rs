//! Coordinate frame.

use super::notes::FRAME_OF_ENTITY;
use crate::components::TransformFrameId;
use crate::declare::archetype;

archetype! {
    /// Says in which coordinate frame the data of the entity is.
    ///
    /// ```
    /// # use rushes_types::archetypes::CoordinateFrame;
    /// let frame = CoordinateFrame::new("map");
    /// ```
    stable CoordinateFrame;
    views ["2D", "3D"];
    pub new(frame: TransformFrameId);

    /// Frame name; empty strings are ignored.
    required frame: TransformFrameId (fixed) = rule(FRAME_OF_ENTITY),
}
