//! The format through the crate's public interface.

#[path = "../../../rushes-chunk/tests/it/arbitrary/mod.rs"]
#[expect(dead_code, reason = "the chunk crate uses the rest")]
mod arbitrary;
mod reading;
mod recovery;
mod round_trip;
mod splits;
mod vectors;
