//! What is known about a view class of the viewer.

use super::{ArchetypeInfo, State, first_paragraph};

/// The declaration of one view class.
#[derive(Debug)]
pub struct ViewInfo {
    /// The class, as blueprints call it, e.g. `3D`.
    pub identifier: &'static str,
    /// The name in the SDKs, e.g. `Spatial3DView`.
    pub name: &'static str,
    /// The name for people.
    pub display_name: &'static str,
    /// The doc comment, line by line.
    pub docs: &'static [&'static str],
    /// How stable it is.
    pub state: State,
    /// The visualizers that it can run.
    pub visualizers: &'static [&'static str],
    /// Whether it shows any data, not only archetypes made for it.
    pub shows_all: bool,
    /// Whether the user can widen the time range that it queries.
    pub supports_visible_time_range: bool,
    /// What it queries by default.
    pub default_query: Query,
    /// Its own settings.
    pub properties: &'static [Property],
}

/// What a view queries by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Query {
    /// The latest data at the time cursor.
    LatestAt,
    /// All data on the timeline.
    Everything,
}

/// One setting of a view.
#[derive(Debug)]
pub struct Property {
    /// The name of the parameter in the SDKs.
    pub name: &'static str,
    /// The archetype that holds it; its entity is named after it.
    pub archetype: &'static ArchetypeInfo,
}

impl Query {
    /// The name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LatestAt => "latest_at",
            Self::Everything => "everything",
        }
    }
}

impl ViewInfo {
    /// One sentence on what it shows.
    pub fn description(&self) -> String {
        first_paragraph(self.docs)
    }

    /// The archetypes that it can show.
    pub fn archetypes(&self) -> Vec<&'static ArchetypeInfo> {
        let shows = |archetype: &&ArchetypeInfo| {
            let mut views = archetype.views.iter();
            self.shows_all || views.any(|shown| shown.view == self.identifier)
        };
        let archetypes = super::archetypes().iter().copied();
        archetypes.filter(shows).collect()
    }
}
