//! Chunks and manifests as tables.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{DurationNanosecondType, TimestampNanosecondType};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field};
use comfy_table::{ContentArrangement, Table, presets};
use rushes_chunk::schema::{fields, keys};
use rushes_core::TimeType;
use rushes_rrd::Manifest;
use rushes_types::reflection;

/// How tables look.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Keep the prefixes of metadata keys and names.
    pub full_metadata: bool,
    /// Swap rows and columns.
    pub transposed: bool,
}

/// Characters of one cell; what is longer is cut.
const MAX_CELL: usize = 120;
/// Width of tables where there is no terminal to ask.
const WIDTH: u16 = 240;

/// A chunk's metadata and columns, and its rows if asked for.
pub fn chunk(batch: &RecordBatch, with_rows: bool, style: Style) -> String {
    let schema = batch.schema();
    let mut metadata: Vec<_> = schema.metadata().iter().collect();
    metadata.sort();
    let mut text = String::from("METADATA:\n");
    for (key, value) in metadata {
        text.push_str(&format!("* {}: {value}\n", style.key(key)));
    }
    text + &columns(batch, with_rows, style)
}

/// A manifest's table.
pub fn manifest(manifest: &Manifest, level: u8, style: Style) -> anyhow::Result<String> {
    let table = manifest.table();
    let wanted = |field: &Field| match level {
        0 => field.name().starts_with("chunk_"),
        1 => field.name().starts_with("chunk_") || !field.metadata().contains_key(keys::COMPONENT),
        _ => true,
    };
    let schema = table.schema();
    let indices: Vec<usize> = (0..schema.fields().len())
        .filter(|index| {
            schema
                .fields()
                .get(*index)
                .is_some_and(|field| wanted(field))
        })
        .collect();
    let shown = columns(&table.project(&indices)?, true, style);
    Ok(format!("Manifest of {:?}\n{shown}", manifest.store_id()))
}

fn columns(batch: &RecordBatch, with_rows: bool, style: Style) -> String {
    let schema = batch.schema();
    let headers: Vec<String> = schema
        .fields()
        .iter()
        .map(|field| style.header(field))
        .collect();
    let mut rows: Vec<Vec<String>> = Vec::new();
    if with_rows {
        for row in 0..batch.num_rows() {
            let cells = schema.fields().iter().zip(batch.columns());
            rows.push(
                cells
                    .map(|(field, array)| cut(cell(field, array, row)))
                    .collect(),
            );
        }
    }
    let mut table = Table::new();
    table
        .load_preset(presets::UTF8_FULL)
        .set_content_arrangement(ContentArrangement::Dynamic);
    if table.width().is_none() {
        table.set_width(WIDTH);
    }
    if style.transposed {
        for (index, header) in headers.iter().enumerate() {
            let cells = rows.iter().filter_map(|row| row.get(index).cloned());
            table.add_row(std::iter::once(header.clone()).chain(cells));
        }
    } else {
        table.set_header(headers);
        table.add_rows(rows);
    }
    format!("{table}\n")
}

impl Style {
    fn key<'a>(&self, key: &'a str) -> &'a str {
        if self.full_metadata {
            return key;
        }
        key.strip_prefix("rerun:")
            .or_else(|| key.strip_prefix("sorbet:"))
            .unwrap_or(key)
    }

    fn value<'a>(&self, value: &'a str) -> &'a str {
        const PREFIXES: [&str; 3] = ["rerun.archetypes.", "rerun.components.", "rerun.datatypes."];
        if self.full_metadata {
            return value;
        }
        PREFIXES
            .iter()
            .find_map(|prefix| value.strip_prefix(prefix))
            .unwrap_or(value)
    }

    fn header(&self, field: &Field) -> String {
        let name = if self.full_metadata {
            field.name().as_str()
        } else {
            field
                .name()
                .strip_prefix("rerun.controls.")
                .unwrap_or(field.name())
        };
        let nullable = if field.is_nullable() { "" } else { "non-null " };
        let mut metadata: Vec<_> = field.metadata().iter().collect();
        metadata.sort();
        let mut header = format!(
            "{name}\n---\ntype: {nullable}{}",
            data_type(field.data_type())
        );
        for (key, value) in metadata {
            header.push_str(&format!("\n{}: {}", self.key(key), self.value(value)));
        }
        header
    }
}

/// The type in words; lists show what they hold.
fn data_type(data_type: &DataType) -> String {
    match data_type {
        DataType::List(item) => format!("List({})", self::data_type(item.data_type())),
        DataType::FixedSizeList(item, size) => {
            format!(
                "FixedSizeList({size} x {})",
                self::data_type(item.data_type())
            )
        }
        other => other.to_string(),
    }
}

/// One cell: ids and times as people write them, component values by their type.
fn cell(field: &Field, array: &ArrayRef, row: usize) -> String {
    if array.is_null(row) {
        return "null".to_owned();
    }
    let kind = field.metadata().get(keys::KIND).map(String::as_str);
    if let Some(ids) = array
        .as_fixed_size_binary_opt()
        .filter(|ids| ids.value_length() == 16)
    {
        let mut bytes = [0; 16];
        bytes.copy_from_slice(ids.value(row));
        let prefix = if kind == Some(keys::KIND_CONTROL) {
            "row"
        } else {
            "chunk"
        };
        return format!("{prefix}_{}", rushes_core::Tuid::from_bytes(bytes));
    }
    if let (Some(list), Some(component_type)) = (
        array.as_list_opt::<i32>(),
        field.metadata().get(keys::COMPONENT_TYPE),
    ) {
        let items = list.value(row);
        let values = (0..items.len().min(MAX_CELL))
            .map(|index| reflection::display_value(component_type, &items, index));
        return format!("[{}]", values.collect::<Vec<_>>().join(", "));
    }
    time(array, row).unwrap_or_else(|| reflection::display(array, row))
}

/// A timestamp or duration; `None` for anything else.
fn time(array: &ArrayRef, row: usize) -> Option<String> {
    let time_type = fields::time_type(array.data_type())?;
    let nanos = match time_type {
        TimeType::Sequence => return None,
        TimeType::DurationNs => array
            .as_primitive_opt::<DurationNanosecondType>()?
            .value(row),
        TimeType::TimestampNs => array
            .as_primitive_opt::<TimestampNanosecondType>()?
            .value(row),
    };
    Some(time_type.format(nanos))
}

fn cut(text: String) -> String {
    match text.char_indices().nth(MAX_CELL) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}
