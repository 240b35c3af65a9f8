//! Video stream.

use super::notes::{SEE_THROUGH_TO_DEPTH, UNDER_A_PINHOLE};
use crate::components::{DrawOrder, IsKeyframe, Opacity, VideoCodec, VideoSample};
use crate::declare::archetype;

archetype! {
    /// Raw encoded video frames logged one by one.
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
        in "2D": rule(SEE_THROUGH_TO_DEPTH)
        in "3D": rule(SEE_THROUGH_TO_DEPTH),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-15.0),
}
