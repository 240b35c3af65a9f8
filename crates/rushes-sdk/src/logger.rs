//! Messages of the `log` crate as rows.

use log::{Level, Log, Metadata, Record};
use rushes_core::EntityPath;
use rushes_types::components::TextLogLevel;

use crate::RecordingStream;
use crate::bridge::Bridge;

/// What is logged when neither the program nor `RUST_LOG` says: all but the chatter.
const DEFAULT_FILTER: &str = "info";

/// Logs the messages of the `log` crate to a stream, as rows of a `TextLog`.
///
/// A message of `my_crate::part` goes to the entity `my_crate/part`, at the times of the thread that
/// logs it.
///
/// ```no_run
/// # let rec = rushes_sdk::RecordingStream::disabled();
/// rushes_sdk::Logger::new(rec.clone())
///     .with_path_prefix("logs")
///     .with_filter("info,noisy_crate=warn")
///     .init()?;
/// log::info!("goes to the recording");
/// # Ok::<(), log::SetLoggerError>(())
/// ```
#[derive(Debug)]
pub struct Logger {
    bridge: Bridge,
    filter: env_filter::Filter,
}

/// What a program gets logged unless it says otherwise: `RUST_LOG`, else `info`.
pub fn default_log_filter() -> String {
    crate::env::var("RUST_LOG").unwrap_or_else(|| DEFAULT_FILTER.to_owned())
}

impl Logger {
    /// Logs to a stream what [`default_log_filter`] says.
    pub fn new(stream: RecordingStream) -> Self {
        Self {
            bridge: Bridge::new(stream),
            filter: filter(&default_log_filter()),
        }
    }

    /// Puts all entities below a path.
    #[must_use]
    pub fn with_path_prefix(mut self, prefix: impl Into<EntityPath>) -> Self {
        self.bridge.prefix = prefix.into();
        self
    }

    /// Logs what a filter says, such as `info,my_crate=debug,other_crate=off`.
    #[must_use]
    pub fn with_filter(mut self, text: impl AsRef<str>) -> Self {
        self.filter = filter(text.as_ref());
        self
    }

    /// Makes this the logger of the process.
    ///
    /// # Errors
    /// If it has one already.
    pub fn init(self) -> Result<(), log::SetLoggerError> {
        let max_level = self.filter.filter();
        log::set_boxed_logger(Box::new(self))?;
        log::set_max_level(max_level);
        Ok(())
    }
}

/// The filter that the text describes; the default one, with a warning, when it does not.
fn filter(text: &str) -> env_filter::Filter {
    let mut builder = env_filter::Builder::new();
    if let Err(error) = builder.try_parse(text) {
        log::warn!("the log filter {text:?} is not understood: {error}");
        builder.parse(DEFAULT_FILTER);
    }
    builder.build()
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        self.filter.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if self.filter.matches(record) {
            let level = match record.level() {
                Level::Error => TextLogLevel::ERROR,
                Level::Warn => TextLogLevel::WARN,
                Level::Info => TextLogLevel::INFO,
                Level::Debug => TextLogLevel::DEBUG,
                Level::Trace => TextLogLevel::TRACE,
            };
            let text = || record.args().to_string();
            self.bridge.log(record.target(), level, text);
        }
    }

    fn flush(&self) {
        // Failures come back where the program flushes the stream.
        self.bridge.stream.flush_blocking().ok();
    }
}

impl Drop for Logger {
    fn drop(&mut self) {
        self.flush();
    }
}
