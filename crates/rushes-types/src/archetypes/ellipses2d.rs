//! Ellipses 2D.

use super::notes::{LABELS_OF_A_FEW, UNDER_A_PINHOLE};
use crate::components::{
    ClassId, Color, DrawOrder, HalfSize2D, Position2D, Radius, ShowLabels, Text,
};
use crate::declare::archetype;

archetype! {
    /// Ellipses in the plane, along the axes.
    ///
    /// ```
    /// # use rushes_types::archetypes::Ellipses2D;
    /// let spots = Ellipses2D::from_centers_and_half_sizes([[5.0, 5.0]], [[2.0, 1.0]]);
    /// ```
    stable Ellipses2D;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "Ellipses2D";
    pub(crate) new(half_sizes: [HalfSize2D]);

    /// Semi-axes along x and y.
    required half_sizes: [HalfSize2D],
    /// Centre per instance.
    recommended centers: [Position2D],
    /// Colour per instance.
    recommended colors: [Color],
    /// Line radius used for wireframes.
    optional line_radii: [Radius],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(10.0),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}

impl Ellipses2D {
    /// Ellipses around the origin.
    pub fn from_half_sizes(half_sizes: impl IntoIterator<Item = impl Into<HalfSize2D>>) -> Self {
        Self::new(half_sizes)
    }

    /// Ellipses around their centres.
    pub fn from_centers_and_half_sizes(
        centers: impl IntoIterator<Item = impl Into<Position2D>>,
        half_sizes: impl IntoIterator<Item = impl Into<HalfSize2D>>,
    ) -> Self {
        Self::new(half_sizes).with_centers(centers)
    }
}
