//! The encoder: messages in, a stream out, with footer and trailer at its end.

use std::collections::BTreeMap;
use std::io::Write;

use rushes_chunk::Chunk;
use rushes_core::StoreId;

use crate::decoder::{Trailer, TrailerEntry};
use crate::frame::{self, MESSAGE_HEADER_BYTES, MessageKind};
use crate::header::StreamHeader;
use crate::limits::FORMAT_MAX_BYTES;
use crate::manifest::{ChunkIndex, ManifestBuilder, StoreSchema};
use crate::message::{ArrowMsg, Message};
use crate::parallel::Pipeline;
use crate::{Compression, Error, ErrorKind, Limits, Result, footer};

/// How a stream is written.
#[derive(Clone, Debug)]
pub struct EncoderOptions {
    /// How chunks are compressed.
    pub compression: Compression,
    /// Whether the stream ends with footer and trailer when it is finished.
    pub footer: bool,
    /// Threads that encode and compress; 0 does it where chunks are handed over.
    pub threads: usize,
    /// Bytes that chunks handed over, but not yet written, may hold together.
    pub window_bytes: u64,
}

impl Default for EncoderOptions {
    fn default() -> Self {
        Self {
            compression: Compression::Lz4,
            footer: true,
            threads: 0,
            window_bytes: 32 << 20,
        }
    }
}

/// Writes one stream. The output need not be seekable.
///
/// The output is valid after every message: a reader of a prefix finds all whole messages.
/// Messages arrive in the order they were handed over, however many threads encode.
#[derive(Debug)]
pub struct Encoder<W> {
    output: W,
    options: EncoderOptions,
    position: u64,
    stores: BTreeMap<StoreId, ManifestBuilder>,
    pipeline: Pipeline<Result<Encoded>>,
    /// An error that left the output incomplete; nothing more may be written.
    broken: bool,
}

/// A framed message, and what the footer needs to know of it.
struct Encoded {
    bytes: Vec<u8>,
    entry: Option<Entry>,
}

struct Entry {
    store_id: StoreId,
    index: ChunkIndex,
    /// What the chunk adds to the store's schema; empty where the schema is known already.
    schema: Option<StoreSchema>,
}

impl<W: Write> Encoder<W> {
    /// Starts a stream: writes its header.
    pub fn new(mut output: W, options: EncoderOptions) -> Result<Self> {
        let header = StreamHeader::current(options.compression).to_bytes();
        output.write_all(&header)?;
        Ok(Self {
            output,
            position: header.len() as u64,
            stores: BTreeMap::new(),
            pipeline: Pipeline::new(options.threads, options.window_bytes)?,
            options,
            broken: false,
        })
    }

    /// Writes a message. A chunk's Arrow data are taken as they are; for the footer they are
    /// decoded, so where their index is known, [`Self::write_indexed`] is cheaper.
    pub fn write(&mut self, message: &Message) -> Result<()> {
        match message {
            Message::Arrow(message) if self.options.footer => {
                let message = message.clone();
                let cost = message.payload.len() as u64 + message.uncompressed_size;
                self.submit(cost, move || {
                    let chunk = message.to_chunk(&Limits::default())?;
                    encoded(&message, Some(&chunk))
                })
            }
            message => {
                let mut bytes = Vec::new();
                message.encode_into(&mut bytes);
                self.push(Encoded { bytes, entry: None })
            }
        }
    }

    /// Writes a chunk.
    pub fn write_chunk(&mut self, store_id: &StoreId, chunk: Chunk) -> Result<()> {
        let store_id = store_id.clone();
        let compression = self.options.compression;
        let cost = 2 * chunk.heap_size_bytes() as u64;
        let with_footer = self.options.footer;
        self.submit(cost, move || {
            let message = ArrowMsg::from_chunk(store_id, &chunk, compression)?;
            encoded(&message, with_footer.then_some(&chunk))
        })
    }

    /// Writes a chunk whose index is known, for example from the manifest of its file. Offset
    /// and sizes in the index need not be right. The store's schema must be given to
    /// [`Self::add_schema`].
    pub fn write_indexed(&mut self, message: &ArrowMsg, index: ChunkIndex) -> Result<()> {
        let mut bytes = Vec::new();
        message.encode_into(&mut bytes);
        let index = ChunkIndex {
            uncompressed_size: message.uncompressed_size,
            ..index
        };
        let entry = Entry {
            store_id: message.store_id.clone(),
            index,
            schema: None,
        };
        self.push(Encoded {
            bytes,
            entry: Some(entry),
        })
    }

