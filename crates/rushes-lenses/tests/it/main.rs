//! Lenses through their public face.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

mod lenses;
mod selectors;
mod shortcuts;
