//! A record batch that is too large for memory, of which some rows at a time are read.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions, make_array};
use arrow_buffer::Buffer;
use arrow_data::ArrayData;
use arrow_schema::{DataType, FieldRef, Schema, SchemaRef};
use bytes::Bytes;

use super::cut::parts;
use super::frames::Frames;
use super::message::Header;
use super::read_schema;
use crate::spool::Spool;
use crate::{Error, Limits, Result};

/// Bytes of the start of a stream that are looked at first for its metadata.
const START_BYTES: u64 = 64 << 10;
/// The buffers of a column without children: what is null, offsets, values.
const MAX_BUFFERS: usize = 3;

/// A stream with one batch, and where the columns of simple types are in it.
#[derive(Debug)]
pub(crate) struct Windows {
    spool: Spool,
    schema: SchemaRef,
    columns: Vec<Column>,
    num_columns: usize,
    num_rows: usize,
}

#[derive(Debug)]
struct Column {
    data_type: DataType,
    has_nulls: bool,
    /// Where each buffer starts in the stream.
    buffers: [u64; MAX_BUFFERS],
    /// Bytes of the text, if it is one.
    text_len: u64,
}

impl Windows {
    /// Understands a stream. Columns of other types than manifests have are left out. `None` where
    /// a batch cannot be read in parts.
    pub fn new(spool: Spool, limits: &Limits) -> Result<Option<Self>> {
        let mut len = START_BYTES.min(spool.len());
        loop {
            let start = Bytes::from(spool.get(0, len as usize)?);
            let columns = read_metadata(&start, spool.len(), limits);
            match columns {
                Err(_cut_short) if len < spool.len() => len = (4 * len).min(spool.len()),
                Err(error) => return Err(error),
                Ok(metadata) => {
                    let this = metadata.map(|metadata| Self {
                        spool,
                        schema: Arc::new(Schema::new(metadata.fields)),
                        columns: metadata.columns,
                        num_columns: metadata.num_columns,
                        num_rows: metadata.num_rows,
                    });
                    return Ok(this);
                }
            }
        }
    }

    /// Rows of the batch.
    pub fn num_rows(&self) -> usize {
        self.num_rows
    }

    /// Columns of the batch, of any type.
    pub fn num_columns(&self) -> usize {
        self.num_columns
    }

    /// Bytes of one row, but for texts.
    pub fn row_bytes(&self) -> usize {
        let widths = self.columns.iter().map(|column| width(&column.data_type));
        widths.map(|width| width.unwrap_or(4)).sum()
    }

    /// Some of the rows. They must start at a multiple of eight.
    pub fn read(&self, rows: Range<usize>) -> Result<RecordBatch> {
        let columns = self.columns.iter().map(|column| self.column(column, &rows));
        let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
        Ok(RecordBatch::try_new_with_options(
            Arc::clone(&self.schema),
            columns.collect::<Result<_>>()?,
            &options,
        )?)
    }

    fn column(&self, column: &Column, rows: &Range<usize>) -> Result<ArrayRef> {
        let bytes = |at: u64, range: Range<usize>| {
            let bytes = self.spool.get(at + range.start as u64, range.len())?;
            Ok::<_, Error>(Buffer::from(bytes))
        };
        let bits = rows.start / 8..rows.end.div_ceil(8);
        let [nulls_at, first_at, second_at] = column.buffers;
        let mut array = ArrayData::builder(column.data_type.clone()).len(rows.len());
        if column.has_nulls {
            array = array.null_bit_buffer(Some(bytes(nulls_at, bits.clone())?));
        }
        array = match (&column.data_type, width(&column.data_type)) {
            (DataType::Boolean, _) => array.add_buffer(bytes(first_at, bits)?),
            (_, Some(width)) => {
                array.add_buffer(bytes(first_at, rows.start * width..rows.end * width)?)
            }
            (_, None) => {
                let offsets = bytes(first_at, rows.start * 4..(rows.end + 1) * 4)?;
                let offsets = offsets.typed_data::<i32>();
                let (first, last) = offsets.first().zip(offsets.last()).unwrap_or((&0, &0));
                let moved: Option<Vec<i32>> =
                    offsets.iter().map(|o| o.checked_sub(*first)).collect();
                let text = usize::try_from(*first)
                    .ok()
                    .zip(usize::try_from(*last).ok());
                let text =
                    text.filter(|(first, last)| first <= last && *last as u64 <= column.text_len);
                let bad = || Error::corrupt("the offsets of a text column are wrong");
                let (first, last) = text.ok_or_else(bad)?;
                array
                    .add_buffer(Buffer::from_vec(moved.ok_or_else(bad)?))
                    .add_buffer(bytes(second_at, first..last)?)
            }
        };
        Ok(make_array(array.build()?))
    }
}

