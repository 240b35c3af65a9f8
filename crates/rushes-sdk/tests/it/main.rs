//! The logging SDK through its public face.
#![allow(clippy::unwrap_used, clippy::panic, clippy::expect_used)]

#[cfg(feature = "clap")]
mod arguments;
mod back_pressure;
mod batching;
mod blueprints;
#[cfg(any(feature = "log", feature = "tracing"))]
mod bridges;
mod columns;
mod crash;
mod environment;
mod files;
mod forks;
mod handles;
mod imports;
#[cfg(feature = "lenses")]
mod lenses;
#[cfg(all(feature = "grpc", feature = "server"))]
mod live;
mod properties;
mod rows;
mod sinks;
mod support;
mod threads;
mod times;
