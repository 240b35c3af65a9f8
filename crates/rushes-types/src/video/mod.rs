//! What is needed to know of a video file: when its pictures are shown.
//!
//! Read [`boxes`] (the nested records of MP4), then [`timestamps`].

mod boxes;
mod timestamps;

pub(crate) use timestamps::frame_timestamps_nanos;

/// A file is not a video whose pictures can be listed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VideoLoadError {
    /// It has another media type.
    #[error("{0} is not supported; only MP4 videos are")]
    UnsupportedMediaType(String),

    /// It has no bytes.
    #[error("there is no video: its bytes were never set")]
    Missing,

    /// It has no pictures.
    #[error("the MP4 file has no video track")]
    NoVideoTrack,

    /// It ends early, or contradicts itself.
    #[error("the MP4 file is damaged: {0}")]
    Damaged(&'static str),
}
