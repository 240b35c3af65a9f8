//! Classes and keypoints.

use std::fmt;

use crate::declare::{components, list_components};
use crate::encodings;

list_components! {
    ITEM_LISTS in "rerun.components";

    /// Table of class descriptions used to label and colour data.
    unstable AnnotationContext([encodings::ClassDescriptionMapElem]);
}

components! {
    WRAPPERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Semantic class of an instance.
    stable ClassId(encodings::ClassId) = 0;

    /// Keypoint of an instance inside its class.
    stable KeypointId(encodings::KeypointId) = 0;
}

impl fmt::Display for ClassId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for KeypointId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
