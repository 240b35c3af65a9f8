//! What is at the root of the crate.

pub use rushes_core::{
    ApplicationId, ArchetypeName, ComponentDescriptor, ComponentIdentifier, ComponentType,
    EntityPath, EntityPathFilter, EntityPathPart, Instance, RecordingId, StoreId, StoreInfo,
    StoreKind, TimeCell, TimePoint, Timeline, TimelineName, entity_path, entity_path_vec,
};

pub use rushes_chunk::{SerializedComponentBatch, SerializedComponentColumn, TimeColumn};

pub use rushes_sdk::{
    FileSinkError, RecordingStream, RecordingStreamBuilder, RecordingStreamError,
    RecordingStreamResult, SinkFlushError, cleanup_if_forked_child, decide_logging_enabled,
    forced_sink_path, new_store_info,
};

pub use rushes_sdk::{DEFAULT_CONNECT_URL, DEFAULT_SERVER_PORT};

#[cfg(feature = "grpc")]
pub use rushes_sdk::{SpawnError, SpawnInfo, SpawnOptions, spawn};

#[cfg(feature = "server")]
pub use rushes_sdk::{MemoryLimit, PlaybackBehavior, ServerOptions, ServerSetup};

pub use rushes_sdk::blueprint::VisualizableArchetype;
pub use rushes_sdk::import::{
    EXTERNAL_IMPORTER_INCOMPATIBLE_EXIT_CODE, EXTERNAL_IMPORTER_PREFIX, ImportedData, Importer,
    ImporterError, ImporterSettings,
};

#[cfg(feature = "log")]
pub use rushes_sdk::{Logger, default_log_filter};

#[cfg(feature = "tracing")]
pub use rushes_sdk::TracingLayer;

pub use rushes_types::{
    AnyValues, Archetype, ArchetypeField, ArrayRef, ArrowDataType, ArrowString, AsComponents,
    Component, ComponentBatch, DeserializationError, DeserializationResult, DynamicArchetype,
    FromArrow, FromArrowOpt, Rotation3D, SerializationError, SerializationResult, SizeBytes,
    ToArrow, ToArrowOpt,
};

pub use rushes_types::archetypes::*;

pub use rushes_types::components::{
    AlbedoFactor, Color, FillMode, HalfSize2D, HalfSize3D, ImageFormat, LineStrip2D, LineStrip3D,
    MediaType, Position2D, Position3D, Radius, Scale3D, Text, TextLogLevel, TransformRelation,
    TriangleIndices, Vector2D, Vector3D,
};

pub use rushes_types::encodings::{
    Angle, AnnotationInfo, ChannelDatatype, ClassDescription, ColorModel, Float32, KeypointPair,
    Mat3x3, PixelFormat, Quaternion, Rgba32, RotationAxisAngle, TensorBuffer, TensorData, Vec2D,
    Vec3D, Vec4D,
};
