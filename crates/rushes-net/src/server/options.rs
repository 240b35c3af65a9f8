//! How a server works.

use super::MemoryLimit;

/// What a viewer that comes late gets first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaybackBehavior {
    /// The oldest messages first: everything in order.
    #[default]
    OldestFirst,
    /// The newest messages first: what happens now is shown at once, the past is filled in.
    NewestFirst,
}

/// How a server works.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerOptions {
    /// What a viewer that comes late gets first.
    pub playback_behavior: PlaybackBehavior,
    /// How much is held for viewers that come late.
    pub memory_limit: MemoryLimit,
    /// Web pages that may read, beside those of this machine: origins such as
    /// `https://example.com`, in which `*` stands for any text.
    pub cors_allowed_origins: Vec<String>,
}

impl PlaybackBehavior {
    /// By a switch.
    pub fn from_newest_first(newest_first: bool) -> Self {
        if newest_first {
            Self::NewestFirst
        } else {
            Self::OldestFirst
        }
    }
}
