//! Text log.

use crate::components::{Color, Text, TextLogLevel};
use crate::declare::archetype;

archetype! {
    /// A line of a log.
    ///
    /// ```
    /// # use rushes_types::archetypes::TextLog;
    /// use rushes_types::components::TextLogLevel;
    /// let line = TextLog::new("the battery is low").with_level(TextLogLevel::WARN);
    /// ```
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
