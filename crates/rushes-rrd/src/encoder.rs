//! The encoder: messages in, a stream out, with footer and trailer at its end.

use std::io::Write;

use bytes::Bytes;
use rushes_chunk::Chunk;
use rushes_core::{CrateVersion, StoreId};

use crate::end::Manifests;
use crate::frame::{MESSAGE_HEADER_BYTES, RawMessage};
use crate::header::StreamHeader;
use crate::limits::FORMAT_MAX_BYTES;
use crate::manifest::{ChunkIndex, StoreSchema};
use crate::message::{self, ArrowMsg, Message};
use crate::parallel::Pipeline;
use crate::{Compression, Error, ErrorKind, Limits, Result, ipc};

/// How a stream is written.
#[derive(Clone, Debug)]
pub struct EncoderOptions {
    /// How chunks are compressed.
    pub compression: Compression,
    /// The version in the stream header: ours, except where older messages are copied unchanged.
    pub version: CrateVersion,
    /// Whether the stream ends with footer and trailer when it is finished.
    pub footer: bool,
    /// Threads that encode and compress; 0 does it where chunks are handed over.
    pub threads: usize,
    /// Bytes that chunks handed over, but not yet written, may hold together.
    pub window_bytes: u64,
    /// Bytes that the index of the chunks so far may hold before it is put aside, into a temporary
    /// file if the feature `spill` is on.
    pub index_bytes: usize,
}

