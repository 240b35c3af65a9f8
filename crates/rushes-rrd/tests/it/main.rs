//! The format through the crate's public interface.

#[path = "../../../rushes-chunk/tests/it/arbitrary/mod.rs"]
#[expect(dead_code, reason = "the chunk crate uses the rest")]
mod arbitrary;
mod hostile;
mod reading;
mod recovery;
mod round_trip;
mod skim;
mod splits;
mod vectors;
