//! Views: each shows some entities.

use std::collections::BTreeMap;

use rushes_core::EntityPath;
use rushes_types::blueprint::archetypes::{
    ActiveVisualizers, EntityBehavior, ForceCenter, ForceCollisionRadius, ForceLink, ForceManyBody,
    ForcePosition, GraphBackground, MapBackground, ViewBlueprint, ViewContents, VisualBounds2D,
};
use rushes_types::blueprint::components::MapProvider;
use rushes_types::encodings::Uuid;
use rushes_types::{Archetype, AsComponents, SerializedComponentBatch};

use super::{ContainerLike, Visualizer, Writer, path_of};
use crate::RecordingStreamResult;

/// What a view shows if nothing else is said: everything at and below its origin.
const DEFAULT_CONTENTS: &str = "$origin/**";

/// A view of any class.
#[derive(Clone, Debug)]
pub struct View {
    id: Uuid,
    class: &'static str,
    name: Option<String>,
    origin: Option<EntityPath>,
    contents: Option<Vec<String>>,
    visible: Option<bool>,
    properties: Vec<(String, Vec<SerializedComponentBatch>)>,
    defaults: Vec<SerializedComponentBatch>,
    behaviors: BTreeMap<EntityPath, EntityBehavior>,
    visualizers: BTreeMap<EntityPath, Vec<Visualizer>>,
}

impl View {
    fn new(class: &'static str, name: String) -> Self {
        Self {
            id: Uuid::random(),
            class,
            name: Some(name),
            origin: None,
            contents: None,
            visible: None,
            properties: Vec::new(),
            defaults: Vec::new(),
            behaviors: BTreeMap::new(),
            visualizers: BTreeMap::new(),
        }
    }

    pub(super) fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    fn add_property<A: Archetype>(&mut self, property: &A) {
        let name = A::name().short_name().to_owned();
        self.properties
            .push((name, property.as_serialized_batches()));
    }

    pub(super) fn log(&self, writer: &Writer<'_>) -> RecordingStreamResult<Uuid> {
        let path = path_of("/view", self.id);
        let contents = match &self.contents {
            Some(contents) => ViewContents::new(contents.iter().map(String::as_str)),
            None => ViewContents::new([DEFAULT_CONTENTS]),
        };
        writer.log(format!("{path}/ViewContents"), &contents)?;
        let mut view = ViewBlueprint::new(self.class);
        if let Some(name) = &self.name {
            view = view.with_display_name(name.as_str());
        }
        if let Some(origin) = &self.origin {
            view = view.with_space_origin(origin.to_string());
        }
        if let Some(visible) = self.visible {
            view = view.with_visible(visible);
        }
        writer.log(path.as_str(), &view)?;
        for (name, batches) in &self.properties {
            writer.log(format!("{path}/{name}"), batches.as_slice())?;
        }
        writer.log(format!("{path}/defaults"), self.defaults.as_slice())?;
        for (entity_path, behavior) in &self.behaviors {
            writer.log(overrides(&path, entity_path), behavior)?;
        }
        for (entity_path, visualizers) in &self.visualizers {
            let overrides = overrides(&path, entity_path);
            let ids = visualizers.iter().map(|visualizer| visualizer.id);
            writer.log(overrides.as_str(), &ActiveVisualizers::new(ids))?;
            for visualizer in visualizers {
                visualizer.log(writer, &overrides)?;
            }
        }
        Ok(self.id)
    }
}

/// Where a view keeps how it shows an entity.
fn overrides(view: &str, entity_path: &EntityPath) -> String {
    format!("{view}/ViewContents/overrides{entity_path}/visualizers")
}

