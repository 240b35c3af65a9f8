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
