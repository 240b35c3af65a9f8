//! Arrows 2D.

use super::notes::{LABELS_OF_A_FEW, UNDER_A_PINHOLE};
use crate::components::{
    ClassId, Color, DrawOrder, Position2D, Radius, ShowLabels, Text, Vector2D,
};
use crate::declare::archetype;

archetype! {
    /// Arrows in the plane.
    ///
    /// ```
    /// # use rushes_types::archetypes::Arrows2D;
    /// let arrows = Arrows2D::from_vectors([[1.0, 0.0], [0.0, 2.0]]).with_origins([[1.0, 1.0]]);
    /// ```
    stable Arrows2D;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "Arrows2D";
    pub(crate) new(vectors: [Vector2D]);

    /// Arrow vector per instance.
    required vectors: [Vector2D],
    /// Arrow base per instance; unset means (0,0).
    recommended origins: [Position2D],
    /// Arrow radius: shaft 0.5x, tip 1x wide and 2x long.
    optional radii: [Radius],
    /// Colour per instance.
    optional colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(20.0),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}

impl Arrows2D {
    /// Arrows from the origin.
    pub fn from_vectors(vectors: impl IntoIterator<Item = impl Into<Vector2D>>) -> Self {
        Self::new(vectors)
    }
}
