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
    ArrowMsg, BlueprintActivation, Compression, Encoded, Head, Limits, Located, Message,
    RawMessage, ReadAhead, SetStoreInfo, skim,
};

use super::CopyArguments;
use super::copy;
use super::index::Index;
use super::scan::{self, Met, Packed, Place};
use super::static_data::StaticData;
use crate::input::{Input, Seekable};
use crate::progress::Progress;
use crate::report::{Policy, Report};
use crate::spill::{self, SpillVec};
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
}

/// One store's part of the output.
#[derive(Default)]
struct Store {
    info: Option<SetStoreInfo>,
    chunks: SpillVec<PIECE_BYTES>,
    /// Those of the static chunks.
    static_ids: HashSet<ChunkId, RandomState>,
}

/// A chunk and where it is.
#[derive(Clone, Copy)]
struct Piece {
    source: u32,
    offset: u64,
    payload_len: u64,
    uncompressed_size: u64,
    chunk_id: ChunkId,
    /// Whether it may be of an older version.
    is_legacy: bool,
}

const PIECE_BYTES: usize = 48;

impl Piece {
    fn to_bytes(self) -> [u8; PIECE_BYTES] {
        let id = self.chunk_id.to_bytes();
        let numbers = [self.offset, self.payload_len, self.uncompressed_size];
        let rest = u64::from(self.source) | u64::from(self.is_legacy) << 32;
        let numbers = numbers.into_iter().chain([rest]).flat_map(u64::to_le_bytes);
        let mut bytes = [0; PIECE_BYTES];
        for (byte, value) in bytes.iter_mut().zip(id.into_iter().chain(numbers)) {
            *byte = value;
        }
        bytes
    }

    fn from_bytes(bytes: &[u8; PIECE_BYTES]) -> Self {
        let (eights, _) = bytes.as_chunks::<8>();
        let number = |at: usize| u64::from_le_bytes(eights.get(at).copied().unwrap_or_default());
        Self {
            chunk_id: id_of(bytes),
            offset: number(2),
            payload_len: number(3),
            uncompressed_size: number(4),
            source: number(5) as u32,
            is_legacy: number(5) >> 32 != 0,
        }
    }
}

fn id_of(piece: &[u8; PIECE_BYTES]) -> ChunkId {
    ChunkId::from_bytes(*piece.first_chunk().unwrap_or(&[0; 16]))
}