    /// Adds to the schema of a store that chunks written by [`Self::write_indexed`] have.
    pub fn add_schema(&mut self, store_id: &StoreId, schema: &StoreSchema) {
        add_schema(self.stores.entry(store_id.clone()).or_default(), schema);
    }

    /// Bytes written so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The output.
    pub fn get_ref(&self) -> &W {
        &self.output
    }

    /// Writes everything handed over so far, and flushes the output.
    pub fn flush(&mut self) -> Result<()> {
        while let Some(encoded) = self.pipeline.next().map_err(worker)? {
            self.write_encoded(encoded?)?;
        }
        self.output.flush()?;
        Ok(())
    }

    /// Ends the stream, with footer and trailer unless the options say otherwise, and flushes
    /// the output.
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        if self.options.footer {
            let payload = footer::encode(&self.stores)?;
            let mut bytes = Vec::new();
            frame::write_message(&mut bytes, MessageKind::End, &[&payload]);
            let start = self.position + MESSAGE_HEADER_BYTES as u64;
            let payload = bytes.get(MESSAGE_HEADER_BYTES..).unwrap_or_default();
            let entries = vec![TrailerEntry::of(start, payload)];
            bytes.extend_from_slice(&Trailer { entries }.to_bytes());
            self.write_bytes(&bytes)?;
            self.output.flush()?;
        }
        Ok(self.output)
    }

    fn submit(
        &mut self,
        cost: u64,
        job: impl FnOnce() -> Result<Encoded> + Send + 'static,
    ) -> Result<()> {
        self.pipeline.submit(cost, job);
        self.write_due()
    }

    fn push(&mut self, encoded: Encoded) -> Result<()> {
        if self.pipeline.is_empty() {
            return self.write_encoded(encoded);
        }
        self.pipeline.push(encoded.bytes.len() as u64, Ok(encoded));
        self.write_due()
    }

    fn write_due(&mut self) -> Result<()> {
        while let Some(encoded) = self.pipeline.next_due().map_err(worker)? {
            self.write_encoded(encoded?)?;
        }
        Ok(())
    }

    fn write_encoded(&mut self, encoded: Encoded) -> Result<()> {
        let payload_len = encoded.bytes.len().saturating_sub(MESSAGE_HEADER_BYTES) as u64;
        if payload_len > FORMAT_MAX_BYTES {
            return Err(Error::limit(format!(
                "a message of {payload_len} bytes; the format allows {FORMAT_MAX_BYTES}. \
                 Send the data in several chunks"
            )));
        }
        let offset = self.position + MESSAGE_HEADER_BYTES as u64;
        self.write_bytes(&encoded.bytes)?;
        if let Some(Entry {
            store_id,
            mut index,
            schema,
        }) = encoded.entry
        {
            index.byte_offset = offset;
            index.byte_size = payload_len;
            let store = self.stores.entry(store_id).or_default();
            store.push(&index);
            if let Some(schema) = schema {
                add_schema(store, &schema);
            }
        }
        Ok(())
    }

    fn write_bytes(&mut self, bytes: &[u8]) -> Result<()> {
        if self.broken {
            return Err(Error::new(
                ErrorKind::Io,
                "the output is incomplete after an error",
            ));
        }
        if let Err(error) = self.output.write_all(bytes) {
            self.broken = true;
            return Err(error.into());
        }
        self.position += bytes.len() as u64;
        Ok(())
    }
}

fn add_schema(store: &mut ManifestBuilder, schema: &StoreSchema) {
    for timeline in schema.timelines.values() {
        store.schema.add_timeline(timeline);
    }
    for ((entity_path, _), column) in &schema.columns {
        store.schema.add_column(entity_path.clone(), column.clone());
    }
}

fn encoded(message: &ArrowMsg, chunk: Option<&Chunk>) -> Result<Encoded> {
    let mut bytes = Vec::new();
    message.encode_into(&mut bytes);
    let entry = chunk.map(|chunk| {
        let index = ChunkIndex {
            uncompressed_size: message.uncompressed_size,
            ..ChunkIndex::of(chunk)
        };
        let mut schema = StoreSchema::default();
        schema.add_chunk(chunk);
        Entry {
            store_id: message.store_id.clone(),
            index,
            schema: Some(schema),
        }
    });
    Ok(Encoded { bytes, entry })
}

fn worker(panicked: crate::parallel::WorkerPanicked) -> Error {
    Error::new(ErrorKind::Io, panicked.to_string())
}
