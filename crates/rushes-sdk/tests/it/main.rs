//! The logging SDK through its public face.

mod batching;
mod columns;
mod environment;
mod files;
mod forks;
mod handles;
mod properties;
mod rows;
mod sinks;
mod support;
mod threads;
mod times;
