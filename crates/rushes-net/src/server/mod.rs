//! The message proxy: producers write to it, viewers read from it, whatever is in the messages.
//!
//! Read in this order: `history` (what is held, and what makes room), `reader` (how each viewer gets
//! it), `classify` (what a message is), `calls` (the methods), `listen` (connections), `own` (what its
//! process itself publishes), `options`.

mod calls;
mod chunk_facts;
mod classify;
mod cors;
mod history;
mod intake;
mod listen;
mod memory_limit;
mod options;
mod own;
mod pages;
mod reader;
mod recent;
mod save;
mod tls;

pub use history::Statistics;
pub use listen::{Server, Setup, TlsFiles, serve, serve_with};
pub use memory_limit::MemoryLimit;
pub use options::{PlaybackBehavior, ServerOptions};
