//! What is needed to know of encoded video to cut it where decoding can start: whether a sample is
//! a keyframe.
//!
//! Read [`Codec::is_keyframe`] first; `nal` is for H.264 and H.265, `av1` and `vpx` for the others.
//! Nothing here decodes pictures, and whatever bytes come in, there is an answer.

mod av1;
mod bits;
mod nal;
mod vpx;

/// How samples of a video are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Codec {
    /// H.264 in Annex B framing.
    H264,
    /// H.265 in Annex B framing.
    H265,
    /// AV1 as a stream of open bitstream units.
    Av1,
    /// VP8 frames.
    Vp8,
    /// VP9 frames.
    Vp9,
}

impl Codec {
    /// The codec of a four-character code as a big-endian number, which is the value of
    /// `rerun.components.VideoCodec`; `None` for an unknown one.
    pub fn from_fourcc(code: u32) -> Option<Self> {
        match &code.to_be_bytes() {
            b"avc1" => Some(Self::H264),
            b"hev1" => Some(Self::H265),
            b"av01" => Some(Self::Av1),
            b"vp08" => Some(Self::Vp8),
            b"vp09" => Some(Self::Vp9),
            _ => None,
        }
    }

    /// Whether decoding can start at this sample, which is one access unit: everything that it
    /// needs is in it.
    pub fn is_keyframe(self, sample: &[u8]) -> bool {
        match self {
            Self::H264 => nal::is_h264_keyframe(sample),
            Self::H265 => nal::is_h265_keyframe(sample),
            Self::Av1 => av1::is_keyframe(sample),
            Self::Vp8 => vpx::is_vp8_keyframe(sample),
            Self::Vp9 => vpx::is_vp9_keyframe(sample),
        }
    }
}
