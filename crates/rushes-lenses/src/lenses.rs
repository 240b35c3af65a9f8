//! Several lenses on a chunk.

use std::collections::BTreeSet;

use rushes_chunk::{Chunk, SerializedComponentColumn};
use rushes_core::ChunkId;

use crate::error::Result;
use crate::lens::{Derive, Kind, Lens};
use crate::outputs::{Claims, derive_components, mutated, separate_chunk};
use crate::{LensRuntimeError, Runtime};

/// What becomes of the components that a chunk had, beside what lenses make. A component that a
/// lens replaces is always there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OutputMode {
    /// They go.
    DropUnmatched,
    /// Those that no lens has read stay.
    #[default]
    ForwardUnmatched,
    /// They stay.
    ForwardAll,
}

/// Lenses, applied together. Each reads the chunk as it was before any.
#[derive(Clone, Debug, Default)]
pub struct Lenses {
    mode: OutputMode,
    lenses: Vec<Lens>,
    runtime: Runtime,
}

/// What lenses have made of a chunk.
#[derive(Debug, Default)]
pub struct Applied {
    /// The chunks that have all that they should.
    pub chunks: Vec<Chunk>,
    /// The chunks that lack something because of an error.
    pub partial: Vec<Chunk>,
    /// What went wrong.
    pub errors: Vec<LensRuntimeError>,
}

impl Applied {
    /// The chunks, if nothing went wrong; else the first error.
    ///
    /// # Errors
    /// If anything went wrong.
    pub fn into_result(self) -> Result<Vec<Chunk>> {
        match self.errors.into_iter().next() {
            None => Ok(self.chunks),
            Some(error) => Err(error),
        }
    }

    fn add(&mut self, chunk: Chunk, is_whole: bool) {
        if is_whole {
            self.chunks.push(chunk);
        } else {
            self.partial.push(chunk);
        }
    }
}

/// What goes into the chunk of the entity itself.
struct Prefix {
    columns: Vec<SerializedComponentColumn>,
    new_row_ids: bool,
    is_whole: bool,
}

impl Lenses {
    /// No lens yet.
    pub fn new(mode: OutputMode) -> Self {
        Self {
            mode,
            ..Self::default()
        }
    }

    /// Adds a lens. Where two write the same, the first one does.
    #[must_use]
    pub fn with_lens(mut self, lens: Lens) -> Self {
        self.lenses.push(lens);
        self
    }

    /// Has selectors call these functions.
    #[must_use]
    pub fn with_runtime(mut self, runtime: Runtime) -> Self {
        self.runtime = runtime;
        self
    }

    /// Makes chunks of the chunk. Its entity's own comes first, unless nothing is left for it; it
    /// is the same chunk if no lens changes it. An error costs what it is about, nothing else.
    pub fn apply(&self, chunk: &Chunk) -> Applied {
        let mut applied = Applied::default();
        let mut separate = Applied::default();
        let mut claims = Claims::new();
        let mut consumed = BTreeSet::new();
        let mut prefix = Prefix {
            columns: Vec::new(),
            new_row_ids: false,
            is_whole: true,
        };
        for lens in &self.lenses {
            if !lens.reads(chunk.entity_path()) {
                continue;
            }
            let Some(input) = chunk.component(&lens.input) else {
                continue;
            };
            consumed.insert(&lens.input);
            match &lens.kind {
                Kind::Derive(derive) => {
                    self.derive(
                        chunk,
                        input,
                        derive,
                        &mut claims,
                        &mut prefix,
                        &mut separate,
                    );
                }
                Kind::Mutate {
                    selector,
                    keep_row_ids,
                } => {
                    if !claims.insert((chunk.entity_path().clone(), lens.input.clone())) {
                        separate.errors.push(LensRuntimeError::Collision {
                            entity: chunk.entity_path().to_string(),
                            component: lens.input.to_string(),
                        });
                        prefix.is_whole = false;
                        continue;
                    }
                    prefix.new_row_ids |= !keep_row_ids;
                    match mutated(input, selector, &self.runtime) {
                        Ok(column) => prefix.columns.extend(column),
                        Err(error) => {
                            separate.errors.push(error);
                            prefix.is_whole = false;
                        }
                    }
                }
            }
        }
        let mut is_changed = !prefix.columns.is_empty() || prefix.new_row_ids;
        for column in chunk.components() {
            let component = &column.descriptor.component;
            let replaced = claims.contains(&(chunk.entity_path().clone(), component.clone()));
            let stays = match self.mode {
                OutputMode::DropUnmatched => false,
                OutputMode::ForwardUnmatched => !consumed.contains(component),
                OutputMode::ForwardAll => true,
            };
            if stays && !replaced {
                prefix.columns.push(column.clone());
            } else {
                is_changed = true;
            }
        }
        let is_whole = prefix.is_whole;
        if !is_changed {
            applied.add(chunk.clone(), is_whole);
        } else if !prefix.columns.is_empty() {
            match prefix.into_chunk(chunk) {
                Ok(made) => applied.add(made, is_whole),
                Err(error) => separate.errors.push(error.into()),
            }
        }
        applied.chunks.append(&mut separate.chunks);
        applied.partial.append(&mut separate.partial);
        applied.errors = separate.errors;
        applied
    }

    fn derive(
        &self,
        chunk: &Chunk,
        input: &SerializedComponentColumn,
        derive: &Derive,
        claims: &mut Claims,
        prefix: &mut Prefix,
        separate: &mut Applied,
    ) {
        let own = chunk.entity_path();
        let entity = derive.entity.as_ref().unwrap_or(own);
        let errors = &mut separate.errors;
        let before = errors.len();
        let columns = derive_components(input, derive, entity, &self.runtime, claims, errors);
        if entity == own && !derive.scatter && derive.timelines.is_empty() {
            prefix.columns.extend(columns);
            prefix.is_whole &= errors.len() == before;
            return;
        }
        let made = separate_chunk(chunk, input, derive, entity, columns, &self.runtime, errors);
        let is_whole = errors.len() == before;
        if let Some(made) = made {
            separate.add(made, is_whole);
        }
    }
}

impl Prefix {
    fn into_chunk(self, chunk: &Chunk) -> rushes_chunk::Result<Chunk> {
        let entity = chunk.entity_path().clone();
        let timelines = chunk.timelines().values().cloned();
        if self.new_row_ids {
            return Chunk::from_auto_row_ids(ChunkId::new(), entity, timelines, self.columns);
        }
        let row_ids = chunk.row_ids_array().clone();
        Chunk::new(ChunkId::new(), entity, row_ids, timelines, self.columns)
    }
}
