//! Video, as a whole or frame by frame.

use crate::Enum as _;
use crate::declare::{components, enum_components};
use crate::encodings;

enum_components! {
    ENUMS in "rerun.components";

    /// Codec of raw video samples; the value is a big-endian FourCC.
    unstable VideoCodec: u32 {
        /// FourCC av01; low-overhead OBU stream.
        AV1 = 0x61763031,
        /// FourCC avc1; Annex B.
        H264 = 0x61766331,
        /// FourCC hev1; Annex B.
        H265 = 0x68657631,
        /// FourCC vp08.
        VP8 = 0x76703038,
        /// FourCC vp09.
        VP9 = 0x76703039,
    };
}

components! {
    BYTES in "rerun.components" derive(Eq);

    /// Bytes of one encoded video frame.
    stable VideoSample(encodings::Blob);
}

components! {
    NUMBERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// Time offset inside a video, nanoseconds.
    stable VideoTimestamp(encodings::VideoTimestamp) = 0;

    /// Marks a video sample a decoder can start at.
    stable IsKeyframe(encodings::Bool);
}

impl VideoCodec {
    /// The codec of that number.
    pub fn try_from_u32(value: u32) -> Option<Self> {
        Self::try_from_integer(value)
    }
}

impl VideoTimestamp {
    /// From seconds, rounded to nanoseconds.
    pub fn from_secs(seconds: f64) -> Self {
        encodings::VideoTimestamp::from_secs(seconds).into()
    }

    /// From milliseconds, rounded to nanoseconds.
    pub fn from_millis(milliseconds: f64) -> Self {
        encodings::VideoTimestamp::from_millis(milliseconds).into()
    }

    /// From nanoseconds.
    pub const fn from_nanos(nanos: i64) -> Self {
        Self(encodings::VideoTimestamp(nanos))
    }
}
