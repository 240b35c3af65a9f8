//! State configuration.

use crate::components::{Color, Text, Visible};
use crate::declare::archetype;

archetype! {
    /// Labels, colours and visibility of state values.
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
