//! State configuration.

use crate::components::{Color, Text, Visible};
use crate::declare::archetype;

archetype! {
    /// How states are called and coloured.
    ///
    /// ```
    /// # use rushes_types::archetypes::StateConfiguration;
    /// let door = StateConfiguration::new()
    ///     .with_values(["open", "closed"])
    ///     .with_colors([[0, 200, 0], [200, 0, 0]]);
    /// ```
    stable StateConfiguration;
    views ["StateTimeline"];
    visualizer "StateVisualizer";
    pub new();

    /// Raw state values this table describes.
    optional values: [Text],
    /// Display text per value.
    optional labels: [Text],
    /// Colour per value.
    optional colors: [Color],
    /// Visibility per value.
    optional visible: [Visible],
}
