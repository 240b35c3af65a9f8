//! Line strips 2D.

use super::notes::{LABELS_OF_A_FEW, UNDER_A_PINHOLE};
use crate::components::{ClassId, Color, DrawOrder, LineStrip2D, Radius, ShowLabels, Text};
use crate::declare::archetype;

archetype! {
    /// Points in the plane, joined by lines.
    ///
    /// ```
    /// # use rushes_types::archetypes::LineStrips2D;
    /// let corner = LineStrips2D::new([[[0.0, 1.0], [0.0, 0.0], [1.0, 0.0]]]).with_radii([2.0]);
    /// ```
    stable LineStrips2D;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "Lines2D";
    pub new(strips: [LineStrip2D]);

    /// Polylines.
    required strips: [LineStrip2D] (fixed),
    /// Line radius per strip.
    recommended radii: [Radius],
    /// Colour per instance.
    recommended colors: [Color],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(20.0),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}
