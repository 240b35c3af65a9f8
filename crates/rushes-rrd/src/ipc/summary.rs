//! What an IPC stream's metadata say, without decoding any array.

use arrow_schema::Field;
use bytes::Bytes;
use rushes_chunk::schema::keys;

use super::frames::Frames;
use super::message::Header;
use super::read_schema;
use crate::{Error, Limits, Result};

/// What the metadata of a chunk's Arrow data say. Reading them takes a few microseconds,
/// whatever the size of the data. The values are as stored: nothing is migrated or verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChunkSummary {
    /// The entity, as the batch spells it.
    pub entity_path: String,
    /// Rows in the batch.
    pub num_rows: u64,
    /// The timelines, and whether each claims to ascend.
    pub timelines: Vec<(String, bool)>,
    /// The component identifiers.
    pub components: Vec<String>,
    /// Bytes of the whole Arrow IPC stream.
    pub total_bytes: u64,
    /// Bytes of the arrays themselves: what the stream would not have without rows.
    pub data_bytes: u64,
}

impl ChunkSummary {
    /// Reads data that are `len` bytes long, of which `start` is the start. Fails also when the
    /// metadata are longer than that.
    pub(crate) fn read(start: &Bytes, len: usize, limits: &Limits) -> Result<Self> {
        let mut frames = Frames::of_start(start, len);
        let (frame, schema) = frames.schema()?;
        let schema = read_schema::read(schema, frame.metadata_len, limits)?;
        let mut this = Self {
            entity_path: schema
                .metadata()
                .get(keys::ENTITY_PATH)
                .ok_or_else(|| Error::invalid("the batch names no entity"))?
                .clone(),
            num_rows: 0,
            timelines: Vec::new(),
            components: Vec::new(),
            total_bytes: len as u64,
            data_bytes: 0,
        };
        schema
            .fields()
            .iter()
            .for_each(|field| this.add_column(field));
        while let Some(frame) = frames.next()? {
            this.data_bytes += frame.body.len() as u64;
            if let Header::Batch(batch) = frame.message.header {
                this.num_rows = u64::try_from(batch.rows)
                    .map_err(|_negative| Error::corrupt("a negative row count"))?;
                return Ok(this);
            }
        }
        Err(Error::invalid("the Arrow data hold no record batch"))
    }

    fn add_column(&mut self, field: &Field) {
        let get = |key: &str| {
            let value = field.metadata().get(key).map(String::as_str);
            value.filter(|value| !value.is_empty())
        };
        let name = |key: &str| get(key).unwrap_or(field.name()).to_owned();
        match get(keys::KIND) {
            Some("control" | "row_id") => {}
            Some("index" | "time") => {
                let claims_sorted = get(keys::IS_SORTED) == Some("true");
                self.timelines.push((name(keys::INDEX_NAME), claims_sorted));
            }
            _ => self.components.push(name(keys::COMPONENT)),
        }
    }
}
