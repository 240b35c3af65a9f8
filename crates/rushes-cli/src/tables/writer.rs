//! Writes tables, batch by batch.

use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::Path;
use std::sync::Arc;

use anyhow::bail;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_json::LineDelimitedWriter;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::format::Format;
use super::text::{self, TextTable};
use crate::output::{self, Output};

/// Bytes of a Parquet row group that are held before they are written.
const ROW_GROUP_BYTES: usize = 64 << 20;

/// A table under way.
pub struct Writer {
    /// The columns that the format cannot hold are text.
    schema: SchemaRef,
    sink: Sink,
}

type Out = BufWriter<Output>;

enum Sink {
    Table {
        table: TextTable,
        to: Option<Output>,
    },
    Csv(Box<arrow_csv::Writer<Out>>),
    Json(Box<LineDelimitedWriter<Out>>),
    Parquet(Box<ArrowWriter<Out>>),
    ArrowFile(Box<FileWriter<Out>>),
    ArrowStream(Box<StreamWriter<Out>>),
}

impl Writer {
    /// Begins a table; without a path, on standard output. A table for people has at most `max_rows` rows.
    pub fn new(
        format: Format,
        path: Option<&Path>,
        schema: &SchemaRef,
        max_rows: usize,
    ) -> anyhow::Result<Self> {
        let fields = schema
            .fields()
            .iter()
            .map(|field| match fits(format, field.data_type()) {
                true => Arc::clone(field),
                false => Arc::new(Field::new(
                    field.name(),
                    DataType::Utf8,
                    field.is_nullable(),
                )),
            });
        let fields: Vec<_> = fields.collect();
        let schema: SchemaRef =
            Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()));
        if format == Format::Table {
            let to = path.map(|path| Output::create(Some(path))).transpose()?;
            let table = TextTable::new(Arc::clone(&schema), max_rows);
            return Ok(Self {
                schema,
                sink: Sink::Table { table, to },
            });
        }
        let out = match path {
            None if format.is_text() => Output::text(),
            path => {
                if path.is_none() && std::io::stdout().is_terminal() {
                    bail!("a terminal cannot show this format; write it to a file by -o");
                }
                Output::create(path)?
            }
        };
        let out = BufWriter::with_capacity(1 << 16, out);
        let sink = match format {
            Format::Table | Format::Csv => Sink::Csv(Box::new(arrow_csv::Writer::new(out))),
            Format::Json => Sink::Json(Box::new(LineDelimitedWriter::new(out))),
            Format::Parquet => {
                let zstd = Compression::ZSTD(ZstdLevel::try_new(1)?);
                let properties = WriterProperties::builder().set_compression(zstd).build();
                Sink::Parquet(Box::new(ArrowWriter::try_new(
                    out,
                    Arc::clone(&schema),
                    Some(properties),
                )?))
            }
            Format::Arrow if path.is_none() => {
                Sink::ArrowStream(Box::new(StreamWriter::try_new(out, &schema)?))
            }
            Format::Arrow => Sink::ArrowFile(Box::new(FileWriter::try_new(out, &schema)?)),
        };
        let mut writer = Self { schema, sink };
        // So that a table without rows has a header.
        if format == Format::Csv {
            let nothing = RecordBatch::new_empty(Arc::clone(&writer.schema));
            writer.write(&nothing)?;
        }
        Ok(writer)
    }

    /// Adds rows. `false`: there is room for no more.
    pub fn write(&mut self, batch: &RecordBatch) -> anyhow::Result<bool> {
        let columns = batch.columns().iter().zip(self.schema.fields());
        let columns =
            columns.map(
                |(column, field)| match column.data_type() == field.data_type() {
                    true => Ok(Arc::clone(column)),
                    false => Ok(Arc::new(text::column(column.as_ref())?) as ArrayRef),
                },
            );
        let columns = columns.collect::<anyhow::Result<Vec<_>>>()?;
        let options = arrow_array::RecordBatchOptions::new().with_row_count(Some(batch.num_rows()));
        let batch = RecordBatch::try_new_with_options(Arc::clone(&self.schema), columns, &options)?;
        match &mut self.sink {
            Sink::Table { table, .. } => return table.push(&batch),
            Sink::Csv(writer) => writer.write(&batch)?,
            Sink::Json(writer) => writer.write(&batch)?,
            Sink::Parquet(writer) => {
                writer.write(&batch)?;
                if writer.in_progress_size() > ROW_GROUP_BYTES {
                    writer.flush()?;
                }
            }
            Sink::ArrowFile(writer) => writer.write(&batch)?,
            Sink::ArrowStream(writer) => writer.write(&batch)?,
        }
        Ok(true)
    }

    /// Ends the table; a file appears under its name.
    pub fn finish(self) -> anyhow::Result<()> {
        let out = match self.sink {
            Sink::Table { table, to } => {
                let text = table.to_string();
                match to {
                    None => output::print(&text)?,
                    Some(mut to) => {
                        to.write_all(text.as_bytes())?;
                        to.commit()?;
                    }
                }
                if table.has_more() {
                    eprintln!(
                        "There are more rows. `--rows 0` shows all; `-o FILE.csv` writes them to a file."
                    );
                }
                return Ok(());
            }
            Sink::Csv(writer) => writer.into_inner(),
            Sink::Json(mut writer) => {
                writer.finish()?;
                writer.into_inner()
            }
            Sink::Parquet(writer) => writer.into_inner()?,
            Sink::ArrowFile(writer) => writer.into_inner()?,
            Sink::ArrowStream(writer) => writer.into_inner()?,
        };
        let out = out
            .into_inner()
            .map_err(std::io::IntoInnerError::into_error)?;
        out.commit()?;
        Ok(())
    }
}

/// Whether a format can hold values of a type.
fn fits(format: Format, data_type: &DataType) -> bool {
    let inner = |inner: &DataType| fits(format, inner);
    match data_type {
        DataType::Union(..) => matches!(format, Format::Arrow | Format::Table),
        DataType::Null => format != Format::Parquet || data_type.is_null(),
        _ if format == Format::Csv => !data_type.is_nested(),
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::Map(item, _) => inner(item.data_type()),
        DataType::Struct(fields) => {
            !fields.is_empty() && fields.iter().all(|field| inner(field.data_type()))
        }
        _ => true,
    }
}
