//! Transform axes 3D.

use crate::components::{AxisLength, ShowLabels};
use crate::declare::archetype;

archetype! {
    /// Draws the axes of the entity's transform.
    stable TransformAxes3D;
    views ["3D"];
    visualizer "TransformAxes3D";
    pub new(axis_length: AxisLength);

    /// Length of the drawn axes, in the transform's own space.
    required axis_length: AxisLength
        in "2D": rule("half the image plane distance if the entity has a camera; else 0.05 * scene diagonal; else 0.3")
        in "3D": rule("half the image plane distance if the entity has a camera; else 0.05 * scene diagonal; else 0.3"),
    /// Whether the frame name is drawn.
    optional show_frame: ShowLabels
        in "2D": value(false)
        in "3D": value(false),
}
