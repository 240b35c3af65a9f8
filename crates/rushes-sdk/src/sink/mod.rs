//! Where the messages of a stream go.
//!
//! A [`LogSink`] takes messages in order, from one thread.
//!
//! # What survives what
//! What is in a file after the program has ended in one way or another:
//!
//! | Before, the data was | the stream was dropped, also by a panic | `exit`, with the stream in a `static` | `kill -9`, abort | power failure |
//! |---|---|---|---|---|
//! | [durably flushed](crate::RecordingStream::flush_durable) | yes | yes | yes | yes |
//! | [flushed](crate::RecordingStream::flush_blocking) | yes | yes | yes | what the system has written |
//! | logged a tick ago, and the file keeps up | yes | yes | yes | what the system has written |
//! | just logged | yes | no | no | no |
//!
//! A tick is 200 ms; see [`crate::ChunkBatcherConfig`]. Only whole messages are written at once, so
//! that what is there can be read; where even a write was cut, the reader says so and goes without
//! that message. With [`FileSink::with_sync_interval`] the system writes at least so often. Unless
//! the stream was dropped, the file has no footer and is read as a whole; `rushes rrd recover` adds
//! one.
//!
//! Read the source in this order: `log_sink`, then any other.

mod binary_stream;
mod buffered;
mod callback;
mod file;
mod forced;
#[cfg(feature = "grpc")]
mod grpc;
#[cfg(feature = "server")]
mod grpc_server;
#[cfg(feature = "lenses")]
mod lenses;
mod log_sink;
mod medium;
mod memory;
mod multi;
mod output;
#[cfg(any(feature = "grpc", feature = "server"))]
mod packer;
mod queued;

pub use rushes_rrd::Compression;

pub use binary_stream::{BinaryStreamSink, BinaryStreamStorage};
pub use buffered::BufferedSink;
pub use callback::CallbackSink;
pub(crate) use file::stdout_sink;
pub use file::{FileSink, FileSinkError, FileSinkOptions};
pub(crate) use forced::ForcedSink;
pub use forced::forced_sink_path;
#[cfg(feature = "grpc")]
pub use grpc::{GrpcSink, GrpcSinkConnectionFailure, GrpcSinkConnectionState, GrpcSinkOptions};
#[cfg(feature = "server")]
pub use grpc_server::GrpcServerSink;
#[cfg(feature = "lenses")]
pub use lenses::LensesSink;
pub use log_sink::{LogSink, SinkFlushError};
pub use memory::{MemorySink, MemorySinkStorage, encode_messages};
pub use multi::{IntoMultiSink, MultiSink, MultiSinkCompatible};
pub use queued::{BackPressure, LostRows, QueuedSink};
