//! Small recordings, and tables as text.

use arrow_array::types::Int64Type;
use arrow_array::{Array, BooleanArray, Int64Array, ListArray, RecordBatch};
use arrow_buffer::OffsetBuffer;
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn, row_id_array};
use rushes_core::{ChunkId, ComponentDescriptor, ComponentIdentifier, RowId, StoreId, Timeline};
use rushes_dataframe::{QueryEngine, QueryExpression};
use rushes_store::{Store, StoreConfig};

pub const CLEAR: &str = "Clear:is_recursive";

pub type Numbers = Option<Vec<i64>>;

/// A row: id, time on `frame` (and ten times that on `other`), cells of `a` and `b`.
#[derive(Clone, Debug)]
pub struct Row(pub u64, pub i64, pub Numbers, pub Numbers);

pub fn store() -> Store {
    Store::new(
        StoreId::recording("app", "recording"),
        StoreConfig::AS_THEY_COME,
    )
}

fn list(cells: impl Iterator<Item = Numbers>) -> ListArray {
    ListArray::from_iter_primitive::<Int64Type, _, _>(
        cells.map(|cell| cell.map(|cell| cell.into_iter().map(Some).collect::<Vec<_>>())),
    )
}

fn column(name: &'static str, list: ListArray) -> SerializedComponentColumn {
    let component = ComponentIdentifier::from_static(name);
    SerializedComponentColumn::new(list, ComponentDescriptor::partial(component))
}

fn chunk_of(
    entity: &str,
    ids: &[u64],
    times: Option<Vec<i64>>,
    columns: Vec<SerializedComponentColumn>,
) -> Chunk {
    let timelines = times.map(|times| {
        let tens = times.iter().map(|time| time * 10).collect::<Vec<_>>();
        [
            TimeColumn::new(None, Timeline::new_sequence("frame"), times.into()),
            TimeColumn::new(None, Timeline::new_duration("other"), tens.into()),
        ]
    });
    let ids = ids.iter().map(|id| RowId::from_u128(u128::from(*id)));
    Chunk::new(
        ChunkId::new(),
        entity.into(),
        row_id_array(ids).unwrap(),
        timelines.into_iter().flatten(),
        columns,
    )
    .unwrap()
}

/// A chunk with both components.
pub fn chunk(entity: &str, rows: &[Row]) -> Chunk {
    let ids: Vec<_> = rows.iter().map(|row| row.0).collect();
    let times = rows.iter().map(|row| row.1).collect();
    let columns = vec![
        column("a", list(rows.iter().map(|row| row.2.clone()))),
        column("b", list(rows.iter().map(|row| row.3.clone()))),
    ];
    chunk_of(entity, &ids, Some(times), columns)
}

/// A static cell of `a`.
pub fn static_chunk(entity: &str, id: u64, cell: Numbers) -> Chunk {
    chunk_of(
        entity,
        &[id],
        None,
        vec![column("a", list([cell].into_iter()))],
    )
}

pub fn clear(entity: &str, id: u64, time: i64, recursive: bool) -> Chunk {
    let values = BooleanArray::from(vec![recursive]);
    let field = rushes_chunk::list_item_field(values.data_type());
    let list = ListArray::new(
        field,
        OffsetBuffer::from_lengths([1]),
        std::sync::Arc::new(values),
        None,
    );
    chunk_of(entity, &[id], Some(vec![time]), vec![column(CLEAR, list)])
}

/// All rows of a query.
pub fn batches(store: &Store, query: QueryExpression) -> Vec<RecordBatch> {
    let handle = QueryEngine::new(store.clone()).query(query).unwrap();
    handle.batches().unwrap().collect::<Result<_, _>>().unwrap()
}

pub fn names(store: &Store, query: QueryExpression) -> Vec<String> {
    let handle = QueryEngine::new(store.clone()).query(query).unwrap();
    handle
        .schema()
        .fields()
        .iter()
        .map(|field| field.name().clone())
        .collect()
}

/// The times of the index, and of a component the cells.
pub fn column_of(batches: &[RecordBatch], name: &str) -> Vec<Numbers> {
    batches
        .iter()
        .flat_map(|batch| {
            let column = batch
                .column_by_name(name)
                .unwrap_or_else(|| panic!("no {name}"));
            cells(column.as_ref())
        })
        .collect()
}

fn cells(column: &dyn Array) -> Vec<Numbers> {
    let numbers = |array: &dyn Array| {
        let data = array
            .to_data()
            .into_builder()
            .data_type(arrow_schema::DataType::Int64);
        Int64Array::from(data.build().unwrap())
    };
    match column.as_any().downcast_ref::<ListArray>() {
        Some(list) => list
            .iter()
            .map(|cell| cell.map(|cell| numbers(cell.as_ref()).values().to_vec()))
            .collect(),
        None => numbers(column)
            .iter()
            .map(|time| time.map(|time| vec![time]))
            .collect(),
    }
}