/// The result of the first pass.
#[derive(Default)]
struct Plan {
    sources: Vec<Source>,
    stores: BTreeMap<StoreId, Store>,
    statics: StaticData,
    num_chunks: u64,
    /// Bytes that are copied, superseded chunks included.
    bytes: u64,
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
        let limits = Limits::default();
        let skimmed = skim(&seekable.path, &limits)?;
        let index = match skimmed {
            Some(_) => Index::open(&seekable.path)?,
            None => None,
        };
        let source = self.sources.len() as u32;
        self.sources.push(Source {
            seekable: Arc::clone(&seekable),
            index,
        });
        match skimmed {
            Some(messages) => {
                let progress = Progress::new("merge", None);
                for located in messages {
                    let result = self.add_located(source, &seekable, &located?);
                    report.tolerate(&progress, &seekable.input, result)?;
                }
                Ok(())
            }
            None => self.add_stream(source, &seekable, report),
        }
    }

    /// Reads an input as a stream, which tolerates and reports what is irregular. Its chunks are
    /// decoded, for what is damaged must not stand for an intact one of the same id.
    fn add_stream(
        &mut self,
        source: u32,
        seekable: &Arc<Seekable>,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let input = &seekable.input;
        let readable = Input::Path(seekable.path.clone());
        let progress = Progress::new("merge", readable.len());
        let ended = scan::scan(&readable, &progress, Looked::of, |met| match met {
            Met::Chunk(place, looked) => {
                self.num_chunks += 1;
                let looked = looked.map_err(|error| error.at(place.offset));
                let result = looked.and_then(|looked| self.add_looked(source, place, looked));
                report.tolerate(&progress, input, result)
            }
            Met::Message(message) => {
                self.add_other(&message);
                Ok(())
            }
            Met::Orphan(raw) => report.orphan(&progress, input, &raw),
            Met::Damage(damage, closed) => report.damage(&progress, input, &damage, closed),
            Met::Header(_) | Met::End(..) => Ok(()),
        })?;
        if !ended.cleanly && ended.any {
            report.warning(
                &progress,
                &format!("{input} was never closed: it has no footer"),
            )?;
        }
        Ok(())
    }

    fn add_other(&mut self, message: &Message) {
        if let Message::SetStoreInfo(info) = message {
            self.store(&info.info.store_id).info = Some(info.clone());
        }
    }

    fn store(&mut self, store_id: &StoreId) -> &mut Store {
        self.stores.entry(store_id.clone()).or_default()
    }

    /// Takes note of a message of a regular input.
    fn add_located(
        &mut self,
        source: u32,
        seekable: &Seekable,
        located: &Located,
    ) -> rushes_rrd::Result<()> {
        let (store_id, chunk_id, is_static, uncompressed_size) = match &located.head {
            Head::Other(message) => {
                self.add_other(message);
                return Ok(());
            }
            Head::Chunk {
                store_id,
                chunk_id,
                is_static,
                uncompressed_size,
            } => (store_id, *chunk_id, *is_static, *uncompressed_size),
        };
        self.num_chunks += 1;
        let place = Place {
            offset: located.offset,
            payload_len: located.payload_len,
        };
        // Only a static chunk's rows matter before it is copied.
        let Some(chunk_id) = chunk_id.filter(|_| is_static == Some(false)) else {
            let message = located.read_chunk_message(&seekable.file)?.1;
            let looked = Looked::at(&message, false)?;
            return self.add_looked(source, place, looked);
        };
        let piece = Piece {
            source,
            offset: place.offset,
            payload_len: place.payload_len,
            uncompressed_size,
            chunk_id,
            is_legacy: false,
        };
        self.add_piece(store_id, piece)
    }

    /// Takes note of a chunk that was decoded.
    fn add_looked(&mut self, source: u32, place: Place, looked: Looked) -> rushes_rrd::Result<()> {
        if looked.is_empty {
            return Ok(());
        }
        if let Some(chunk) = looked.static_chunk
            && self.store(&looked.store_id).static_ids.insert(chunk.id())
        {
            self.statics.add(&looked.store_id, &chunk);
        }
        let piece = Piece {
            source,
            offset: place.offset,
            payload_len: place.payload_len,
            uncompressed_size: looked.uncompressed_size,
            chunk_id: looked.chunk_id,
            is_legacy: looked.is_legacy,
        };
        self.add_piece(&looked.store_id, piece)
    }

    fn add_piece(&mut self, store_id: &StoreId, piece: Piece) -> rushes_rrd::Result<()> {
        self.bytes += piece.payload_len;
        Ok(self.store(store_id).chunks.push(piece.to_bytes())?)
    }

    /// Writes everything that counts: blueprints first, each with its activation.
    fn write(self, mut copier: copy::Copier, report: &mut Report) -> anyhow::Result<(u64, u64)> {
        let superseded = self.statics.superseded();
        let progress = Progress::new("merge", Some(self.bytes));
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
        for (store_id, mut store) in stores {
            if let Some(info) = store.info {
                copier.push(Encoded::message(&Message::SetStoreInfo(info)))?;
            }
            let superseded = superseded.get(&store_id);
            let num_chunks = store.chunks.len();
            let repeated = spill::repeated(num_chunks, |at| {
                let piece = store.chunks.get(at)?.unwrap_or([0; PIECE_BYTES]);
                Ok(u128::from_be_bytes(id_of(&piece).to_bytes()))
            })?;
            for position in 0..num_chunks {
                let Some(piece) = store.chunks.get(position)? else {
                    break;
                };
                let piece = Piece::from_bytes(&piece);
                progress.add(piece.payload_len);
                let is_superseded = superseded.is_some_and(|ids| ids.contains(&piece.chunk_id));
                if is_superseded || repeated.get(position) {
                    continue;
                }
                kept += 1;
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

/// What is known of a chunk that was decoded.
struct Looked {
    store_id: StoreId,
    chunk_id: ChunkId,
    uncompressed_size: u64,
    is_legacy: bool,
    /// Whether it holds nothing.
    is_empty: bool,
    static_chunk: Option<Chunk>,
}

impl Looked {
    fn of(packed: &Packed) -> rushes_rrd::Result<Self> {
        Self::at(&packed.message, packed.is_legacy)
    }

    fn at(message: &ArrowMsg, is_legacy: bool) -> rushes_rrd::Result<Self> {
        let chunk = message.to_chunk(&Limits::default())?;
        Ok(Self {
            store_id: message.store_id.clone(),
            chunk_id: chunk.id(),
            uncompressed_size: message.uncompressed_size,
            is_legacy,
            is_empty: chunk.is_empty() || chunk.components().is_empty(),
            static_chunk: chunk.is_static().then_some(chunk),
        })
    }
}

fn copy_piece(
    copier: &mut copy::Copier,
    store_id: &StoreId,
    source: &Source,
    piece: Piece,
    ahead: &mut ReadAhead,
) -> rushes_rrd::Result<()> {
    if let Some(index) = source.index.as_deref()
        && piece.payload_len < SMALL_BYTES
    {
        let read =
            located(&piece, store_id).read_chunk_message_ahead(&source.seekable.file, ahead)?;
        let encoded = make_piece(read, store_id, Some(index), piece.is_legacy)?;
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
        make_piece(read, &store_id, index.as_deref(), piece.is_legacy)
    })
}

/// Copying less than this takes less time than telling another thread to.
const SMALL_BYTES: u64 = 64 << 10;

fn make_piece(
    (raw, message): (RawMessage, ArrowMsg),
    store_id: &StoreId,
    index: Option<&Index>,
    is_legacy: bool,
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
    if is_legacy || message.is_static.is_none() {
        return Encoded::chunk(store_id, chunk, Compression::Lz4).map(Some);
    }
    let encoded = Encoded::copied(raw).with_chunk(store_id, &chunk);
    Ok(Some(encoded.with_uncompressed_size(size)))
}
