//! Events of the `tracing` crate as rows.

use std::fmt::{self, Write as _};

use rushes_core::EntityPath;
use rushes_types::components::TextLogLevel;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::RecordingStream;
use crate::bridge::Bridge;

/// Logs the events of the `tracing` crate to a stream, as rows of a `TextLog`.
///
/// An event of `my_crate::part` goes to the entity `my_crate/part`, at the times of the thread that
/// logs it. Its fields follow the message: `connected port=9876`.
///
/// ```no_run
/// # let rec = rushes_sdk::RecordingStream::disabled();
/// use tracing_subscriber::prelude::*;
///
/// let layer = rushes_sdk::TracingLayer::new(rec.clone()).with_path_prefix("logs");
/// tracing::subscriber::set_global_default(tracing_subscriber::registry().with(layer))?;
/// tracing::info!(port = 9876, "connected");
/// # Ok::<(), tracing::subscriber::SetGlobalDefaultError>(())
/// ```
#[derive(Debug)]
pub struct TracingLayer(Bridge);

impl TracingLayer {
    /// Logs to a stream.
    pub fn new(stream: RecordingStream) -> Self {
        Self(Bridge::new(stream))
    }

    /// Puts all entities below a path.
    #[must_use]
    pub fn with_path_prefix(mut self, prefix: impl Into<EntityPath>) -> Self {
        self.0.prefix = prefix.into();
        self
    }
}

impl<S: Subscriber> Layer<S> for TracingLayer {
    fn on_event(&self, event: &Event<'_>, _context: Context<'_, S>) {
        let metadata = event.metadata();
        let level = match *metadata.level() {
            Level::ERROR => TextLogLevel::ERROR,
            Level::WARN => TextLogLevel::WARN,
            Level::INFO => TextLogLevel::INFO,
            Level::DEBUG => TextLogLevel::DEBUG,
            Level::TRACE => TextLogLevel::TRACE,
        };
        self.0.log(metadata.target(), level, || {
            let mut text = Text::default();
            event.record(&mut text);
            text.message + &text.fields
        });
    }
}

/// The message of an event, and its fields.
#[derive(Default)]
struct Text {
    message: String,
    fields: String,
}

impl Visit for Text {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "message" {
            self.message.push_str(value);
        } else {
            self.record_debug(field, &value);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        // Writing to a string does not fail.
        if field.name() == "message" {
            write!(self.message, "{value:?}").ok();
        } else {
            write!(self.fields, " {}={value:?}", field.name()).ok();
        }
    }
}
