//! Transform axes 3D.

use crate::components::{AxisLength, ShowLabels};
use crate::declare::archetype;

archetype! {
    /// Draws the axes of the space of the entity.
    ///
    /// ```
    /// # use rushes_types::archetypes::TransformAxes3D;
    /// let axes = TransformAxes3D::new(0.5).with_show_frame(true);
    /// ```
    stable TransformAxes3D;
    views ["3D"];
    visualizer "TransformAxes3D";
    pub new(axis_length: AxisLength);

    /// Length of the drawn axes, in the transform's own space.
    required axis_length: AxisLength
        in "2D", "3D": rule(
            "half the image plane distance if the entity has a camera; else 0.05 * scene \
             diagonal; else 0.3"
        ),
    /// Whether the frame name is drawn.
    optional show_frame: ShowLabels
        in "2D", "3D": value(false),
}
