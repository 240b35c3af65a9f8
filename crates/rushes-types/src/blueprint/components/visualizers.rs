//! Visualizers and their inputs.

use crate::declare::components;
use crate::{blueprint, encodings};

components! {
    STRUCTS in "rerun.blueprint.components" derive();

    /// Input routing of a visualizer.
    unstable VisualizerComponentMapping(blueprint::encodings::VisualizerComponentMapping);
}

components! {
    NUMBERS in "rerun.blueprint.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Id of a visualizer instance, unique within its view.
    unstable VisualizerInstructionId(encodings::Uuid) = encodings::Uuid::default();
}

components! {
    TEXTS in "rerun.blueprint.components" derive(Eq, PartialOrd, Ord, Hash);

    /// Visualizer identifier string.
    unstable VisualizerType(encodings::Utf8) = "";
}
