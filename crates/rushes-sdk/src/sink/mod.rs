//! Where the messages of a stream go.
//!
//! A [`LogSink`] takes messages in order, from one thread. Read `log_sink` first, then any other.

mod binary_stream;
mod buffered;
mod callback;
mod file;
mod forced;
mod log_sink;
mod memory;
mod multi;
mod output;

pub use binary_stream::{BinaryStreamSink, BinaryStreamStorage};
pub use buffered::BufferedSink;
pub use callback::CallbackSink;
pub(crate) use file::stdout_sink;
pub use file::{FileSink, FileSinkError, FileSinkOptions};
pub(crate) use forced::ForcedSink;
pub use forced::forced_sink_path;
pub use log_sink::{LogSink, SinkFlushError};
pub use memory::{MemorySink, MemorySinkStorage};
pub use multi::{IntoMultiSink, MultiSink, MultiSinkCompatible};
