//! The crate through its public interface.

#![allow(clippy::unwrap_used)]

mod archetypes;
#[cfg(feature = "json")]
mod catalogue;
