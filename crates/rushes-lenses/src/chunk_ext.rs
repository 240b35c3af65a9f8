//! Lenses as methods of chunks.

use rushes_chunk::Chunk;
use rushes_core::ComponentIdentifier;

use crate::{Lens, LensError, LensRuntimeError, Lenses, OutputMode, Selector};

/// Lenses and selectors on a chunk.
pub trait ChunkExt {
    /// The chunks that the lenses make of this one. [`Lenses::apply`] also has what is left of
    /// chunks in which something went wrong.
    ///
    /// # Errors
    /// If a lens does not fit the chunk.
    fn apply_lenses(&self, lenses: &Lenses) -> Result<Vec<Chunk>, LensError>;

    /// As [`Self::apply_lenses`], with one lens; components that it does not read stay.
    ///
    /// # Errors
    /// If the lens does not fit the chunk.
    fn apply_lens(&self, lens: &Lens) -> Result<Vec<Chunk>, LensError> {
        let lenses = Lenses::new(OutputMode::ForwardUnmatched).with_lens(lens.clone());
        self.apply_lenses(&lenses)
    }

    /// The chunk with what the selector makes of a component in that one's place, and with new row
    /// ids.
    ///
    /// # Errors
    /// If the chunk does not have the component, the selector does not fit it, or yields nothing.
    fn apply_selector(
        &self,
        component: &ComponentIdentifier,
        selector: &Selector,
    ) -> Result<Chunk, LensError>;
}

impl ChunkExt for Chunk {
    fn apply_lenses(&self, lenses: &Lenses) -> Result<Vec<Chunk>, LensError> {
        Ok(lenses.apply(self).into_result()?)
    }

    fn apply_selector(
        &self,
        component: &ComponentIdentifier,
        selector: &Selector,
    ) -> Result<Chunk, LensError> {
        if self.component(component).is_none() {
            return Err(LensRuntimeError::NoComponent {
                entity: self.entity_path().to_string(),
                component: component.to_string(),
            }
            .into());
        }
        let lens = Lens::mutate(component.clone(), selector.clone()).build()?;
        let chunks = self.apply_lens(&lens)?;
        let made = chunks.into_iter().next();
        let made = made.filter(|made| made.component(component).is_some());
        Ok(made.ok_or_else(|| LensRuntimeError::Nothing {
            component: component.to_string(),
        })?)
    }
}
