//! Labels and colours of classes and keypoints.

use super::{ClassId, KeypointId, Rgba32, Utf8};
use crate::declare::struct_encodings;

struct_encodings! {
    CLASSES in "rerun.encodings" derive(Eq, Hash);

    /// Label and colour of one class or keypoint.
    stable AnnotationInfo {
        /// The class or keypoint that this is about.
        id: u16,
        /// The text shown for it.
        label: Option<Utf8>,
        /// The colour that it is drawn in; unset means one made from the id.
        color: Option<Rgba32>,
    } = Self { id: 0, label: None, color: None };

    /// All there is to know about a class: its own label and colour, its keypoints, and the
    /// skeleton that joins them.
    stable ClassDescription {
        /// The class itself.
        info: AnnotationInfo,
        /// Its keypoints.
        keypoint_annotations: Vec<AnnotationInfo>,
        /// The edges between its keypoints.
        keypoint_connections: Vec<KeypointPair>,
    } = Self::from(AnnotationInfo::default());

    /// The description of one class in an annotation context.
    unstable ClassDescriptionMapElem {
        /// The class.
        class_id: ClassId,
        /// Its description.
        class_description: ClassDescription,
    } = Self::from(AnnotationInfo::default());
}

struct_encodings! {
    KEYPOINTS in "rerun.encodings" derive(Copy, Eq, Hash);

    /// An edge of a skeleton.
    stable KeypointPair {
        /// Where it starts.
        keypoint0: KeypointId,
        /// Where it ends.
        keypoint1: KeypointId,
    } = Self { keypoint0: KeypointId(0), keypoint1: KeypointId(0) };
}

impl From<u16> for AnnotationInfo {
    fn from(id: u16) -> Self {
        Self {
            id,
            label: None,
            color: None,
        }
    }
}

impl From<(u16, &str)> for AnnotationInfo {
    fn from((id, label): (u16, &str)) -> Self {
        Self {
            id,
            label: Some(label.into()),
            color: None,
        }
    }
}

impl From<(u16, &str, Rgba32)> for AnnotationInfo {
    fn from((id, label, color): (u16, &str, Rgba32)) -> Self {
        Self {
            id,
            label: Some(label.into()),
            color: Some(color),
        }
    }
}

impl From<AnnotationInfo> for ClassDescription {
    fn from(info: AnnotationInfo) -> Self {
        Self {
            info,
            keypoint_annotations: Vec::new(),
            keypoint_connections: Vec::new(),
        }
    }
}

impl From<ClassDescription> for ClassDescriptionMapElem {
    fn from(class_description: ClassDescription) -> Self {
        Self {
            class_id: ClassId(class_description.info.id),
            class_description,
        }
    }
}

impl From<AnnotationInfo> for ClassDescriptionMapElem {
    fn from(info: AnnotationInfo) -> Self {
        ClassDescription::from(info).into()
    }
}

macro_rules! from_info {
    ($($type:ty: $input:ty),*) => { $(
        impl From<$input> for $type {
            fn from(input: $input) -> Self {
                AnnotationInfo::from(input).into()
            }
        }
    )* };
}

from_info!(
    ClassDescription: (u16, &str),
    ClassDescription: (u16, &str, Rgba32),
    ClassDescriptionMapElem: (u16, &str),
    ClassDescriptionMapElem: (u16, &str, Rgba32)
);

impl From<(u16, u16)> for KeypointPair {
    fn from((keypoint0, keypoint1): (u16, u16)) -> Self {
        Self {
            keypoint0: keypoint0.into(),
            keypoint1: keypoint1.into(),
        }
    }
}

impl From<(KeypointId, KeypointId)> for KeypointPair {
    fn from((keypoint0, keypoint1): (KeypointId, KeypointId)) -> Self {
        Self {
            keypoint0,
            keypoint1,
        }
    }
}

impl KeypointPair {
    /// Several edges at once.
    pub fn vec_from<T: Into<Self>, const N: usize>(pairs: [T; N]) -> Vec<Self> {
        pairs.into_iter().map(Into::into).collect()
    }
}
