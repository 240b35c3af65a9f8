//! The crate through its public interface.

mod archetypes;
#[cfg(feature = "json")]
mod catalogue;
