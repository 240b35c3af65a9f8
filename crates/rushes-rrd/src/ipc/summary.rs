//! What an IPC stream's metadata say, without decoding any array.

use arrow_ipc as fb;
use bytes::Bytes;

use super::check_schema;
use super::frames::Frames;
use crate::{Error, Limits, Result};

/// The metadata of a chunk's IPC stream. Reading it costs a microsecond or two, whatever the
/// size of the data.
pub(crate) struct Summary<'a> {
    schema: fb::Schema<'a>,
    /// Rows in the batch.
    pub num_rows: u64,
    /// Bytes of the arrays themselves: what a batch without rows would not have.
    pub data_bytes: u64,
}

impl<'a> Summary<'a> {
    pub fn read(data: &'a Bytes, limits: &Limits) -> Result<Self> {
        let mut frames = Frames::new(data, limits);
        let frame = frames
            .next()?
            .ok_or_else(|| Error::invalid("the Arrow data are empty"))?;
        let schema = frame
            .message
            .header_as_schema()
            .ok_or_else(|| Error::invalid("the Arrow data do not start with a schema"))?;
        check_schema::check(&schema, limits)?;
        let mut data_bytes = 0;
        while let Some(frame) = frames.next()? {
            data_bytes += frame.body.len() as u64;
            if let Some(batch) = frame.message.header_as_record_batch() {
                let num_rows = u64::try_from(batch.length())
                    .map_err(|_negative| Error::corrupt("a negative row count"))?;
                return Ok(Self {
                    schema,
                    num_rows,
                    data_bytes,
                });
            }
        }
        Err(Error::invalid("the Arrow data hold no record batch"))
    }

    /// A value of the batch's metadata.
    pub fn metadata(&self, key: &str) -> Option<&'a str> {
        find(self.schema.custom_metadata(), key)
    }

    /// The columns' names with their metadata.
    pub fn columns(&self) -> impl Iterator<Item = Column<'a>> {
        self.schema
            .fields()
            .into_iter()
            .flatten()
            .map(|field| Column { field })
    }
}

/// One column's metadata.
pub(crate) struct Column<'a> {
    field: fb::Field<'a>,
}

impl<'a> Column<'a> {
    pub fn name(&self) -> &'a str {
        self.field.name().unwrap_or_default()
    }

    pub fn metadata(&self, key: &str) -> Option<&'a str> {
        find(self.field.custom_metadata(), key)
    }
}

fn find<'a>(
    pairs: Option<flatbuffers::Vector<'a, flatbuffers::ForwardsUOffset<fb::KeyValue<'a>>>>,
    key: &str,
) -> Option<&'a str> {
    pairs
        .into_iter()
        .flatten()
        .find(|pair| pair.key() == Some(key))
        .and_then(|pair| pair.value())
}
