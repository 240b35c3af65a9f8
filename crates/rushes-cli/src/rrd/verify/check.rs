//! What is checked of one chunk, and of one row of a manifest.

use rushes_chunk::Chunk;
use rushes_chunk::schema::Normalized;
use rushes_rrd::{ArrowMsg, ChunkIndex, ColumnIndex};
use rushes_types::reflection;

/// What is wrong with a chunk.
#[derive(Debug, Default)]
pub struct Problems {
    /// Against the rules.
    pub errors: Vec<String>,
    /// Tolerated by readers.
    pub warnings: Vec<String>,
}

/// Checks what a chunk claims about itself, and its components' types and values.
pub fn chunk(message: &ArrowMsg, normalized: &Normalized, chunk: &Chunk) -> Problems {
    let mut problems = Problems {
        warnings: normalized.warnings.clone(),
        ..Problems::default()
    };
    let claims = std::iter::once(("the row ids", chunk.is_sorted())).chain(
        normalized.timelines.iter().filter_map(|timeline| {
            let column = chunk.timelines().get(timeline.name())?;
            Some((timeline.name().as_str(), column.is_sorted()))
        }),
    );
    for ((name, is_sorted), claimed) in claims.zip(&normalized.claims_sorted) {
        if *claimed && !is_sorted {
            problems
                .errors
                .push(format!("{name} claim to be sorted, but are not"));
        }
    }
    if message.chunk_id.is_some_and(|id| id != chunk.id()) {
        problems
            .errors
            .push("the message names another chunk".to_owned());
    }
    if message
        .is_static
        .is_some_and(|is_static| is_static != chunk.is_static())
    {
        problems
            .errors
            .push("the message is wrong on whether the chunk is static".to_owned());
    }
    for column in chunk.components() {
        if let Err(problem) = verify_column(column) {
            problems
                .errors
                .push(format!("{}: {problem}", column.descriptor.component));
        }
    }
    problems
}

/// What a manifest says wrong about a chunk, its components included if asked for.
pub fn index(seen: &ChunkIndex, stored: &ChunkIndex, with_components: bool) -> Option<String> {
    let facts = |index: &ChunkIndex| {
        (
            index.chunk_id,
            index.entity_path.clone(),
            index.is_static,
            index.num_rows,
        )
    };
    if facts(seen) != facts(stored) {
        return Some("it says another id, entity, kind or number of rows".to_owned());
    }
    if seen.byte_size != stored.byte_size {
        return Some(format!(
            "it says {} bytes of {}",
            stored.byte_size, seen.byte_size
        ));
    }
    let mut timelines = (seen.timelines.clone(), stored.timelines.clone());
    timelines.0.sort_by(|a, b| a.timeline.cmp(&b.timeline));
    timelines.1.sort_by(|a, b| a.timeline.cmp(&b.timeline));
    if timelines.0 != timelines.1 {
        return Some("it says other times than the chunk has".to_owned());
    }
    if with_components && cells(seen) != cells(stored) {
        return Some("it says other components, or other times of them, than there are".to_owned());
    }
    None
}

/// The components that have cells, with their times, in one order.
fn cells(index: &ChunkIndex) -> Vec<ColumnIndex> {
    let mut columns = index.columns.clone();
    for column in &mut columns {
        column.timelines.retain(|span| span.range.is_some());
        column.timelines.sort_by(|a, b| a.timeline.cmp(&b.timeline));
    }
    columns.retain(|column| index.is_static || !column.timelines.is_empty());
    columns.sort_by(|a, b| a.descriptor.cmp(&b.descriptor));
    columns
}

fn verify_column(column: &rushes_chunk::SerializedComponentColumn) -> Result<(), String> {
    let list = &column.list_array;
    reflection::verify_component(&column.descriptor, &list.value_type(), list.values())
}
