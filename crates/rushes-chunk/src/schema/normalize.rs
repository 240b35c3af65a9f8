//! From a batch as it was stored to a batch with the current names, types and metadata.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{Array as _, ArrayRef, ListArray, RecordBatch, RecordBatchOptions};
use arrow_buffer::OffsetBuffer;
use arrow_schema::{DataType, Field, FieldRef, Schema};
use rushes_core::{ChunkId, ComponentDescriptor, EntityPath, Timeline};

use super::{fields, keys};
use crate::arrays::take;
use crate::{ChunkLimits, Error, Result, list_item_field, migration};

/// A batch whose schema obeys the current rules, columns in their stored order: row ids,
/// timelines, components.
#[derive(Clone, Debug)]
pub struct Normalized {
    /// The batch, with canonical fields and metadata. Foreign metadata are kept.
    pub batch: RecordBatch,
    /// The chunk's id.
    pub id: ChunkId,
    /// The chunk's entity.
    pub entity_path: EntityPath,
    /// The timelines of columns `1..=timelines.len()`.
    pub timelines: Vec<Timeline>,
    /// The descriptors of the columns after the timelines.
    pub components: Vec<ComponentDescriptor>,
    /// Whether each column (row ids, timelines) claims to ascend.
    pub claims_sorted: Vec<bool>,
    /// What was tolerated but is worth a line in a log.
    pub warnings: Vec<String>,
}

/// Checks and normalizes a batch. Fails when a required key or column is missing or has a type
/// that no chunk can have; tolerates everything that can be understood.
pub fn normalize(batch: RecordBatch, limits: &ChunkLimits) -> Result<Normalized> {
    check_size(&batch, limits)?;
    let migrated = migration::migrate(batch)?;
    let (batch, mut warnings) = (migrated.batch, migrated.warnings);
    let schema = batch.schema();
    let id: ChunkId = required(&schema, keys::CHUNK_ID)?
        .parse()
        .map_err(|err| Error::invalid(format!("{}: {err}", keys::CHUNK_ID)))?;
    let (entity_path, path_warnings) =
        EntityPath::parse_forgiving_with_warnings(required(&schema, keys::ENTITY_PATH)?);
    warnings.extend(path_warnings.iter().map(ToString::to_string));

    let mut columns = Columns::default();
    for (field, array) in schema.fields().iter().zip(batch.columns()) {
        columns.add(field, array).map_err(|err| err.in_chunk(id))?;
    }
    if columns.claims_sorted.is_empty() {
        return Err(Error::invalid("the chunk has no row-id column").in_chunk(id));
    }
    let mut metadata = schema.metadata().clone();
    metadata.insert(
        keys::ENTITY_PATH.to_owned(),
        entity_path.as_str().to_owned(),
    );
    metadata.insert(keys::CHUNK_ID.to_owned(), id.to_string());
    if let Some(segment) = metadata.get(keys::PARTITION_ID).cloned() {
        metadata
            .entry(keys::SEGMENT_ID.to_owned())
            .or_insert(segment);
    }
    let batch = RecordBatch::try_new_with_options(
        Arc::new(Schema::new_with_metadata(columns.fields, metadata)),
        columns.arrays,
        &RecordBatchOptions::new().with_row_count(Some(batch.num_rows())),
    )?;
    Ok(Normalized {
        batch,
        id,
        entity_path,
        timelines: columns.timelines,
        components: columns.components,
        claims_sorted: columns.claims_sorted,
        warnings,
    })
}

