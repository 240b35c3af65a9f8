//! Talking to a server.
//!
//! Read in this order: `connection` (HTTP/2, one call at a time), `reader` (what a server holds, and
//! what comes), `outbox` and `writer` (sending messages for as long as it takes), `tables`; `download`
//! (files on web servers, which are no part of the wire).

mod body;
mod connection;
mod download;
mod outbox;
mod reader;
mod tables;
mod writer;

pub use connection::{ConnectOptions, Connection};
pub use download::{Download, DownloadOptions, Tail};
pub use reader::{MessageStream, read_messages, read_present};
pub use tables::{Table, TableStream, read_tables, write_table};
pub use writer::{FlushError, LinkFailure, LinkState, Writer, WriterOptions};
