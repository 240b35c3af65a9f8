//! Points 2D.

use super::notes::{LABELS_OF_A_FEW, UNDER_A_PINHOLE};
use crate::components::{
    ClassId, Color, DrawOrder, KeypointId, Position2D, Radius, ShowLabels, Text,
};
use crate::declare::archetype;

archetype! {
    /// Points in the plane.
    ///
    /// ```
    /// # use rushes_types::archetypes::Points2D;
    /// let corners = Points2D::new([[0.0, 0.0], [640.0, 480.0]]).with_radii([3.0]);
    /// ```
    stable Points2D;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "Points2D";
    pub new(positions: [Position2D]);

    /// Point positions.
    required positions: [Position2D],
    /// Radius per instance.
    recommended radii: [Radius],
    /// Colour per instance.
    recommended colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(
        20.0, "the viewer registers 20 although the documentation says 30"
    ),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
    /// Keypoint id per instance (class defaults to 0).
    optional keypoint_ids: [KeypointId],
}
