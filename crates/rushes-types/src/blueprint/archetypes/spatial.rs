//! Settings of spatial views.

use crate::archetypes::notes::THEME_BACKGROUND;
use crate::blueprint::components::{
    BackgroundKind, Enabled, NearClipPlane as Distance, VisualBounds2D as Bounds,
};
use crate::components::{Color, TransformFrameId, ViewCoordinates};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Background of a spatial view.
    unstable Background;
    pub new(kind: BackgroundKind);

    /// Gradient or solid.
    required kind: BackgroundKind
        in "2D": value(BackgroundKind::SolidColor)
        in "3D": value(BackgroundKind::SolidColor),
    /// Colour of the solid kind.
    optional color: Color = rule(THEME_BACKGROUND),
}

blueprint_archetype! {
    /// Frame, axes and bounding-box options of a spatial view.
    unstable SpatialInformation;
    pub new(target_frame: TransformFrameId);

    /// Frame everything is shown in.
    optional target_frame: TransformFrameId
        in "2D": rule("CoordinateFrame of the view origin if set; else the single root shared by the CoordinateFrames of the view contents; else \"tf#\" + origin path")
        in "3D": rule("CoordinateFrame of the view origin if set; else the single root shared by the CoordinateFrames of the view contents; else \"tf#\" + origin path"),
    /// Draw the scene box.
    optional show_bounding_box: Enabled,
    /// Draw origin axes.
    optional show_axes: Enabled,
    /// Axis convention of a 3D view.
    optional axes: ViewCoordinates
        in "3D": rule("ViewCoordinates logged at the origin or its closest ancestor, else RFU [3,5,1]"),
}

blueprint_archetype! {
    /// Near clipping distance.
    unstable NearClipPlane;
    pub new(near_clip_plane: Distance);

    /// Clip distance in scene units.
    optional near_clip_plane: Distance,
}

blueprint_archetype! {
    /// Visible rectangle of a 2D or graph view.
    unstable VisualBounds2D;
    pub new(range: Bounds);

    /// Shown rectangle.
    required range: Bounds
        in "2D": rule("pinhole resolution rect at the origin, else scene box; [0,100]x[0,100] when empty")
        in "Graph": rule("bounding rect of the layout; [0,100]x[0,100] when empty"),
}
