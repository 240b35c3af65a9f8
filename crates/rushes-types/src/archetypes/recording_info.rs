//! Recording info.

use crate::components::{Name, Timestamp};
use crate::declare::archetype;

archetype! {
    /// The name of a recording, and when it started.
    ///
    /// ```
    /// # use rushes_types::archetypes::RecordingInfo;
    /// let info = RecordingInfo::new().with_name("Monday, the first run");
    /// ```
    stable RecordingInfo;
    views [];
    pub new();

    /// Start of the recording, ns since Unix epoch.
    optional start_time: Timestamp,
    /// User-chosen recording name.
    optional name: Name,
}
