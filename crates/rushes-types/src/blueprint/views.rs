//! The view classes of the viewer.

use super::archetypes;
use crate::reflection::{Property, Query, State, ViewInfo};
use crate::traits::archetype::DeclaredArchetype;

/// A setting of a view, held by the archetype `A`.
const fn property<A: DeclaredArchetype>(name: &'static str) -> Property {
    Property {
        name,
        archetype: A::ARCHETYPE,
    }
}

/// Plays sound.
static AUDIO: ViewInfo = ViewInfo {
    identifier: "Audio",
    name: "AudioView",
    display_name: "Audio",
    docs: &["Plays sound."],
    state: State::Unstable,
    visualizers: &["AssetAudio"],
    shows_all: false,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[property::<archetypes::AudioPlayback>("playback")],
};

/// Shows one-dimensional tensors as bars.
static BAR_CHART: ViewInfo = ViewInfo {
    identifier: "BarChart",
    name: "BarChartView",
    display_name: "Bar chart",
    docs: &["Shows one-dimensional tensors as bars."],
    state: State::Unstable,
    visualizers: &["BarChart"],
    shows_all: false,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::PlotLegend>("plot_legend"),
        property::<archetypes::PlotBackground>("background"),
    ],
};

/// Shows any data as a table.
static DATAFRAME: ViewInfo = ViewInfo {
    identifier: "Dataframe",
    name: "DataframeView",
    display_name: "Dataframe",
    docs: &["Shows any data as a table."],
    state: State::Unstable,
    visualizers: &[],
    shows_all: true,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[property::<archetypes::DataframeQuery>("query")],
};

/// Shows nodes and edges.
static GRAPH: ViewInfo = ViewInfo {
    identifier: "Graph",
    name: "GraphView",
    display_name: "Graph",
    docs: &["Shows nodes and edges."],
    state: State::Unstable,
    visualizers: &["GraphNodes", "GraphEdges"],
    shows_all: false,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::GraphBackground>("background"),
        property::<archetypes::VisualBounds2D>("visual_bounds"),
        property::<archetypes::ForceLink>("force_link"),
        property::<archetypes::ForceManyBody>("force_many_body"),
        property::<archetypes::ForcePosition>("force_position"),
        property::<archetypes::ForceCollisionRadius>("force_collision_radius"),
        property::<archetypes::ForceCenter>("force_center"),
    ],
};

/// Shows places on a map of the world.
static MAP: ViewInfo = ViewInfo {
    identifier: "Map",
    name: "MapView",
    display_name: "Map",
    docs: &["Shows places on a map of the world."],
    state: State::Unstable,
    visualizers: &["GeoPoints", "GeoLineStrings"],
    shows_all: false,
    supports_visible_time_range: true,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::MapZoom>("zoom"),
        property::<archetypes::MapBackground>("background"),
    ],
};

/// Shows flat scenes: images, and what is drawn on them.
static SPATIAL_2D: ViewInfo = ViewInfo {
    identifier: "2D",
    name: "Spatial2DView",
    display_name: "2D",
    docs: &["Shows flat scenes: images, and what is drawn on them."],
    state: State::Unstable,
    visualizers: &[
        "Arrows2D",
        "Arrows3D",
        "Asset3D",
        "Boxes2D",
        "Boxes3D",
        "Capsules3D",
        "Cylinders3D",
        "DepthImage",
        "Ellipsoids3D",
        "Ellipses2D",
        "EncodedDepthImage",
        "EncodedImage",
        "GridMap",
        "Image",
        "Lines2D",
        "Lines3D",
        "Mesh3D",
        "Points2D",
        "Points3D",
        "SegmentationImage",
        "TransformAxes3D",
        "VideoFrameReference",
        "VideoStream",
    ],
    shows_all: false,
    supports_visible_time_range: true,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::Background>("background"),
        property::<archetypes::VisualBounds2D>("visual_bounds"),
        property::<archetypes::SpatialInformation>("spatial_information"),
        property::<archetypes::VisibleTimeRanges>("time_ranges"),
    ],
};

