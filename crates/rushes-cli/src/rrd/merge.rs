//! `rushes rrd merge`: recordings from many files in one.
//!
//! Two passes: the first finds out where every message is, which chunks are there twice, and
//! which static ones are superseded; the second copies the others, store by store. Neither holds
//! more than a window of the data.

use std::collections::{BTreeMap, HashSet};
use std::process::ExitCode;
use std::sync::Arc;

use foldhash::fast::RandomState;
use rushes_chunk::Chunk;
use rushes_core::{ChunkId, CrateVersion, StoreId, StoreKind};
use rushes_rrd::{
    ArrowMsg, BlueprintActivation, Compression, Encoded, Head, Item, Limits, Located, Message,
    RawMessage, ReadAhead, SetStoreInfo, skim,
};

use super::CopyArguments;
use super::copy::{self, Index};
use super::static_data::StaticData;
use crate::input::{Input, Seekable};
use crate::progress::Progress;
use crate::report::{Policy, Report};
use crate::text;

/// Arguments of `rushes rrd merge`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) copy: CopyArguments,
}

/// One input.
struct Source {
    seekable: Arc<Seekable>,
    index: Option<Arc<Index>>,
    /// Whether it was read as a stream, because it is old or irregular: its chunks are decoded.
    is_irregular: bool,
}

/// One store's part of the output.
#[derive(Default)]
struct Store {
    info: Option<SetStoreInfo>,
    chunks: Vec<Piece>,
    /// The chunks that are there, also those that hold nothing.
    seen: HashSet<ChunkId, RandomState>,
}

/// A chunk and where it is.
#[derive(Clone, Copy)]
struct Piece {
    source: u32,
    offset: u64,
    payload_len: u64,
    uncompressed_size: u64,
    chunk_id: ChunkId,
}

/// The result of the first pass.
#[derive(Default)]
struct Plan {
    sources: Vec<Source>,
    stores: BTreeMap<StoreId, Store>,
    statics: StaticData,
    num_chunks: u64,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let CopyArguments {
        paths,
        output,
        continue_on_error,
        strict,
    } = &arguments.copy;
    let policy = Policy {
        continue_on_error: *continue_on_error,
        strict: *strict,
    };
    let mut report = Report::new(policy);
    // First, so that an output that cannot be written is known before much is read.
    let copier = copy::start(output.as_deref(), CrateVersion::WIRE, copy::WINDOW_BYTES)?;
    let mut plan = Plan::default();
    for input in Input::from_paths(paths) {
        plan.add_input(input, &mut report)?;
    }
    let num_chunks = plan.num_chunks;
    let (kept, size) = plan.write(copier, &mut report)?;
    eprintln!(
        "merged {} into {} of {}",
        text::counted(num_chunks, "chunk"),
        text::count(kept),
        text::bytes(size)
    );
    Ok(ExitCode::SUCCESS)
}

impl Plan {
    fn add_input(&mut self, input: Input, report: &mut Report) -> anyhow::Result<()> {
        let seekable = Arc::new(Seekable::new(input)?);
        let skimmed = skim(&seekable.path, &Limits::default())?;
        let is_irregular = skimmed.is_none();
        let index = if is_irregular {
            None
        } else {
            Index::open(&seekable.path)?
        };
        let source = self.sources.len() as u32;
        self.sources.push(Source {
            seekable: Arc::clone(&seekable),
            index,
            is_irregular,
        });
        match skimmed {
            Some(messages) => {
                let progress = Progress::new("merge", None);
                for located in messages {
                    let result = self.add_message(source, &seekable, located, None);
                    report.tolerate(&progress, &seekable.input, result)?;
                }
                Ok(())
            }
            None => self.add_stream(source, &seekable, report),
        }
    }

