//! The live wire: URIs, the protocol, its client, and the message proxy.
//!
//! Read in this order: [`uri`] (where a server is), [`proto`] (what is spoken, generated from the
//! definitions under `proto`), [`frame`] (how messages travel: framed once, passed on as they are),
//! [`log_msg`] (what a frame holds), `client`, `server`.
//!
//! Connections, HTTP and TLS are those of `hyper`, status codes and browsers are left to `tonic`. Only
//! the messages themselves do not go through a generated codec: that would copy each once more for
//! each of its readers.
#![warn(clippy::indexing_slicing)]

#[cfg(feature = "client")]
pub mod client;
mod error;
pub mod frame;
pub mod log_msg;
pub mod proto;
#[cfg(feature = "server")]
pub mod server;
#[cfg(all(feature = "tls", any(feature = "client", feature = "server")))]
mod tls;
pub mod uri;

pub use error::{Error, ErrorKind, Result};
pub use tonic::{Code, Status};
