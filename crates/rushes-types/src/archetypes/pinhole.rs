//! Pinhole.

use super::notes::{FRAME_OF_ENTITY, FRAME_OF_PARENT};
use crate::components::{
    Color, ImagePlaneDistance, PinholeProjection, Radius, Resolution, TransformFrameId,
    ViewCoordinates,
};
use crate::declare::archetype;

archetype! {
    /// Pinhole camera intrinsics.
    stable Pinhole;
    views ["2D", "3D"];
    visualizer "Cameras";
    pub new(image_from_camera: PinholeProjection);

    /// Intrinsics matrix.
    required image_from_camera: PinholeProjection (fixed),
    /// Image size in pixels.
    recommended resolution: Resolution (fixed),
    /// Camera axis convention.
    optional camera_xyz: ViewCoordinates (fixed),
    /// Frame the transform starts from; unset = implicit frame of this entity.
    optional child_frame: TransformFrameId (fixed) = rule(FRAME_OF_ENTITY),
    /// Frame the transform leads to; unset = implicit frame of the parent entity.
    optional parent_frame: TransformFrameId (fixed) = rule(FRAME_OF_PARENT),
    /// Drawn distance of the image plane; display only.
    optional image_plane_distance: ImagePlaneDistance
        in "2D": rule("0.02 * diagonal of the scene box; 0.3 without finite bounds")
        in "3D": rule("0.02 * diagonal of the scene box; 0.3 without finite bounds"),
    /// Frustum line colour.
    optional color: Color = rule("theme colour frustum: dark theme 0x9F9F9FFF, light theme 0x2C2B2BFF"),
    /// Frustum line radius.
    optional line_width: Radius = value(-1.0, "1 UI point"),
}
