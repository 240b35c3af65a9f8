//! The RRD file and stream format: messages, encoder, decoder, manifest, checksums, recovery.
//!
//! Read in this order: [`Message`] (what travels), [`Decoder`] (bytes to messages, without I/O)
//! and [`MessageReader`] (the same from a file or pipe), [`Encoder`] (messages to bytes),
//! [`RrdFile`] (single chunks by a file's manifest). The format beyond the shared one is stated in
//! `docs/format.md`.
#![warn(clippy::indexing_slicing)]

mod convert;
mod decoder;
mod encoder;
mod end;
mod error;
mod file;
mod footer;
mod frame;
mod header;
mod ipc;
mod limits;
mod lz4;
mod manifest;
mod message;
mod parallel;
mod proto;
mod seal;
mod skim;
mod source;
mod spare;
mod spool;
mod stream;
pub mod wire;

pub use decoder::{Cause, Damage, Decoder, Event, Trailer, TrailerEntry};
pub use encoder::{Encoded, Encoder, EncoderOptions};
pub use error::{Error, ErrorKind, Result};
pub use file::{ChunkFilter, RrdFile, StoredIndex};
pub use footer::{Footer, decode_footer, schema_sha256};
pub use frame::{MessageHeader, MessageKind, RawMessage};
pub use header::{Compression, StreamHeader};
pub use ipc::ChunkSummary;
pub use limits::{FORMAT_MAX_BYTES, Limits};
pub use manifest::{
    ChunkIndex, ColumnIndex, Manifest, ManifestReader, SchemaColumn, StoreSchema, TimeSpan,
};
pub use message::{
    ArrowMsg, BlueprintActivation, Message, MessageDecoder, Payload, SetStoreInfo, TimelineCut,
};
pub use parallel::{Pipeline, WorkerPanicked};
pub use seal::{Sealed, seal};
pub use skim::{Head, Located, ReadAhead, Skimmed, skim};
pub use stream::{Item, MessageReader};
