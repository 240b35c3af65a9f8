//! The columns that one lens makes.

use std::collections::BTreeSet;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array as _, ListArray};
use arrow_buffer::NullBuffer;
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn};
use rushes_core::{ChunkId, ComponentIdentifier, EntityPath};
use rushes_types::reflection;

use crate::cast::cast;
use crate::error::Result;
use crate::lens::{CastTo, ComponentOutput, Derive, TimeOutput};
use crate::lists::Rows;
use crate::{LensRuntimeError, Runtime, Selector};

/// What is written already: entity and component.
pub(crate) type Claims = BTreeSet<(EntityPath, ComponentIdentifier)>;

/// What the lens for `input` makes of the column, and what went wrong.
pub(crate) fn derive_components(
    input: &SerializedComponentColumn,
    derive: &Derive,
    entity: &EntityPath,
    runtime: &Runtime,
    claims: &mut Claims,
    errors: &mut Vec<LensRuntimeError>,
) -> Vec<SerializedComponentColumn> {
    let mut columns = Vec::new();
    for output in &derive.components {
        let component = &output.descriptor.component;
        if !claims.insert((entity.clone(), component.clone())) {
            errors.push(LensRuntimeError::Collision {
                entity: entity.to_string(),
                component: component.to_string(),
            });
            continue;
        }
        match derive_component(&input.list_array, output, runtime) {
            Ok(Some(list)) => columns.push(SerializedComponentColumn::new(
                list,
                output.descriptor.clone(),
            )),
            Ok(None) => {}
            Err(error) => errors.push(in_output(input, component.as_str(), error)),
        }
    }
    columns
}

fn derive_component(
    input: &ListArray,
    output: &ComponentOutput,
    runtime: &Runtime,
) -> Result<Option<ListArray>> {
    let Some(list) = output.selector.execute_per_row_with(input, runtime)? else {
        return Ok(None);
    };
    let to = match &output.cast {
        CastTo::AsIs => return Ok(Some(list)),
        CastTo::DataType(data_type) => data_type.clone(),
        CastTo::Auto => {
            let component_type = output.descriptor.component_type.as_ref();
            let known = component_type.and_then(|name| reflection::component(name.as_str()));
            known
                .ok_or_else(|| LensRuntimeError::UnknownType {
                    component: output.descriptor.to_string(),
                })?
                .arrow_type()
        }
    };
    let (rows, values) = Rows::of(&list);
    rows.list(cast(&values, &to)?).map(Some)
}

/// Columns of the lens as a chunk of their own, with its timelines and new row ids.
pub(crate) fn separate_chunk(
    chunk: &Chunk,
    input: &SerializedComponentColumn,
    derive: &Derive,
    entity: &EntityPath,
    columns: Vec<SerializedComponentColumn>,
    runtime: &Runtime,
    errors: &mut Vec<LensRuntimeError>,
) -> Option<Chunk> {
    let (sources, columns) = if derive.scatter {
        scattered(input, columns, errors)?
    } else {
        ((0..chunk.num_rows()).collect(), columns)
    };
    if columns.is_empty() {
        return None;
    }
    let mut timelines = chunk.timelines().clone();
    if derive.scatter {
        for column in timelines.values_mut() {
            let times = sources.iter().filter_map(|row| column.times().get(*row));
            let times: Vec<_> = times.copied().collect();
            *column = TimeColumn::new(None, column.timeline().clone(), times.into());
        }
    }
    for output in &derive.timelines {
        match time_column(input, output, derive.scatter, &sources, runtime) {
            Ok(Some(column)) => {
                timelines.insert(output.timeline.name().clone(), column);
            }
            Ok(None) => {}
            Err(error) => {
                errors.push(in_output(input, output.timeline.name().as_str(), error));
                return None;
            }
        }
    }
    let made = Chunk::from_auto_row_ids(
        ChunkId::new(),
        entity.clone(),
        timelines.into_values(),
        columns,
    );
    made.map_err(|error| errors.push(error.into())).ok()
}

