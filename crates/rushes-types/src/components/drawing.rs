//! How things are drawn.

use crate::Enum as _;
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

macro_rules! draw_orders {
    ($($name:ident = $order:literal: $what:literal,)*) => {
        impl DrawOrder {
            $(
                #[doc = $what]
                pub const $name: Self = Self(encodings::Float32($order));
            )*
        }
    };
}

draw_orders! {
    DEFAULT_DEPTH_IMAGE = -20.0: "Depth images lie behind everything.",
    DEFAULT_VIDEO = -15.0: "Videos.",
    DEFAULT_IMAGE = -10.0: "Images and grid maps.",
    DEFAULT_SEGMENTATION_IMAGE = 0.0: "Segmentation images.",
    DEFAULT_SHAPE_2D = 10.0: "Boxes and ellipses.",
    DEFAULT_LINES2D = 20.0: "Lines and arrows.",
    DEFAULT_POINTS2D = 20.0: "Points.",
}

impl FillMode {
    /// Whether lines are drawn.
    pub const fn has_wireframe(self) -> bool {
        !matches!(self, Self::Solid)
    }

    /// Whether the surface is drawn.
    pub const fn has_solid(self) -> bool {
        matches!(self, Self::Solid | Self::TransparentFillMajorWireframe)
    }

    /// Whether only the main lines are drawn, not a mesh of them.
    pub const fn axes_only(self) -> bool {
        matches!(
            self,
            Self::MajorWireframe | Self::TransparentFillMajorWireframe
        )
    }
}

impl MagnificationFilter {
    /// The filter of that number.
    pub fn from_u8(value: u8) -> Option<Self> {
        Self::try_from_integer(value)
    }
}

impl From<ShowLabels> for bool {
    fn from(show: ShowLabels) -> Self {
        show.0.0
    }
}
