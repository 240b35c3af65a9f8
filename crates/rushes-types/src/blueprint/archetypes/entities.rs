//! How single entities are queried and drawn.

use crate::blueprint::components::{
    VisibleTimeRange, VisualizerComponentMapping, VisualizerInstructionId, VisualizerType,
};
use crate::components::{Interactive, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Whether an entity and those below it are shown, and react to the mouse.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::EntityBehavior;
    /// let hidden = EntityBehavior::new().with_visible(false);
    /// ```
    stable EntityBehavior;
    pub new();

    /// Pickable or not; inherited.
    optional interactive: Interactive,
    /// Shown or not; inherited.
    optional visible: Visible,
}

blueprint_archetype! {
    /// How much time a view, or an entity in it, shows at once.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::VisibleTimeRanges;
    /// use rushes_types::encodings::{TimeRange, VisibleTimeRange};
    /// let range = VisibleTimeRange { timeline: "frame".into(), range: TimeRange::EVERYTHING };
    /// let all = VisibleTimeRanges::new([range]);
    /// ```
    unstable VisibleTimeRanges;
    pub new(ranges: [VisibleTimeRange]);

    /// One window per timeline; first entry per timeline wins.
    required ranges: [VisibleTimeRange],
}

blueprint_archetype! {
    /// The visualizers that draw an entity in a view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::ActiveVisualizers;
    /// use rushes_types::blueprint::components::VisualizerInstructionId;
    /// let none = ActiveVisualizers::new([VisualizerInstructionId::invalid(); 0]);
    /// ```
    unstable ActiveVisualizers;
    pub new(instruction_ids: [VisualizerInstructionId]);

    /// Ids of the active visualizer instances.
    required instruction_ids: [VisualizerInstructionId],
}

blueprint_archetype! {
    /// A visualizer, and where it takes its data from.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::VisualizerInstruction;
    /// let points = VisualizerInstruction::new("Points3D");
    /// ```
    unstable VisualizerInstruction;
    pub new(visualizer_type: VisualizerType);

    /// Visualizer identifier.
    required visualizer_type: VisualizerType,
    /// Input routing.
    optional component_map: [VisualizerComponentMapping],
}
