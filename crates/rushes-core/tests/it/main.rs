//! The vocabulary through its public face: the tables of the data model, row by row, and
//! properties that hold for any input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect has failed"
)]

mod application_ids;
mod filters;
mod paths_canonical;
mod paths_forgiving;
mod paths_strict;
mod properties;
