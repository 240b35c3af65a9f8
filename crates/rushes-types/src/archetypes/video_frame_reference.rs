//! Video frame reference.

use super::notes::{SEE_THROUGH_TO_DEPTH, UNDER_A_PINHOLE};
use crate::components::{DrawOrder, EntityPath, Opacity, VideoTimestamp};
use crate::declare::archetype;

archetype! {
    /// Which picture of a video is seen.
    ///
    /// ```
    /// # use rushes_types::archetypes::VideoFrameReference;
    /// use rushes_types::components::VideoTimestamp;
    /// let picture = VideoFrameReference::new(VideoTimestamp::from_secs(1.5))
    ///     .with_video_reference("/camera/video");
    /// ```
    stable VideoFrameReference;
    views ["2D", "3D" if UNDER_A_PINHOLE];
    visualizer "VideoFrameReference";
    pub new(timestamp: VideoTimestamp);

    /// Time in the video; the closest frame is shown.
    required timestamp: VideoTimestamp,
    /// Entity holding the video; unset means this entity.
    optional video_reference: EntityPath
        in "2D", "3D": rule("the entity itself"),
    /// Overall opacity 0..1.
    optional opacity: Opacity
        in "2D", "3D": rule(SEE_THROUGH_TO_DEPTH),
    /// 2D layer; larger is in front.
    optional draw_order: DrawOrder = value(-15.0),
}
