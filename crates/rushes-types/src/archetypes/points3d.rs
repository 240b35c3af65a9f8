//! Points 3D.

use super::notes::{LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{
    ClassId, Color, KeypointId, PointShading, Position3D, Radius, ShowLabels, Text,
};
use crate::declare::archetype;

archetype! {
    /// Points in space.
    ///
    /// ```
    /// # use rushes_types::archetypes::Points3D;
    /// let cloud = Points3D::new([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    ///     .with_colors([[255, 0, 0], [0, 255, 0]])
    ///     .with_radii([0.1]);
    /// ```
    stable Points3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Points3D";
    pub new(positions: [Position3D]);

    /// Point positions.
    required positions: [Position3D],
    /// Radius per instance.
    recommended radii: [Radius],
    /// Colour per instance.
    recommended colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// Shading of the points.
    optional point_shading: PointShading,
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
    /// Keypoint id per instance (class defaults to 0).
    optional keypoint_ids: [KeypointId],
}
