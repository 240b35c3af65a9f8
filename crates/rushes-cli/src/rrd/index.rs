//! The index of an input file, to look up what its chunks hold without decoding them.

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};

use rushes_core::StoreId;
use rushes_rrd::{ArrowMsg, ChunkIndex, Manifest, ManifestReader, RawMessage, StoreSchema};

use super::piece::Piece;
use crate::input::{self, Input};

/// Bytes of a message's header.
const MESSAGE_HEADER_BYTES: u64 = 16;

/// The index of a file.
///
/// Chunks are looked up mostly in order: of a manifest of very many, only the rows around the last
/// one are in memory. One that is not found there must be decoded.
#[derive(Debug)]
pub struct Index {
    stores: BTreeMap<StoreId, Mutex<Cursor>>,
    schemas: Vec<(StoreId, StoreSchema)>,
}

/// Parts of a manifest that are in memory. Threads are never further apart than one part.
const MAX_PARTS: usize = 2;

#[derive(Debug)]
struct Cursor {
    reader: ManifestReader,
    parts: VecDeque<Part>,
}

/// Some rows of a manifest.
#[derive(Debug)]
struct Part {
    manifest: Manifest,
    /// Offset of each chunk's payload and its row, by offset.
    rows: Vec<(u64, u32)>,
    /// Which of `rows` is probably wanted next.
    next: usize,
}

impl Index {
    /// The index of an input; `None` when it has none.
    pub fn of(input: &Input) -> rushes_rrd::Result<Option<Arc<Self>>> {
        match input.regular_file() {
            Some(path) => Self::open(path),
            None => Ok(None),
        }
    }

    /// The index of a file; `None` when it has none.
    pub fn open(path: &Path) -> rushes_rrd::Result<Option<Arc<Self>>> {
        let Some(index) = input::stored_index(path)? else {
            return Ok(None);
        };
        // What an older file's manifest says may be about chunks that migration changes.
        if index.header().is_legacy() {
            return Ok(None);
        }
        let (mut stores, mut schemas) = (BTreeMap::new(), Vec::new());
        for reader in index.into_manifests() {
            let store_id = reader.store_id().clone();
            schemas.push((store_id.clone(), reader.schema().clone()));
            let parts = VecDeque::new();
            stores.insert(store_id, Mutex::new(Cursor { reader, parts }));
        }
        Ok(Some(Arc::new(Self { stores, schemas })))
    }

    /// What the index says of a message, if it is about just that message.
    pub fn find(&self, raw: &RawMessage, message: &ArrowMsg) -> Option<ChunkIndex> {
        let payload_offset = raw.byte_range().end - raw.payload.len() as u64;
        let mut cursor = self.stores.get(&message.store_id)?.lock().ok()?;
        let index = cursor.find(payload_offset)?;
        let is_same =
            Some(index.chunk_id) == message.chunk_id && index.byte_size == raw.payload.len() as u64;
        is_same.then_some(index)
    }

    /// What the index says of a chunk that is known by its place, if it is about just that chunk.
    pub fn find_piece(&self, store_id: &StoreId, piece: &Piece) -> Option<ChunkIndex> {
        let payload_offset = piece.offset + MESSAGE_HEADER_BYTES;
        let mut cursor = self.stores.get(store_id)?.lock().ok()?;
        let index = cursor.find(payload_offset)?;
        let is_same = index.chunk_id == piece.chunk_id && index.byte_size == piece.payload_len;
        is_same.then_some(index)
    }

    /// The schemas of all stores in the file.
    pub fn schemas(&self) -> impl Iterator<Item = (&StoreId, &StoreSchema)> {
        self.schemas.iter().map(|(id, schema)| (id, schema))
    }
}

impl Cursor {
    fn find(&mut self, payload_offset: u64) -> Option<ChunkIndex> {
        loop {
            let mut parts = self.parts.iter_mut().rev();
            if let Some(index) = parts.find_map(|part| part.find(payload_offset)) {
                return Some(index);
            }
            let last = self.parts.back().and_then(|part| part.rows.last());
            if last.is_some_and(|(offset, _)| payload_offset < *offset) {
                return None;
            }
            // A manifest that cannot be read is none.
            let manifest = self.reader.next_rows().ok()??;
            if self.parts.len() == MAX_PARTS {
                self.parts.pop_front();
            }
            self.parts.push_back(Part::of(manifest));
        }
    }
}

impl Part {
    fn of(manifest: Manifest) -> Self {
        let offsets = manifest.byte_offsets().iter().copied();
        let mut rows: Vec<_> = offsets.zip(0..).collect();
        rows.sort_unstable();
        Self {
            manifest,
            rows,
            next: 0,
        }
    }

    fn find(&mut self, payload_offset: u64) -> Option<ChunkIndex> {
        let (row, at) = match self.rows.get(self.next) {
            Some((offset, row)) if *offset == payload_offset => (*row, self.next),
            _ => {
                let by_offset = |(offset, _): &(u64, u32)| *offset;
                let at = self.rows.binary_search_by_key(&payload_offset, by_offset);
                let at = at.ok()?;
                (self.rows.get(at)?.1, at)
            }
        };
        self.next = at + 1;
        self.manifest.chunk(row as usize)
    }
}
