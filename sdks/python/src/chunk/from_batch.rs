//! What a record batch of anybody's means as chunks.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, FixedSizeBinaryArray, ListArray, RecordBatch};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field};
use pyo3::PyResult;
use pyo3::exceptions::PyValueError;
use rushes_chunk::schema::keys;
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn, list_item_field};
use rushes_core::{
    ArchetypeName, ChunkId, ComponentDescriptor, ComponentIdentifier, ComponentType, EntityPath,
    TimelineName,
};

use super::Index;
use crate::errors::value_error;

/// One chunk for each entity that the columns belong to.
pub(super) fn chunks(
    batch: &RecordBatch,
    index: &Index,
    entity_path: Option<&EntityPath>,
) -> PyResult<Vec<Chunk>> {
    let schema = batch.schema();
    let mut row_ids: Option<FixedSizeBinaryArray> = None;
    let mut timelines: Vec<TimeColumn> = Vec::new();
    let mut entities: BTreeMap<EntityPath, Vec<SerializedComponentColumn>> = BTreeMap::new();
    check_index(&schema, index)?;
    let own_path = schema.metadata().get(keys::ENTITY_PATH);
    let default_path = entity_path
        .cloned()
        .or_else(|| own_path.map(EntityPath::from));
    for (field, array) in schema.fields().iter().zip(batch.columns()) {
        if is_row_id(field) {
            row_ids = array.as_fixed_size_binary_opt().cloned();
        } else if is_index(field, index) {
            timelines.push(time_column(field, array)?);
        } else {
            let (path, column) = component_column(field, array, default_path.as_ref())?;
            entities.entry(path).or_default().push(column);
        }
    }
    if entities.is_empty() {
        return Err(PyValueError::new_err(
            "The record batch holds no component column; a chunk needs at least one",
        ));
    }
    let id = schema
        .metadata()
        .get(keys::CHUNK_ID)
        .filter(|_| entity_path.is_none());
    let id = id
        .and_then(|id| id.parse::<ChunkId>().ok())
        .filter(|_| entities.len() == 1);
    let row_ids = row_ids.filter(|_| entity_path.is_none());
    let chunks = entities.into_iter().map(|(path, columns)| {
        let id = id.unwrap_or_else(ChunkId::new);
        let chunk = match &row_ids {
            Some(row_ids) => Chunk::new(id, path, row_ids.clone(), timelines.clone(), columns),
            None => Chunk::from_auto_row_ids(id, path, timelines.clone(), columns),
        };
        chunk.map_err(value_error)
    });
    chunks.collect()
}

fn metadata<'a>(field: &'a Field, key: &str) -> Option<&'a String> {
    field.metadata().get(key)
}

fn is_row_id(field: &Field) -> bool {
    let is_control = metadata(field, keys::KIND).is_some_and(|kind| kind == keys::KIND_CONTROL);
    is_control || field.name() == keys::ROW_ID_NAME
}

fn says_index(field: &Field) -> bool {
    metadata(field, keys::KIND).is_some_and(|kind| kind == keys::KIND_INDEX)
}

fn timeline_name(field: &Field) -> &str {
    metadata(field, keys::INDEX_NAME).unwrap_or_else(|| field.name())
}

fn is_index(field: &Field, index: &Index) -> bool {
    match index {
        Index::Auto => says_index(field),
        Index::Named(names) => {
            let mut names = names.iter();
            names.any(|name| name == field.name() || name == timeline_name(field))
        }
    }
}

/// Whether the batch has the timelines that are asked for.
fn check_index(schema: &arrow_schema::Schema, index: &Index) -> PyResult<()> {
    let fields = schema.fields();
    match index {
        Index::Auto if !fields.iter().any(|field| says_index(field)) => Err(PyValueError::new_err(
            "The record batch carries no index column, so it cannot be unambiguously interpreted. Name the \
                 columns that are timelines with `index=`, or say `index=None` for static data",
        )),
        Index::Auto => Ok(()),
        Index::Named(names) if names.is_empty() => {
            match fields.iter().find(|field| says_index(field)) {
                None => Ok(()),
                Some(field) => Err(PyValueError::new_err(format!(
                    "The data is to be static, but the column {:?} says that it is an index",
                    field.name()
                ))),
            }
        }
        Index::Named(names) => {
            let has = |name: &String| {
                let mut fields = fields.iter();
                fields.any(|field| field.name() == name || timeline_name(field) == name)
            };
            match names.iter().find(|name| !has(name)) {
                None => Ok(()),
                Some(name) => Err(PyValueError::new_err(format!(
                    "The requested index column {name:?} is not present in the record batch."
                ))),
            }
        }
    }
}

fn time_column(field: &Field, array: &ArrayRef) -> PyResult<TimeColumn> {
    let name = TimelineName::from(timeline_name(field));
    if rushes_chunk::schema::fields::time_type(array.data_type()).is_none() {
        return Err(PyValueError::new_err(format!(
            "Unsupported time type: {} of the index column {:?}; it must be int64, or timestamp or duration in \
             nanoseconds",
            array.data_type(),
            field.name()
        )));
    }
    TimeColumn::from_arrow(name, array).map_err(value_error)
}

/// The entity and the component of a column, by what it says of itself, else by its name.
fn component_column(
    field: &Field,
    array: &ArrayRef,
    default_path: Option<&EntityPath>,
) -> PyResult<(EntityPath, SerializedComponentColumn)> {
    let (mut path, mut component) = (None, field.name().as_str());
    if field.name().starts_with('/')
        && let Some((entity, rest)) = split_name(field.name())
    {
        (path, component) = (Some(EntityPath::from(entity)), rest);
    }
    if let Some(own) = metadata(field, keys::ENTITY_PATH) {
        path = Some(EntityPath::from(own.as_str()));
    }
    if let Some(own) = metadata(field, keys::COMPONENT) {
        component = own;
    }
    let component = ComponentIdentifier::try_new(component).map_err(value_error)?;
    let mut descriptor = ComponentDescriptor::partial(component);
    descriptor.archetype =
        metadata(field, keys::ARCHETYPE).map(|name| ArchetypeName::from(name.as_str()));
    descriptor.component_type =
        metadata(field, keys::COMPONENT_TYPE).map(|name| ComponentType::from(name.as_str()));
    let path = path
        .or_else(|| default_path.cloned())
        .unwrap_or_else(EntityPath::root);
    Ok((
        path,
        SerializedComponentColumn::new(as_lists(array)?, descriptor),
    ))
}

/// `/a/b:C:d` is the entity `/a/b` and the component `C:d`; a backslash keeps a colon in the path.
fn split_name(name: &str) -> Option<(&str, &str)> {
    let mut is_escaped = false;
    for (index, byte) in name.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b':' => return Some((name.get(..index)?, name.get(index + 1..)?)),
            _ => {}
        }
    }
    None
}

/// Lists as they are; anything else as lists of one.
fn as_lists(array: &ArrayRef) -> PyResult<ListArray> {
    if let DataType::List(item) = array.data_type()
        && let Some(lists) = array.as_list_opt::<i32>()
    {
        let (_, offsets, values, nulls) = lists.clone().into_parts();
        return ListArray::try_new(list_item_field(item.data_type()), offsets, values, nulls)
            .map_err(value_error);
    }
    let lengths = std::iter::repeat_n(1, array.len());
    let offsets = OffsetBuffer::from_lengths(lengths);
    let item = list_item_field(array.data_type());
    ListArray::try_new(item, offsets, Arc::clone(array), None).map_err(value_error)
}
