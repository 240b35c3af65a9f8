//! Video stream.

use super::notes::{SEE_THROUGH_TO_DEPTH, UNDER_A_PINHOLE};
use crate::components::{DrawOrder, IsKeyframe, Opacity, VideoCodec, VideoSample};
use crate::declare::archetype;

archetype! {
    /// A video as it is made, picture by picture. The codec is logged once, without a time.
    ///
    /// ```
    /// # use rushes_types::archetypes::VideoStream;
    /// use rushes_types::components::VideoCodec;
    /// let codec = VideoStream::new(VideoCodec::H264);
    /// let picture = VideoStream::update_fields().with_sample(vec![0, 0, 0, 1]);
    /// ```
    unstable VideoStream;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "VideoStream";
    pub new(codec: VideoCodec);

    /// Codec, constant per stream.
    required codec: VideoCodec (fixed),
    /// One encoded frame; the log time is its presentation time (no B-frames).
    recommended sample: VideoSample,
    /// Marks samples decoding can start at; metadata only.
    optional is_keyframe: IsKeyframe,
    /// Overall opacity 0..1.
    optional opacity: Opacity
        in "2D", "3D": rule(SEE_THROUGH_TO_DEPTH),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-15.0),
}
