//! Small chunks, and short questions.

use std::sync::Arc;

use arrow_array::types::Int64Type;
use arrow_array::{Array as _, ArrayRef, BooleanArray, Int64Array, ListArray};
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn, row_id_array};
use rushes_core::{
    ChunkId, ComponentDescriptor, ComponentIdentifier, RowId, StoreId, TimeInt, TimeRange, Timeline,
};
use rushes_store::{LatestAtQuery, RangeQuery, Store, StoreConfig};

pub const VALUE: &str = "value";
pub const CLEAR: &str = "Clear:is_recursive";

/// A cell of numbers: not logged, or any number of instances.
pub type Numbers = Option<Vec<i64>>;

/// One row: row id, time on `frame`, cell.
#[derive(Clone, Debug)]
pub struct Row(pub u64, pub i64, pub Numbers);

pub fn store() -> Store {
    Store::new(id(), StoreConfig::default())
}

pub fn id() -> StoreId {
    StoreId::recording("app", "recording")
}

pub fn component(name: &'static str) -> ComponentIdentifier {
    ComponentIdentifier::from_static(name)
}

fn lists(cells: impl Iterator<Item = Numbers>) -> ListArray {
    ListArray::from_iter_primitive::<Int64Type, _, _>(
        cells.map(|cell| cell.map(|numbers| numbers.into_iter().map(Some).collect::<Vec<_>>())),
    )
}

pub fn row_id(id: u64) -> RowId {
    RowId::from_u128(u128::from(id))
}

/// A chunk on one timeline `frame`; static without times.
pub fn chunk_of(entity: &str, name: &'static str, rows: &[Row], is_static: bool) -> Chunk {
    let values = lists(rows.iter().map(|row| row.2.clone()));
    chunk_with(entity, name, rows, is_static, values)
}

fn chunk_with(
    entity: &str,
    name: &'static str,
    rows: &[Row],
    is_static: bool,
    values: ListArray,
) -> Chunk {
    let times: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let times = TimeColumn::new(None, Timeline::new_sequence("frame"), times.into());
    Chunk::new(
        ChunkId::new(),
        entity.into(),
        row_id_array(rows.iter().map(|row| row_id(row.0))).unwrap(),
        (!is_static).then_some(times),
        [SerializedComponentColumn::new(
            values,
            ComponentDescriptor::partial(component(name)),
        )],
    )
    .unwrap()
}

/// A temporal chunk of component [`VALUE`].
pub fn chunk(entity: &str, rows: &[Row]) -> Chunk {
    chunk_of(entity, VALUE, rows, false)
}

/// A static chunk of component [`VALUE`].
pub fn static_chunk(entity: &str, id: u64, cell: Numbers) -> Chunk {
    chunk_of(entity, VALUE, &[Row(id, 0, cell)], true)
}

/// A clear, static without a time.
pub fn clear(entity: &str, id: u64, time: Option<i64>, recursive: bool) -> Chunk {
    let values: ArrayRef = Arc::new(BooleanArray::from(vec![recursive]));
    let list = ListArray::new(
        rushes_chunk::list_item_field(values.data_type()),
        arrow_buffer::OffsetBuffer::from_lengths([1]),
        values,
        None,
    );
    let row = Row(id, time.unwrap_or(0), None);
    chunk_with(entity, CLEAR, &[row], time.is_none(), list)
}

pub fn numbers(array: &ArrayRef) -> Vec<i64> {
    let array = array.as_any().downcast_ref::<Int64Array>().unwrap();
    array.values().to_vec()
}

/// What holds of [`VALUE`] at a time.
pub fn latest(store: &Store, entity: &str, at: i64) -> Numbers {
    let query = LatestAtQuery::new("frame", at);
    let cell = store
        .latest_at_cell(&query, &entity.into(), &component(VALUE))
        .unwrap();
    cell.map(|cell| numbers(&cell.instances().unwrap()))
}

/// The rows of [`VALUE`] in a range, over all chunks: time, row id and cell, sorted.
pub fn range(store: &Store, entity: &str, from: i64, to: i64) -> Vec<(i64, RowId, Vec<i64>)> {
    let query = RangeQuery::new("frame", TimeRange::new(from, to));
    rows_of(store, &query, entity)
}

pub fn rows_of(store: &Store, query: &RangeQuery, entity: &str) -> Vec<(i64, RowId, Vec<i64>)> {
    let found = store
        .range(query, &entity.into(), &component(VALUE))
        .unwrap();
    let cells = found
        .chunks
        .iter()
        .flat_map(rushes_store::RangeChunk::cells);
    let mut rows: Vec<_> = cells
        .map(|cell| {
            let (time, id) = cell.index();
            (
                TimeInt::as_i64(time),
                id,
                numbers(&cell.instances().unwrap()),
            )
        })
        .collect();
    rows.sort();
    rows
}
