//! Pinhole.

use super::notes::{FRAME_OF_ENTITY, FRAME_OF_PARENT};
use crate::components::{
    Color, ImagePlaneDistance, PinholeProjection, Radius, Resolution, TransformFrameId,
    ViewCoordinates,
};
use crate::declare::archetype;
use crate::encodings::Vec2D;
use crate::layout::Layout;
use crate::{DeserializationError, DeserializationResult, SerializedComponentBatch};

archetype! {
    /// A camera without distortion: how the space of the entity becomes pixels.
    ///
    /// ```
    /// # use rushes_types::archetypes::Pinhole;
    /// let camera = Pinhole::from_focal_length_and_resolution([500.0, 500.0], [640.0, 480.0]);
    /// ```
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
    /// Frame the transform starts from; unset means implicit frame of this entity.
    optional child_frame: TransformFrameId (fixed) = rule(FRAME_OF_ENTITY),
    /// Frame the transform leads to; unset means implicit frame of the parent entity.
    optional parent_frame: TransformFrameId (fixed) = rule(FRAME_OF_PARENT),
    /// Drawn distance of the image plane; display only.
    optional image_plane_distance: ImagePlaneDistance
        in "2D", "3D": rule("0.02 * diagonal of the scene box; 0.3 without finite bounds"),
    /// Frustum line colour.
    optional color: Color = rule(
            "theme colour frustum: dark theme 0x9F9F9FFF, light theme 0x2C2B2BFF"
        ),
    /// Frustum line radius.
    optional line_width: Radius = value(-1.0, "1 UI point"),
}

impl Pinhole {
    /// How a camera looks at its space unless it is told otherwise: X right, Y down, Z ahead.
    pub const DEFAULT_CAMERA_XYZ: ViewCoordinates = ViewCoordinates::RDF;

    /// A camera that looks at the middle of its image; all in pixels.
    pub fn from_focal_length_and_resolution(
        focal_length: impl Into<Vec2D>,
        resolution: impl Into<Vec2D>,
    ) -> Self {
        let resolution = resolution.into();
        let middle = resolution.0.map(|length| length / 2.0);
        let projection =
            PinholeProjection::from_focal_length_and_principal_point(focal_length, middle);
        Self::new(projection).with_resolution(resolution)
    }

    /// A camera with a vertical field of view in radians, and an image of height 1 whose width is
    /// the aspect ratio.
    pub fn from_fov_and_aspect_ratio(fov_y: f32, aspect_ratio: f32) -> Self {
        let focal_length = 0.5 / (fov_y * 0.5).max(f32::EPSILON).tan();
        Self::from_focal_length_and_resolution([focal_length; 2], [aspect_ratio, 1.0])
    }

    /// Looks at another point, in pixels.
    #[must_use]
    pub fn with_principal_point(self, principal_point: impl Into<Vec2D>) -> Self {
        match self.image_from_camera_from_arrow() {
            Ok(projection) => {
                self.with_image_from_camera(projection.with_principal_point(principal_point))
            }
            Err(error) => {
                log::warn!("there is no projection whose principal point could be set: {error}");
                self
            }
        }
    }

    /// The projection that was set.
    ///
    /// # Errors
    /// If none was.
    pub fn image_from_camera_from_arrow(&self) -> DeserializationResult<PinholeProjection> {
        first(&self.image_from_camera, "projection")
    }

    /// The resolution that was set.
    ///
    /// # Errors
    /// If none was.
    pub fn resolution_from_arrow(&self) -> DeserializationResult<Resolution> {
        first(&self.resolution, "resolution")
    }
}

fn first<C: Layout>(
    field: &Option<SerializedComponentBatch>,
    what: &str,
) -> DeserializationResult<C> {
    let batch = field
        .as_ref()
        .ok_or_else(|| DeserializationError::missing(what))?;
    let values = C::decode(&batch.array)?;
    values
        .into_iter()
        .next()
        .ok_or_else(|| DeserializationError::missing(what))
}
