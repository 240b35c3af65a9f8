//! Ellipsoids 3D.

use super::notes::{HALF_A_POINT, LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{
    ClassId, Color, FillMode, HalfSize3D, Radius, RotationAxisAngle, RotationQuat, ShowLabels,
    Text, Translation3D,
};
use crate::declare::archetype;

archetype! {
    /// Ellipsoids in space, turned any way; balls among them.
    ///
    /// ```
    /// # use rushes_types::archetypes::Ellipsoids3D;
    /// let balls = Ellipsoids3D::from_centers_and_radii([[0.0, 0.0, 1.0]], [0.5]);
    /// ```
    stable Ellipsoids3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Ellipsoids3D";
    pub(crate) new(half_sizes: [HalfSize3D]);

    /// Semi-axes; equal values make a sphere.
    required half_sizes: [HalfSize3D],
    /// Centres; unset means origin.
    recommended centers: [Translation3D],
    /// Orientation per instance, axis-angle.
    optional rotation_axis_angles: [RotationAxisAngle],
    /// Orientation per instance, quaternion.
    optional quaternions: [RotationQuat],
    /// Colour per instance.
    recommended colors: [Color],
    /// Line radius used for wireframes.
    optional line_radii: [Radius]
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

impl Ellipsoids3D {
    /// Ellipsoids around the origin.
    pub fn from_half_sizes(half_sizes: impl IntoIterator<Item = impl Into<HalfSize3D>>) -> Self {
        Self::new(half_sizes)
    }

    /// Ellipsoids around their centres.
    pub fn from_centers_and_half_sizes(
        centers: impl IntoIterator<Item = impl Into<Translation3D>>,
        half_sizes: impl IntoIterator<Item = impl Into<HalfSize3D>>,
    ) -> Self {
        Self::new(half_sizes).with_centers(centers)
    }

    /// Spheres around the origin.
    pub fn from_radii(radii: impl IntoIterator<Item = f32>) -> Self {
        Self::new(radii.into_iter().map(HalfSize3D::splat))
    }

    /// Spheres around their centres.
    pub fn from_centers_and_radii(
        centers: impl IntoIterator<Item = impl Into<Translation3D>>,
        radii: impl IntoIterator<Item = f32>,
    ) -> Self {
        Self::from_radii(radii).with_centers(centers)
    }
}
