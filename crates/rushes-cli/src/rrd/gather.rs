//! What is in inputs and where, as a first pass: which chunks are there twice, and which static ones
//! are superseded. It only skims regular files, and holds no data.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;
use rushes_chunk::Chunk;
use rushes_core::{ChunkId, StoreId, StoreKind};
use rushes_rrd::{ArrowMsg, Head, Limits, Located, Message, SetStoreInfo, StoreSchema, skim};

use super::index::Index;
use super::piece::{PIECE_BYTES, Piece, Source, id_of};
use super::scan::{self, Met, Packed, Place};
use super::static_data::StaticData;
use crate::input::{Input, Seekable};
use crate::progress::Progress;
use crate::report::Report;
use crate::spill::{self, SpillVec};

/// One store's part of the inputs.
#[derive(Debug, Default)]
pub struct Store {
    /// Facts about it.
    pub info: Option<SetStoreInfo>,
    /// Its chunks as they come.
    chunks: SpillVec<PIECE_BYTES>,
    /// Those of the static chunks.
    static_ids: HashSet<ChunkId, RandomState>,
}

/// The ids of superseded chunks, by store.
pub type Superseded = HashMap<StoreId, HashSet<ChunkId>>;

/// What was found.
#[derive(Debug, Default)]
pub struct Gathered {
    /// The inputs.
    pub sources: Vec<Arc<Source>>,
    stores: BTreeMap<StoreId, Store>,
    statics: StaticData,
    /// Chunks, those included that do not count.
    pub num_chunks: u64,
    /// Bytes of all chunks, superseded ones included.
    pub bytes: u64,
}

impl Gathered {
    /// Reads an input.
    pub fn add_input(&mut self, input: Input, report: &mut Report) -> anyhow::Result<()> {
        let seekable = Arc::new(Seekable::new(input)?);
        let limits = Limits::default();
        let skimmed = skim(&seekable.path, &limits)?;
        let index = match skimmed {
            Some(_) => Index::open(&seekable.path)?,
            None => None,
        };
        let source = self.sources.len() as u32;
        self.sources.push(Arc::new(Source {
            seekable: Arc::clone(&seekable),
            index,
        }));
        match skimmed {
            Some(messages) => {
                let progress = Progress::new("read", None);
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
        let progress = Progress::new("read", readable.len());
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
            is_static: false,
        };
        self.add_piece(store_id, piece)
    }

    /// Takes note of a chunk that was decoded.
    fn add_looked(&mut self, source: u32, place: Place, looked: Looked) -> rushes_rrd::Result<()> {
        if looked.is_empty {
            return Ok(());
        }
        let is_static = looked.static_chunk.is_some();
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
            is_static,
        };
        self.add_piece(&looked.store_id, piece)
    }

    fn add_piece(&mut self, store_id: &StoreId, piece: Piece) -> rushes_rrd::Result<()> {
        self.bytes += piece.payload_len;
        Ok(self.store(store_id).chunks.push(piece.to_bytes())?)
    }

    /// Which static chunks of each store nothing needs any more.
    pub fn take_superseded(&mut self) -> Superseded {
        std::mem::take(&mut self.statics).superseded()
    }

    /// The schemas of all inputs that have an index.
    pub fn schemas(&self) -> impl Iterator<Item = (&StoreId, &StoreSchema)> {
        let indices = self.sources.iter().filter_map(|it| it.index.as_ref());
        indices.flat_map(|index| index.schemas())
    }

    /// The stores, blueprints first, each kind in the order of the ids.
    pub fn take_stores(&mut self) -> Vec<(StoreId, Store)> {
        let mut stores: Vec<_> = std::mem::take(&mut self.stores).into_iter().collect();
        stores.sort_by_key(|(store_id, _)| store_id.kind() != StoreKind::Blueprint);
        stores
    }
}

impl Store {
    /// Gives each chunk that counts: not those that were there before, nor superseded ones.
    pub fn each_kept(
        &mut self,
        superseded: Option<&HashSet<ChunkId>>,
        mut each: impl FnMut(Piece) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let num_chunks = self.chunks.len();
        let repeated = spill::repeated(num_chunks, |at| {
            let piece = self.chunks.get(at)?.unwrap_or([0; PIECE_BYTES]);
            Ok(u128::from_be_bytes(id_of(&piece).to_bytes()))
        })?;
        for position in 0..num_chunks {
            let Some(piece) = self.chunks.get(position)? else {
                break;
            };
            let piece = Piece::from_bytes(&piece);
            let is_superseded = superseded.is_some_and(|ids| ids.contains(&piece.chunk_id));
            if !is_superseded && !repeated.get(position) {
                each(piece)?;
            }
        }
        Ok(())
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
