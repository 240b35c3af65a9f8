//! Settings of 3D views only.

use crate::blueprint::components::{AngularSpeed, Eye3DKind, GridSpacing};
use crate::components::{
    Color, EntityPath, LinearSpeed, Plane3D, Position3D, StrokeWidth, Vector3D, Visible,
};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Where the eye of a 3D view is, and how it moves.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::EyeControls3D;
    /// let above = EyeControls3D::new().with_position([0.0, 0.0, 10.0]).with_look_target([0.0; 3]);
    /// ```
    unstable EyeControls3D;
    pub new();

    /// Orbit or first person.
    optional kind: Eye3DKind,
    /// Camera position.
    optional position: Position3D
        in "3D": rule(
            "scene box centre - r * normalize(0.75 * cross(up, right) + 0.25 * right - 0.25 * \
             up), r = 1.5 * half diagonal (1.0 if degenerate), up/right from the scene axis \
             convention"
        ),
    /// Point looked at / orbited.
    optional look_target: Position3D
        in "3D": rule("centre of the scene box, else 0"),
    /// Camera up direction.
    optional eye_up: Vector3D
        in "3D": rule("scene up axis, else +Z"),
    /// Keyboard move speed.
    optional speed: LinearSpeed
        in "3D": rule(
            "first person: max(0.1 * scene diagonal, 0.01), 1.0 if unbounded; orbital: \
             distance eye to look target"
        ),
    /// Entity the camera follows.
    optional tracking_entity: EntityPath,
    /// Automatic rotation about the up axis.
    optional spin_speed: AngularSpeed,
}

blueprint_archetype! {
    /// The grid on the ground of a 3D view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::LineGrid3D;
    /// use rushes_types::encodings::Plane3D;
    /// let grid = LineGrid3D::new().with_spacing(0.5).with_plane(Plane3D::XY);
    /// ```
    unstable LineGrid3D;
    pub new();

    /// Whether the grid is drawn.
    optional visible: Visible,
    /// Distance between lines at the closest zoom.
    optional spacing: GridSpacing,
    /// Plane of the grid.
    optional plane: Plane3D
        in "3D": rule("plane through 0 normal to the scene up axis; XY [0,0,1,0] without one"),
    /// Line width in UI points.
    optional stroke_width: StrokeWidth
        in "3D": value(0.5, "documentation says 1.0"),
    /// Line colour, alpha honoured.
    optional color: Color
        in "3D": value(0x8080802D),
}
