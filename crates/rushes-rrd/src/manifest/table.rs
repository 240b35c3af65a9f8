//! What the columns of a manifest's table mean, by their metadata.

use std::collections::HashMap;

use arrow_schema::{DataType, Field};
use rushes_chunk::schema::fields;
use rushes_core::{ComponentDescriptor, TimeType, Timeline, TimelineName};

use super::names;
use crate::{Error, Result};

/// A column beyond the fixed ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Meaning {
    /// Whether the chunk has the component statically.
    HasStatic(ComponentDescriptor),
    /// Smallest time of the chunk, or of the component in it.
    Start(Timeline, Option<ComponentDescriptor>),
    /// Largest time of the same.
    End(Timeline, Option<ComponentDescriptor>),
    /// Number of cells.
    NumRows(TimelineName, ComponentDescriptor),
}

/// Columns that the peer's server adds, which say nothing about the data.
const TOLERATED: [&str; 9] = [
    "chunk_key",
    "chunk_partition_id",
    "chunk_partition_layer",
    "chunk_segment_id",
    "chunk_segment_layer",
    "rerun_partition_id",
    "rerun_partition_layer",
    "rerun_segment_id",
    "rerun_segment_layer",
];

const FIXED: [&str; 7] = [
    names::ENTITY_PATH,
    names::CHUNK_ID,
    names::IS_STATIC,
    names::NUM_ROWS,
    names::BYTE_OFFSET,
    names::BYTE_SIZE,
    names::UNCOMPRESSED_SIZE,
];

impl Meaning {
    /// The meaning of a stored column; `None` for fixed and tolerated ones.
    pub fn of(field: &Field) -> Result<Option<Self>> {
        if FIXED.contains(&field.name().as_str()) || TOLERATED.contains(&field.name().as_str()) {
            return Ok(None);
        }
        let malformed =
            |what: &str| Error::invalid(format!("manifest column {:?} {what}", field.name()));
        let index = field
            .metadata()
            .get(names::INDEX)
            .filter(|index| !index.is_empty());
        let index = index
            .ok_or_else(|| malformed("says nothing of its timeline"))?
            .as_str();
        let suffix = field.name().rsplit(':').next().unwrap_or_default();
        let descriptor = fields::descriptor(field);
        let timeline = || {
            fields::time_type(field.data_type())
                .map(|time_type| Timeline::new(index, time_type))
                .ok_or_else(|| malformed("has no type of a timeline"))
        };
        Ok(Some(match (suffix, descriptor) {
            (names::SUFFIX_STATIC, Some(descriptor)) if index == names::STATIC_INDEX => {
                Self::HasStatic(descriptor)
            }
            (names::SUFFIX_START, descriptor) => Self::Start(timeline()?, descriptor),
            (names::SUFFIX_END, descriptor) => Self::End(timeline()?, descriptor),
            (names::SUFFIX_NUM_ROWS, Some(descriptor)) => {
                Self::NumRows(TimelineName::from(index), descriptor)
            }
            _ => return Err(malformed("has an unknown meaning")),
        }))
    }

    /// The field that a column of this meaning gets.
    pub fn field(&self) -> Field {
        let (timeline, descriptor, suffix, data_type) = match self {
            Self::HasStatic(d) => (None, Some(d), names::SUFFIX_STATIC, DataType::Boolean),
            Self::Start(t, d) => (
                Some(t.name()),
                d.as_ref(),
                names::SUFFIX_START,
                time(t.typ()),
            ),
            Self::End(t, d) => (Some(t.name()), d.as_ref(), names::SUFFIX_END, time(t.typ())),
            Self::NumRows(t, d) => (Some(t), Some(d), names::SUFFIX_NUM_ROWS, DataType::UInt64),
        };
        let index = timeline.map_or(names::STATIC_INDEX, TimelineName::as_str);
        let mut metadata = HashMap::from([(names::INDEX.to_owned(), index.to_owned())]);
        if let Some(descriptor) = descriptor {
            fields::describe(&mut metadata, descriptor);
        }
        let name = names::column_name(timeline, descriptor, suffix);
        Field::new(name, data_type, timeline.is_some()).with_metadata(metadata)
    }
}

fn time(time_type: TimeType) -> DataType {
    fields::time_data_type(time_type)
}