fn check_size(batch: &RecordBatch, limits: &ChunkLimits) -> Result<()> {
    let schema = batch.schema_ref();
    if batch.num_rows() > limits.max_rows {
        return Err(Error::limit(format!(
            "{} rows; the limit is {}",
            batch.num_rows(),
            limits.max_rows
        )));
    }
    if batch.num_columns() > limits.max_columns {
        return Err(Error::limit(format!(
            "{} columns; the limit is {}",
            batch.num_columns(),
            limits.max_columns
        )));
    }
    let too_long = |name: &str| name.len() > limits.max_name_bytes;
    let key_names = [
        keys::INDEX_NAME,
        keys::COMPONENT,
        keys::ARCHETYPE,
        keys::COMPONENT_TYPE,
    ];
    let long_name = schema.fields().iter().any(|field| {
        too_long(field.name())
            || key_names
                .iter()
                .any(|key| field.metadata().get(*key).is_some_and(|v| too_long(v)))
    }) || schema
        .metadata()
        .get(keys::ENTITY_PATH)
        .is_some_and(|path| too_long(path));
    if long_name {
        return Err(Error::limit(format!(
            "a name is longer than {} bytes",
            limits.max_name_bytes
        )));
    }
    if schema
        .fields()
        .iter()
        .any(|field| nesting(field.data_type()) > limits.max_nesting)
    {
        return Err(Error::limit(format!(
            "a column's type is nested deeper than {} levels",
            limits.max_nesting
        )));
    }
    Ok(())
}

/// Levels of nesting in a type: 1 for a primitive.
fn nesting(data_type: &DataType) -> usize {
    let inner = match data_type {
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::ListView(item)
        | DataType::LargeListView(item)
        | DataType::FixedSizeList(item, _)
        | DataType::Map(item, _) => nesting(item.data_type()),
        DataType::Struct(children) => children
            .iter()
            .map(|child| nesting(child.data_type()))
            .max()
            .unwrap_or(0),
        DataType::Union(children, _) => children
            .iter()
            .map(|(_, child)| nesting(child.data_type()))
            .max()
            .unwrap_or(0),
        DataType::Dictionary(_, values) => nesting(values),
        DataType::RunEndEncoded(_, values) => nesting(values.data_type()),
        _ => 0,
    };
    inner + 1
}

fn required<'a>(schema: &'a Schema, key: &str) -> Result<&'a str> {
    schema
        .metadata()
        .get(key)
        .map(String::as_str)
        .ok_or_else(|| Error::invalid(format!("the batch has no {key} in its metadata")))
}

/// The normalized columns so far.
#[derive(Default)]
struct Columns {
    fields: Vec<FieldRef>,
    arrays: Vec<ArrayRef>,
    timelines: Vec<Timeline>,
    components: Vec<ComponentDescriptor>,
    claims_sorted: Vec<bool>,
}

impl Columns {
    fn add(&mut self, field: &FieldRef, array: &ArrayRef) -> Result<()> {
        match field.metadata().get(keys::KIND).map(String::as_str) {
            Some("control" | "row_id") => self.add_row_ids(field, array),
            Some("index" | "time") => self.add_index(field, array),
            None | Some("data" | "component") => self.add_component(field, array),
            Some(other) => Err(Error::invalid(format!(
                "column {:?} has the unknown kind {other:?}; known are control, index, data",
                field.name()
            ))),
        }
    }

    fn add_row_ids(&mut self, field: &FieldRef, array: &ArrayRef) -> Result<()> {
        if !self.fields.is_empty() {
            return Err(Error::invalid(
                "the row-id column must be the first, and the only one",
            ));
        }
        if array.data_type() != &DataType::FixedSizeBinary(fields::ROW_ID_BYTES) {
            return Err(Error::invalid(format!(
                "the row-id column has type {}, not FixedSizeBinary(16)",
                array.data_type()
            )));
        }
        if array.null_count() > 0 {
            return Err(Error::invalid("the row-id column has nulls"));
        }
        let is_sorted = keys::is_true(field.metadata().get(keys::IS_SORTED));
        self.claims_sorted.push(is_sorted);
        self.push(field, fields::row_id(is_sorted), Arc::clone(array));
        Ok(())
    }

