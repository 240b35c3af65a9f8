//! Settings of text views.

use crate::Enum as _;
use crate::blueprint::components::{Enabled, TextLogColumn, TimelineColumn};
use crate::blueprint::encodings::TextLogColumnKind;
use crate::components::TextLogLevel;
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// How plain text is set in a text document view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TextDocumentFormat;
    /// let code = TextDocumentFormat::new().with_monospace(true).with_word_wrap(false);
    /// ```
    unstable TextDocumentFormat;
    pub new();

    /// Monospace font.
    optional monospace: Enabled,
    /// Wrap long lines.
    optional word_wrap: Enabled
        in "TextDocument": value(true),
}

blueprint_archetype! {
    /// The columns of a text log view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TextLogColumns;
    /// use rushes_types::blueprint::encodings::TextLogColumnKind;
    /// let columns = TextLogColumns::new().with_text_log_columns([TextLogColumnKind::Body]);
    /// ```
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
    /// How the texts are set in a text log view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TextLogFormat;
    /// let code = TextLogFormat::new().with_monospace_body(true);
    /// ```
    unstable TextLogFormat;
    pub new();

    /// Monospace message body.
    optional monospace_body: Enabled,
}

blueprint_archetype! {
    /// The rows of a text log view.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TextLogRows;
    /// let bad = TextLogRows::new().with_filter_by_log_level(["ERROR", "CRITICAL"]);
    /// ```
    unstable TextLogRows;
    pub new();

    /// Levels to show.
    optional filter_by_log_level: [TextLogLevel]
        in "TextLog": rule("every level seen in the data"),
}
