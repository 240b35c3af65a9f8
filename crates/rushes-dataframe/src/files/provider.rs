//! Chunks of one store, from the files that it lies in.

use std::sync::Arc;

use foldhash::HashMap;
use rushes_chunk::Chunk;
use rushes_core::{ChunkId, StoreId};
use rushes_rrd::{Head, Limits, Located};
use rushes_store::{ChunkProvider, Error, Result};

use super::shard::OpenFile;

/// Where a chunk is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub file: u32,
    pub offset: u64,
    pub len: u64,
}

/// The files of a store, and where in them its chunks are.
#[derive(Debug)]
pub(super) struct Shards {
    pub store_id: Option<StoreId>,
    files: Vec<Arc<OpenFile>>,
    places: HashMap<ChunkId, Place>,
    limits: Limits,
}

impl Shards {
    pub fn new(limits: Limits) -> Self {
        Self {
            store_id: None,
            files: Vec::new(),
            places: HashMap::default(),
            limits,
        }
    }

    pub fn add_file(&mut self, file: Arc<OpenFile>) -> u32 {
        self.files.push(file);
        (self.files.len() - 1) as u32
    }

    /// A chunk that lies in several files is read from the first.
    pub fn add(&mut self, id: ChunkId, place: Place) {
        self.places.entry(id).or_insert(place);
    }

    fn read(&self, id: ChunkId) -> Result<Chunk> {
        let place = self.places.get(&id);
        let file = place.and_then(|place| self.files.get(place.file as usize));
        let (Some(place), Some(file), Some(store_id)) = (place, file, &self.store_id) else {
            return Err(Error::fetch(Some(id), "none of the files has it"));
        };
        let located = Located {
            offset: place.offset,
            payload_len: place.len,
            head: Head::Chunk {
                store_id: store_id.clone(),
                chunk_id: Some(id),
                is_static: None,
                uncompressed_size: 0,
            },
        };
        let chunk = located
            .read_chunk_message(&file.file)
            .and_then(|(_, message)| message.to_chunk(&self.limits))
            .map_err(|error| Error::fetch(Some(id), error.in_file(&file.path)))?;
        if chunk.id() != id {
            return Err(Error::fetch(
                Some(id),
                "the file has changed since it was opened",
            ));
        }
        Ok(chunk)
    }
}

impl ChunkProvider for Shards {
    fn load(&self, ids: &[ChunkId]) -> Result<Vec<Chunk>> {
        let mut ids = ids.to_vec();
        ids.sort_by_key(|id| self.places.get(id).map(|place| (place.file, place.offset)));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = cores.min(ids.len());
        if threads <= 1 {
            return ids.iter().map(|id| self.read(*id)).collect();
        }
        // In turns, so that all read at about the same place.
        let share = |thread: usize| ids.iter().skip(thread).step_by(threads);
        std::thread::scope(|scope| {
            let workers: Vec<_> = (0..threads)
                .map(|thread| {
                    scope.spawn(move || {
                        let chunks = share(thread).map(|id| self.read(*id));
                        chunks.collect::<Result<Vec<_>>>()
                    })
                })
                .collect();
            let mut all = Vec::with_capacity(ids.len());
            for worker in workers {
                let chunks = worker
                    .join()
                    .map_err(|_panic| Error::fetch(None, "a thread that reads chunks panicked"))?;
                all.extend(chunks?);
            }
            Ok(all)
        })
    }
}
