//! The chunk and its invariants.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::{
    Array, ArrayRef, FixedSizeBinaryArray, ListArray, RecordBatch, RecordBatchOptions,
};
use arrow_buffer::Buffer;
use arrow_schema::Schema;
use rushes_core::{
    ChunkId, ComponentDescriptor, ComponentIdentifier, EntityPath, RowId, TimelineName,
};

use crate::schema::{self, fields};
use crate::{ChunkLimits, Error, Result, SerializedComponentColumn, TimeColumn};

/// Rows of one entity: row ids, timelines and components, each a column of the same length.
///
/// A chunk without timelines is *static*. Columns are shared, so that a clone is cheap.
#[derive(Clone, Debug)]
pub struct Chunk {
    id: ChunkId,
    entity_path: EntityPath,
    row_ids: FixedSizeBinaryArray,
    is_sorted: bool,
    timelines: BTreeMap<TimelineName, TimeColumn>,
    /// Sorted by descriptor.
    components: Vec<SerializedComponentColumn>,
}

impl Chunk {
    /// A chunk of these columns. Fails when their lengths differ, when a component or timeline
    /// occurs twice, or when row ids are not 16 bytes or null.
    pub fn new(
        id: ChunkId,
        entity_path: EntityPath,
        row_ids: FixedSizeBinaryArray,
        timelines: impl IntoIterator<Item = TimeColumn>,
        components: impl IntoIterator<Item = SerializedComponentColumn>,
    ) -> Result<Self> {
        Self::try_new(id, entity_path, row_ids, timelines, components)
            .map_err(|err| err.in_chunk(id))
    }

    fn try_new(
        id: ChunkId,
        entity_path: EntityPath,
        row_ids: FixedSizeBinaryArray,
        timelines: impl IntoIterator<Item = TimeColumn>,
        components: impl IntoIterator<Item = SerializedComponentColumn>,
    ) -> Result<Self> {
        if row_ids.value_length() != fields::ROW_ID_BYTES || row_ids.null_count() > 0 {
            return Err(Error::invalid(
                "row ids must be 16 bytes each, without nulls",
            ));
        }
        let num_rows = row_ids.len();
        let same_length = |what: &str, len: usize| {
            if len == num_rows {
                return Ok(());
            }
            Err(Error::invalid(format!(
                "All columns must have the same length. Expected {num_rows} but {what} has {len}"
            )))
        };
        let mut timeline_map = BTreeMap::new();
        for column in timelines {
            let name = column.timeline().name().clone();
            same_length(name.as_str(), column.len())?;
            if timeline_map.insert(name.clone(), column).is_some() {
                return Err(Error::invalid(format!(
                    "timeline {:?} occurs twice",
                    name.as_str()
                )));
            }
        }
        let mut components: Vec<_> = components.into_iter().collect();
        components.sort_by(|a, b| a.descriptor.cmp(&b.descriptor));
        let mut names = std::collections::BTreeSet::new();
        for column in &mut components {
            let name = &column.descriptor.component;
            same_length(name.as_str(), column.list_array.len())?;
            if !names.insert(name.clone()) {
                return Err(Error::invalid(format!(
                    "component {:?} occurs twice",
                    name.as_str()
                )));
            }
            column.list_array = with_canonical_item(&column.list_array)?;
        }
        let is_sorted = ids_ascend(&row_ids);
        Ok(Self {
            id,
            entity_path,
            row_ids,
            is_sorted,
            timelines: timeline_map,
            components,
        })
    }

    /// A chunk whose row ids follow its own id: `id + 1`, `id + 2`, …
    pub fn from_auto_row_ids(
        id: ChunkId,
        entity_path: EntityPath,
        timelines: impl IntoIterator<Item = TimeColumn>,
        components: impl IntoIterator<Item = SerializedComponentColumn>,
    ) -> Result<Self> {
        let timelines: Vec<_> = timelines.into_iter().collect();
        let components: Vec<_> = components.into_iter().collect();
        let num_rows = timelines
            .first()
            .map(TimeColumn::len)
            .or_else(|| components.first().map(|column| column.list_array.len()))
            .unwrap_or(0);
        let first = RowId::from_tuid(id.tuid().next());
        let row_ids = (0..num_rows as u64).map(|i| first.incremented_by(i));
        Self::new(
            id,
            entity_path,
            row_id_array(row_ids)?,
            timelines,
            components,
        )
    }

    /// Reads a chunk from a batch as any program of version 0.23 or later wrote it.
    ///
    /// Older schemas are migrated; see [`schema::normalize`] for what is tolerated.
    pub fn from_record_batch(batch: RecordBatch, limits: &ChunkLimits) -> Result<Self> {
        Self::from_normalized(&schema::normalize(batch, limits)?)
    }

    /// The chunk of a normalized batch. Fails on nulls in a timeline and on repeated columns.
    pub fn from_normalized(normalized: &schema::Normalized) -> Result<Self> {
        let id = normalized.id;
        let mut columns = normalized.batch.columns().iter();
        let row_ids = columns
            .next()
            .and_then(|array| array.as_any().downcast_ref::<FixedSizeBinaryArray>())
            .ok_or_else(|| Error::invalid("the chunk has no row-id column").in_chunk(id))?;
        let timelines = normalized
            .timelines
            .iter()
            .zip(columns.by_ref())
            .map(|(timeline, array)| TimeColumn::from_arrow(timeline.name().clone(), array))
            .collect::<Result<Vec<_>>>()
            .map_err(|err| err.in_chunk(id))?;
        let components = normalized
            .components
            .iter()
            .zip(columns)
            .filter_map(|(descriptor, array)| {
                let list = array.as_any().downcast_ref::<ListArray>()?;
                Some(SerializedComponentColumn::new(
                    list.clone(),
                    descriptor.clone(),
                ))
            })
            .collect::<Vec<_>>();
        Self::new(
            id,
            normalized.entity_path.clone(),
            row_ids.clone(),
            timelines,
            components,
        )
    }

