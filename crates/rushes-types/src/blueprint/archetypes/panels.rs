//! The panels around the views.

use crate::blueprint::components::{
    AbsoluteTimeRange, Fps, LoopMode, PanelState, PlayState, PlaybackSpeed, TimelineName,
};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// State of one viewer side panel.
    unstable PanelBlueprint;
    pub new();

    /// Panel state.
    optional state: PanelState,
}

blueprint_archetype! {
    /// State of the time panel and its playback.
    unstable TimePanelBlueprint;
    pub new();

    /// Panel state.
    optional state: PanelState,
    /// Selected timeline.
    optional timeline: TimelineName,
    /// Playback rate.
    optional playback_speed: PlaybackSpeed,
    /// Frames per second on sequence timelines.
    optional fps: Fps,
    /// Paused, playing or following.
    optional play_state: PlayState,
    /// Looping mode.
    optional loop_mode: LoopMode,
    /// Selected interval.
    optional time_selection: AbsoluteTimeRange,
}
