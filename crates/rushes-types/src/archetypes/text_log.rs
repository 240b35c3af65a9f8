//! Text log.

use crate::components::{Color, Text, TextLogLevel};
use crate::declare::archetype;

archetype! {
    /// One log line.
    stable TextLog;
    views ["TextLog"];
    visualizer "TextLog";
    pub new(text: Text);

    /// Message body.
    required text: Text (fixed),
    /// Severity.
    recommended level: TextLogLevel (fixed),
    /// Row colour.
    optional color: Color,
}
