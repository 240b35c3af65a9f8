//! Writes to a file, to standard output, to anything that takes bytes.

use std::fs::File;
use std::io::{self, IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::medium::{self, OnDisk, QuietPipe, Unknown};
use super::output::{Medium, OpenError, Output, Reach};
use super::{BufferedSink, Compression, LogSink, SinkFlushError};
use crate::LogMsg;

/// How a stream is written to a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileSinkOptions {
    /// Whether the stream ends with a footer that says what is in it. Without one it can still be
    /// read, but only as a whole.
    pub write_footer: bool,
}

impl Default for FileSinkOptions {
    fn default() -> Self {
        Self { write_footer: true }
    }
}

/// A file cannot be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileSinkError {
    /// The file cannot be created. Choose another path; no folders are made.
    #[error("Failed to create file: {source}, path: {}", .path.display())]
    CreateFile {
        /// Why.
        source: io::Error,
        /// Which file.
        path: PathBuf,
    },

    /// There are no more threads.
    #[error("cannot start the thread that writes: {0}")]
    SpawnThread(io::Error),

    /// The start of the stream cannot be written.
    #[error("cannot write the start of the stream: {0}")]
    LogMsgEncode(rushes_rrd::Error),
}

impl From<OpenError> for FileSinkError {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Thread(error) => Self::SpawnThread(error),
            OpenError::Encode(error) => Self::LogMsgEncode(error),
        }
    }
}

/// Writes messages as one stream, on a thread of its own.
///
/// The output holds whole messages whenever nothing is left to do. It is complete, with its
/// footer, when the sink has ended: when the stream gets another sink, disconnects, or is dropped.
#[derive(Debug)]
pub struct FileSink {
    output: Output,
}

impl FileSink {
    /// Creates a file, or empties it.
    ///
    /// # Errors
    /// If that fails.
    pub fn new(path: impl Into<PathBuf>) -> Result<Self, FileSinkError> {
        Self::with_options(path, FileSinkOptions::default())
    }

    /// Creates a file, or empties it.
    ///
    /// # Errors
    /// If that fails.
    pub fn with_options(
        path: impl Into<PathBuf>,
        options: FileSinkOptions,
    ) -> Result<Self, FileSinkError> {
        Self::create(path.into(), &options, Compression::Lz4)
    }

    /// Creates a file, or empties it, and compresses the data so, or not at all. Other sinks use
    /// LZ4, which small data and most numbers gain from; images that are compressed already and
    /// noise do not.
    ///
    /// # Errors
    /// If that fails.
    pub fn with_compression(
        path: impl Into<PathBuf>,
        compression: Compression,
    ) -> Result<Self, FileSinkError> {
        Self::create(path.into(), &FileSinkOptions::default(), compression)
    }

    fn create(
        path: PathBuf,
        options: &FileSinkOptions,
        compression: Compression,
    ) -> Result<Self, FileSinkError> {
        match File::create(&path) {
            Ok(file) => {
                let name = path.display().to_string();
                Self::start(name, OnDisk::new(file, path), options, compression)
            }
            Err(source) => Err(FileSinkError::CreateFile { source, path }),
        }
    }

    /// Adds a stream to the end of a file.
    pub(super) fn append(path: &Path) -> Result<Self, FileSinkError> {
        let options = File::options().append(true).create(true).open(path);
        let file = options.map_err(|source| FileSinkError::CreateFile {
            source,
            path: path.to_owned(),
        })?;
        let (name, file) = (
            path.display().to_string(),
            OnDisk::new(file, path.to_owned()),
        );
        Self::start(name, file, &FileSinkOptions::default(), Compression::Lz4)
    }

    /// Syncs the file to its medium at least so often, as long as there is anything new: a power
    /// failure takes at most that much. By default, the operating system decides.
    #[must_use]
    pub fn with_sync_interval(self, interval: Duration) -> Self {
        self.output.sync_every(interval);
        self
    }

    /// Writes to anything that takes bytes. They come in whole messages as far as `output` takes
    /// them so, and `output` is flushed when no more wait.
    ///
    /// # Errors
    /// If the start of the stream cannot be written.
    pub fn new_stream(output: impl Write + Send + 'static) -> Result<Self, FileSinkError> {
        Self::new_stream_with_options(output, FileSinkOptions::default())
    }

    /// As [`Self::new_stream`].
    ///
    /// # Errors
    /// If the start of the stream cannot be written.
    pub fn new_stream_with_options(
        output: impl Write + Send + 'static,
        options: FileSinkOptions,
    ) -> Result<Self, FileSinkError> {
        Self::start(
            "the stream".to_owned(),
            Unknown(output),
            &options,
            Compression::Lz4,
        )
    }

    /// Writes to standard output. When its reader has gone, data is dropped without further ado.
    ///
    /// # Errors
    /// If the start of the stream cannot be written.
    pub fn stdout() -> Result<Self, FileSinkError> {
        Self::stdout_with_options(FileSinkOptions::default())
    }

    /// As [`Self::stdout`].
    ///
    /// # Errors
    /// If the start of the stream cannot be written.
    pub fn stdout_with_options(options: FileSinkOptions) -> Result<Self, FileSinkError> {
        let stdout = medium::unbuffered_stdout().map_err(|source| FileSinkError::CreateFile {
            source,
            path: "standard output".into(),
        })?;
        let pipe = QuietPipe::new(stdout);
        Self::start(
            "standard output".to_owned(),
            pipe,
            &options,
            Compression::Lz4,
        )
    }

    fn start(
        name: String,
        output: impl Medium,
        options: &FileSinkOptions,
        compression: Compression,
    ) -> Result<Self, FileSinkError> {
        if !options.write_footer {
            log::warn!("{name} gets no footer: it can only be read as a whole");
        }
        let output = Output::new(name, output, options.write_footer, compression)?;
        Ok(Self { output })
    }
}

impl LogSink for FileSink {
    fn send(&self, message: LogMsg) {
        self.output.send(message);
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.output.flush(Reach::System, timeout)
    }

    fn flush_durable(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.output.flush(Reach::Medium, timeout)
    }

    fn defers_finalization_to_shutdown(&self) -> bool {
        true
    }

    fn finish(&self) {
        self.output.finish();
    }
}

/// A sink for standard output; a buffer when that is a terminal, where bytes make no sense.
pub(crate) fn stdout_sink(options: FileSinkOptions) -> Result<Box<dyn LogSink>, FileSinkError> {
    if io::stdout().is_terminal() {
        log::debug!("standard output is a terminal: nothing is written to it");
        return Ok(Box::new(BufferedSink::new()));
    }
    Ok(Box::new(FileSink::stdout_with_options(options)?))
}
