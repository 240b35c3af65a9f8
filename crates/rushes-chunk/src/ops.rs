//! Chunks from chunks: slices, selections, sorted and joined ones.

use arrow_array::{Array as _, ArrayRef, FixedSizeBinaryArray, ListArray};
use rushes_core::{ChunkId, EntityPath, TimelineName};

use crate::arrays::{concat, take};
use crate::{Chunk, Error, Result, SerializedComponentColumn, TimeColumn};

impl Chunk {
    /// Rows `offset..offset + len`, cut to the rows there are, under a new id. Copies nothing.
    pub fn sliced(&self, offset: usize, len: usize) -> Result<Self> {
        let offset = offset.min(self.num_rows());
        let len = len.min(self.num_rows() - offset);
        Self::new(
            ChunkId::new(),
            self.entity_path().clone(),
            self.row_ids_array().slice(offset, len),
            self.timelines()
                .values()
                .map(|column| column.slice(offset, len)),
            self.components()
                .iter()
                .map(|column| SerializedComponentColumn {
                    descriptor: column.descriptor.clone(),
                    list_array: column.list_array.slice(offset, len),
                }),
        )
    }

    /// The rows at `indices`, in that order, under a new id. Fails on an index without a row.
    pub fn taken(&self, indices: &[u32]) -> Result<Self> {
        if let Some(index) = indices
            .iter()
            .find(|index| **index as usize >= self.num_rows())
        {
            return Err(Error::invalid(format!("there is no row {index}")).in_chunk(self.id()));
        }
        let components = self
            .components()
            .iter()
            .map(|column| {
                let list = take(&column.list_array, indices)?;
                Ok(SerializedComponentColumn::new(
                    as_list(&list)?,
                    column.descriptor.clone(),
                ))
            })
            .collect::<Result<Vec<_>>>()?;
        let row_ids = take(self.row_ids_array(), indices)?;
        Self::new(
            ChunkId::new(),
            self.entity_path().clone(),
            as_row_ids(&row_ids)?,
            self.timelines().values().map(|column| column.take(indices)),
            components,
        )
    }

    /// The chunk with ascending row ids; itself when they ascend already, else under a new id.
    pub fn sorted_by_row_id(&self) -> Result<Self> {
        if self.is_sorted() {
            return Ok(self.clone());
        }
        let ids: Vec<_> = self.row_ids().collect();
        self.sorted_by(|row| ids.get(row as usize).copied())
    }

    /// The chunk with ascending times on `timeline`, rows of equal time in their order. Itself
    /// when they ascend already, else under a new id.
    pub fn sorted_by_timeline(&self, timeline: &TimelineName) -> Result<Self> {
        match self.timelines().get(timeline) {
            Some(column) if !column.is_sorted() => {
                self.sorted_by(|row| column.times().get(row as usize).copied())
            }
            _ => Ok(self.clone()),
        }
    }

    fn sorted_by<K: Ord>(&self, key: impl Fn(u32) -> K) -> Result<Self> {
        let num_rows = u32::try_from(self.num_rows())
            .map_err(|_too_many| Error::limit("too many rows to sort").in_chunk(self.id()))?;
        let mut indices: Vec<u32> = (0..num_rows).collect();
        indices.sort_by_key(|row| key(*row));
        self.taken(&indices)
    }

    /// The chunk without one timeline, under a new id. Without its last one it is static.
    pub fn without_timeline(&self, timeline: &TimelineName) -> Result<Self> {
        Self::new(
            ChunkId::new(),
            self.entity_path().clone(),
            self.row_ids_array().clone(),
            self.timelines()
                .values()
                .filter(|c| c.timeline().name() != timeline)
                .cloned(),
            self.components().iter().cloned(),
        )
    }

    /// Whether [`Self::joined`] can join both: the same entity, timelines and component columns.
    pub fn can_join(&self, other: &Self) -> bool {
        self.entity_path() == other.entity_path()
            && self
                .timelines()
                .values()
                .map(TimeColumn::timeline)
                .eq(other.timelines().values().map(TimeColumn::timeline))
            && self.components().len() == other.components().len()
            && self
                .components()
                .iter()
                .zip(other.components())
                .all(|(a, b)| {
                    a.descriptor == b.descriptor
                        && a.list_array.data_type() == b.list_array.data_type()
                })
    }

    /// The rows of all chunks, in order, under a new id. Fails unless all can join.
    pub fn joined(chunks: &[Self]) -> Result<Self> {
        let (first, rest) = chunks
            .split_first()
            .ok_or_else(|| Error::invalid("there is no chunk to join"))?;
        if let Some(other) = rest.iter().find(|other| !first.can_join(other)) {
            return Err(Error::invalid(format!(
                "cannot be joined with {}: entity, timelines and components must be the same",
                other.id()
            ))
            .in_chunk(first.id()));
        }
        let row_ids: Vec<_> = chunks.iter().map(|c| c.row_ids_array() as _).collect();
        let timelines = first.timelines().values().map(|column| {
            let times = chunks
                .iter()
                .filter_map(|chunk| chunk.timelines().get(column.timeline().name()))
                .flat_map(|column| column.times().iter().copied());
            TimeColumn::new(
                None,
                column.timeline().clone(),
                times.collect::<Vec<_>>().into(),
            )
        });
        let components = first
            .components()
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let lists: Vec<_> = chunks
                    .iter()
                    .filter_map(|chunk| chunk.components().get(index))
                    .map(|column| &column.list_array as _)
                    .collect();
                let list = concat(&lists)?;
                Ok(SerializedComponentColumn::new(
                    as_list(&list)?,
                    column.descriptor.clone(),
                ))
            })
            .collect::<Result<Vec<_>>>()?;
        let entity_path: EntityPath = first.entity_path().clone();
        Self::new(
            ChunkId::new(),
            entity_path,
            as_row_ids(&concat(&row_ids)?)?,
            timelines,
            components,
        )
    }
}

fn as_list(array: &ArrayRef) -> Result<ListArray> {
    array
        .as_any()
        .downcast_ref::<ListArray>()
        .cloned()
        .ok_or_else(|| Error::invalid("a component column is not a list"))
}

fn as_row_ids(array: &ArrayRef) -> Result<FixedSizeBinaryArray> {
    array
        .as_any()
        .downcast_ref::<FixedSizeBinaryArray>()
        .cloned()
        .ok_or_else(|| Error::invalid("a row-id column is not FixedSizeBinary"))
}
