//! The crate through its public interface.

#![allow(clippy::unwrap_used)]

mod archetypes;
#[cfg(feature = "json")]
mod catalogue;
#[cfg(feature = "json")]
mod conversions;
mod files;
mod helpers;
mod round_trip;
#[cfg(feature = "derive")]
mod user_types;
mod verify;
