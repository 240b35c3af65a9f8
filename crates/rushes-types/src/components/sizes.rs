//! How large things are.

use crate::declare::components;
use crate::encodings;

components! {
    WRAPPERS in "rerun.components" derive(Copy, PartialOrd);

    /// Drawn length of coordinate axes, in the local space.
    stable AxisLength(encodings::Float32) = 1.0;

    /// Edge length of one grid-map cell in scene units.
    stable CellSize(encodings::Float32);

    /// Half extents of a 2D shape.
    stable HalfSize2D(encodings::Vec2D) = [1.0; 2];

    /// Half extents of a 3D shape.
    stable HalfSize3D(encodings::Vec3D) = [1.0; 3];

    /// How far in front of the camera its image plane is drawn.
    stable ImagePlaneDistance(encodings::Float32) = 1.0;

    /// One-dimensional extent in the local space.
    stable Length(encodings::Float32) = 1.0;

    /// Radius; >= +0 is scene units, negative (and -0) is UI points.
    stable Radius(encodings::Float32) = -1.5;

    /// Edge lengths of one voxel in scene units.
    stable VoxelSize(encodings::Vec3D);

    /// Scale of depth-cloud point radii relative to gap-free.
    stable FillRatio(encodings::Float32) = 1.0;

    /// Depth-image units per metre (world unit).
    unstable DepthMeter(encodings::Float32) = 1.0;

    /// Translation speed, scene units per second.
    stable LinearSpeed(encodings::Float64);
}

impl HalfSize2D {
    /// From half the width and half the height.
    pub const fn new(half_width: f32, half_height: f32) -> Self {
        Self(encodings::Vec2D::new(half_width, half_height))
    }

    /// The whole width.
    pub const fn width(self) -> f32 {
        2.0 * self.0.x()
    }

    /// The whole height.
    pub const fn height(self) -> f32 {
        2.0 * self.0.y()
    }
}

impl HalfSize3D {
    /// From half the width, half the height and half the depth.
    pub const fn new(half_width: f32, half_height: f32, half_depth: f32) -> Self {
        Self(encodings::Vec3D::new(half_width, half_height, half_depth))
    }

    /// The same along all axes.
    pub const fn splat(half_size: f32) -> Self {
        Self::new(half_size, half_size, half_size)
    }

    /// The whole width.
    pub const fn width(self) -> f32 {
        2.0 * self.0.x()
    }

    /// The whole height.
    pub const fn height(self) -> f32 {
        2.0 * self.0.y()
    }

    /// The whole depth.
    pub const fn depth(self) -> f32 {
        2.0 * self.0.z()
    }
}

impl Radius {
    /// No extent.
    pub const ZERO: Self = Self(encodings::Float32(0.0));
    /// As thick as one point of the user interface, however far away.
    pub const ONE_UI_POINTS: Self = Self(encodings::Float32(-1.0));

    /// In the units of the scene.
    pub const fn new_scene_units(radius_in_scene_units: f32) -> Self {
        Self(encodings::Float32(radius_in_scene_units.abs()))
    }

    /// In points of the user interface, however far away.
    pub const fn new_ui_points(radius_in_ui_points: f32) -> Self {
        Self(encodings::Float32(-radius_in_ui_points.abs()))
    }

    /// The radius, if it is in the units of the scene.
    pub fn scene_units(&self) -> Option<f32> {
        let radius = self.0.0;
        (radius.is_sign_positive() && !radius.is_nan()).then_some(radius)
    }

    /// The radius, if it is in points of the user interface.
    pub fn ui_points(&self) -> Option<f32> {
        let radius = self.0.0;
        (radius.is_sign_negative() && !radius.is_nan()).then_some(-radius)
    }
}

impl From<AxisLength> for f32 {
    fn from(length: AxisLength) -> Self {
        length.0.0
    }
}

impl From<ImagePlaneDistance> for f32 {
    fn from(distance: ImagePlaneDistance) -> Self {
        distance.0.0
    }
}