/// Declares a class of views, with what all of them can do.
macro_rules! views {
    ($($(#[doc = $doc:literal])+ $name:ident = $class:literal;)*) => { $(
        $(#[doc = $doc])+
        #[derive(Clone, Debug)]
        pub struct $name(View);

        impl $name {
            /// A view of this name.
            pub fn new(name: impl Into<String>) -> Self {
                Self(View::new($class, name.into()))
            }

            /// Where it stands: what its contents may call `$origin`. By default the root.
            #[must_use]
            pub fn with_origin(mut self, origin: impl Into<EntityPath>) -> Self {
                self.0.origin = Some(origin.into());
                self
            }

            /// The entities that it shows: `/a` one, `/a/**` with all below, `- /b/**` not these.
            /// By default `$origin/**`.
            #[must_use]
            pub fn with_contents(
                mut self,
                contents: impl IntoIterator<Item = impl Into<String>>,
            ) -> Self {
                self.0.contents = Some(contents.into_iter().map(Into::into).collect());
                self
            }

            /// Whether it is shown.
            #[must_use]
            pub fn with_visible(mut self, visible: bool) -> Self {
                self.0.visible = Some(visible);
                self
            }

            /// A setting of the view, such as its background.
            #[must_use]
            pub fn with_property(mut self, property: &impl Archetype) -> Self {
                self.0.add_property(property);
                self
            }

            /// Values for entities that have none.
            #[must_use]
            pub fn with_defaults(mut self, defaults: &dyn AsComponents) -> Self {
                self.0.defaults.extend(defaults.as_serialized_batches());
                self
            }

            /// Whether an entity is shown in this view, and reacts to the mouse.
            #[must_use]
            pub fn with_behavior(
                mut self,
                entity_path: impl Into<EntityPath>,
                behavior: EntityBehavior,
            ) -> Self {
                self.0.behaviors.insert(entity_path.into(), behavior);
                self
            }

            /// How an entity is drawn in this view. Several say several ways at once.
            #[must_use]
            pub fn with_override(
                self,
                entity_path: impl Into<EntityPath>,
                visualizer: impl Into<Visualizer>,
            ) -> Self {
                self.with_overrides(entity_path, [visualizer])
            }

            /// As [`Self::with_override`], with several at once.
            #[must_use]
            pub fn with_overrides(
                mut self,
                entity_path: impl Into<EntityPath>,
                visualizers: impl IntoIterator<Item = impl Into<Visualizer>>,
            ) -> Self {
                let known = self.0.visualizers.entry(entity_path.into()).or_default();
                known.extend(visualizers.into_iter().map(Into::into));
                self
            }
        }

        impl From<$name> for ContainerLike {
            fn from(view: $name) -> Self {
                Self::View(Box::new(view.0))
            }
        }
    )* };
}

views! {
    /// Plays sound.
    AudioView = "Audio";
    /// Shows one-dimensional tensors as bars.
    BarChartView = "BarChart";
    /// Shows any data as a table.
    DataframeView = "Dataframe";
    /// Shows nodes and edges.
    GraphView = "Graph";
    /// Shows places on the earth.
    MapView = "Map";
    /// Shows images and shapes in the plane.
    Spatial2DView = "2D";
    /// Shows shapes in space.
    Spatial3DView = "3D";
    /// Shows which state something was in when.
    StateTimelineView = "StateTimeline";
    /// Shows slices of tensors.
    TensorView = "Tensor";
    /// Shows a text, maybe in Markdown.
    TextDocumentView = "TextDocument";
    /// Shows lines of text as they came.
    TextLogView = "TextLog";
    /// Shows numbers over time.
    TimeSeriesView = "TimeSeries";
}

/// Settings of a view that have a name of their own.
macro_rules! properties {
    ($view:ident: $($(#[doc = $doc:literal])+ $method:ident($property:ty);)*) => {
        impl $view {
            $(
                $(#[doc = $doc])+
                #[must_use]
                pub fn $method(self, property: $property) -> Self {
                    self.with_property(&property)
                }
            )*
        }
    };
}

properties! { GraphView:
    /// What is behind the graph.
    with_background(GraphBackground);
    /// What of the plane is seen.
    with_visual_bounds(VisualBounds2D);
    /// Keeps joined nodes at a distance.
    with_force_link(ForceLink);
    /// Pushes all nodes apart.
    with_force_many_body(ForceManyBody);
    /// Pulls all nodes to a place.
    with_force_position(ForcePosition);
    /// Keeps nodes from lying on each other.
    with_force_collision_radius(ForceCollisionRadius);
    /// Pulls the middle of all nodes to the origin.
    with_force_center(ForceCenter);
}

impl MapView {
    /// Whose map is shown.
    #[must_use]
    pub fn with_map_provider(self, provider: MapProvider) -> Self {
        self.with_property(&MapBackground::new(provider))
    }
}
