//! What a pinhole camera does to points.

use super::{PinholeProjection, Resolution};
use crate::encodings::{Mat3x3, Vec2D};

impl PinholeProjection {
    /// From the focal lengths along x and y and the point that the camera looks at, all in pixels.
    pub fn from_focal_length_and_principal_point(
        focal_length: impl Into<Vec2D>,
        principal_point: impl Into<Vec2D>,
    ) -> Self {
        let Vec2D([fx, fy]) = focal_length.into();
        let Vec2D([cx, cy]) = principal_point.into();
        Self(Mat3x3([fx, 0.0, 0.0, 0.0, fy, 0.0, cx, cy, 1.0]))
    }

    /// The same camera looking at another point, in pixels.
    #[must_use]
    pub fn with_principal_point(mut self, principal_point: impl Into<Vec2D>) -> Self {
        let Vec2D([cx, cy]) = principal_point.into();
        self.0.set(0, 2, cx);
        self.0.set(1, 2, cy);
        self
    }

    /// The focal lengths along x and y.
    pub fn focal_length_in_pixels(&self) -> Vec2D {
        Vec2D::new(self.0.get(0, 0), self.0.get(1, 1))
    }

    /// The vertical field of view in radians.
    pub fn fov_y(&self, resolution: impl Into<Resolution>) -> f32 {
        2.0 * (0.5 * resolution.into().y() / self.0.get(1, 1)).atan()
    }

    /// Whether the matrix is that of a pinhole camera.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn sanity_check(&self) -> Result<(), String> {
        let numbers = self.0.0;
        if !numbers.iter().all(|number| number.is_finite()) {
            return Err(format!(
                "the projection has numbers that are not finite: {numbers:?}"
            ));
        }
        let focal = self.focal_length_in_pixels();
        if focal.x() == 0.0 || focal.y() == 0.0 {
            return Err("the focal length is 0".to_owned());
        }
        if [self.0.get(2, 0), self.0.get(2, 1), self.0.get(2, 2)] != [0.0, 0.0, 1.0] {
            return Err(format!(
                "the last row of the projection is not 0, 0, 1: {numbers:?}"
            ));
        }
        Ok(())
    }
}
