//! The vocabulary of recordings: ids, entity paths, timelines, time, component descriptors.
//!
//! No Arrow and no I/O here. Read in this order: [`Name`] and [`ComponentDescriptor`] (what data
//! is called), [`Tuid`] and its kinds [`RowId`] and [`ChunkId`], [`StoreId`] and [`StoreInfo`]
//! (where data belongs), [`EntityPath`] (what data is about), [`Timeline`] and
//! [`TimePoint`] (when it holds).

mod application_id;
mod clock;
mod descriptor;
mod entity_path;
mod ids;
mod instance;
mod name;
mod random;
mod store_id;
mod store_info;
mod time;
mod tuid;
mod version;

pub use application_id::{ApplicationId, InvalidApplicationIdError};
pub use descriptor::{ArchetypeName, ComponentDescriptor, ComponentIdentifier, ComponentType};
pub use entity_path::{
    DataPath, EntityPath, EntityPathFilter, EntityPathPart, EntityPathRule, FilterParseError,
    PathParseError, PathSubstitutions, PathWarning,
};
pub use ids::{ChunkId, RowId};
pub use instance::Instance;
pub use name::{EmptyNameError, Name};
pub use store_id::{ParseStoreIdError, RecordingId, StoreId, StoreKind};
pub use store_info::{FileSource, PythonVersion, StoreInfo, StoreSource};
pub use time::{
    Duration, ParseTimeError, TimeCell, TimeInt, TimeOutOfRangeError, TimePoint, TimeRange,
    TimeType, Timeline, TimelineName, Timestamp,
};
pub use tuid::{ParseIdError, Tuid};
pub use version::{CrateVersion, PreRelease};
