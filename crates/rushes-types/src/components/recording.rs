//! What a recording says about itself.

use crate::declare::components;
use crate::encodings;

components! {
    WRAPPERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Whether a clear also wipes all descendants.
    stable ClearIsRecursive(encodings::Bool) = false;

    /// Absolute time, nanoseconds since the Unix epoch.
    stable Timestamp(encodings::TimeInt);
}

impl Timestamp {
    /// The time on this machine's clock.
    pub fn now() -> Self {
        rushes_core::Timestamp::now().into()
    }
}

impl From<rushes_core::Timestamp> for encodings::TimeInt {
    fn from(time: rushes_core::Timestamp) -> Self {
        Self(time.nanos_since_epoch())
    }
}
