//! The panels around the views.

use std::ops::RangeInclusive;

use rushes_core::TimeInt;
use rushes_types::blueprint::archetypes::{PanelBlueprint, TimePanelBlueprint};
use rushes_types::blueprint::components::{LoopMode, PanelState, PlayState};
use rushes_types::encodings::AbsoluteTimeRange;

use super::Writer;
use crate::RecordingStreamResult;

macro_rules! panels {
    ($($(#[doc = $doc:literal])+ $name:ident at $path:literal;)*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub struct $name {
            state: Option<PanelState>,
        }

        impl $name {
            /// The panel as the viewer would have it.
            pub fn new() -> Self {
                Self::default()
            }

            /// The panel in this state.
            pub fn from_state(state: PanelState) -> Self {
                Self::new().with_state(state)
            }

            /// Whether it is hidden, collapsed or expanded.
            #[must_use]
            pub fn with_state(self, state: impl Into<PanelState>) -> Self {
                Self { state: Some(state.into()) }
            }

            pub(super) fn log(&self, writer: &Writer<'_>) -> RecordingStreamResult<()> {
                let mut panel = PanelBlueprint::new();
                if let Some(state) = self.state {
                    panel = panel.with_state(state);
                }
                writer.log($path, &panel)
            }
        }
    )* };
}

panels! {
    /// The panel at the top.
    TopPanel at "/top_panel";
    /// The panel that shows the blueprint.
    BlueprintPanel at "/blueprint_panel";
    /// The panel that shows what is selected.
    SelectionPanel at "/selection_panel";
}

/// The panel that shows the timelines, and plays them.
#[derive(Clone, Debug, Default)]
pub struct TimePanel {
    panel: TimePanelBlueprint,
    play_state: Option<PlayState>,
}

impl TimePanel {
    /// The panel as the viewer would have it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether it is hidden, collapsed or expanded.
    #[must_use]
    pub fn with_state(mut self, state: impl Into<PanelState>) -> Self {
        self.panel = self.panel.with_state(state.into());
        self
    }

    /// The timeline that is shown.
    #[must_use]
    pub fn with_timeline(mut self, timeline: impl Into<String>) -> Self {
        self.panel = self.panel.with_timeline(timeline.into());
        self
    }

    /// How many times faster than real time it plays.
    #[must_use]
    pub fn with_playback_speed(mut self, speed: f64) -> Self {
        self.panel = self.panel.with_playback_speed(speed);
        self
    }

    /// How many steps of a sequence it plays in a second.
    #[must_use]
    pub fn with_fps(mut self, fps: f64) -> Self {
        self.panel = self.panel.with_fps(fps);
        self
    }

    /// Whether it plays, follows what arrives, or stands still.
    #[must_use]
    pub fn with_play_state(self, state: impl Into<PlayState>) -> Self {
        Self {
            play_state: Some(state.into()),
            ..self
        }
    }

    /// What it does at the end.
    #[must_use]
    pub fn with_loop_mode(mut self, mode: impl Into<LoopMode>) -> Self {
        self.panel = self.panel.with_loop_mode(mode.into());
        self
    }

    /// The times that are selected, in steps or nanoseconds.
    #[must_use]
    pub fn with_time_selection(mut self, range: RangeInclusive<TimeInt>) -> Self {
        let range = AbsoluteTimeRange {
            min: range.start().as_i64().into(),
            max: range.end().as_i64().into(),
        };
        self.panel = self.panel.with_time_selection(range);
        self
    }

    pub(super) fn log(&self, writer: &Writer<'_>) -> RecordingStreamResult<()> {
        writer.log("/time_panel", &self.panel)?;
        // Static, so that to play and to stop are no steps that can be undone.
        let Some(state) = self.play_state else {
            return Ok(());
        };
        let playing = TimePanelBlueprint::new().with_play_state(state);
        writer.log_with_static("/time_panel", true, &playing)
    }
}
