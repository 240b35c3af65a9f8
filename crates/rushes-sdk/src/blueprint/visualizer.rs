//! Visualizers: what draws an entity in a view, and with which values.

use rushes_types::blueprint::archetypes::VisualizerInstruction;
use rushes_types::blueprint::components::{
    VisualizerComponentMapping, VisualizerInstructionId, VisualizerType,
};
use rushes_types::{AsComponents, SerializedComponentBatch};

use super::Writer;
use crate::RecordingStreamResult;

/// Draws an entity in a view.
#[derive(Clone, Debug)]
pub struct Visualizer {
    pub(super) id: VisualizerInstructionId,
    visualizer_type: VisualizerType,
    overrides: Vec<SerializedComponentBatch>,
    mappings: Vec<VisualizerComponentMapping>,
}

impl Visualizer {
    /// The visualizer of this name; for those that draw an archetype, see
    /// [`VisualizableArchetype::visualizer`].
    pub fn new(visualizer_type: impl Into<VisualizerType>) -> Self {
        Self {
            id: VisualizerInstructionId::new_random(),
            visualizer_type: visualizer_type.into(),
            overrides: Vec::new(),
            mappings: Vec::new(),
        }
    }

    /// Values that count instead of those that were logged.
    #[must_use]
    pub fn with_overrides(mut self, overrides: &(impl AsComponents + ?Sized)) -> Self {
        self.overrides.extend(overrides.as_serialized_batches());
        self
    }

    /// Where values come from.
    #[must_use]
    pub fn with_mappings<M: Into<VisualizerComponentMapping>>(
        mut self,
        mappings: impl IntoIterator<Item = M>,
    ) -> Self {
        self.mappings.extend(mappings.into_iter().map(Into::into));
        self
    }

    /// Writes it below the overrides of its entity.
    pub(super) fn log(&self, writer: &Writer<'_>, overrides: &str) -> RecordingStreamResult<()> {
        let path = format!("{overrides}/{}", self.id.0);
        let mut instruction = VisualizerInstruction::new(self.visualizer_type.clone());
        if !self.mappings.is_empty() {
            instruction = instruction.with_component_map(self.mappings.clone());
        }
        writer.log(path.as_str(), &instruction)?;
        writer.log(path.as_str(), self.overrides.as_slice())
    }
}

/// An archetype that a view can draw.
pub trait VisualizableArchetype {
    /// What draws it, with these values instead of those that were logged.
    fn visualizer(&self) -> Visualizer;
}

impl<T: rushes_types::VisualizableArchetype> VisualizableArchetype for T {
    fn visualizer(&self) -> Visualizer {
        Visualizer::new(T::visualizer_type()).with_overrides(self)
    }
}

impl<T: VisualizableArchetype> From<&T> for Visualizer {
    fn from(archetype: &T) -> Self {
        archetype.visualizer()
    }
}
