//! Visualizers and their inputs.

use rushes_core::EntityPath;

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

impl VisualizerInstructionId {
    /// No visualizer.
    pub fn invalid() -> Self {
        Self::default()
    }

    /// A new one.
    pub fn new_random() -> Self {
        encodings::Uuid::random().into()
    }

    /// Always the same one for the same entity and number.
    pub fn new_deterministic(entity_path: &EntityPath, index: usize) -> Self {
        let [high, low] = [entity_path.hash64(), index as u64].map(u64::to_be_bytes);
        let mut id = [0; 16];
        for (byte, value) in id.iter_mut().zip(high.into_iter().chain(low)) {
            *byte = value;
        }
        encodings::Uuid(id).into()
    }
}
