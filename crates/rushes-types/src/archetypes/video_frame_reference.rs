//! Video frame reference.

use super::notes::{SEE_THROUGH_TO_DEPTH, UNDER_A_PINHOLE};
use crate::components::{DrawOrder, EntityPath, Opacity, VideoTimestamp};
use crate::declare::archetype;

archetype! {
    /// Shows one frame of a video asset or stream.
    stable VideoFrameReference;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "VideoFrameReference";
    pub new(timestamp: VideoTimestamp);

    /// Time in the video; the closest frame is shown.
    required timestamp: VideoTimestamp,
    /// Entity holding the video; unset = this entity.
    optional video_reference: EntityPath
        in "2D": rule("the entity itself")
        in "3D": rule("the entity itself"),
    /// Overall opacity 0..1.
    optional opacity: Opacity
        in "2D": rule(SEE_THROUGH_TO_DEPTH)
        in "3D": rule(SEE_THROUGH_TO_DEPTH),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-15.0),
}
