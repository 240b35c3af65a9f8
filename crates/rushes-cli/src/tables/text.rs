//! Tables for people.

use arrow_array::{Array, RecordBatch};
use arrow_cast::display::{ArrayFormatter, DurationFormat, FormatOptions};
use arrow_schema::{DataType, SchemaRef};
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

/// Characters of one cell; what is longer is cut.
const MAX_CELL: usize = 120;
/// The same of text, which somebody wrote to be read.
const MAX_TEXT: usize = 10_000;

/// Rows of a table, gathered to be shown.
pub struct TextTable {
    schema: SchemaRef,
    rows: Vec<Vec<String>>,
    max_rows: usize,
    has_more: bool,
}

/// How values are written.
pub fn options() -> FormatOptions<'static> {
    FormatOptions::default().with_duration_format(DurationFormat::Pretty)
}

impl TextTable {
    /// At most so many rows are kept.
    pub fn new(schema: SchemaRef, max_rows: usize) -> Self {
        Self {
            schema,
            rows: Vec::new(),
            max_rows,
            has_more: false,
        }
    }

    /// Adds rows. `false`: there is room for no more.
    pub fn push(&mut self, batch: &RecordBatch) -> anyhow::Result<bool> {
        let room = self.max_rows - self.rows.len();
        self.has_more = batch.num_rows() > room;
        let options = options();
        let columns = batch.columns().iter();
        let columns = columns.map(|column| ArrayFormatter::try_new(column.as_ref(), &options));
        let columns = columns.collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows().min(room) {
            let cells = columns
                .iter()
                .zip(self.schema.fields())
                .map(|(column, field)| {
                    let cell = column.value(row).try_to_string()?;
                    let max = if is_text(field.data_type()) {
                        MAX_TEXT
                    } else {
                        MAX_CELL
                    };
                    Ok::<_, arrow_schema::ArrowError>(cut(cell, max))
                });
            self.rows.push(cells.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(!self.has_more)
    }

    /// Whether rows were left out.
    pub fn has_more(&self) -> bool {
        self.has_more
    }
}

impl std::fmt::Display for TextTable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.schema.fields().is_empty() {
            return writeln!(f, "no columns");
        }
        let mut table = Table::new();
        table
            .load_preset(presets::UTF8_FULL_CONDENSED)
            .set_content_arrangement(ContentArrangement::Dynamic);
        if table.width().is_none() {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
        table.set_header(self.schema.fields().iter().map(|field| field.name()));
        table.add_rows(&self.rows);
        for (column, field) in table.column_iter_mut().zip(self.schema.fields()) {
            if is_number(field.data_type()) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        writeln!(f, "{table}")
    }
}

fn is_text(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View
    )
}

fn is_number(data_type: &DataType) -> bool {
    data_type.is_numeric()
}

fn cut(text: String, max: usize) -> String {
    match text.char_indices().nth(max) {
        None => text,
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}

/// A column as text, for formats that cannot hold its type.
pub fn column(array: &dyn Array) -> anyhow::Result<arrow_array::StringArray> {
    let options = options();
    let formatter = ArrayFormatter::try_new(array, &options)?;
    let cells = (0..array.len()).map(|row| match array.is_null(row) {
        true => Ok(None),
        false => formatter.value(row).try_to_string().map(Some),
    });
    Ok(cells.collect::<Result<_, _>>()?)
}
