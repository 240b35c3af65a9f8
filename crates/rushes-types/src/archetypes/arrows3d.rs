//! Arrows 3D.

use super::notes::{LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{ClassId, Color, Position3D, Radius, ShowLabels, Text, Vector3D};
use crate::declare::archetype;

archetype! {
    /// Arrows in space.
    ///
    /// ```
    /// # use rushes_types::archetypes::Arrows3D;
    /// let arrows = Arrows3D::from_vectors([[0.0, 0.0, 1.0]]).with_colors([[0, 0, 255]]);
    /// ```
    stable Arrows3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Arrows3D";
    pub(crate) new(vectors: [Vector3D]);

    /// Arrow vector per instance.
    required vectors: [Vector3D],
    /// Arrow base per instance; unset means (0,0,0).
    recommended origins: [Position3D],
    /// Arrow radius: shaft 0.5x, tip 1x wide and 2x long.
    optional radii: [Radius],
    /// Colour per instance.
    optional colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}

impl Arrows3D {
    /// Arrows from the origin.
    pub fn from_vectors(vectors: impl IntoIterator<Item = impl Into<Vector3D>>) -> Self {
        Self::new(vectors)
    }
}