    /// Reads an input as a stream, which tolerates and reports what is irregular.
    fn add_stream(
        &mut self,
        source: u32,
        seekable: &Arc<Seekable>,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let input = &seekable.input;
        let readable = Input::Path(seekable.path.clone());
        let progress = Progress::new("merge", readable.len());
        let mut reader = readable.open()?;
        let mut position = 0;
        while let Some(item) = reader.next_item()? {
            progress.add(reader.position() - position);
            position = reader.position();
            if let Some(located) = Located::of(&item) {
                let chunk = match &item {
                    Item::Message {
                        message: Message::Arrow(message),
                        ..
                    } => Some(message.to_chunk(&Limits::default())),
                    _ => None,
                };
                let result = chunk
                    .transpose()
                    .and_then(|chunk| self.add_message(source, seekable, located, chunk));
                report.tolerate(&progress, input, result)?;
                continue;
            }
            match item {
                Item::Orphan(raw) => report.orphan(&progress, input, &raw)?,
                Item::Damage(damage) => {
                    report.damage(&progress, input, &damage, reader.ended_cleanly())?;
                }
                _ => {}
            }
        }
        if !reader.ended_cleanly() && position > 0 {
            report.warning(
                &progress,
                &format!("{input} was never closed: it has no footer"),
            )?;
        }
        Ok(())
    }

    /// Takes note of a message. `chunk` is given where it was decoded anyway.
    fn add_message(
        &mut self,
        source: u32,
        seekable: &Arc<Seekable>,
        located: Located,
        chunk: Option<Chunk>,
    ) -> rushes_rrd::Result<()> {
        let (store_id, chunk_id, is_static, uncompressed_size) = match &located.head {
            Head::Other(Message::SetStoreInfo(info)) => {
                let store = self.stores.entry(info.info.store_id.clone()).or_default();
                store.info = Some(info.clone());
                return Ok(());
            }
            Head::Other(_) => return Ok(()),
            Head::Chunk {
                store_id,
                chunk_id,
                is_static,
                uncompressed_size,
            } => (store_id.clone(), *chunk_id, *is_static, *uncompressed_size),
        };
        self.num_chunks += 1;
        let known = chunk_id.zip(is_static);
        let chunk = match (chunk, known) {
            (Some(chunk), _) => Some(chunk),
            // Only a static chunk's rows matter before it is copied.
            (None, Some((_, false))) => None,
            (None, _) => Some(read_chunk(&located, seekable)?),
        };
        let chunk_id = match (&chunk, known) {
            (Some(chunk), _) => chunk.id(),
            (None, Some((chunk_id, _))) => chunk_id,
            (None, None) => return Ok(()),
        };
        let is_empty = chunk
            .as_ref()
            .is_some_and(|c| c.is_empty() || c.components().is_empty());
        let store = self.stores.entry(store_id.clone()).or_default();
        if is_empty || !store.seen.insert(chunk_id) {
            return Ok(());
        }
        if let Some(chunk) = chunk.filter(Chunk::is_static) {
            self.statics.add(&store_id, &chunk);
        }
        store.chunks.push(Piece {
            source,
            offset: located.offset,
            payload_len: located.payload_len,
            uncompressed_size,
            chunk_id,
        });
        Ok(())
    }