    /// The chunk as a batch in the current schema.
    pub fn to_record_batch(&self) -> Result<RecordBatch> {
        let mut batch_fields = vec![fields::row_id(self.is_sorted)];
        let mut arrays: Vec<ArrayRef> = vec![Arc::new(self.row_ids.clone())];
        for column in self.timelines.values() {
            batch_fields.push(fields::index(column.timeline(), column.is_sorted()));
            arrays.push(column.to_arrow());
        }
        for column in &self.components {
            let item_type = column.list_array.value_type();
            batch_fields.push(fields::component(&column.descriptor, &item_type));
            arrays.push(Arc::new(column.list_array.clone()));
        }
        let metadata = fields::batch_metadata(self.id, &self.entity_path);
        Ok(RecordBatch::try_new_with_options(
            Arc::new(Schema::new_with_metadata(batch_fields, metadata)),
            arrays,
            &RecordBatchOptions::new().with_row_count(Some(self.num_rows())),
        )?)
    }

    /// The chunk's id.
    pub fn id(&self) -> ChunkId {
        self.id
    }

    /// The entity that all rows belong to.
    pub fn entity_path(&self) -> &EntityPath {
        &self.entity_path
    }

    /// Number of rows.
    pub fn num_rows(&self) -> usize {
        self.row_ids.len()
    }

    /// Number of columns: row ids, timelines and components.
    pub fn num_columns(&self) -> usize {
        1 + self.timelines.len() + self.components.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.num_rows() == 0
    }

    /// Whether there is no timeline: the data hold at all times.
    pub fn is_static(&self) -> bool {
        self.timelines.is_empty()
    }

    /// Whether the row ids ascend.
    pub fn is_sorted(&self) -> bool {
        self.is_sorted
    }

    /// The row ids, in row order.
    pub fn row_ids(&self) -> impl ExactSizeIterator<Item = RowId> + '_ {
        (0..self.row_ids.len()).map(|i| row_id_at(&self.row_ids, i))
    }

    /// The row ids as Arrow.
    pub fn row_ids_array(&self) -> &FixedSizeBinaryArray {
        &self.row_ids
    }

    /// Smallest and largest row id; `None` without rows.
    pub fn row_id_range(&self) -> Option<(RowId, RowId)> {
        Some((self.row_ids().min()?, self.row_ids().max()?))
    }

    /// The timelines, by name.
    pub fn timelines(&self) -> &BTreeMap<TimelineName, TimeColumn> {
        &self.timelines
    }

    /// The components, ordered by descriptor.
    pub fn components(&self) -> &[SerializedComponentColumn] {
        &self.components
    }

    /// The column of one component.
    pub fn component(&self, component: &ComponentIdentifier) -> Option<&SerializedComponentColumn> {
        self.components
            .iter()
            .find(|column| column.descriptor.component == *component)
    }

    /// The descriptors of all components, in column order.
    pub fn descriptors(&self) -> impl Iterator<Item = &ComponentDescriptor> {
        self.components.iter().map(|column| &column.descriptor)
    }

    /// Bytes that the columns' buffers occupy, shared or not.
    pub fn heap_size_bytes(&self) -> usize {
        let times = self
            .timelines
            .values()
            .map(|column| column.times().inner().len());
        let components = self
            .components
            .iter()
            .map(|c| c.list_array.get_array_memory_size());
        self.row_ids.get_array_memory_size() + times.sum::<usize>() + components.sum::<usize>()
    }

    /// Whether both hold the same rows under the same names; chunk ids may differ.
    pub fn equals_ignoring_id(&self, other: &Self) -> bool {
        self.entity_path == other.entity_path
            && self.row_ids == other.row_ids
            && self.timelines == other.timelines
            && self.components == other.components
    }

    /// The same content under another id.
    pub fn with_id(self, id: ChunkId) -> Self {
        Self { id, ..self }
    }

    /// The same content on another entity, under a new id.
    pub fn with_entity_path(self, entity_path: EntityPath) -> Self {
        Self {
            id: ChunkId::new(),
            entity_path,
            ..self
        }
    }
}

impl PartialEq for Chunk {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.equals_ignoring_id(other)
    }
}

/// Row ids as an Arrow column.
pub fn row_id_array(ids: impl IntoIterator<Item = RowId>) -> Result<FixedSizeBinaryArray> {
    let ids: Vec<[u8; 16]> = ids.into_iter().map(RowId::to_bytes).collect();
    Ok(FixedSizeBinaryArray::try_new(
        fields::ROW_ID_BYTES,
        Buffer::from_vec(ids.into_flattened()),
        None,
    )?)
}

fn row_id_at(row_ids: &FixedSizeBinaryArray, index: usize) -> RowId {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(row_ids.value(index));
    RowId::from_bytes(bytes)
}

fn ids_ascend(row_ids: &FixedSizeBinaryArray) -> bool {
    let (ids, _) = row_ids.value_data().as_chunks();
    ids.is_sorted_by_key(|id| u128::from_be_bytes(*id))
}

/// The list with the element field that all our lists have; the instances' type stays.
fn with_canonical_item(list: &ListArray) -> Result<ListArray> {
    let field = crate::list_item_field(&list.value_type());
    if matches!(list.data_type(), arrow_schema::DataType::List(item) if *item == field) {
        return Ok(list.clone());
    }
    let (_, offsets, values, nulls) = list.clone().into_parts();
    Ok(ListArray::try_new(field, offsets, values, nulls)?)
}