impl Default for EncoderOptions {
    fn default() -> Self {
        Self {
            compression: Compression::Lz4,
            version: CrateVersion::WIRE,
            footer: true,
            threads: 0,
            window_bytes: 32 << 20,
            index_bytes: 8 << 20,
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
    manifests: Manifests,
    pipeline: Pipeline<Result<Option<Encoded>>>,
    /// An error that left the output incomplete; nothing more may be written.
    broken: bool,
}

/// A framed message, ready to be written, and what the footer needs to know of it.
#[derive(Debug)]
pub struct Encoded {
    bytes: Framed,
    entry: Option<Entry>,
}

/// To copy more than this takes longer than to write it apart.
const LARGE_BYTES: usize = 64 << 10;

#[derive(Debug)]
enum Framed {
    /// Header, payload and checksum.
    Whole(Bytes),
    /// The same in pieces, of which some are large and not ours to copy.
    Pieces(Vec<Bytes>),
    /// A message that was read, to be written with a checksum.
    Copied(RawMessage),
}

#[derive(Debug)]
struct Entry {
    store_id: StoreId,
    index: ChunkIndex,
    /// What the chunk adds to the store's schema; empty where the schema is known already.
    schema: Option<StoreSchema>,
}

impl Framed {
    fn pieces(message: &ArrowMsg) -> Self {
        let (front, back) = message.frame();
        Self::Pieces(vec![front.into(), message.payload.clone(), back.into()])
    }
}

impl Entry {
    fn of(store_id: &StoreId, chunk: &Chunk) -> Self {
        let mut schema = StoreSchema::default();
        schema.add_chunk(chunk);
        let index = ChunkIndex::of(chunk);
        Self {
            store_id: store_id.clone(),
            index,
            schema: Some(schema),
        }
    }
}

impl Encoded {
    /// Packs and frames a chunk. Takes it, so that its data can be freed as early as possible.
    pub fn chunk(store_id: &StoreId, chunk: Chunk, compression: Compression) -> Result<Self> {
        let entry = Entry::of(store_id, &chunk);
        let (id, is_static) = (chunk.id(), chunk.is_static());
        let batch = chunk.to_record_batch()?;
        drop(chunk);
        let data = ipc::encode(&batch)?;
        drop(batch);
        let size = data.len() as u64;
        let bytes = match compression {
            Compression::Lz4 => {
                Framed::Whole(message::frame_compressed(store_id, id, is_static, &data))
            }
            Compression::None => {
                Framed::Pieces(message::frame_uncompressed(store_id, id, is_static, data))
            }
        };
        let encoded = Self {
            bytes,
            entry: Some(entry),
        };
        Ok(encoded.with_uncompressed_size(size))
    }

    /// Frames a message. A chunk needs [`Self::with_chunk`] or [`Self::with_index`] besides, or
    /// the footer will not know it.
    pub fn message(message: &Message) -> Self {
        let bytes = match message {
            Message::Arrow(arrow) if arrow.payload.len() > LARGE_BYTES => Framed::pieces(arrow),
            message => {
                let mut bytes = Vec::new();
                message.encode_into(&mut bytes);
                Framed::Whole(bytes.into())
            }
        };
        Self { bytes, entry: None }
    }

    /// Copies a message as it was read. A checksum that it lacks is added.
    pub fn copied(raw: RawMessage) -> Self {
        Self {
            bytes: Framed::Copied(raw),
            entry: None,
        }
    }

    /// Tells the footer what the message holds, by the decoded chunk.
    #[must_use]
    pub fn with_chunk(self, store_id: &StoreId, chunk: &Chunk) -> Self {
        let mut schema = StoreSchema::default();
        schema.add_chunk(chunk);
        let index = ChunkIndex::of(chunk);
        let entry = Entry {
            store_id: store_id.clone(),
            index,
            schema: Some(schema),
        };
        Self {
            entry: Some(entry),
            ..self
        }
    }

    /// Tells the footer what the message holds, by the index of the file it came from. The
    /// schema must be given to [`Encoder::add_schema`]; offset and size need not be right.
    #[must_use]
    pub fn with_index(self, store_id: &StoreId, index: ChunkIndex) -> Self {
        let entry = Entry {
            store_id: store_id.clone(),
            index,
            schema: None,
        };
        Self {
            entry: Some(entry),
            ..self
        }
    }

    /// States the length of the chunk's Arrow data, uncompressed.
    #[must_use]
    pub fn with_uncompressed_size(mut self, bytes: u64) -> Self {
        if let Some(entry) = &mut self.entry {
            entry.index.uncompressed_size = bytes;
        }
        self
    }

    /// Bytes that the message takes in memory.
    pub fn held_bytes(&self) -> u64 {
        match &self.bytes {
            Framed::Whole(bytes) => bytes.len() as u64,
            Framed::Pieces(pieces) => pieces.iter().map(|piece| piece.len() as u64).sum(),
            Framed::Copied(raw) => raw.payload.len() as u64,
        }
    }
}

impl<W: Write> Encoder<W> {
    /// Starts a stream: writes its header.
    pub fn new(mut output: W, options: EncoderOptions) -> Result<Self> {
        let header = StreamHeader {
            version: options.version,
            compression: options.compression,
        };
        let header = header.to_bytes();
        output.write_all(&header)?;
        Ok(Self {
            output,
            position: header.len() as u64,
            manifests: Manifests::new(options.index_bytes),
            pipeline: Pipeline::new(options.threads, options.window_bytes, held_by_result)?,
            options,
            broken: false,
        })
    }

    /// Writes a message. A chunk's Arrow data are taken as they are; for the footer they are
    /// decoded. Where the index is known, [`Self::push`] is cheaper.
    pub fn write(&mut self, message: &Message) -> Result<()> {
        match message {
            Message::Arrow(arrow) if self.options.footer => {
                let arrow = arrow.clone();
                let cost = arrow.payload.len() as u64 + arrow.uncompressed_size;
                self.submit(cost, move || {
                    let chunk = arrow.to_chunk(&Limits::default())?;
                    let (store_id, size) = (arrow.store_id.clone(), arrow.uncompressed_size);
                    let encoded = Encoded::message(&Message::Arrow(arrow));
                    Ok(Some(
                        encoded
                            .with_chunk(&store_id, &chunk)
                            .with_uncompressed_size(size),
                    ))
                })
            }
            message => self.push(Encoded::message(message)),
        }
    }

    /// Writes a chunk.
    pub fn write_chunk(&mut self, store_id: &StoreId, chunk: Chunk) -> Result<()> {
        let store_id = store_id.clone();
        let compression = self.options.compression;
        let cost = 2 * chunk.heap_size_bytes() as u64;
        self.submit(cost, move || {
            Encoded::chunk(&store_id, chunk, compression).map(Some)
        })
    }

    /// Adds to the schema of a store that chunks written by [`Encoded::with_index`] have.
    pub fn add_schema(&mut self, store_id: &StoreId, schema: &StoreSchema) {
        self.manifests.add_schema(store_id, schema);
    }

    /// Bytes written so far.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The output.
    pub fn get_ref(&self) -> &W {
        &self.output
    }

    /// Gives the output back as it is, without an end. What was handed over but not written is lost.
    pub fn into_output(self) -> W {
        self.output
    }

    /// Whether writing has failed, so that the output is incomplete for good.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Writes everything handed over so far.
    pub fn settle(&mut self) -> Result<()> {
        while let Some(encoded) = self.pipeline.take_next().map_err(worker)? {
            encoded?.map_or(Ok(()), |encoded| self.write_encoded(encoded))?;
        }
        Ok(())
    }

    /// Writes everything handed over so far, and flushes the output.
    pub fn flush(&mut self) -> Result<()> {
        self.settle()?;
        Ok(self.output.flush()?)
    }

    /// Ends the stream, with footer and trailer unless the options say otherwise, and flushes
    /// the output.
    pub fn finish(mut self) -> Result<W> {
        self.flush()?;
        if self.options.footer {
            let manifests = std::mem::replace(&mut self.manifests, Manifests::new(0));
            manifests.write_end(self.position, |bytes| self.write_bytes(bytes))?;
            self.output.flush()?;
        }
        Ok(self.output)
    }

    /// Writes what a job makes, if anything; it may run on another thread. Until it is written it
    /// counts as `cost` bytes.
    ///
    /// An error may be that of an earlier job; unless it is of kind [`ErrorKind::Io`], only what
    /// that job should have made is missing, and writing may go on.
    pub fn submit(
        &mut self,
        cost: u64,
        job: impl FnOnce() -> Result<Option<Encoded>> + Send + 'static,
    ) -> Result<()> {
        self.make_room(cost)?;
        self.pipeline.submit(cost, job);
        self.write_due()
    }

    /// Writes a message that is framed already, behind all before it.
    pub fn push(&mut self, encoded: Encoded) -> Result<()> {
        if self.pipeline.is_empty() {
            return self.write_encoded(encoded);
        }
        self.make_room(encoded.held_bytes())?;
        self.pipeline.push(encoded.held_bytes(), Ok(Some(encoded)));
        self.write_due()
    }

    fn make_room(&mut self, cost: u64) -> Result<()> {
        while let Some(encoded) = self.pipeline.make_room(cost).map_err(worker)? {
            encoded?.map_or(Ok(()), |encoded| self.write_encoded(encoded))?;
        }
        Ok(())
    }

    fn write_due(&mut self) -> Result<()> {
        while let Some(encoded) = self.pipeline.next_due().map_err(worker)? {
            encoded?.map_or(Ok(()), |encoded| self.write_encoded(encoded))?;
        }
        Ok(())
    }

    fn write_encoded(&mut self, encoded: Encoded) -> Result<()> {
        let offset = self.position + MESSAGE_HEADER_BYTES as u64;
        let payload_len = match &encoded.bytes {
            Framed::Copied(raw) => raw.len_with_checksum(),
            _ => encoded
                .held_bytes()
                .saturating_sub(MESSAGE_HEADER_BYTES as u64),
        };
        if payload_len > FORMAT_MAX_BYTES {
            return Err(Error::limit(format!(
                "a message of {payload_len} bytes; the format allows {FORMAT_MAX_BYTES}. \
                 Send the data in several chunks"
            )));
        }
        match &encoded.bytes {
            Framed::Whole(bytes) => self.write_bytes(bytes)?,
            Framed::Pieces(pieces) => pieces
                .iter()
                .try_for_each(|piece| self.write_bytes(piece))?,
            Framed::Copied(raw) => {
                let (header, field) = raw.framing();
                self.write_bytes(&header)?;
                self.write_bytes(&raw.payload)?;
                self.write_bytes(&field)?;
            }
        }
        if !self.options.footer {
            return Ok(());
        }
        if let Some(Entry {
            store_id,
            mut index,
            schema,
        }) = encoded.entry
        {
            index.byte_offset = offset;
            index.byte_size = payload_len;
            self.manifests.push(store_id, &index, schema.as_ref())?;
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

fn held_by_result(result: &Result<Option<Encoded>>) -> u64 {
    let encoded = result.as_ref().ok().and_then(Option::as_ref);
    encoded.map_or(0, Encoded::held_bytes)
}

fn worker(panicked: crate::parallel::WorkerPanicked) -> Error {
    Error::new(ErrorKind::Io, panicked.to_string())
}
