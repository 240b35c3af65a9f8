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
#[cfg(target_os = "linux")]
mod full_disk;
mod idle;
mod kills;
mod present;
mod processes;
mod proxy;
mod saving;
mod slow_readers;
mod support;
mod tables;
mod tokens;
mod uris;
mod writers;
