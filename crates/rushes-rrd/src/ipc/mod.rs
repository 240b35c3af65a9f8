//! Arrow IPC streams, as payloads hold them: one schema, one record batch.
//!
//! The Arrow library decodes and encodes; but it trusts what it reads. So everything foreign is
//! checked first: the schema in `check_schema`, the batch in `check_batch`.

mod batch;
mod check_batch;
mod check_nulls;
mod check_schema;
mod cut;
mod decode;
mod encode;
mod frames;
mod summary;
mod windows;

pub(crate) use batch::{BatchStart, BufferLayout};
pub(crate) use cut::{CutStream, cut};
pub(crate) use decode::{decode, decode_schema};
pub(crate) use encode::{encode, encode_schema, schema_message};
pub use summary::ChunkSummary;
pub(crate) use windows::Windows;