struct Metadata {
    fields: Vec<FieldRef>,
    columns: Vec<Column>,
    num_columns: usize,
    num_rows: usize,
}

/// The metadata in the start of a stream of `len` bytes. Fails where the start is too short.
fn read_metadata(start: &Bytes, len: u64, limits: &Limits) -> Result<Option<Metadata>> {
    let mut frames = Frames::of_start(start, len as usize);
    let (frame, table) = frames.schema()?;
    let schema = read_schema::read(table, frame.metadata_len, limits)?;
    let batch = frames.next()?;
    let batch = batch.ok_or_else(|| Error::invalid("the Arrow data hold no record batch"))?;
    let Header::Batch(header) = batch.message.header else {
        return Ok(None);
    };
    if header.codec.is_some() || header.variadic.is_some() {
        return Ok(None);
    }
    let bad = || Error::corrupt("the columns of an Arrow batch do not fit its schema");
    let num_rows = usize::try_from(header.rows).map_err(|_negative| bad())?;
    let (mut nodes, mut buffers) = (header.nodes.iter(), header.buffers.iter());
    let (mut fields, mut columns) = (Vec::new(), Vec::new());
    for field in schema.fields() {
        let Some((num_nodes, num_buffers)) = parts(field.data_type()) else {
            return Ok(None);
        };
        let nodes: Vec<_> = nodes.by_ref().take(num_nodes).collect();
        let buffers: Vec<_> = buffers.by_ref().take(num_buffers).collect();
        let (node_len, num_nulls) = *nodes.first().ok_or_else(bad)?;
        if nodes.len() != num_nodes || buffers.len() != num_buffers {
            return Err(bad());
        }
        let Some(lengths) = lengths(field.data_type(), num_rows) else {
            continue;
        };
        if usize::try_from(node_len) != Ok(num_rows) {
            return Err(bad());
        }
        let has_nulls = num_nulls > 0;
        let mut places = [0; MAX_BUFFERS];
        let mut text_len = 0;
        let needed = lengths.into_iter().enumerate();
        for (((number, needed), place), buffer) in needed.zip(&mut places).zip(&buffers) {
            let needed = if number == 0 && !has_nulls { 0 } else { needed };
            let range = range_of(*buffer).filter(|range| {
                range.end <= batch.body.len() as u64 && range.end - range.start >= needed
            });
            let range = range.ok_or_else(bad)?;
            *place = batch.body.start as u64 + range.start;
            text_len = range.end - range.start;
        }
        fields.push(Arc::clone(field));
        columns.push(Column {
            data_type: field.data_type().clone(),
            has_nulls,
            buffers: places,
            text_len,
        });
    }
    Ok(Some(Metadata {
        fields,
        columns,
        num_columns: schema.fields().len(),
        num_rows,
    }))
}

fn range_of((offset, len): (i64, i64)) -> Option<Range<u64>> {
    let start = u64::try_from(offset).ok()?;
    let len = u64::try_from(len).ok()?;
    Some(start..start.checked_add(len)?)
}

/// Bytes of a value; 0 where they are bits, `None` for texts.
fn width(data_type: &DataType) -> Option<usize> {
    match data_type {
        DataType::Boolean => Some(0),
        DataType::Utf8 => None,
        DataType::FixedSizeBinary(width) => usize::try_from(*width).ok(),
        other => other.primitive_width(),
    }
}

/// Bytes that the buffers of a column have at least; `None` for columns that no manifest has.
fn lengths(data_type: &DataType, num_rows: usize) -> Option<[u64; MAX_BUFFERS]> {
    let rows = num_rows as u64;
    let bits = rows.div_ceil(8);
    let values = match data_type {
        DataType::Boolean => bits,
        DataType::Utf8 => 4 * (rows + 1),
        DataType::FixedSizeBinary(16) => 16 * rows,
        DataType::UInt64 | DataType::Int64 | DataType::Duration(_) | DataType::Timestamp(..) => {
            8 * rows
        }
        _ => return None,
    };
    Some([bits, values, 0])
}
