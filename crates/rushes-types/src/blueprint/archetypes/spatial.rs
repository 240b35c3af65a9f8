//! Settings of spatial views.

use crate::archetypes::notes::THEME_BACKGROUND;
use crate::blueprint::components::{
    BackgroundKind, Enabled, NearClipPlane as Distance, VisualBounds2D as Bounds,
};
use crate::components::{Color, TransformFrameId, ViewCoordinates};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// What is behind everything in a 2D or 3D view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::Background;
    /// use rushes_types::blueprint::components::BackgroundKind;
    /// let dark = Background::new(BackgroundKind::SolidColor).with_color([10, 10, 20]);
    /// ```
    unstable Background;
    pub new(kind: BackgroundKind);

    /// Gradient or solid.
    required kind: BackgroundKind
        in "2D", "3D": value(BackgroundKind::SolidColor),
    /// Colour of the solid kind.
    optional color: Color = rule(THEME_BACKGROUND),
}

blueprint_archetype! {
    /// In which frame a 2D or 3D view shows everything, and what it shows of the frame.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::SpatialInformation;
    /// let map = SpatialInformation::new("map").with_show_axes(true);
    /// ```
    unstable SpatialInformation;
    pub new(target_frame: TransformFrameId);

    /// Frame everything is shown in.
    optional target_frame: TransformFrameId
        in "2D", "3D": rule(
            "CoordinateFrame of the view origin if set; else the single root shared by the \
             CoordinateFrames of the view contents; else \"tf#\" + origin path"
        ),
    /// Draw the scene box.
    optional show_bounding_box: Enabled,
    /// Draw origin axes.
    optional show_axes: Enabled,
    /// Axis convention of a 3D view.
    optional axes: ViewCoordinates
        in "3D": rule(
            "ViewCoordinates logged at the origin or its closest ancestor, else RFU [3,5,1]"
        ),
}

blueprint_archetype! {
    /// How close things may come to the eye before a view cuts them off.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::NearClipPlane;
    /// let close = NearClipPlane::new(0.01);
    /// ```
    unstable NearClipPlane;
    pub new(near_clip_plane: Distance);

    /// Clip distance in scene units.
    optional near_clip_plane: Distance,
}

blueprint_archetype! {
    /// The rectangle that a 2D or graph view shows.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::VisualBounds2D;
    /// use rushes_types::encodings::Range2D;
    /// let bounds = Range2D { x_range: [0.0, 640.0].into(), y_range: [0.0, 480.0].into() };
    /// let whole = VisualBounds2D::new(bounds);
    /// ```
    unstable VisualBounds2D;
    pub new(range: Bounds);

    /// Shown rectangle.
    required range: Bounds
        in "2D": rule(
            "pinhole resolution rect at the origin, else scene box; [0,100]x[0,100] when empty"
        )
        in "Graph": rule("bounding rect of the layout; [0,100]x[0,100] when empty"),
}
