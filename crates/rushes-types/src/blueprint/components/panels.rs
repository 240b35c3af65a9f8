//! The viewer's panels, and its time.

use rushes_core::Timeline;

use crate::declare::{components, enum_components};
use crate::encodings;

enum_components! {
    ENUMS in "rerun.blueprint.components";

    /// Hidden / collapsed / expanded.
    stable PanelState: u8 {
        /// Hidden.
        Hidden = 1,
        /// Collapsed.
        Collapsed = 2,
        /// Expanded.
        Expanded = 3,
    } = Expanded;

    /// Paused / playing / following.
    stable PlayState: u8 {
        /// Stopped.
        Paused = 1,
        /// Playing.
        Playing = 2,
        /// Stick to the newest data.
        Following = 3,
    } = Playing;

    /// Playback looping mode.
    stable LoopMode: u8 {
        /// Stop at the end.
        Off = 1,
        /// Loop the time selection.
        Selection = 2,
        /// Loop the whole recording.
        All = 3,
    } = Off;
}

components! {
    FLOATS in "rerun.blueprint.components" derive(Copy, PartialOrd);

    /// Playback rate multiplier.
    unstable PlaybackSpeed(encodings::Float64);

    /// Playback frames per second on a sequence timeline.
    unstable Fps(encodings::Float64);

    /// Relative position on a timeline, 0..1.
    unstable TimelineFraction(encodings::Float64) = 0.5;
}

components! {
    TEXTS in "rerun.blueprint.components" derive(Eq, PartialOrd, Ord, Hash);

    /// Timeline name (also its key).
    unstable TimelineName(encodings::Utf8) = "log_time";
}

components! {
    PLAIN_STRUCTS in "rerun.blueprint.components" derive(Copy);

    /// Fixed time interval.
    unstable AbsoluteTimeRange(encodings::AbsoluteTimeRange);
}

impl PanelState {
    /// Whether all of it is shown.
    pub const fn is_expanded(&self) -> bool {
        matches!(self, Self::Expanded)
    }

    /// Whether nothing of it is shown.
    pub const fn is_hidden(&self) -> bool {
        matches!(self, Self::Hidden)
    }

    /// Collapsed if it was expanded; hidden stays hidden; everything else expands.
    #[must_use]
    pub const fn toggle(self) -> Self {
        match self {
            Self::Hidden => Self::Hidden,
            Self::Collapsed => Self::Expanded,
            Self::Expanded => Self::Collapsed,
        }
    }
}

impl TimelineName {
    /// The name of that timeline.
    pub fn from_timeline(timeline: &Timeline) -> Self {
        timeline.name().as_str().into()
    }

    /// The timeline of the time of logging.
    pub fn log_time() -> Self {
        Self::from_timeline(&Timeline::log_time())
    }
}
