//! The messages of an IPC stream as tables: `Message.fbs` of Arrow.
//!
//! What a schema message holds is in `read_schema` and `write_schema`.

use flatbuffers::{FlatBufferBuilder, TableFinishedWIPOffset, VOffsetT, WIPOffset};

use super::flatbuffer::{Table, damaged};
use crate::{Error, Result};

/// Metadata version 4, of 2017.
pub(super) const V4: i16 = 3;
/// Metadata version 5, of 2020: unions have no validity any more.
pub(super) const V5: i16 = 4;

mod kind {
    pub const NONE: u8 = 0;
    pub const SCHEMA: u8 = 1;
    pub const DICTIONARY: u8 = 2;
    pub const BATCH: u8 = 3;
}

/// The numbers of fields.
mod field {
    pub const VERSION: usize = 0;
    pub const KIND: usize = 1;
    pub const HEADER: usize = 2;
    pub const BODY_LEN: usize = 3;

    pub const ROWS: usize = 0;
    pub const NODES: usize = 1;
    pub const BUFFERS: usize = 2;
    pub const COMPRESSION: usize = 3;
    pub const VARIADIC: usize = 4;

    pub const DICTIONARY_ID: usize = 0;
    pub const DICTIONARY_DATA: usize = 1;
    pub const DICTIONARY_IS_DELTA: usize = 2;

    pub const CODEC: usize = 0;
}

/// What precedes a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Message<'a> {
    pub version: i16,
    pub header: Header<'a>,
    pub body_len: i64,
}

/// What a message is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Header<'a> {
    None,
    Schema(Table<'a>),
    Dictionary(Dictionary<'a>),
    Batch(Batch<'a>),
    Other(u8),
}

/// Values for all columns of a dictionary id.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dictionary<'a> {
    pub id: i64,
    /// Whether the values come behind those of before.
    pub is_delta: bool,
    pub data: Batch<'a>,
}

/// Where in its body the arrays of a batch are. All numbers are as they were found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Batch<'a> {
    pub rows: i64,
    /// Each array's length and number of nulls, nested arrays behind those that they are in.
    pub nodes: Pairs<'a>,
    /// Each buffer's offset and length.
    pub buffers: Pairs<'a>,
    /// The number of the compression of each buffer.
    pub codec: Option<u8>,
    /// How many buffers of data each array of views has, eight bytes each.
    pub variadic: Option<&'a [u8]>,
}

/// Pairs of numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pairs<'a>(&'a [u8]);

impl<'a> Pairs<'a> {
    pub fn iter(self) -> impl Iterator<Item = (i64, i64)> + 'a {
        self.0.as_chunks::<16>().0.iter().map(|pair| {
            let both = u128::from_le_bytes(*pair);
            (both as i64, (both >> 64) as i64)
        })
    }
}

impl<'a> Message<'a> {
    pub fn read(bytes: &'a [u8]) -> Result<Self> {
        let message = Table::root(bytes)?;
        let kind = message.u8(field::KIND)?;
        let header = message.table(field::HEADER)?;
        let header = match (kind, header) {
            (kind::NONE, _) => Header::None,
            (kind::SCHEMA, Some(schema)) => Header::Schema(schema),
            (kind::DICTIONARY, Some(dictionary)) => {
                Header::Dictionary(Dictionary::read(dictionary)?)
            }
            (kind::BATCH, Some(batch)) => Header::Batch(Batch::read(batch)?),
            (kind::SCHEMA | kind::DICTIONARY | kind::BATCH, None) => {
                return Err(Error::corrupt("an Arrow message without its header"));
            }
            (other, _) => Header::Other(other),
        };
        Ok(Self {
            version: message.i16(field::VERSION, 0)?,
            header,
            body_len: message.i64(field::BODY_LEN)?,
        })
    }
}