    fn add_index(&mut self, field: &FieldRef, array: &ArrayRef) -> Result<()> {
        if self.fields.is_empty() || !self.components.is_empty() {
            return Err(Error::invalid(
                "columns must come as row ids, then timelines, then components",
            ));
        }
        let name = non_empty(field.metadata().get(keys::INDEX_NAME))
            .or_else(|| non_empty(Some(field.name())))
            .ok_or_else(|| Error::invalid("a timeline has no name"))?;
        let time_type = fields::time_type(array.data_type()).ok_or_else(|| {
            Error::invalid(format!(
                "timeline {name:?} has type {}; it must be Int64, Timestamp(ns) or Duration(ns)",
                array.data_type()
            ))
        })?;
        let timeline = Timeline::new(name, time_type);
        let is_sorted = keys::is_true(field.metadata().get(keys::IS_SORTED));
        let array = without_time_zone(array)?;
        self.claims_sorted.push(is_sorted);
        self.push(field, fields::index(&timeline, is_sorted), array);
        self.timelines.push(timeline);
        Ok(())
    }

    fn add_component(&mut self, field: &FieldRef, array: &ArrayRef) -> Result<()> {
        if self.fields.is_empty() {
            return Err(Error::invalid("the first column must hold the row ids"));
        }
        let name = non_empty(field.metadata().get(keys::COMPONENT))
            .or_else(|| non_empty(Some(field.name())))
            .ok_or_else(|| Error::invalid("a component has no name"))?;
        let mut descriptor = ComponentDescriptor::partial(name);
        if let Some(archetype) = non_empty(field.metadata().get(keys::ARCHETYPE)) {
            descriptor = descriptor.with_archetype(archetype.into());
        }
        if let Some(component_type) = non_empty(field.metadata().get(keys::COMPONENT_TYPE)) {
            descriptor = descriptor.with_component_type(component_type.into());
        }
        let array = match array.data_type() {
            DataType::List(_) => Arc::clone(array),
            _ => wrapped(array)?,
        };
        let canonical = fields::component(&descriptor, &DataType::Null)
            .with_data_type(array.data_type().clone());
        self.push(field, canonical, array);
        self.components.push(descriptor);
        Ok(())
    }

    /// Adds a column under its canonical field, with the foreign metadata of its stored one.
    fn push(&mut self, stored: &Field, canonical: Field, array: ArrayRef) {
        let mut metadata: HashMap<String, String> = stored.metadata().clone();
        for key in [keys::IS_SORTED, keys::ARCHETYPE, keys::COMPONENT_TYPE] {
            metadata.remove(key);
        }
        metadata.extend(canonical.metadata().clone());
        self.fields
            .push(Arc::new(canonical.with_metadata(metadata)));
        self.arrays.push(array);
    }
}

fn non_empty(text: Option<&String>) -> Option<&str> {
    text.map(String::as_str).filter(|text| !text.is_empty())
}

fn without_time_zone(array: &ArrayRef) -> Result<ArrayRef> {
    match array.data_type() {
        DataType::Timestamp(unit, Some(_)) => {
            let data = array
                .to_data()
                .into_builder()
                .data_type(DataType::Timestamp(*unit, None))
                .build()?;
            Ok(arrow_array::make_array(data))
        }
        _ => Ok(Arc::clone(array)),
    }
}

/// Each value becomes a list of one; a null stays a null.
fn wrapped(array: &ArrayRef) -> Result<ArrayRef> {
    let field = list_item_field(array.data_type());
    let nulls = array.logical_nulls();
    let list = match nulls {
        None => {
            let offsets = OffsetBuffer::from_lengths(std::iter::repeat_n(1, array.len()));
            ListArray::try_new(field, offsets, Arc::clone(array), None)?
        }
        Some(nulls) => {
            let offsets = OffsetBuffer::from_lengths(nulls.iter().map(usize::from));
            let rows: Vec<_> = nulls.valid_indices().map(|row| row as u32).collect();
            let valid = take(array, &rows)?;
            ListArray::try_new(field, offsets, valid, Some(nulls))?
        }
    };
    Ok(Arc::new(list))
}
