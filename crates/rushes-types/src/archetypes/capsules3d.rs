//! Capsules 3D.

use super::notes::{HALF_A_POINT, LABELS_OF_A_FEW, OVER_A_PINHOLE};
use crate::components::{
    ClassId, Color, FillMode, Length, Position3D, Radius, RotationAxisAngle, RotationQuat,
    ShowLabels, Text, Translation3D,
};
use crate::declare::archetype;
use crate::encodings::Quaternion;
use crate::join::joined;

archetype! {
    /// Capsules: cylinders with half a ball at each end. They stand on the origin, along +Z.
    ///
    /// ```
    /// # use rushes_types::archetypes::Capsules3D;
    /// let arm = Capsules3D::from_endpoints_and_radii([[0.0; 3]], [[1.0, 0.0, 0.0]], [0.1]);
    /// ```
    stable Capsules3D;
    views ["2D" if OVER_A_PINHOLE, "3D"];
    visualizer "Capsules3D";
    pub(crate) new(lengths: [Length], radii: [Radius]);

    /// Distance between the two cap centres.
    required lengths: [Length],
    /// Capsule radius.
    required radii: [Radius],
    /// Position of the first cap centre; unset means origin.
    recommended translations: [Translation3D],
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

impl Capsules3D {
    /// Capsules from the origin upwards along Z. A length is that between the centres of the caps.
    pub fn from_lengths_and_radii(
        lengths: impl IntoIterator<Item = impl Into<Length>>,
        radii: impl IntoIterator<Item = f32>,
    ) -> Self {
        Self::new(lengths, radii)
    }

    /// Capsules between two points, the centres of their caps. A list that is too short goes on
    /// with its last value.
    pub fn from_endpoints_and_radii(
        start_points: impl IntoIterator<Item = impl Into<Position3D>>,
        end_points: impl IntoIterator<Item = impl Into<Position3D>>,
        radii: impl IntoIterator<Item = f32>,
    ) -> Self {
        let starts: Vec<Position3D> = start_points.into_iter().map(Into::into).collect();
        let ends: Vec<Position3D> = end_points.into_iter().map(Into::into).collect();
        let ends: Vec<_> = joined(&ends, &starts).map(|(end, _)| end).collect();
        let between = |(start, end): (&Position3D, &Position3D)| {
            [
                end.x() - start.x(),
                end.y() - start.y(),
                end.z() - start.z(),
            ]
        };
        let axes: Vec<[f32; 3]> = starts.iter().zip(&ends).map(between).collect();
        Self::new(axes.iter().map(|axis| length(*axis)), radii)
            .with_translations(starts.iter().map(|start| start.0))
            .with_quaternions(axes.into_iter().map(upright_to))
    }
}

fn length(axis: [f32; 3]) -> f32 {
    axis.iter()
        .map(|number| number * number)
        .sum::<f32>()
        .sqrt()
}

/// The shortest rotation from +Z to that direction.
fn upright_to(axis: [f32; 3]) -> Quaternion {
    let length = length(axis);
    if length == 0.0 {
        return Quaternion::IDENTITY;
    }
    let [x, y, z] = axis.map(|number| number / length);
    if z < -1.0 + 1e-6 {
        // Straight down: half a turn, around any level axis.
        return Quaternion::from_xyzw([1.0, 0.0, 0.0, 0.0]);
    }
    let w = ((1.0 + z) / 2.0).sqrt();
    Quaternion::from_xyzw([-y / (2.0 * w), x / (2.0 * w), 0.0, w])
}
