//! The Arrow fields of the three column groups, as we write them.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, TimeUnit};
use rushes_core::{ComponentDescriptor, TimeType, Timeline};

use super::keys;

/// Bytes in one row id.
pub const ROW_ID_BYTES: i32 = 16;

/// The field of the row-id column.
pub fn row_id(is_sorted: bool) -> Field {
    let mut metadata = HashMap::from([
        (keys::KIND.to_owned(), keys::KIND_CONTROL.to_owned()),
        (
            keys::EXTENSION_NAME.to_owned(),
            keys::TUID_EXTENSION.to_owned(),
        ),
        (
            keys::EXTENSION_METADATA.to_owned(),
            keys::ROW_ID_EXTENSION_METADATA.to_owned(),
        ),
    ]);
    mark_sorted(&mut metadata, is_sorted);
    Field::new(
        keys::ROW_ID_NAME,
        DataType::FixedSizeBinary(ROW_ID_BYTES),
        false,
    )
    .with_metadata(metadata)
}

/// The field of a timeline's column.
pub fn index(timeline: &Timeline, is_sorted: bool) -> Field {
    let mut metadata = HashMap::from([
        (keys::KIND.to_owned(), keys::KIND_INDEX.to_owned()),
        (
            keys::INDEX_NAME.to_owned(),
            timeline.name().as_str().to_owned(),
        ),
    ]);
    mark_sorted(&mut metadata, is_sorted);
    Field::new(
        timeline.name().as_str(),
        time_data_type(timeline.typ()),
        true,
    )
    .with_metadata(metadata)
}

/// The field of a component's column; `item_type` is the type of one instance.
pub fn component(descriptor: &ComponentDescriptor, item_type: &DataType) -> Field {
    let mut metadata = HashMap::from([(keys::KIND.to_owned(), keys::KIND_DATA.to_owned())]);
    describe(&mut metadata, descriptor);
    Field::new(descriptor.component.as_str(), list_of(item_type), true).with_metadata(metadata)
}

/// Adds a descriptor's keys to a field's metadata.
pub fn describe(metadata: &mut HashMap<String, String>, descriptor: &ComponentDescriptor) {
    metadata.insert(
        keys::COMPONENT.to_owned(),
        descriptor.component.as_str().to_owned(),
    );
    if let Some(archetype) = &descriptor.archetype {
        metadata.insert(keys::ARCHETYPE.to_owned(), archetype.as_str().to_owned());
    }
    if let Some(component_type) = &descriptor.component_type {
        metadata.insert(
            keys::COMPONENT_TYPE.to_owned(),
            component_type.as_str().to_owned(),
        );
    }
}

/// The component that a field's metadata describe.
pub fn descriptor(field: &Field) -> Option<ComponentDescriptor> {
    let get = |key: &str| field.metadata().get(key).filter(|value| !value.is_empty());
    let mut descriptor = ComponentDescriptor::partial(get(keys::COMPONENT)?.as_str());
    if let Some(archetype) = get(keys::ARCHETYPE) {
        descriptor = descriptor.with_archetype(archetype.as_str().into());
    }
    if let Some(component_type) = get(keys::COMPONENT_TYPE) {
        descriptor = descriptor.with_component_type(component_type.as_str().into());
    }
    Some(descriptor)
}

/// The column type of a component whose instances have `item_type`.
pub fn list_of(item_type: &DataType) -> DataType {
    DataType::List(crate::list_item_field(item_type))
}

/// The Arrow type of a timeline's column.
pub fn time_data_type(time_type: TimeType) -> DataType {
    match time_type {
        TimeType::Sequence => DataType::Int64,
        TimeType::DurationNs => DataType::Duration(TimeUnit::Nanosecond),
        TimeType::TimestampNs => DataType::Timestamp(TimeUnit::Nanosecond, None),
    }
}

/// The time type of a column of this Arrow type. A time zone is accepted and means UTC.
pub fn time_type(data_type: &DataType) -> Option<TimeType> {
    match data_type {
        DataType::Int64 => Some(TimeType::Sequence),
        DataType::Duration(TimeUnit::Nanosecond) => Some(TimeType::DurationNs),
        DataType::Timestamp(TimeUnit::Nanosecond, _) => Some(TimeType::TimestampNs),
        _ => None,
    }
}

/// The metadata of a batch that holds a chunk.
pub fn batch_metadata(
    id: rushes_core::ChunkId,
    entity_path: &rushes_core::EntityPath,
) -> HashMap<String, String> {
    HashMap::from([
        (keys::VERSION.to_owned(), keys::CURRENT_VERSION.to_owned()),
        (keys::CHUNK_ID.to_owned(), id.to_string()),
        (
            keys::ENTITY_PATH.to_owned(),
            entity_path.as_str().to_owned(),
        ),
    ])
}

/// Replaces a field's metadata.
pub fn with_metadata(field: &Field, metadata: HashMap<String, String>) -> FieldRef {
    Arc::new(field.clone().with_metadata(metadata))
}

fn mark_sorted(metadata: &mut HashMap<String, String>, is_sorted: bool) {
    if is_sorted {
        metadata.insert(keys::IS_SORTED.to_owned(), "true".to_owned());
    }
}
