//! Blueprints: which views a viewer shows, of what, and how they are laid out.
//!
//! A blueprint is a recording of its own kind. This module makes it from a tree of containers and
//! views: [`Blueprint`] is the whole, [`ContainerLike`] a node of it, a view a leaf.
//!
//! ```
//! # use rushes_sdk::RecordingStreamBuilder;
//! use rushes_sdk::blueprint::{
//!     Blueprint, BlueprintActivation, Horizontal, Spatial3DView, TimePanel, TimeSeriesView,
//! };
//! # let (rec, storage) = RecordingStreamBuilder::new("my_app").memory()?;
//! let room = Spatial3DView::new("Room").with_origin("/room");
//! let plots = TimeSeriesView::new("Speed").with_contents(["/speed/**"]);
//! Blueprint::new(Horizontal::new([room.into(), plots.into()]).with_column_shares([3.0, 2.0]))
//!     .with_time_panel(TimePanel::new().with_timeline("frame"))
//!     .send(&rec, BlueprintActivation::default())?;
//! # assert!(storage.num_msgs() > 5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Read in this order: this file, `container`, `view`, `visualizer`, `panel`.

mod container;
mod panel;
mod view;
mod visualizer;

use rushes_core::{EntityPath, StoreId, StoreKind};
use rushes_types::AsComponents;
use rushes_types::blueprint::archetypes::ViewportBlueprint;
use rushes_types::blueprint::components::RootContainer;
use rushes_types::encodings::Uuid;

pub use container::{ContainerLike, Grid, Horizontal, Tabs, Vertical};
pub use panel::{BlueprintPanel, SelectionPanel, TimePanel, TopPanel};
pub use view::{
    AudioView, BarChartView, DataframeView, GraphView, MapView, Spatial2DView, Spatial3DView,
    StateTimelineView, TensorView, TextDocumentView, TextLogView, TimeSeriesView, View,
};
pub use visualizer::{VisualizableArchetype, Visualizer};

use crate::{RecordingStream, RecordingStreamBuilder, RecordingStreamResult};

/// The timeline of blueprints.
const TIMELINE: &str = "blueprint";

/// What a viewer does with a blueprint when it arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BlueprintActivation {
    /// Shows it now.
    pub make_active: bool,
    /// Returns to it when the user resets the layout.
    pub make_default: bool,
}

impl Default for BlueprintActivation {
    /// Both.
    fn default() -> Self {
        Self {
            make_active: true,
            make_default: true,
        }
    }
}

/// A blueprint and what becomes of it.
#[derive(Clone, Debug)]
pub struct BlueprintOpts {
    /// The blueprint.
    pub blueprint: Blueprint,
    /// What a viewer does with it.
    pub activation: BlueprintActivation,
}

impl BlueprintOpts {
    /// Sends it; see [`Blueprint::send`].
    ///
    /// # Errors
    /// As [`Blueprint::send`].
    pub fn send(self, rec: &RecordingStream) -> RecordingStreamResult<()> {
        self.blueprint.send(rec, self.activation)
    }
}

/// A layout of the viewer.
#[derive(Clone, Debug, Default)]
pub struct Blueprint {
    root: Option<ContainerLike>,
    auto_layout: Option<bool>,
    auto_views: Option<bool>,
    top_panel: Option<TopPanel>,
    blueprint_panel: Option<BlueprintPanel>,
    selection_panel: Option<SelectionPanel>,
    time_panel: Option<TimePanel>,
}

impl Blueprint {
    /// A layout of this container, or of one view.
    pub fn new(root: impl Into<ContainerLike>) -> Self {
        Self {
            root: Some(root.into()),
            ..Self::default()
        }
    }

    /// Leaves views and layout to the viewer.
    pub fn auto() -> Self {
        Self {
            auto_layout: Some(true),
            auto_views: Some(true),
            ..Self::default()
        }
    }

    /// Whether the viewer lays views out anew when there are more or fewer.
    #[must_use]
    pub fn with_auto_layout(self, auto_layout: bool) -> Self {
        Self {
            auto_layout: Some(auto_layout),
            ..self
        }
    }

