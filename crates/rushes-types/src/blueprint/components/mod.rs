//! Components that only blueprints use.

mod dataframe;
mod forces;
mod layout;
mod panels;
mod plots;
mod spatial;
mod tables;
mod time;
mod views;
mod visualizers;

use crate::reflection::ComponentInfo;

pub use dataframe::{
    ApplyLatestAt, AutoScroll, ColumnOrder, ComponentColumnSelector, FilterByRange,
    FilterIsNotNull, SelectedColumns,
};
pub use forces::{Enabled, ForceDistance, ForceIterations, ForceStrength};
pub use layout::{
    ActiveTab, AutoLayout, AutoViews, ColumnShare, ContainerKind, GridColumns, IncludedContent,
    QueryExpression, RootContainer, RowShare, ViewClass, ViewMaximized, ViewOrigin,
    ViewerRecommendationHash,
};
pub use panels::{
    AbsoluteTimeRange, Fps, LoopMode, PanelState, PlayState, PlaybackSpeed, TimelineFraction,
    TimelineName,
};
pub use plots::{Corner2D, LinkAxis, LockRangeDuringZoom, PointsDisplay, TooltipMode};
pub use spatial::{
    AngularSpeed, BackgroundKind, Eye3DKind, GridSpacing, NearClipPlane, VisualBounds2D,
};
pub use tables::{
    ColumnDisplayMode, ColumnName, ColumnType, Editable, SortBy, SqlFilterExpression,
    TableLayoutKind,
};
pub use time::{TimeInt, TimeRange, VisibleTimeRange};
pub use views::{
    MapProvider, TensorDimensionIndexSlider, TextLogColumn, TimelineColumn, ViewFit, Volume,
    ZoomLevel,
};
pub use visualizers::{VisualizerComponentMapping, VisualizerInstructionId, VisualizerType};

/// Every declaration of this folder.
pub(crate) static LISTS: &[&[&ComponentInfo]] = &[
    dataframe::ITEM_LISTS,
    dataframe::NUMBERS,
    dataframe::PLAIN_STRUCTS,
    dataframe::STRUCTS,
    forces::FLOATS,
    forces::NUMBERS,
    layout::ENUMS,
    layout::FLOATS,
    layout::NUMBERS,
    layout::TEXTS,
    panels::ENUMS,
    panels::FLOATS,
    panels::PLAIN_STRUCTS,
    panels::TEXTS,
    plots::ENUMS,
    plots::WRAPPERS,
    spatial::ENUMS,
    spatial::FLOATS,
    spatial::PLAIN_STRUCTS,
    tables::ENUMS,
    tables::NUMBERS,
    tables::STRUCTS,
    tables::TEXTS,
    time::NUMBERS,
    time::PLAIN_STRUCTS,
    time::STRUCTS,
    views::ENUMS,
    views::FLOATS,
    views::PLAIN_STRUCTS,
    views::STRUCTS,
    visualizers::NUMBERS,
    visualizers::STRUCTS,
    visualizers::TEXTS,
];
