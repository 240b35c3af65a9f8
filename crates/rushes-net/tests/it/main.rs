//! The live wire, through its public interface.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::expect_used,
    reason = "a test that cannot go on has failed"
)]

mod browsers;
mod downloads;
#[cfg(feature = "tls")]
mod encryption;
mod frames;
mod idle;
mod kills;
mod proxy;
mod saving;
mod slow_readers;
mod support;
mod tables;
mod tokens;
mod uris;
mod writers;
