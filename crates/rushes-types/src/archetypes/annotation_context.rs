//! Annotation context.

use crate::components::AnnotationContext as Component;
use crate::declare::archetype;

archetype! {
    /// What the classes and keypoints of the data below are called and coloured like. Data looks
    /// for it at its own entity first, then upwards.
    ///
    /// ```
    /// # use rushes_types::archetypes::AnnotationContext;
    /// let names = AnnotationContext::new([(0, "ground"), (1, "tree")]);
    /// ```
    unstable AnnotationContext;
    views ["2D", "3D"];
    pub new(context: Component);

    /// The class description table.
    required context: Component (fixed),
}
