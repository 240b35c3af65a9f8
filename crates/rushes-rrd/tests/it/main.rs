//! The format through the crate's public interface.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that meets what it does not expect has failed"
)]

#[path = "../../../rushes-chunk/tests/it/arbitrary/mod.rs"]
#[expect(dead_code, reason = "the chunk crate uses the rest")]
mod arbitrary;
mod arrow_library;
mod hostile;
mod many_chunks;
mod reading;
mod recovery;
mod regressions;
mod round_trip;
mod skim;
mod splits;
mod vectors;
mod without_timelines;
