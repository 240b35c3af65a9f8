//! Settings of text views.

use crate::Enum as _;
use crate::blueprint::components::{Enabled, TextLogColumn, TimelineColumn};
use crate::blueprint::encodings::TextLogColumnKind;
use crate::components::TextLogLevel;
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Formatting of plain-text documents.
    unstable TextDocumentFormat;
    pub new();

    /// Monospace font.
    optional monospace: Enabled,
    /// Wrap long lines.
    optional word_wrap: Enabled
        in "TextDocument": value(true),
}

blueprint_archetype! {
    /// Columns of a text log view.
    unstable TextLogColumns;
    pub new();

    /// Timeline columns.
    optional timeline_columns: [TimelineColumn]
        in "TextLog": rule("one visible column for the active timeline"),
    /// Other columns.
    optional text_log_columns: [TextLogColumn]
        in "TextLog": values(TextLogColumnKind::variants().iter().copied()),
}

blueprint_archetype! {
    /// Formatting of text log rows.
    unstable TextLogFormat;
    pub new();

    /// Monospace message body.
    optional monospace_body: Enabled,
}

blueprint_archetype! {
    /// Row filter of a text log view.
    unstable TextLogRows;
    pub new();

    /// Levels to show.
    optional filter_by_log_level: [TextLogLevel]
        in "TextLog": rule("every level seen in the data"),
}
