//! Text, by what it is for.

use std::fmt;

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

macro_rules! text_conversions {
    ($($type:ident),*) => { $(
        impl $type {
            /// The text.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<$type> for String {
            fn from(text: $type) -> Self {
                text.0.into()
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.as_str().fmt(f)
            }
        }
    )* };
}

text_conversions!(Text, TextLogLevel, MediaType, Name, EntityPath, Unit, Url);
