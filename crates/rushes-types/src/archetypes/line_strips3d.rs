//! Line strips 3D.

use super::notes::{LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{ClassId, Color, LineStrip3D, Radius, ShowLabels, Text};
use crate::declare::archetype;

archetype! {
    /// Points in space, joined by lines.
    ///
    /// ```
    /// # use rushes_types::archetypes::LineStrips3D;
    /// let path = LineStrips3D::new([vec![[0.0f32; 3], [1.0, 0.0, 0.0], [1.0, 1.0, 0.5]]]);
    /// ```
    stable LineStrips3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Lines3D";
    pub new(strips: [LineStrip3D]);

    /// Polylines.
    required strips: [LineStrip3D] (fixed),
    /// Line radius per strip.
    recommended radii: [Radius],
    /// Colour per strip; alpha is ignored.
    recommended colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}
