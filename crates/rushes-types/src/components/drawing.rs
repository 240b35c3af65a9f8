//! How things are drawn.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    FLOATS in "rerun.components" derive(Copy, PartialOrd);

    /// 2D layering key; larger is in front.
    stable DrawOrder(encodings::Float32) = 0.0;
}

enum_components! {
    ENUMS in "rerun.components";

    /// Wireframe / solid drawing choice for 3D solids.
    stable FillMode: u8 {
        /// Lines for the main features only.
        MajorWireframe = 1,
        /// Wire mesh over the whole surface.
        DenseWireframe = 2,
        /// Filled surface.
        Solid = 3,
        /// See-through fill plus main lines.
        TransparentFillMajorWireframe = 4,
    } = TransparentFillMajorWireframe;

    /// Shading style of point-cloud points.
    stable PointShading: u8 {
        /// Shaded like a ball.
        Gradient = 1,
        /// Flat disc.
        Flat = 2,
    } = Gradient;

    /// Which triangle sides of a mesh are drawn.
    stable MeshFaceRendering: u8 {
        /// Both sides.
        DoubleSided = 1,
        /// Counter-clockwise side only.
        Front = 2,
        /// Clockwise side only.
        Back = 3,
    } = DoubleSided;

    /// Texture filter used when a texel covers more than a pixel.
    stable MagnificationFilter: u8 {
        /// Blocky.
        Nearest = 1,
        /// Bilinear.
        Linear = 2,
        /// Bicubic.
        Bicubic = 3,
    } = Nearest;
}

components! {
    NUMBERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Whether text labels are drawn.
    stable ShowLabels(encodings::Bool);

    /// Whether something is drawn.
    stable Visible(encodings::Bool) = true;

    /// Whether mouse picking reacts to the entity.
    stable Interactive(encodings::Bool) = true;
}
