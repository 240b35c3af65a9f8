//! Encodings: plain data layouts, to which components give a meaning.
//!
//! Each file declares the encodings of one theme, and their constructors and conversions below.

mod annotation;
pub(crate) mod axes;
mod blob;
mod color;
mod directions;
mod ids;
mod image;
mod image_format;
mod mcap;
mod numbers;
mod pixels;
mod ranges;
mod spatial;
mod tensor;
mod tensor_buffer;
mod text;
mod time;
mod time_range;
mod time_range_boundary;
mod vectors;

use crate::reflection::EncodingInfo;

pub use annotation::{AnnotationInfo, ClassDescription, ClassDescriptionMapElem, KeypointPair};
pub use blob::Blob;
pub use color::{Rgba32, SphericalHarmonics3Rgb};
pub use directions::{ViewCoordinates, ViewDir};
pub use ids::{ClassId, KeypointId, Uuid};
pub use image::{ChannelDatatype, ColorModel, ImageFormat, PixelFormat};
pub use mcap::ChannelCountPair;
pub use numbers::{Bool, Float32, Float64, UInt16, UInt32, UInt64};
pub use pixels::{BayerPattern, YuvMatrixCoefficients};
pub use ranges::{Range1D, Range2D};
pub use spatial::{Angle, Mat3x3, Mat4x4, Plane3D, Quaternion, RotationAxisAngle};
pub use tensor::{TensorData, TensorDimensionIndexSelection, TensorDimensionSelection};
pub use tensor_buffer::TensorBuffer;
pub use text::{EntityPath, Utf8, Utf8Pair};
pub use time::{AbsoluteTimeRange, TimeInt, VideoTimestamp};
pub use time_range::{TimeRange, VisibleTimeRange};
pub use time_range_boundary::TimeRangeBoundary;
pub use vectors::{DVec2D, IVec3D, UVec2D, UVec3D, UVec4D, Vec2D, Vec3D, Vec4D};

/// Every declaration of this folder.
pub(crate) static LISTS: &[&[&EncodingInfo]] = &[
    annotation::CLASSES,
    annotation::KEYPOINTS,
    blob::BYTES,
    color::COLORS,
    color::HARMONICS,
    directions::DIRECTIONS,
    directions::COORDINATES,
    ids::IDS,
    image::NAMED,
    image::FORMATS,
    mcap::COUNTS,
    numbers::INTEGERS,
    numbers::FLOATS,
    ranges::INTERVALS,
    ranges::RECTANGLES,
    spatial::ARRAYS,
    spatial::ROTATIONS,
    tensor::TENSORS,
    tensor::SELECTIONS,
    tensor_buffer::UNIONS,
    text::TEXTS,
    text::PAIRS,
    time::INSTANTS,
    time::SPANS,
    time_range::RANGES,
    time_range::NAMED_RANGES,
    time_range_boundary::UNIONS,
    vectors::FLOATS,
    vectors::INTEGERS,
];
