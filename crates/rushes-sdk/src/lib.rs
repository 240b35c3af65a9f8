//! Logging: a [`RecordingStream`], its micro-batching, and the sinks that it writes to.
//!
//! A program logs rows to a [`RecordingStream`], made by a [`RecordingStreamBuilder`]. Rows wait a
//! moment, become chunks, and go to the stream's [sink](mod@sink): a file, standard output, memory.
//!
//! ```
//! use rushes_sdk::RecordingStreamBuilder;
//! use rushes_types::archetypes::Scalars;
//!
//! let (rec, storage) = RecordingStreamBuilder::new("my_app").memory()?;
//! rec.set_time_sequence("frame", 42);
//! rec.log("speed", &Scalars::single(3.5))?;
//! let recording: Vec<u8> = storage.drain_as_bytes()?;
//! # assert!(recording.len() > 1000);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What a thread can rely on
//! A stream is a shared handle for any number of threads. What one thread does takes effect in its
//! order; between threads there is none. The times that a thread sets are its own. Dropping the
//! last handle of a stream hands over and writes everything; a flush does so for what the calling
//! thread logged before.
//!
//! Read the source in this order: `stream`, `batch`, `sink`.

mod batch;
pub mod blueprint;
#[cfg(any(feature = "log", feature = "tracing"))]
mod bridge;
mod builder;
#[cfg(feature = "clap")]
pub mod clap;
mod env;
mod error;
mod fork;
pub mod import;
mod local;
#[cfg(feature = "log")]
mod logger;
mod message;
mod once;
pub mod sink;
#[cfg(feature = "grpc")]
mod spawn;
mod store_info;
mod stream;
mod times;
#[cfg(feature = "tracing")]
mod tracing_layer;
mod wait;

pub use batch::{
    BatcherHooks, ChunkBatcherConfig, ChunkBatcherError, ChunkBatcherResult, PendingRow,
};
pub use builder::RecordingStreamBuilder;
pub use env::decide_logging_enabled;
pub use error::{RecordingStreamError, RecordingStreamResult};
#[cfg(feature = "log")]
pub use logger::{Logger, default_log_filter};
pub use message::LogMsg;
#[cfg(feature = "server")]
pub use rushes_net::server::{MemoryLimit, PlaybackBehavior, ServerOptions, Setup as ServerSetup};
pub use sink::{FileSinkError, SinkFlushError, forced_sink_path};
#[cfg(feature = "grpc")]
pub use spawn::{SpawnError, SpawnInfo, SpawnOptions, spawn};
pub use store_info::new_store_info;
pub use stream::{RecordingStream, chunk_of_columns, cleanup_if_forked_child};
#[cfg(feature = "tracing")]
pub use tracing_layer::TracingLayer;

/// Where viewers and servers listen.
pub const DEFAULT_SERVER_PORT: u16 = 9876;

/// The viewer or server on this machine.
pub const DEFAULT_CONNECT_URL: &str = "rerun+http://127.0.0.1:9876/proxy";
