//! One chunk of several that need not have the same components.

use arrow_array::{Array as _, ListArray};
use arrow_schema::DataType;
use rushes_chunk::{Chunk, Result, SerializedComponentColumn};
use rushes_core::ComponentDescriptor;

/// Whether rows of both can be in one chunk: the same entity and timelines, and the components that
/// both have of the same type.
pub fn can_join(a: &Chunk, b: &Chunk) -> bool {
    let timelines = |chunk: &Chunk| {
        let timelines = chunk.timelines().values();
        timelines
            .map(|it| it.timeline().clone())
            .collect::<Vec<_>>()
    };
    a.entity_path() == b.entity_path()
        && timelines(a) == timelines(b)
        && a.components().iter().all(|column| {
            let other = b.component(&column.descriptor.component);
            other.is_none_or(|other| {
                column.descriptor == other.descriptor
                    && column.list_array.data_type() == other.list_array.data_type()
            })
        })
}

/// The rows of all chunks, in the order of their ids, under a new id. What a chunk has no column of
/// is null in its rows.
///
/// # Errors
/// When there is none, or when not all of them can be joined.
pub fn joined(chunks: &[Chunk]) -> Result<Chunk> {
    let mut columns: Vec<(ComponentDescriptor, DataType)> = Vec::new();
    for column in chunks.iter().flat_map(Chunk::components) {
        if !columns.iter().any(|(known, _)| *known == column.descriptor) {
            columns.push((column.descriptor.clone(), column.list_array.value_type()));
        }
    }
    let padded = chunks.iter().map(|chunk| pad(chunk, &columns));
    Chunk::joined(&padded.collect::<Result<Vec<_>>>()?)?.sorted_by_row_id()
}

fn pad(chunk: &Chunk, columns: &[(ComponentDescriptor, DataType)]) -> Result<Chunk> {
    if chunk.components().len() == columns.len() {
        return Ok(chunk.clone());
    }
    let missing = columns
        .iter()
        .filter(|(descriptor, _)| chunk.component(&descriptor.component).is_none())
        .map(|(descriptor, data_type)| {
            let field = rushes_chunk::list_item_field(data_type);
            let nulls = ListArray::new_null(field, chunk.num_rows());
            SerializedComponentColumn::new(nulls, descriptor.clone())
        });
    Chunk::new(
        chunk.id(),
        chunk.entity_path().clone(),
        chunk.row_ids_array().clone(),
        chunk.timelines().values().cloned(),
        chunk.components().iter().cloned().chain(missing),
    )
}
