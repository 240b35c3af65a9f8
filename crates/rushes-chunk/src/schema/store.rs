//! The schema of a whole store: everything that any of its chunks holds.

use std::collections::{BTreeMap, HashMap};

use arrow_array::{Array as _, ListArray};
use arrow_schema::{DataType, Field, Schema};
use rushes_core::{ComponentDescriptor, ComponentIdentifier, EntityPath, Timeline, TimelineName};

use super::{fields, keys};
use crate::{Chunk, Error, Result};

const CLEAR: &str = "Clear:is_recursive";

/// The schema of a store, as manifests keep it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoreSchema {
    /// All timelines, by name.
    pub timelines: BTreeMap<TimelineName, Timeline>,
    /// All components of all entities.
    pub columns: BTreeMap<(EntityPath, ComponentIdentifier), SchemaColumn>,
}

/// One component of one entity.
#[derive(Clone, Debug, PartialEq)]
pub struct SchemaColumn {
    /// What it is, in the first chunk that has it.
    pub descriptor: ComponentDescriptor,
    /// Its column type there: a list.
    pub data_type: DataType,
    /// Whether some chunk has it statically.
    pub is_static: bool,
    /// Whether no chunk has any instance of it.
    pub is_empty: bool,
}

impl StoreSchema {
    /// Adds what a chunk holds.
    pub fn add_chunk(&mut self, chunk: &Chunk) {
        for column in chunk.timelines().values() {
            self.add_timeline(column.timeline());
        }
        for column in chunk.components() {
            self.add_column(
                chunk.entity_path().clone(),
                SchemaColumn {
                    descriptor: column.descriptor.clone(),
                    data_type: column.list_array.data_type().clone(),
                    is_static: chunk.is_static(),
                    is_empty: !has_instance(&column.list_array),
                },
            );
        }
    }

    /// Adds a timeline, unless one of its name is known.
    pub fn add_timeline(&mut self, timeline: &Timeline) {
        self.timelines
            .entry(timeline.name().clone())
            .or_insert_with(|| timeline.clone());
    }

    /// Adds a component of an entity. What is known of it stays, but that it may turn static, and not empty.
    pub fn add_column(&mut self, entity_path: EntityPath, column: SchemaColumn) {
        let key = (entity_path, column.descriptor.component.clone());
        self.columns
            .entry(key)
            .and_modify(|known| {
                known.is_static |= column.is_static;
                known.is_empty &= column.is_empty;
            })
            .or_insert(column);
    }

    /// The schema in Arrow, sorted by name.
    pub fn to_arrow(&self) -> Schema {
        let mut all = vec![fields::row_id(false)];
        all.extend(self.timelines.values().map(|t| fields::index(t, false)));
        all.extend(
            self.columns
                .iter()
                .map(|((path, _), column)| column.field(path)),
        );
        all.sort_by(|a, b| a.name().cmp(b.name()));
        Schema::new(all)
    }

    /// Reads a stored schema. Fails on a field that is none of a store's schema.
    pub fn from_arrow(schema: &Schema) -> Result<Self> {
        let mut this = Self::default();
        for field in schema.fields() {
            let get = |key: &str| field.metadata().get(key).filter(|value| !value.is_empty());
            match get(keys::KIND).map(String::as_str) {
                Some("control" | "row_id") => {}
                Some("index" | "time") => {
                    let name = get(keys::INDEX_NAME).unwrap_or(field.name()).as_str();
                    let time_type = fields::time_type(field.data_type()).ok_or_else(|| {
                        Error::invalid(format!("timeline {name:?} has type {}", field.data_type()))
                    })?;
                    this.add_timeline(&Timeline::new(name, time_type));
                }
                _ => {
                    let path = get(keys::ENTITY_PATH).ok_or_else(|| {
                        Error::invalid(format!("column {:?} names no entity", field.name()))
                    })?;
                    let column = SchemaColumn {
                        descriptor: fields::descriptor(field).ok_or_else(|| {
                            Error::invalid(format!("column {:?} names no component", field.name()))
                        })?,
                        data_type: field.data_type().clone(),
                        is_static: keys::is_true(get(keys::IS_STATIC)),
                        is_empty: keys::is_true(get(keys::IS_SEMANTICALLY_EMPTY)),
                    };
                    this.add_column(EntityPath::parse_forgiving(path), column);
                }
            }
        }
        Ok(this)
    }
}

/// Whether any cell has an instance. What a null cell may hide does not count.
pub fn has_instance(cells: &ListArray) -> bool {
    let offsets = cells.value_offsets();
    match cells.nulls().filter(|nulls| nulls.null_count() > 0) {
        None => offsets.first() != offsets.last(),
        Some(nulls) => nulls
            .valid_indices()
            .any(|row| offsets.get(row) != offsets.get(row + 1)),
    }
}

impl SchemaColumn {
    /// The field of the column in tables that join entities: `entity:component`.
    pub fn field(&self, entity_path: &EntityPath) -> Field {
        let mut metadata = HashMap::from([
            (keys::KIND.to_owned(), keys::KIND_DATA.to_owned()),
            (
                keys::ENTITY_PATH.to_owned(),
                entity_path.as_str().to_owned(),
            ),
        ]);
        fields::describe(&mut metadata, &self.descriptor);
        let flags = [
            (keys::IS_STATIC, self.is_static),
            (keys::IS_SEMANTICALLY_EMPTY, self.is_empty),
            (
                keys::IS_TOMBSTONE,
                self.descriptor.component.as_str() == CLEAR,
            ),
        ];
        for (key, _) in flags.iter().filter(|(_, set)| *set) {
            metadata.insert((*key).to_owned(), "true".to_owned());
        }
        let name = format!(
            "{}:{}",
            entity_path.column_prefix(),
            self.descriptor.component
        );
        Field::new(name, self.data_type.clone(), true).with_metadata(metadata)
    }
}
