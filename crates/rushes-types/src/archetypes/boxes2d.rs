//! Boxes 2D.

use super::notes::{LABELS_OF_A_FEW, UNDER_A_PINHOLE};
use crate::components::{
    ClassId, Color, DrawOrder, HalfSize2D, Position2D, Radius, ShowLabels, Text,
};
use crate::declare::archetype;
use crate::encodings::Vec2D;
use crate::join::joined;

archetype! {
    /// Boxes in the plane, along the axes.
    ///
    /// ```
    /// # use rushes_types::archetypes::Boxes2D;
    /// let faces = Boxes2D::from_mins_and_sizes([[10.0, 20.0]], [[32.0, 32.0]])
    ///     .with_labels(["Ada"]);
    /// ```
    stable Boxes2D;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "Boxes2D";
    pub(crate) new(half_sizes: [HalfSize2D]);

    /// Half extents per instance.
    required half_sizes: [HalfSize2D],
    /// Centre per instance.
    recommended centers: [Position2D],
    /// Colour per instance.
    recommended colors: [Color],
    /// Radius per instance.
    optional radii: [Radius],
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(10.0),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}

impl Boxes2D {
    /// Boxes around the origin.
    pub fn from_half_sizes(half_sizes: impl IntoIterator<Item = impl Into<HalfSize2D>>) -> Self {
        Self::new(half_sizes)
    }

    /// Boxes around their centres.
    pub fn from_centers_and_half_sizes(
        centers: impl IntoIterator<Item = impl Into<Position2D>>,
        half_sizes: impl IntoIterator<Item = impl Into<HalfSize2D>>,
    ) -> Self {
        Self::new(half_sizes).with_centers(centers)
    }

    /// Boxes around the origin, from edge to edge.
    pub fn from_sizes(sizes: impl IntoIterator<Item = impl Into<Vec2D>>) -> Self {
        Self::new(sizes.into_iter().map(|size| half(size.into())))
    }

    /// Boxes around their centres, from edge to edge.
    pub fn from_centers_and_sizes(
        centers: impl IntoIterator<Item = impl Into<Position2D>>,
        sizes: impl IntoIterator<Item = impl Into<Vec2D>>,
    ) -> Self {
        Self::from_sizes(sizes).with_centers(centers)
    }

    /// Boxes from their smallest corners and sizes. A list that is too short goes on with its last
    /// value.
    pub fn from_mins_and_sizes(
        mins: impl IntoIterator<Item = impl Into<Vec2D>>,
        sizes: impl IntoIterator<Item = impl Into<Vec2D>>,
    ) -> Self {
        let half_sizes: Vec<Vec2D> = sizes.into_iter().map(|size| half(size.into())).collect();
        let mins: Vec<Vec2D> = mins.into_iter().map(Into::into).collect();
        let centers = joined(&mins, &half_sizes)
            .map(|(min, half)| Vec2D::new(min.x() + half.x(), min.y() + half.y()));
        let centers: Vec<Vec2D> = centers.collect();
        Self::new(half_sizes).with_centers(centers)
    }
}

fn half(size: Vec2D) -> Vec2D {
    Vec2D(size.0.map(|length| length / 2.0))
}
