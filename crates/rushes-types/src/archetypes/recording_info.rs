//! Recording info.

use crate::components::{Name, Timestamp};
use crate::declare::archetype;

archetype! {
    /// Properties of the recording itself.
    stable RecordingInfo;
    views [];
    pub new();

    /// Start of the recording, ns since Unix epoch.
    optional start_time: Timestamp,
    /// User-chosen recording name.
    optional name: Name,
}
