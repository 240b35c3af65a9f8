//! Log, store and query multimodal recordings of robots, perception and learning systems.
//!
//! A program logs what it sees to a [`RecordingStream`]: points, images, transforms, plots, text,
//! and data of its own, each at an entity path and at the times that the program sets. The stream
//! goes to a file, to standard output, to memory, or to several at once. Everything with the same
//! recording id is one recording, whichever process and file it comes from.
//!
//! ```
//! use rushes::{Points3D, RecordingStreamBuilder, Scalars, TextLog, TextLogLevel};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let (rec, storage) = RecordingStreamBuilder::new("robot").memory()?; // or .save("robot.rrd")?
//! rec.log_static("world", &TextLog::new("a test drive").with_level(TextLogLevel::INFO))?;
//!
//! for frame in 0..100 {
//!     rec.set_time_sequence("frame", frame);
//!     rec.set_duration_secs("elapsed", frame as f64 / 30.0);
//!
//!     let angle = frame as f32 / 10.0;
//!     let cloud = Points3D::new([[angle.cos(), angle.sin(), 0.0], [0.0, 0.0, 1.0]])
//!         .with_colors([0xFF0000FF, 0x00FF00FF])
//!         .with_radii([0.05]);
//!     rec.log("world/cloud", &cloud)?;
//!     rec.log("plots/angle", &Scalars::single(f64::from(angle)))?;
//! }
//!
//! let recording: Vec<u8> = storage.drain_as_bytes()?;
//! assert!(recording.starts_with(b"RRF2"));
//! # Ok(())
//! # }
//! ```
//!
//! The root has what most programs need: streams, ids, time, the archetypes, and the components and
//! encodings that are named in their signatures. The rest is in the modules.

#[cfg(feature = "demo")]
pub mod demo_util;
pub mod external;
mod main_thread;
mod prelude;

pub use main_thread::MainThreadToken;
pub use prelude::*;

pub use rushes_types::{archetypes, components, coordinates, encodings};

/// What [`encodings`] were called before.
#[deprecated(note = "use `encodings`")]
pub mod datatypes {
    pub use rushes_types::encodings::*;
}

/// For components of one's own: from one conversion follows the other.
pub mod macros {
    pub use rushes_types::{
        impl_from_arrow_opt_via_from_arrow, impl_from_arrow_via_from_arrow_opt, impl_into_cow,
        impl_to_arrow_via_to_arrow_opt,
    };
}
pub use macros::*;

/// The layout of a viewer.
pub mod blueprint {
    pub use rushes_sdk::blueprint::*;
    pub use rushes_types::blueprint::{archetypes, components, encodings};
}

/// Where a stream's messages go.
pub mod sink {
    pub use rushes_sdk::sink::{
        BackPressure, BinaryStreamSink, BinaryStreamStorage, BufferedSink, CallbackSink,
        Compression, FileSink, FileSinkError, FileSinkOptions, IntoMultiSink, LogSink, LostRows,
        MemorySink, MemorySinkStorage, MultiSink, MultiSinkCompatible, QueuedSink, SinkFlushError,
    };
    #[cfg(feature = "grpc")]
    pub use rushes_sdk::sink::{
        GrpcSink, GrpcSinkConnectionFailure, GrpcSinkConnectionState, GrpcSinkOptions,
    };
}

/// Components made of components, and chunks of chunks.
#[cfg(feature = "lenses")]
pub mod lenses {
    pub use rushes_lenses::{
        Applied, CastTo, ChunkExt, DeriveLensBuilder, FunctionError, Lens, LensBuilderError,
        LensError, LensRuntimeError, Lenses, MutateLensBuilder, OutputMode, Runtime, Selector,
        default_runtime, op,
    };
    pub use rushes_sdk::sink::LensesSink;
}

/// Where servers are.
#[cfg(any(feature = "grpc", feature = "server"))]
pub mod uri {
    pub use rushes_net::uri::*;
}

/// A server in the process.
#[cfg(feature = "server")]
pub mod grpc_server {
    pub use rushes_sdk::sink::GrpcServerSink;
}

/// Recordings in memory: what holds at a time, and what happened in a stretch of it.
///
/// ```
/// use rushes::store::{LatestAtQuery, Store, StoreConfig};
/// use rushes::{Chunk, Scalars, StoreId, TimePoint, Timeline};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let store = Store::new(StoreId::recording("plant", "monday"), StoreConfig::default());
/// for (frame, celsius) in [(10, 21.5), (20, 22.0)] {
///     let time = TimePoint::default().with(Timeline::new_sequence("frame"), frame);
///     let chunk = Chunk::builder("boiler")
///         .with_archetype_auto_row(time, &Scalars::single(celsius))
///         .build()?;
///     store.insert(chunk)?;
/// }
/// let query = LatestAtQuery::new("frame", 15);
/// let cell = store.latest_at_cell(&query, &"boiler".into(), &"Scalars:scalars".into())?;
/// assert_eq!(cell.unwrap().index().0.as_i64(), 10);
/// # Ok(())
/// # }
/// ```
#[cfg(feature = "store")]
pub mod store {
    pub use rushes_store::*;
}

/// Recordings as tables.
#[cfg(feature = "dataframe")]
pub mod dataframe {
    pub use rushes_dataframe::*;
}

/// Files of other formats into a stream.
pub mod import {
    pub use rushes_sdk::import::*;
}

/// The options that logging programs have in common.
#[cfg(feature = "clap")]
pub mod clap {
    pub use rushes_sdk::clap::{RerunArgs, RushesArgs, ServeGuard};
}

/// Messages of the `log` crate as rows.
#[cfg(feature = "log")]
pub mod log_integration {
    pub use rushes_sdk::Logger;
}

/// Rows, chunks, and how rows become chunks.
pub mod log {
    pub use rushes_chunk::{
        Chunk, ChunkBuilder, ChunkComponents, Error as ChunkError, Result as ChunkResult,
        TimeColumn,
    };
    pub use rushes_core::{ChunkId, RowId};
    pub use rushes_rrd::{BlueprintActivation, SetStoreInfo};
    pub use rushes_sdk::{
        BatcherHooks, ChunkBatcherConfig, ChunkBatcherError, ChunkBatcherResult, LogMsg, PendingRow,
    };
}

/// Timelines, and times on them.
pub mod time {
    pub use rushes_core::{
        Duration, TimeCell, TimeInt, TimePoint, TimeType, Timeline, TimelineName, Timestamp,
    };
}

/// What transforms are made of.
pub mod transform {
    pub use rushes_types::encodings::{Angle, Quaternion, RotationAxisAngle};
}
