//! Arrow IPC streams, as payloads hold them: one schema, one record batch.
//!
//! Read `frames` (a stream is messages) and `message` (what they say) first, then `decode` and
//! `encode`. The Arrow library's own crate for this takes a quarter of the time to compile a program
//! that logs, with what it needs, and trusts what it reads; so this is on its arrays alone.

mod batch;
mod buffers;
mod check_nulls;
mod cut;
mod decode;
mod encode;
mod flatbuffer;
mod frames;
mod message;
mod read_batch;
mod read_schema;
mod schema_tables;
mod summary;
mod windows;
mod write_batch;
mod write_schema;

pub(crate) use batch::{BatchStart, BufferLayout};
pub(crate) use cut::{CutStream, cut};
pub(crate) use decode::{decode, decode_schema};
pub(crate) use encode::{Encoded, encode, encode_schema, schema_message};
pub use summary::ChunkSummary;
pub(crate) use windows::Windows;
