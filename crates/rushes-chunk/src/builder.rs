//! A chunk from rows, one at a time.

use std::collections::BTreeMap;

use arrow_array::{Array as _, ArrayRef, ListArray};
use arrow_buffer::{BooleanBuffer, NullBuffer, OffsetBuffer};
use rushes_core::{
    ChunkId, ComponentDescriptor, EntityPath, RowId, TimePoint, Timeline, TimelineName,
};

use crate::AsComponents;
use crate::arrays::concat;
use crate::{
    Chunk, Error, Result, SerializedComponentBatch, SerializedComponentColumn, TimeColumn,
    list_item_field, row_id_array,
};

/// Collects rows of one entity. All rows must have the same timelines; a component that a row
/// does not mention is null there.
#[derive(Clone, Debug)]
pub struct ChunkBuilder {
    id: ChunkId,
    entity_path: EntityPath,
    row_ids: Vec<RowId>,
    timelines: BTreeMap<TimelineName, (Timeline, Vec<i64>)>,
    components: BTreeMap<ComponentDescriptor, Cells>,
}

/// One component's cells so far.
#[derive(Clone, Debug, Default)]
struct Cells {
    arrays: Vec<ArrayRef>,
    /// The row of each array.
    rows: Vec<usize>,
}

impl Chunk {
    /// Starts a chunk of rows of `entity_path`, under a new id.
    pub fn builder(entity_path: impl Into<EntityPath>) -> ChunkBuilder {
        Self::builder_with_id(ChunkId::new(), entity_path)
    }

    /// Starts a chunk of rows of `entity_path`.
    pub fn builder_with_id(id: ChunkId, entity_path: impl Into<EntityPath>) -> ChunkBuilder {
        ChunkBuilder {
            id,
            entity_path: entity_path.into(),
            row_ids: Vec::new(),
            timelines: BTreeMap::new(),
            components: BTreeMap::new(),
        }
    }
}

impl ChunkBuilder {
    /// Adds a row. A component given twice counts once, the first.
    #[must_use]
    pub fn with_row(
        mut self,
        row_id: RowId,
        timepoint: &TimePoint,
        batches: impl IntoIterator<Item = SerializedComponentBatch>,
    ) -> Self {
        self.add_row(row_id, timepoint, batches);
        self
    }

    /// Adds a row of an archetype, or of anything else that can be logged.
    #[must_use]
    pub fn with_archetype(
        self,
        row_id: RowId,
        timepoint: impl Into<TimePoint>,
        components: &dyn AsComponents,
    ) -> Self {
        let batches = components.as_serialized_batches();
        self.with_row(row_id, &timepoint.into(), batches)
    }

    /// The same, with a new row id.
    #[must_use]
    pub fn with_archetype_auto_row(
        self,
        timepoint: impl Into<TimePoint>,
        components: &dyn AsComponents,
    ) -> Self {
        self.with_archetype(RowId::new(), timepoint, components)
    }

    /// Adds a row of one component.
    #[must_use]
    pub fn with_serialized_batch(
        self,
        row_id: RowId,
        timepoint: impl Into<TimePoint>,
        batch: SerializedComponentBatch,
    ) -> Self {
        self.with_row(row_id, &timepoint.into(), [batch])
    }

    /// Adds a row of some components.
    #[must_use]
    pub fn with_serialized_batches(
        self,
        row_id: RowId,
        timepoint: impl Into<TimePoint>,
        batches: impl IntoIterator<Item = SerializedComponentBatch>,
    ) -> Self {
        self.with_row(row_id, &timepoint.into(), batches)
    }

    /// Adds a row, as [`Self::with_row`] does.
    pub fn add_row(
        &mut self,
        row_id: RowId,
        timepoint: &TimePoint,
        batches: impl IntoIterator<Item = SerializedComponentBatch>,
    ) {
        let row = self.row_ids.len();
        self.row_ids.push(row_id);
        for (name, cell) in timepoint.iter() {
            self.timelines
                .entry(name.clone())
                .or_insert_with(|| (Timeline::new(name.clone(), cell.typ()), Vec::new()))
                .1
                .push(cell.as_i64());
        }
        for batch in batches {
            let cells = self.components.entry(batch.descriptor).or_default();
            if cells.rows.last() != Some(&row) {
                cells.rows.push(row);
                cells.arrays.push(batch.array);
            }
        }
    }

    /// Number of rows so far.
    pub fn num_rows(&self) -> usize {
        self.row_ids.len()
    }

    /// The chunk. Fails when rows differ in their timelines, or a component's Arrow type changed.
    pub fn build(self) -> Result<Chunk> {
        let num_rows = self.row_ids.len();
        let timelines: Vec<_> = self
            .timelines
            .into_values()
            .map(|(timeline, times)| TimeColumn::new(None, timeline, times.into()))
            .collect();
        let components = self
            .components
            .into_iter()
            .map(|(descriptor, cells)| cells.into_column(descriptor, num_rows))
            .collect::<Result<Vec<_>>>()
            .map_err(|err| err.in_chunk(self.id))?;
        Chunk::new(
            self.id,
            self.entity_path,
            row_id_array(self.row_ids)?,
            timelines,
            components,
        )
    }
}

impl Cells {
    fn into_column(
        self,
        descriptor: ComponentDescriptor,
        num_rows: usize,
    ) -> Result<SerializedComponentColumn> {
        let mut lengths = vec![0; num_rows];
        let mut valid = vec![false; num_rows];
        let mut total = 0usize;
        for (row, array) in self.rows.iter().zip(&self.arrays) {
            if let (Some(length), Some(valid)) = (lengths.get_mut(*row), valid.get_mut(*row)) {
                *length = array.len();
                *valid = true;
            }
            total = total.saturating_add(array.len());
        }
        if i32::try_from(total).is_err() {
            return Err(Error::limit(format!(
                "{descriptor} has {total} instances in one chunk"
            )));
        }
        let arrays: Vec<_> = self.arrays.iter().map(|array| array.as_ref()).collect();
        let Some(first) = arrays.first() else {
            return Err(Error::invalid(format!("{descriptor} has no cell")));
        };
        if arrays
            .iter()
            .any(|array| array.data_type() != first.data_type())
        {
            return Err(Error::invalid(format!(
                "the Arrow type of {descriptor} changes"
            )));
        }
        let values = concat(&arrays)?;
        let nulls = NullBuffer::new(BooleanBuffer::from(valid));
        let list_array = ListArray::try_new(
            list_item_field(values.data_type()),
            OffsetBuffer::from_lengths(lengths),
            values,
            (nulls.null_count() > 0).then_some(nulls),
        )?;
        Ok(SerializedComponentColumn {
            descriptor,
            list_array,
        })
    }
}
