//! Cameras and axis conventions in terms of `glam`.

use glam::{Mat3, Quat, Vec2, Vec3};

use crate::components::view_coordinates::vector_of;
use crate::components::{PinholeProjection, ViewCoordinates};

impl ViewCoordinates {
    /// Turns coordinates of the convention right, up, back into those of this one.
    pub fn from_rub(&self) -> Mat3 {
        self.to_rub().transpose()
    }

    /// Turns coordinates of this convention into those of right, up, back.
    pub fn to_rub(&self) -> Mat3 {
        let [x, y, z] = self
            .0
            .0
            .map(|direction| Vec3::from(vector_of(direction).map(f32::from)));
        Mat3::from_cols(x, y, z)
    }

    /// Turns coordinates of the convention right, down, forward into those of this one.
    pub fn from_rdf(&self) -> Mat3 {
        self.from_other(&Self::RDF)
    }

    /// Turns coordinates of this convention into those of right, down, forward.
    pub fn to_rdf(&self) -> Mat3 {
        self.from_rdf().transpose()
    }

    /// Turns coordinates of another convention into those of this one.
    pub fn from_other(&self, other: &Self) -> Mat3 {
        self.from_rub() * other.to_rub()
    }

    /// [`Self::from_rub`] as a rotation.
    ///
    /// # Errors
    /// If this convention is left-handed, or its axes do not span the space.
    pub fn from_rub_quat(&self) -> Result<Quat, String> {
        let matrix = self.from_rub();
        match matrix.determinant() {
            1.0 => Ok(Quat::from_mat3(&matrix)),
            0.0 => Err(format!(
                "the axes do not span the space: {}",
                self.describe()
            )),
            _ => Err(format!(
                "left-handed axes are no rotation: {}",
                self.describe()
            )),
        }
    }
}

impl PinholeProjection {
    /// The point that the camera looks at, in pixels.
    pub fn principal_point(&self) -> Vec2 {
        Vec2::new(self.0.get(0, 2), self.0.get(1, 2))
    }

    /// Where a point in front of the camera appears: pixels, and the distance along the camera's
    /// axis. The convention is right, down, forward.
    pub fn project(&self, pixel: Vec3) -> Vec3 {
        let focal_length = Vec2::from(self.focal_length_in_pixels());
        (pixel.truncate() * focal_length / pixel.z + self.principal_point()).extend(pixel.z)
    }

    /// The point that appears at a pixel, at that distance along the camera's axis.
    pub fn unproject(&self, pixel: Vec3) -> Vec3 {
        let focal_length = Vec2::from(self.focal_length_in_pixels());
        let on_plane = (pixel.truncate() - self.principal_point()) / focal_length;
        (on_plane * pixel.z).extend(pixel.z)
    }
}
