//! How single entities are queried and drawn.

use crate::blueprint::components::{
    VisibleTimeRange, VisualizerComponentMapping, VisualizerInstructionId, VisualizerType,
};
use crate::components::{Interactive, Visible};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Visibility and pickability of an entity, inherited downwards.
    stable EntityBehavior;
    pub new();

    /// Pickable or not; inherited.
    optional interactive: Interactive,
    /// Shown or not; inherited.
    optional visible: Visible,
}

blueprint_archetype! {
    /// Time windows a view (or entity) queries.
    unstable VisibleTimeRanges;
    pub new(ranges: [VisibleTimeRange]);

    /// One window per timeline; first entry per timeline wins.
    required ranges: [VisibleTimeRange],
}

blueprint_archetype! {
    /// Which visualizer instances are active on an entity in a view.
    unstable ActiveVisualizers;
    pub new(instruction_ids: [VisualizerInstructionId]);

    /// Ids of the active visualizer instances.
    required instruction_ids: [VisualizerInstructionId],
}

blueprint_archetype! {
    /// One visualizer instance and its input routing.
    unstable VisualizerInstruction;
    pub new(visualizer_type: VisualizerType);

    /// Visualizer identifier.
    required visualizer_type: VisualizerType,
    /// Input routing.
    optional component_map: [VisualizerComponentMapping],
}
