//! Components: encodings with a meaning.
//!
//! Each file declares the components of one theme, and what is special to them below.

mod annotation;
mod color;
mod coordinates;
mod drawing;
mod graphs;
mod images;
mod lines;
mod mcap;
mod media_type;
mod media_type_guess;
mod pinhole_projection;
mod plots;
mod positions;
mod recording;
mod sizes;
mod tables;
mod tensors;
mod text;
mod text_log_level;
mod transform_frame_id;
mod transforms;
mod video;
pub(crate) mod view_coordinates;

use crate::reflection::ComponentInfo;

pub use annotation::{AnnotationContext, ClassId, KeypointId};
pub use color::{
    AlbedoFactor, Color, Colormap, ColormapCategory, GammaCorrection, Opacity, OpticalDensity,
    SphericalHarmonics3Rgb, SphericalHarmonicsDegree,
};
pub use drawing::{
    DrawOrder, FillMode, Interactive, MagnificationFilter, MeshFaceRendering, PointShading,
    ShowLabels, Visible,
};
pub use graphs::{GraphEdge, GraphNode, GraphType};
pub use images::{Blob, ImageBuffer, ImageFormat, Thumbnail};
pub use lines::{GeoLineString, LineStrip2D, LineStrip3D};
pub use mcap::{ChannelId, ChannelMessageCounts, Count, KeyValuePairs, SchemaId};
pub use plots::{
    AggregationPolicy, InterpolationMode, MarkerShape, MarkerSize, Range1D, Scalar, StrokeWidth,
    ValueRange, Variance, VoxelValue,
};
pub use positions::{
    LatLon, Position2D, Position3D, Texcoord2D, TriangleIndices, Vector2D, Vector3D, VoxelIndex,
};
pub use recording::{ClearIsRecursive, Timestamp};
pub use sizes::{
    AxisLength, CellSize, DepthMeter, FillRatio, HalfSize2D, HalfSize3D, ImagePlaneDistance,
    Length, LinearSpeed, Radius, VoxelSize,
};
pub use tables::{Bool, EntryKind, Flag};
pub use tensors::{
    TensorData, TensorDimensionIndexSelection, TensorHeightDimension, TensorWidthDimension,
};
pub use text::{EntityPath, MediaType, Name, Text, TextLogLevel, Unit, Url};
pub use transforms::{
    PinholeProjection, Plane3D, Resolution, RotationAxisAngle, RotationQuat, Scale3D,
    TransformFrameId, TransformMat3x3, TransformRelation, Translation3D, ViewCoordinates,
};
pub use video::{IsKeyframe, VideoCodec, VideoSample, VideoTimestamp};

/// Every declaration of this folder.
pub(crate) static LISTS: &[&[&ComponentInfo]] = &[
    annotation::ITEM_LISTS,
    annotation::WRAPPERS,
    color::ENUMS,
    color::FLOATS,
    color::NUMBERS,
    drawing::ENUMS,
    drawing::FLOATS,
    drawing::NUMBERS,
    graphs::ENUMS,
    graphs::STRUCTS,
    graphs::TEXTS,
    images::BYTES,
    images::PLAIN_STRUCTS,
    lines::ITEM_LISTS,
    mcap::ITEM_LISTS,
    mcap::WRAPPERS,
    plots::ENUMS,
    plots::WRAPPERS,
    positions::FLOATS,
    positions::NUMBERS,
    recording::WRAPPERS,
    sizes::WRAPPERS,
    tables::ENUMS,
    tables::WRAPPERS,
    tensors::PLAIN_STRUCTS,
    tensors::STRUCTS,
    text::WRAPPERS,
    transforms::ENUMS,
    transforms::FLOATS,
    transforms::NUMBERS,
    transforms::PLAIN_STRUCTS,
    transforms::TEXTS,
    video::BYTES,
    video::ENUMS,
    video::NUMBERS,
];
