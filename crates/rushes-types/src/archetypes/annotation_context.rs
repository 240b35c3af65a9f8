//! Annotation context.

use crate::components::AnnotationContext as Component;
use crate::declare::archetype;

archetype! {
    /// Class/keypoint lookup table; data uses the nearest one at or above its path.
    unstable AnnotationContext;
    views ["2D", "3D"];
    pub new(context: Component);

    /// The class description table.
    required context: Component (fixed),
}
