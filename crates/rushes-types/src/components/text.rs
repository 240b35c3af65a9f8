//! Text, by what it is for.

use crate::declare::components;
use crate::encodings;

components! {
    WRAPPERS in "rerun.components" derive(Eq, PartialOrd, Ord, Hash);

    /// Text string.
    stable Text(encodings::Utf8) = "";

    /// Severity of a log line.
    stable TextLogLevel(encodings::Utf8) = "INFO";

    /// MIME type string.
    stable MediaType(encodings::Utf8) = "application/octet-stream";

    /// Display name; never used as a key.
    stable Name(encodings::Utf8) = "<name>";

    /// Path of another entity.
    stable EntityPath(encodings::EntityPath) = "";

    /// Physical unit label, display only.
    unstable Unit(encodings::Utf8);

    /// Catalog hyperlink (entry, dataset, segment); shown as a button.
    unstable Url(encodings::Utf8) = "";
}