/// Each value in a row of its own, and the row that each comes from. The first column decides.
fn scattered(
    input: &SerializedComponentColumn,
    columns: Vec<SerializedComponentColumn>,
    errors: &mut Vec<LensRuntimeError>,
) -> Option<(Vec<usize>, Vec<SerializedComponentColumn>)> {
    let mut sources: Option<Vec<usize>> = None;
    let mut made = Vec::new();
    for column in columns {
        match scatter(&column.list_array) {
            Ok((rows, list)) => {
                if sources.get_or_insert_with(|| rows.clone()) == &rows {
                    made.push(SerializedComponentColumn::new(list, column.descriptor));
                } else {
                    errors.push(LensRuntimeError::Rows {
                        output: column.descriptor.to_string(),
                        message: format!(
                            "it has {} rows, or of others than the first output, which has {}",
                            rows.len(),
                            sources.as_ref().map_or(0, Vec::len)
                        ),
                    });
                }
            }
            Err(error) => {
                errors.push(in_output(
                    input,
                    column.descriptor.component.as_str(),
                    error,
                ));
            }
        }
    }
    if sources.is_none() {
        errors.push(LensRuntimeError::Nothing {
            component: input.descriptor.to_string(),
        });
    }
    Some((sources?, made))
}

fn scatter(list: &ListArray) -> Result<(Vec<usize>, ListArray)> {
    let (rows, _) = Rows::of(list);
    let mut sources = Vec::new();
    let mut places = Vec::new();
    let mut lengths = Vec::new();
    let mut valid = Vec::new();
    for (row, range) in (0..rows.len()).zip(rows.ranges()) {
        let is_null = rows.is_null(row);
        if is_null || range.is_empty() {
            sources.push(row);
            lengths.push(0);
            valid.push(!is_null);
            continue;
        }
        for value in range {
            sources.push(row);
            places.push(Some(value));
            lengths.push(1);
            valid.push(true);
        }
    }
    let (_, values) = Rows::of(list);
    let values = crate::lists::pick(&values, &places)?;
    let nulls = Some(NullBuffer::from(valid)).filter(|nulls| nulls.null_count() > 0);
    let list = Rows::of_lengths(lengths.into_iter(), nulls)?.list(values)?;
    Ok((sources, list))
}

fn time_column(
    input: &SerializedComponentColumn,
    output: &TimeOutput,
    scatter_rows: bool,
    sources: &[usize],
    runtime: &Runtime,
) -> Result<Option<TimeColumn>> {
    let selected = output
        .selector
        .execute_per_row_with(&input.list_array, runtime)?;
    let Some(mut list) = selected else {
        return Ok(None);
    };
    let refuse = |message: String| LensRuntimeError::Rows {
        output: output.timeline.name().to_string(),
        message,
    };
    // A time for each value, or one for all values of a row.
    let mut repeated = false;
    if scatter_rows {
        let (rows, scattered) = scatter(&list)?;
        repeated = rows != sources;
        if !repeated {
            list = scattered;
        }
    }
    let (rows, values) = Rows::of(&list);
    let Some(times) = values.as_primitive_opt::<Int64Type>() else {
        return Err(refuse(format!(
            "times are Int64, not {}; cast them",
            values.data_type()
        )));
    };
    let mut each = Vec::with_capacity(rows.len());
    for (row, range) in (0..rows.len()).zip(rows.ranges()) {
        if rows.is_null(row) || range.len() != 1 || times.is_null(range.start) {
            return Err(refuse(format!("row {row} has no time, or several")));
        }
        each.push(times.value(range.start));
    }
    if repeated {
        let of_row = sources.iter().filter_map(|row| each.get(*row).copied());
        each = of_row.collect();
    }
    let column = TimeColumn::new(None, output.timeline.clone(), each.into());
    Ok(Some(column))
}

/// What the selector makes of the column, in its place.
pub(crate) fn mutated(
    input: &SerializedComponentColumn,
    selector: &Selector,
    runtime: &Runtime,
) -> Result<Option<SerializedComponentColumn>> {
    let list = selector.execute_per_row_with(&input.list_array, runtime);
    let list =
        list.map_err(|error| in_output(input, input.descriptor.component.as_str(), error))?;
    Ok(list.map(|list| SerializedComponentColumn::new(list, input.descriptor.clone())))
}

fn in_output(
    input: &SerializedComponentColumn,
    output: &str,
    source: LensRuntimeError,
) -> LensRuntimeError {
    LensRuntimeError::Output {
        input: input.descriptor.to_string(),
        output: output.to_owned(),
        source: Box::new(source),
    }
}
