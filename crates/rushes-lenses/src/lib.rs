//! Lenses: chunks made of chunks, component by component.
//!
//! A [`Selector`] is a path into a component's values, such as `.pose.position | .x`. A [`Lens`]
//! reads one component with selectors and makes others of it, or replaces it. [`Lenses`] applies
//! several to a chunk; its [`OutputMode`] says what becomes of the components that were there.
//!
//! Read the source in this order: `selector`, `lens`, `shortcuts`,
//! `lenses`.

mod cast;
mod chunk_ext;
mod error;
mod lens;
mod lenses;
mod lists;
pub mod op;
mod outputs;
pub mod selector;
mod shortcuts;

pub use chunk_ext::ChunkExt;
pub use error::{FunctionError, LensBuilderError, LensError, LensRuntimeError};
pub use lens::{CastTo, DeriveLensBuilder, Lens, MutateLensBuilder};
pub use lenses::{Applied, Lenses, OutputMode};
pub use selector::{Runtime, Selector, default_runtime};