impl<'a> Dictionary<'a> {
    fn read(table: Table<'a>) -> Result<Self> {
        let data = table
            .table(field::DICTIONARY_DATA)?
            .ok_or_else(|| Error::corrupt("an Arrow dictionary without its data"))?;
        Ok(Self {
            id: table.i64(field::DICTIONARY_ID)?,
            is_delta: table.bool(field::DICTIONARY_IS_DELTA)?,
            data: Batch::read(data)?,
        })
    }
}

impl<'a> Batch<'a> {
    fn read(table: Table<'a>) -> Result<Self> {
        let pairs = |field| Ok::<_, Error>(table.vector(field, 16)?.map(Pairs));
        let compression = table.table(field::COMPRESSION)?;
        Ok(Self {
            rows: table.i64(field::ROWS)?,
            nodes: pairs(field::NODES)?.ok_or_else(damaged)?,
            buffers: pairs(field::BUFFERS)?.ok_or_else(damaged)?,
            codec: compression.map(|it| it.u8(field::CODEC)).transpose()?,
            variadic: table.vector(field::VARIADIC, 8)?,
        })
    }
}

/// The place of a field in a vtable.
pub(super) const fn slot(field: usize) -> VOffsetT {
    4 + 2 * field as VOffsetT
}

/// A table under construction that is finished.
pub(super) type Finished = WIPOffset<TableFinishedWIPOffset>;

/// What [`batch_message`] writes about arrays.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub nodes: Vec<(i64, i64)>,
    pub buffers: Vec<(i64, i64)>,
    pub variadic: Vec<i64>,
    pub body_len: usize,
}

/// The metadata of a record batch, or of the values of a dictionary.
pub(super) fn batch_message(
    version: i16,
    rows: i64,
    layout: &Layout,
    dictionary_id: Option<i64>,
) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let buffers = pairs(&mut builder, &layout.buffers);
    let nodes = pairs(&mut builder, &layout.nodes);
    let variadic =
        (!layout.variadic.is_empty()).then(|| builder.create_vector(&layout.variadic).value());
    let table = builder.start_table();
    builder.push_slot(slot(field::ROWS), rows, 0);
    builder.push_slot_always(slot(field::NODES), nodes);
    builder.push_slot_always(slot(field::BUFFERS), buffers);
    if let Some(variadic) = variadic {
        builder.push_slot_always(slot(field::VARIADIC), Finished::new(variadic));
    }
    let batch = Finished::new(builder.end_table(table).value());
    let (kind, header) = match dictionary_id {
        None => (kind::BATCH, batch),
        Some(id) => {
            let table = builder.start_table();
            builder.push_slot(slot(field::DICTIONARY_ID), id, 0);
            builder.push_slot_always(slot(field::DICTIONARY_DATA), batch);
            let dictionary = builder.end_table(table);
            (kind::DICTIONARY, Finished::new(dictionary.value()))
        }
    };
    finish(builder, version, kind, header, layout.body_len)
}

/// The metadata of a schema.
pub(super) fn schema_message(builder: FlatBufferBuilder<'_>, schema: Finished) -> Vec<u8> {
    finish(builder, V5, kind::SCHEMA, schema, 0)
}

fn finish(
    mut builder: FlatBufferBuilder<'_>,
    version: i16,
    kind: u8,
    header: Finished,
    body_len: usize,
) -> Vec<u8> {
    let table = builder.start_table();
    builder.push_slot(slot(field::VERSION), version, 0);
    builder.push_slot(slot(field::KIND), kind, kind::NONE);
    builder.push_slot(slot(field::BODY_LEN), body_len as i64, 0);
    builder.push_slot_always(slot(field::HEADER), header);
    let message = builder.end_table(table);
    builder.finish(message, None);
    builder.finished_data().to_vec()
}

/// A vector of structs of two numbers. It is built from its end.
fn pairs(builder: &mut FlatBufferBuilder<'_>, pairs: &[(i64, i64)]) -> Finished {
    builder.start_vector::<i64>(2 * pairs.len());
    for (first, second) in pairs.iter().rev() {
        builder.push(*second);
        builder.push(*first);
    }
    Finished::new(builder.end_vector::<i64>(pairs.len()).value())
}
