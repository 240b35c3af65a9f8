//! Archetypes: what programs log.
//!
//! One file each; `notes.rs` has the wordings that several of them share.

mod annotation_context;
mod arrows2d;
mod arrows3d;
mod asset3d;
mod asset_audio;
mod asset_video;
mod bar_chart;
mod boxes2d;
mod boxes3d;
mod capsules3d;
mod clear;
mod coordinate_frame;
mod cylinders3d;
mod depth_image;
mod ellipses2d;
mod ellipsoids3d;
mod encoded_depth_image;
mod encoded_image;
mod gaussian_splats3d;
mod geo_line_strings;
mod geo_points;
mod graph_edges;
mod graph_nodes;
mod grid_map;
mod image;
mod instance_poses3d;
mod line_strips2d;
mod line_strips3d;
mod mcap_channel;
mod mcap_message;
mod mcap_schema;
mod mcap_statistics;
mod measurements;
mod mesh3d;
pub(crate) mod notes;
mod pinhole;
mod points2d;
mod points3d;
mod recording_info;
mod scalars;
mod segmentation_image;
mod series_lines;
mod series_points;
mod state_change;
mod state_configuration;
mod tensor;
mod text_document;
mod text_log;
mod transform3d;
mod transform_axes3d;
mod video_frame_reference;
mod video_stream;
mod view_coordinates;
mod volume3d;
mod voxel_grid_map;

use crate::reflection::ArchetypeInfo;
use crate::traits::archetype::DeclaredArchetype;

pub use annotation_context::AnnotationContext;
pub use arrows2d::Arrows2D;
pub use arrows3d::Arrows3D;
pub use asset_audio::AssetAudio;
pub use asset_video::AssetVideo;
pub use asset3d::Asset3D;
pub use bar_chart::BarChart;
pub use boxes2d::Boxes2D;
pub use boxes3d::Boxes3D;
pub use capsules3d::Capsules3D;
pub use clear::Clear;
pub use coordinate_frame::CoordinateFrame;
pub use cylinders3d::Cylinders3D;
pub use depth_image::DepthImage;
pub use ellipses2d::Ellipses2D;
pub use ellipsoids3d::Ellipsoids3D;
pub use encoded_depth_image::EncodedDepthImage;
pub use encoded_image::EncodedImage;
pub use gaussian_splats3d::GaussianSplats3D;
pub use geo_line_strings::GeoLineStrings;
pub use geo_points::GeoPoints;
pub use graph_edges::GraphEdges;
pub use graph_nodes::GraphNodes;
pub use grid_map::GridMap;
pub use image::Image;
pub use instance_poses3d::InstancePoses3D;
pub use line_strips2d::LineStrips2D;
pub use line_strips3d::LineStrips3D;
pub use mcap_channel::McapChannel;
pub use mcap_message::McapMessage;
pub use mcap_schema::McapSchema;
pub use mcap_statistics::McapStatistics;
pub use measurements::Measurements;
pub use mesh3d::{Mesh3D, Mesh3DError};
pub use pinhole::Pinhole;
pub use points2d::Points2D;
pub use points3d::Points3D;
pub use recording_info::RecordingInfo;
pub use scalars::Scalars;
pub use segmentation_image::SegmentationImage;
pub use series_lines::SeriesLines;
pub use series_points::SeriesPoints;
pub use state_change::StateChange;
pub use state_configuration::StateConfiguration;
pub use tensor::Tensor;
pub use text_document::{TextDocument, TextDocumentError};
pub use text_log::TextLog;
pub use transform_axes3d::TransformAxes3D;
pub use transform3d::Transform3D;
pub use video_frame_reference::VideoFrameReference;
pub use video_stream::VideoStream;
pub use view_coordinates::ViewCoordinates;
pub use volume3d::Volume3D;
pub use voxel_grid_map::VoxelGridMap;

/// Every declaration of this folder.
pub(crate) static ALL: &[&ArchetypeInfo] = &[
    AnnotationContext::ARCHETYPE,
    Arrows2D::ARCHETYPE,
    Arrows3D::ARCHETYPE,
    Asset3D::ARCHETYPE,
    AssetAudio::ARCHETYPE,
    AssetVideo::ARCHETYPE,
    BarChart::ARCHETYPE,
    Boxes2D::ARCHETYPE,
    Boxes3D::ARCHETYPE,
    Capsules3D::ARCHETYPE,
    Clear::ARCHETYPE,
    CoordinateFrame::ARCHETYPE,
    Cylinders3D::ARCHETYPE,
    DepthImage::ARCHETYPE,
    Ellipses2D::ARCHETYPE,
    Ellipsoids3D::ARCHETYPE,
    EncodedDepthImage::ARCHETYPE,
    EncodedImage::ARCHETYPE,
    GaussianSplats3D::ARCHETYPE,
    GeoLineStrings::ARCHETYPE,
    GeoPoints::ARCHETYPE,
    GraphEdges::ARCHETYPE,
    GraphNodes::ARCHETYPE,
    GridMap::ARCHETYPE,
    Image::ARCHETYPE,
    InstancePoses3D::ARCHETYPE,
    LineStrips2D::ARCHETYPE,
    LineStrips3D::ARCHETYPE,
    McapChannel::ARCHETYPE,
    McapMessage::ARCHETYPE,
    McapSchema::ARCHETYPE,
    McapStatistics::ARCHETYPE,
    Measurements::ARCHETYPE,
    Mesh3D::ARCHETYPE,
    Pinhole::ARCHETYPE,
    Points2D::ARCHETYPE,
    Points3D::ARCHETYPE,
    RecordingInfo::ARCHETYPE,
    Scalars::ARCHETYPE,
    SegmentationImage::ARCHETYPE,
    SeriesLines::ARCHETYPE,
    SeriesPoints::ARCHETYPE,
    StateChange::ARCHETYPE,
    StateConfiguration::ARCHETYPE,
    Tensor::ARCHETYPE,
    TextDocument::ARCHETYPE,
    TextLog::ARCHETYPE,
    Transform3D::ARCHETYPE,
    TransformAxes3D::ARCHETYPE,
    VideoFrameReference::ARCHETYPE,
    VideoStream::ARCHETYPE,
    ViewCoordinates::ARCHETYPE,
    Volume3D::ARCHETYPE,
    VoxelGridMap::ARCHETYPE,
];