    /// Writes everything that counts: blueprints first, each with its activation.
    fn write(self, mut copier: copy::Copier, report: &mut Report) -> anyhow::Result<(u64, u64)> {
        let superseded = self.statics.superseded();
        let total = self
            .stores
            .values()
            .flat_map(|s| &s.chunks)
            .map(|p| p.payload_len)
            .sum();
        let progress = Progress::new("merge", Some(total));
        for index in self
            .sources
            .iter()
            .filter_map(|source| source.index.as_ref())
        {
            for (store_id, schema) in index.schemas() {
                copier.add_schema(store_id, schema);
            }
        }
        let mut stores: Vec<_> = self.stores.into_iter().collect();
        stores.sort_by_key(|(store_id, _)| store_id.kind() != StoreKind::Blueprint);
        let mut kept = 0;
        let (mut ahead_of, mut ahead) = (0, ReadAhead::default());
        for (store_id, store) in stores {
            if let Some(info) = store.info {
                copier.push(Encoded::message(&Message::SetStoreInfo(info)))?;
            }
            let superseded = superseded.get(&store_id);
            for piece in store.chunks {
                if superseded.is_some_and(|chunks| chunks.contains(&piece.chunk_id)) {
                    continue;
                }
                kept += 1;
                progress.add(piece.payload_len);
                let Some(source) = self.sources.get(piece.source as usize) else {
                    continue;
                };
                if piece.source != ahead_of {
                    (ahead_of, ahead) = (piece.source, ReadAhead::default());
                }
                let result = copy_piece(&mut copier, &store_id, source, piece, &mut ahead);
                report.tolerate(&progress, &source.seekable.input, result)?;
            }
            if store_id.is_blueprint() {
                let activation = BlueprintActivation {
                    blueprint_id: store_id.clone(),
                    make_active: true,
                    make_default: true,
                };
                copier.push(Encoded::message(&Message::BlueprintActivation(activation)))?;
            }
        }
        copy::settle(&mut copier, report, &progress, &Input::Stdin)?;
        // The footer takes memory, too: first free what the inputs' ones took.
        drop(self.sources);
        Ok((kept, copy::finish(copier)?))
    }
}

fn located(piece: &Piece, store_id: &StoreId) -> Located {
    Located {
        offset: piece.offset,
        payload_len: piece.payload_len,
        head: Head::Chunk {
            store_id: store_id.clone(),
            chunk_id: Some(piece.chunk_id),
            is_static: None,
            uncompressed_size: piece.uncompressed_size,
        },
    }
}

fn read_chunk(located: &Located, seekable: &Seekable) -> rushes_rrd::Result<Chunk> {
    let message = located.read_chunk_message(&seekable.file)?.1;
    message.to_chunk(&Limits::default())
}

fn copy_piece(
    copier: &mut copy::Copier,
    store_id: &StoreId,
    source: &Source,
    piece: Piece,
    ahead: &mut ReadAhead,
) -> rushes_rrd::Result<()> {
    let is_irregular = source.is_irregular;
    if let Some(index) = source.index.as_deref()
        && piece.payload_len < SMALL_BYTES
    {
        let read =
            located(&piece, store_id).read_chunk_message_ahead(&source.seekable.file, ahead)?;
        let encoded = make_piece(read, store_id, Some(index), is_irregular)?;
        return encoded.map_or(Ok(()), |encoded| copier.push(encoded));
    }
    let (seekable, index) = (Arc::clone(&source.seekable), source.index.clone());
    let store_id = store_id.clone();
    let decoded = if index.is_none() {
        2 * piece.uncompressed_size
    } else {
        0
    };
    copier.submit(piece.payload_len + decoded, move || {
        let read = located(&piece, &store_id).read_chunk_message(&seekable.file)?;
        make_piece(read, &store_id, index.as_deref(), is_irregular)
    })
}

/// Copying less than this takes less time than telling another thread to.
const SMALL_BYTES: u64 = 64 << 10;

fn make_piece(
    (raw, message): (RawMessage, ArrowMsg),
    store_id: &StoreId,
    index: Option<&Index>,
    is_irregular: bool,
) -> rushes_rrd::Result<Option<Encoded>> {
    let size = message.uncompressed_size;
    if let Some(index) = index.and_then(|index| index.find(&raw, &message)) {
        let encoded = Encoded::copied(raw).with_index(store_id, index);
        return Ok(Some(encoded.with_uncompressed_size(size)));
    }
    let chunk = message.to_chunk(&Limits::default())?;
    if chunk.is_empty() || chunk.components().is_empty() {
        return Ok(None);
    }
    if is_irregular {
        return Encoded::chunk(store_id, chunk, Compression::Lz4).map(Some);
    }
    let encoded = Encoded::copied(raw).with_chunk(store_id, &chunk);
    Ok(Some(encoded.with_uncompressed_size(size)))
}
