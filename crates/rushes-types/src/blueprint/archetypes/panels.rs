//! The panels around the views.

use crate::blueprint::components::{
    AbsoluteTimeRange, Fps, LoopMode, PanelState, PlayState, PlaybackSpeed, TimelineName,
};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Whether a side panel of the viewer is open.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::PanelBlueprint;
    /// use rushes_types::blueprint::components::PanelState;
    /// let closed = PanelBlueprint::new().with_state(PanelState::Collapsed);
    /// ```
    unstable PanelBlueprint;
    pub new();

    /// Panel state.
    optional state: PanelState,
}

blueprint_archetype! {
    /// Whether the time panel of the viewer is open, and how it plays.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TimePanelBlueprint;
    /// let slow = TimePanelBlueprint::new().with_timeline("frame").with_playback_speed(0.1);
    /// ```
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
