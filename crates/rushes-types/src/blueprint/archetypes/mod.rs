//! Archetypes of which blueprints are made.

mod entities;
mod forces;
mod layout;
mod others;
mod panels;
mod plots;
mod spatial;
mod spatial_3d;
mod tables;
mod tensor;
mod text;

use crate::reflection::ArchetypeInfo;
use crate::traits::archetype::DeclaredArchetype;

pub use entities::{ActiveVisualizers, EntityBehavior, VisibleTimeRanges, VisualizerInstruction};
pub use forces::{ForceCenter, ForceCollisionRadius, ForceLink, ForceManyBody, ForcePosition};
pub use layout::{ContainerBlueprint, ViewBlueprint, ViewContents, ViewportBlueprint};
pub use others::{AudioPlayback, DataframeQuery, GraphBackground, MapBackground, MapZoom};
pub use panels::{PanelBlueprint, TimePanelBlueprint};
pub use plots::{PlotBackground, PlotInteraction, PlotLegend, ScalarAxis, TimeAxis};
pub use spatial::{Background, NearClipPlane, SpatialInformation, VisualBounds2D};
pub use spatial_3d::{EyeControls3D, LineGrid3D};
pub use tables::{
    CardLayout, PreviewsConfig, TableBlueprint, TableColumn, TableColumnPreview, TableLayout,
};
pub use tensor::{TensorScalarMapping, TensorSliceSelection, TensorViewFit};
pub use text::{TextDocumentFormat, TextLogColumns, TextLogFormat, TextLogRows};

/// Every declaration of this folder.
pub(crate) static ALL: &[&ArchetypeInfo] = &[
    ActiveVisualizers::ARCHETYPE,
    AudioPlayback::ARCHETYPE,
    Background::ARCHETYPE,
    CardLayout::ARCHETYPE,
    ContainerBlueprint::ARCHETYPE,
    DataframeQuery::ARCHETYPE,
    EntityBehavior::ARCHETYPE,
    EyeControls3D::ARCHETYPE,
    ForceCenter::ARCHETYPE,
    ForceCollisionRadius::ARCHETYPE,
    ForceLink::ARCHETYPE,
    ForceManyBody::ARCHETYPE,
    ForcePosition::ARCHETYPE,
    GraphBackground::ARCHETYPE,
    LineGrid3D::ARCHETYPE,
    MapBackground::ARCHETYPE,
    MapZoom::ARCHETYPE,
    NearClipPlane::ARCHETYPE,
    PanelBlueprint::ARCHETYPE,
    PlotBackground::ARCHETYPE,
    PlotInteraction::ARCHETYPE,
    PlotLegend::ARCHETYPE,
    PreviewsConfig::ARCHETYPE,
    ScalarAxis::ARCHETYPE,
    SpatialInformation::ARCHETYPE,
    TableBlueprint::ARCHETYPE,
    TableColumn::ARCHETYPE,
    TableColumnPreview::ARCHETYPE,
    TableLayout::ARCHETYPE,
    TensorScalarMapping::ARCHETYPE,
    TensorSliceSelection::ARCHETYPE,
    TensorViewFit::ARCHETYPE,
    TextDocumentFormat::ARCHETYPE,
    TextLogColumns::ARCHETYPE,
    TextLogFormat::ARCHETYPE,
    TextLogRows::ARCHETYPE,
    TimeAxis::ARCHETYPE,
    TimePanelBlueprint::ARCHETYPE,
    ViewBlueprint::ARCHETYPE,
    ViewContents::ARCHETYPE,
    ViewportBlueprint::ARCHETYPE,
    VisibleTimeRanges::ARCHETYPE,
    VisualBounds2D::ARCHETYPE,
    VisualizerInstruction::ARCHETYPE,
];
