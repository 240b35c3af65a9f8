//! What the bridges from logging frameworks share.

use std::cell::Cell;

use rushes_core::{EntityPath, EntityPathPart};
use rushes_types::archetypes::TextLog;

use crate::RecordingStream;

/// Where the text of a logging framework goes.
#[derive(Debug)]
pub(crate) struct Bridge {
    pub(crate) stream: RecordingStream,
    /// All entities are below.
    pub(crate) prefix: EntityPath,
}

thread_local! {
    /// Whether this thread is logging text already: what that logs in turn goes nowhere.
    static IS_LOGGING: Cell<bool> = const { Cell::new(false) };
}

impl Bridge {
    pub(crate) fn new(stream: RecordingStream) -> Self {
        Self {
            stream,
            prefix: EntityPath::root(),
        }
    }

    /// Logs a text to the entity of a target such as `my_crate::part`.
    pub(crate) fn log(&self, target: &str, level: &str, text: impl FnOnce() -> String) {
        if IS_LOGGING.try_with(|state| state.replace(true)) != Ok(false) {
            return;
        }
        let parts = target.split("::").map(EntityPathPart::from);
        let entity_path = self.prefix.join(&parts.collect());
        let _guard = Guard;
        let row = TextLog::new(text()).with_level(level);
        // It fails on rows of gigabytes only; and whom should a logger tell?
        self.stream.log(entity_path, &row).ok();
    }
}

/// The end of logging a text, also when the text panics.
struct Guard;

impl Drop for Guard {
    fn drop(&mut self) {
        IS_LOGGING.try_with(|state| state.set(false)).ok();
    }
}