    /// Whether the viewer adds views for new data.
    #[must_use]
    pub fn with_auto_views(self, auto_views: bool) -> Self {
        Self {
            auto_views: Some(auto_views),
            ..self
        }
    }

    /// The panel at the top.
    #[must_use]
    pub fn with_top_panel(self, panel: TopPanel) -> Self {
        Self {
            top_panel: Some(panel),
            ..self
        }
    }

    /// The panel that shows the blueprint.
    #[must_use]
    pub fn with_blueprint_panel(self, panel: BlueprintPanel) -> Self {
        Self {
            blueprint_panel: Some(panel),
            ..self
        }
    }

    /// The panel that shows what is selected.
    #[must_use]
    pub fn with_selection_panel(self, panel: SelectionPanel) -> Self {
        Self {
            selection_panel: Some(panel),
            ..self
        }
    }

    /// The panel that shows the timelines.
    #[must_use]
    pub fn with_time_panel(self, panel: TimePanel) -> Self {
        Self {
            time_panel: Some(panel),
            ..self
        }
    }

    /// Sends the blueprint to where a recording goes, for the application of that recording.
    ///
    /// # Errors
    /// If a value cannot be serialized, or there are no more threads.
    pub fn send(
        &self,
        rec: &RecordingStream,
        activation: BlueprintActivation,
    ) -> RecordingStreamResult<()> {
        let Some(info) = rec.store_info() else {
            return Ok(());
        };
        let store_id =
            StoreId::random(StoreKind::Blueprint, info.store_id.application_id().clone());
        let (stream, storage) = RecordingStreamBuilder::from_store_id(&store_id)
            .enabled(true)
            .send_properties(false)
            .memory()?;
        stream.set_time_sequence(TIMELINE, 0);
        self.log(&Writer(&stream))?;
        let command = rushes_rrd::BlueprintActivation {
            blueprint_id: store_id,
            make_active: activation.make_active,
            make_default: activation.make_default,
        };
        rec.send_blueprint(storage.take(), command);
        Ok(())
    }

    fn log(&self, writer: &Writer<'_>) -> RecordingStreamResult<()> {
        let mut viewport = ViewportBlueprint::new();
        if let Some(root) = &self.root {
            let root = root.log_as_root(writer)?;
            viewport = viewport.with_root_container(RootContainer::from(root));
        }
        if let Some(auto_layout) = self.auto_layout {
            viewport = viewport.with_auto_layout(auto_layout);
        }
        if let Some(auto_views) = self.auto_views {
            viewport = viewport.with_auto_views(auto_views);
        }
        writer.log("/viewport", &viewport)?;
        if let Some(panel) = &self.top_panel {
            panel.log(writer)?;
        }
        if let Some(panel) = &self.blueprint_panel {
            panel.log(writer)?;
        }
        if let Some(panel) = &self.selection_panel {
            panel.log(writer)?;
        }
        self.time_panel
            .as_ref()
            .map_or(Ok(()), |panel| panel.log(writer))
    }
}

/// Writes the parts of a blueprint.
struct Writer<'a>(&'a RecordingStream);

impl Writer<'_> {
    /// What is unset is not written, and a part of which nothing is set neither.
    fn log(
        &self,
        path: impl Into<EntityPath>,
        part: &(impl AsComponents + ?Sized),
    ) -> RecordingStreamResult<()> {
        self.log_with_static(path, false, part)
    }

    fn log_with_static(
        &self,
        path: impl Into<EntityPath>,
        is_static: bool,
        part: &(impl AsComponents + ?Sized),
    ) -> RecordingStreamResult<()> {
        let batches = part.as_serialized_batches();
        if batches.is_empty() {
            return Ok(());
        }
        self.0.log_serialized_batches(path, is_static, batches)
    }
}

/// Where a part with this id is, as blueprints name it in values.
fn path_of(kind: &str, id: Uuid) -> String {
    format!("{kind}/{id}")
}
