//! One file for every recording of the process, whatever the program asks for.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;

use super::{FileSink, FileSinkError, LogSink, SinkFlushError};
use crate::{LogMsg, env};

/// The file that `RUSHES_FORCE_SAVE` names: all recordings of the process go there, and only
/// there, except those in memory.
pub fn forced_sink_path() -> Option<String> {
    let paths = ["RUSHES_FORCE_SAVE", "_RERUN_TEST_FORCE_SAVE"];
    let path = paths.iter().find_map(|name| env::var(name));
    path.filter(|path| !path.is_empty())
}

/// The file while recordings use it.
struct Forced {
    file: Option<Arc<FileSink>>,
    users: usize,
    /// Whether this process has begun the file.
    is_begun: bool,
}

static FORCED: Mutex<Forced> = Mutex::new(Forced {
    file: None,
    users: 0,
    is_begun: false,
});

/// A share in the file. The last one to go ends the stream in it; one that comes later adds
/// another stream.
#[derive(Debug)]
pub(crate) struct ForcedSink(Arc<FileSink>);

impl ForcedSink {
    pub(crate) fn new(path: impl Into<PathBuf>) -> Result<Self, FileSinkError> {
        let path = path.into();
        let mut forced = FORCED.lock();
        let file = match &forced.file {
            Some(file) => Arc::clone(file),
            None => {
                let file = if forced.is_begun {
                    FileSink::append(&path)
                } else {
                    FileSink::new(path)
                };
                Arc::new(file?)
            }
        };
        forced.file = Some(Arc::clone(&file));
        forced.users += 1;
        forced.is_begun = true;
        Ok(Self(file))
    }
}

impl LogSink for ForcedSink {
    fn send(&self, message: LogMsg) {
        self.0.send(message);
    }

    fn flush_blocking(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.0.flush_blocking(timeout)
    }

    fn flush_durable(&self, timeout: Duration) -> Result<(), SinkFlushError> {
        self.0.flush_durable(timeout)
    }
}

impl Drop for ForcedSink {
    fn drop(&mut self) {
        let mut forced = FORCED.lock();
        forced.users = forced.users.saturating_sub(1);
        if forced.users == 0
            && let Some(file) = forced.file.take()
        {
            // Still locked: a later recording must find the file ended.
            file.finish();
        }
    }
}
