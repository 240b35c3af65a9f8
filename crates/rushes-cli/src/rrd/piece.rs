//! Chunks that are known by their place: read, decoded or copied when it is their turn.

use std::sync::Arc;

use rushes_chunk::Chunk;
use rushes_core::{ChunkId, StoreId};
use rushes_rrd::{
    ArrowMsg, ChunkIndex, Compression, Encoded, Head, Limits, Located, RawMessage, ReadAhead,
};

use super::copy;
use super::index::Index;
use crate::input::Seekable;

/// One input.
#[derive(Debug)]
pub struct Source {
    /// The file.
    pub seekable: Arc<Seekable>,
    /// What it says of its chunks, where it is regular.
    pub index: Option<Arc<Index>>,
}

/// A chunk and where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Which of the inputs it is in.
    pub source: u32,
    /// Where its message is.
    pub offset: u64,
    /// Bytes of that message's payload.
    pub payload_len: u64,
    /// Bytes of its Arrow data.
    pub uncompressed_size: u64,
    /// Its id.
    pub chunk_id: ChunkId,
    /// Whether it may be of an older version.
    pub is_legacy: bool,
    /// Whether it has no timeline.
    pub is_static: bool,
}

/// What was read of one of the inputs because it is probably wanted next.
#[derive(Debug, Default)]
pub struct Ahead {
    source: u32,
    ahead: ReadAhead,
    /// Whether nothing is read ahead, as much else lies between what is wanted.
    is_off: bool,
}

impl Ahead {
    /// What suits pieces that are read in their order.
    pub fn for_pieces(pieces: &[Piece]) -> Self {
        let span = |from: &Piece, to: &Piece| to.offset.saturating_sub(from.offset);
        let between = pieces.windows(2).map(|pair| match pair {
            [a, b] if a.source == b.source => span(a, b),
            _ => 0,
        });
        let wanted = pieces.iter().map(|it| it.payload_len).sum::<u64>();
        Self {
            is_off: between.sum::<u64>() > 2 * wanted,
            ..Self::default()
        }
    }

    fn of(&mut self, source: u32) -> &mut ReadAhead {
        if self.source != source {
            self.source = source;
            self.ahead = ReadAhead::default();
        }
        &mut self.ahead
    }
}

/// Bytes of a piece's record.
pub const PIECE_BYTES: usize = 48;

/// What stands beside the source.
const LEGACY: u64 = 1 << 32;
const STATIC: u64 = 1 << 33;

impl Piece {
    /// The piece as a record, which starts with the chunk's id.
    pub fn to_bytes(self) -> [u8; PIECE_BYTES] {
        let id = self.chunk_id.to_bytes();
        let flag = |is_set: bool, flag: u64| if is_set { flag } else { 0 };
        let rest =
            u64::from(self.source) | flag(self.is_legacy, LEGACY) | flag(self.is_static, STATIC);
        let numbers = [self.offset, self.payload_len, self.uncompressed_size, rest];
        let numbers = numbers.into_iter().flat_map(u64::to_le_bytes);
        let mut bytes = [0; PIECE_BYTES];
        for (byte, value) in bytes.iter_mut().zip(id.into_iter().chain(numbers)) {
            *byte = value;
        }
        bytes
    }

    /// The piece of a record.
    pub fn from_bytes(bytes: &[u8; PIECE_BYTES]) -> Self {
        let (eights, _) = bytes.as_chunks::<8>();
        let number = |at: usize| u64::from_le_bytes(eights.get(at).copied().unwrap_or_default());
        Self {
            chunk_id: id_of(bytes),
            offset: number(2),
            payload_len: number(3),
            uncompressed_size: number(4),
            source: number(5) as u32,
            is_legacy: number(5) & LEGACY != 0,
            is_static: number(5) & STATIC != 0,
        }
    }

    /// What a decoded chunk holds in memory, with what it is decoded from.
    pub fn decoding_cost(&self) -> u64 {
        self.payload_len + self.uncompressed_size
    }

    fn located(&self, store_id: &StoreId) -> Located {
        Located {
            offset: self.offset,
            payload_len: self.payload_len,
            head: Head::Chunk {
                store_id: store_id.clone(),
                chunk_id: Some(self.chunk_id),
                is_static: None,
                uncompressed_size: self.uncompressed_size,
            },
        }
    }

    /// Reads the message, and with it what is behind it in the file.
    pub fn read(
        &self,
        store_id: &StoreId,
        source: &Source,
        ahead: &mut Ahead,
    ) -> rushes_rrd::Result<(RawMessage, ArrowMsg)> {
        let (file, located) = (&source.seekable.file, self.located(store_id));
        match self.payload_len < SMALL_BYTES && !ahead.is_off {
            true => located.read_chunk_message_ahead(file, ahead.of(self.source)),
            false => located.read_chunk_message(file),
        }
        .map_err(|error| error.in_file(&source.seekable.path))
    }

    /// Reads and decodes the chunk, its rows in the order of their ids.
    pub fn decode(
        &self,
        store_id: &StoreId,
        source: &Source,
        ahead: &mut Ahead,
    ) -> rushes_rrd::Result<Chunk> {
        let (_, message) = self.read(store_id, source, ahead)?;
        let chunk = message.to_chunk(&Limits::default());
        let chunk = chunk.map_err(|error| error.in_file(&source.seekable.path).at(self.offset))?;
        let id = chunk.id();
        Ok(chunk.sorted_by_row_id()?.with_id(id))
    }

    /// What its file's index says of the chunk; else what the chunk itself does.
    pub fn index(
        &self,
        store_id: &StoreId,
        source: &Source,
        ahead: &mut Ahead,
    ) -> rushes_rrd::Result<ChunkIndex> {
        let found = source
            .index
            .as_ref()
            .and_then(|index| index.find_piece(store_id, self));
        match found {
            Some(index) => Ok(index),
            None => Ok(ChunkIndex::of(&self.decode(store_id, source, ahead)?)),
        }
    }
}

/// The chunk's id in a record.
pub fn id_of(piece: &[u8; PIECE_BYTES]) -> ChunkId {
    ChunkId::from_bytes(*piece.first_chunk().unwrap_or(&[0; 16]))
}

/// Copies a chunk; one that may be of an older version is migrated.
pub fn copy_piece(
    copier: &mut copy::Copier,
    store_id: &StoreId,
    source: &Arc<Source>,
    piece: Piece,
    ahead: &mut Ahead,
) -> rushes_rrd::Result<()> {
    if let Some(index) = source.index.as_deref()
        && piece.payload_len < SMALL_BYTES
    {
        let read = piece.read(store_id, source, ahead)?;
        let encoded = make_piece(read, store_id, Some(index), piece.is_legacy)?;
        return encoded.map_or(Ok(()), |encoded| copier.push(encoded));
    }
    let (source, store_id) = (Arc::clone(source), store_id.clone());
    let decoded = if source.index.is_none() {
        2 * piece.uncompressed_size
    } else {
        0
    };
    copier.submit(piece.payload_len + decoded, move || {
        let read = piece.read(&store_id, &source, &mut Ahead::default())?;
        make_piece(read, &store_id, source.index.as_deref(), piece.is_legacy)
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
