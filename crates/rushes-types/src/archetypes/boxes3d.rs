//! Boxes 3D.

use super::notes::{HALF_A_POINT, LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{
    ClassId, Color, FillMode, HalfSize3D, Radius, RotationAxisAngle, RotationQuat, ShowLabels,
    Text, Translation3D,
};
use crate::declare::archetype;
use crate::encodings::Vec3D;
use crate::join::joined;

archetype! {
    /// Boxes in space, turned any way.
    ///
    /// ```
    /// # use rushes_types::archetypes::Boxes3D;
    /// let crates = Boxes3D::from_centers_and_sizes([[0.0, 0.0, 0.5]], [[1.0, 1.0, 1.0]]);
    /// ```
    stable Boxes3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Boxes3D";
    pub(crate) new(half_sizes: [HalfSize3D]);

    /// Half extents per instance.
    required half_sizes: [HalfSize3D],
    /// Box centres; unset means origin.
    recommended centers: [Translation3D],
    /// Orientation per instance, axis-angle.
    optional rotation_axis_angles: [RotationAxisAngle],
    /// Orientation per instance, quaternion.
    optional quaternions: [RotationQuat],
    /// Colour per instance.
    recommended colors: [Color],
    /// Radius per instance.
    optional radii: [Radius]
        in "2D", "3D": value(-0.5, HALF_A_POINT),
    /// Wireframe/solid style.
    optional fill_mode: FillMode,
    /// Text label per instance; a single label is put at the entity centre.
    optional labels: [Text],
    /// Whether labels are drawn; unset means automatically.
    optional show_labels: ShowLabels = rule(LABELS_OF_A_FEW),
    /// Class id per instance; supplies colour/label when not given.
    optional class_ids: [ClassId],
}

impl Boxes3D {
    /// Boxes around the origin.
    pub fn from_half_sizes(half_sizes: impl IntoIterator<Item = impl Into<HalfSize3D>>) -> Self {
        Self::new(half_sizes)
    }

    /// Boxes around their centres.
    pub fn from_centers_and_half_sizes(
        centers: impl IntoIterator<Item = impl Into<Translation3D>>,
        half_sizes: impl IntoIterator<Item = impl Into<HalfSize3D>>,
    ) -> Self {
        Self::new(half_sizes).with_centers(centers)
    }

    /// Boxes around the origin, from edge to edge.
    pub fn from_sizes(sizes: impl IntoIterator<Item = impl Into<Vec3D>>) -> Self {
        Self::new(sizes.into_iter().map(|size| half(size.into())))
    }

    /// Boxes around their centres, from edge to edge.
    pub fn from_centers_and_sizes(
        centers: impl IntoIterator<Item = impl Into<Translation3D>>,
        sizes: impl IntoIterator<Item = impl Into<Vec3D>>,
    ) -> Self {
        Self::from_sizes(sizes).with_centers(centers)
    }

    /// Boxes from their smallest corners and sizes. A list that is too short goes on with its last
    /// value.
    pub fn from_mins_and_sizes(
        mins: impl IntoIterator<Item = impl Into<Vec3D>>,
        sizes: impl IntoIterator<Item = impl Into<Vec3D>>,
    ) -> Self {
        let half_sizes: Vec<Vec3D> = sizes.into_iter().map(|size| half(size.into())).collect();
        let mins: Vec<Vec3D> = mins.into_iter().map(Into::into).collect();
        let centers = joined(&mins, &half_sizes).map(|(min, half)| {
            Vec3D::new(min.x() + half.x(), min.y() + half.y(), min.z() + half.z())
        });
        let centers: Vec<Vec3D> = centers.collect();
        Self::new(half_sizes).with_centers(centers)
    }
}

fn half(size: Vec3D) -> Vec3D {
    Vec3D(size.0.map(|length| length / 2.0))
}
