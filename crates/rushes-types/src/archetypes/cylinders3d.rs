//! Cylinders 3D.

use super::notes::{HALF_A_POINT, LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{
    ClassId, Color, FillMode, Length, Radius, RotationAxisAngle, RotationQuat, ShowLabels, Text,
    Translation3D,
};
use crate::declare::archetype;

archetype! {
    /// Cylinders around the origin, along Z.
    ///
    /// ```
    /// # use rushes_types::archetypes::Cylinders3D;
    /// let pipes = Cylinders3D::from_lengths_and_radii([2.0, 3.0], [0.5]);
    /// ```
    stable Cylinders3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Cylinders3D";
    pub(crate) new(lengths: [Length], radii: [Radius]);

    /// Length along the axis.
    required lengths: [Length],
    /// Cylinder radius.
    required radii: [Radius],
    /// Cylinder centres; unset means origin.
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

impl Cylinders3D {
    /// Cylinders around the origin, upright along Z. A length is that of the whole axis.
    pub fn from_lengths_and_radii(
        lengths: impl IntoIterator<Item = impl Into<Length>>,
        radii: impl IntoIterator<Item = f32>,
    ) -> Self {
        Self::new(lengths, radii)
    }
}