/// Shows scenes in space.
static SPATIAL_3D: ViewInfo = ViewInfo {
    identifier: "3D",
    name: "Spatial3DView",
    display_name: "3D",
    docs: &["Shows scenes in space."],
    state: State::Unstable,
    visualizers: &[
        "Arrows2D",
        "Arrows3D",
        "Asset3D",
        "Boxes2D",
        "Boxes3D",
        "Cameras",
        "Capsules3D",
        "Cylinders3D",
        "DepthImage",
        "Ellipsoids3D",
        "Ellipses2D",
        "EncodedDepthImage",
        "EncodedImage",
        "GaussianSplats3D",
        "GridMap",
        "Image",
        "Lines2D",
        "Lines3D",
        "Mesh3D",
        "Points2D",
        "Points3D",
        "SegmentationImage",
        "TransformAxes3D",
        "Volume3D",
        "VoxelGridMap",
        "VideoFrameReference",
        "VideoStream",
    ],
    shows_all: false,
    supports_visible_time_range: true,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::Background>("background"),
        property::<archetypes::LineGrid3D>("line_grid"),
        property::<archetypes::SpatialInformation>("spatial_information"),
        property::<archetypes::EyeControls3D>("eye_controls"),
        property::<archetypes::VisibleTimeRanges>("time_ranges"),
    ],
};

/// Shows states as lanes over time.
static STATE_TIMELINE: ViewInfo = ViewInfo {
    identifier: "StateTimeline",
    name: "StateTimelineView",
    display_name: "State timeline",
    docs: &["Shows states as lanes over time."],
    state: State::Unstable,
    visualizers: &["StateVisualizer"],
    shows_all: false,
    supports_visible_time_range: true,
    default_query: Query::Everything,
    properties: &[
        property::<archetypes::TimeAxis>("time_view"),
        property::<archetypes::VisibleTimeRanges>("time_ranges"),
    ],
};

/// Shows slices of arrays of any number of dimensions.
static TENSOR: ViewInfo = ViewInfo {
    identifier: "Tensor",
    name: "TensorView",
    display_name: "Tensor",
    docs: &["Shows slices of arrays of any number of dimensions."],
    state: State::Unstable,
    visualizers: &["Tensor"],
    shows_all: false,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::TensorSliceSelection>("slice_selection"),
        property::<archetypes::TensorScalarMapping>("scalar_mapping"),
        property::<archetypes::TensorViewFit>("view_fit"),
    ],
};

/// Shows a text, plain or Markdown.
static TEXT_DOCUMENT: ViewInfo = ViewInfo {
    identifier: "TextDocument",
    name: "TextDocumentView",
    display_name: "Text document",
    docs: &["Shows a text, plain or Markdown."],
    state: State::Unstable,
    visualizers: &["TextDocument"],
    shows_all: false,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[property::<archetypes::TextDocumentFormat>("format_options")],
};

/// Shows lines of text with their times and levels.
static TEXT_LOG: ViewInfo = ViewInfo {
    identifier: "TextLog",
    name: "TextLogView",
    display_name: "Text log",
    docs: &["Shows lines of text with their times and levels."],
    state: State::Unstable,
    visualizers: &["TextLog"],
    shows_all: false,
    supports_visible_time_range: false,
    default_query: Query::LatestAt,
    properties: &[
        property::<archetypes::TextLogColumns>("columns"),
        property::<archetypes::TextLogRows>("rows"),
        property::<archetypes::TextLogFormat>("format_options"),
    ],
};

/// Shows numbers over time.
static TIME_SERIES: ViewInfo = ViewInfo {
    identifier: "TimeSeries",
    name: "TimeSeriesView",
    display_name: "Time series",
    docs: &["Shows numbers over time."],
    state: State::Unstable,
    visualizers: &["SeriesLines", "SeriesPoints", "MeasurementsSeries"],
    shows_all: false,
    supports_visible_time_range: true,
    default_query: Query::Everything,
    properties: &[
        property::<archetypes::TimeAxis>("axis_x"),
        property::<archetypes::ScalarAxis>("axis_y"),
        property::<archetypes::PlotLegend>("plot_legend"),
        property::<archetypes::PlotBackground>("background"),
        property::<archetypes::PlotInteraction>("interaction"),
        property::<archetypes::VisibleTimeRanges>("time_ranges"),
    ],
};

/// Every view class.
pub(crate) static ALL: &[&ViewInfo] = &[
    &AUDIO,
    &BAR_CHART,
    &DATAFRAME,
    &GRAPH,
    &MAP,
    &SPATIAL_2D,
    &SPATIAL_3D,
    &STATE_TIMELINE,
    &TENSOR,
    &TEXT_DOCUMENT,
    &TEXT_LOG,
    &TIME_SERIES,
];
