//! Recordings of files.
//!
//! `shard` is one file and where its chunks are; `provider` fetches chunks of a store from all its
//! shards; here they become stores.

mod provider;
mod shard;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use foldhash::HashMap;
use rushes_core::{StoreId, StoreKind};
use rushes_rrd::Limits;
use rushes_store::{Budget, Store, StoreConfig, Stores};

use self::provider::{Place, Shards};
use self::shard::Shard;
use crate::Result;

/// How files are opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenOptions {
    /// Bytes of chunks that stay in memory for the next who asks.
    pub max_bytes: u64,
    /// What files may ask for.
    pub limits: Limits,
}

impl Default for OpenOptions {
    /// 256 MiB.
    fn default() -> Self {
        Self {
            max_bytes: 256 << 20,
            limits: Limits::default(),
        }
    }
}

/// Something in a file that cannot be read. The rest is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file.
    pub path: PathBuf,
    /// What is lost.
    pub message: String,
}

/// The recordings and blueprints of some files: each complete, in however many of the files it lies.
///
/// Of files with a manifest only that is read; others are read once, to see what is in them. Chunks
/// are read when somebody asks for what they hold.
#[derive(Debug)]
pub struct Recordings {
    stores: Stores,
    problems: Vec<Problem>,
}

impl Recordings {
    /// Opens files. Fails on one that cannot be read, or is none of ours. Files that are damaged in
    /// places are not refused: see [`Self::problems`].
    pub fn open<P: AsRef<Path>>(
        paths: impl IntoIterator<Item = P>,
        options: &OpenOptions,
    ) -> Result<Self> {
        let budget = Arc::new(Budget::new(options.max_bytes));
        let stores = Stores::new(StoreConfig::AS_THEY_COME, budget);
        let mut problems = Vec::new();
        let mut shards: HashMap<StoreId, Shards> = HashMap::default();
        for path in paths {
            let shard = Shard::open(path.as_ref(), &options.limits, &mut problems)?;
            for info in shard.infos {
                stores.get_or_insert(&info.store_id).set_info(info);
            }
            for part in shard.parts {
                let store = stores.get_or_insert(&part.store_id);
                let places = shards
                    .entry(part.store_id)
                    .or_insert_with(|| Shards::new(options.limits.clone()));
                let file = places.add_file(Arc::clone(&shard.file));
                for (chunk, offset, len) in &part.chunks {
                    places.add(
                        chunk.id,
                        Place {
                            file,
                            offset: *offset,
                            len: *len,
                        },
                    );
                }
                store.insert_index(
                    part.chunks.into_iter().map(|(chunk, ..)| chunk),
                    &part.schema,
                );
            }
        }
        for (id, mut places) in shards {
            places.store_id = Some(id.clone());
            stores.get_or_insert(&id).set_provider(Arc::new(places));
        }
        Ok(Self { stores, problems })
    }

    /// All stores.
    pub fn stores(&self) -> &Stores {
        &self.stores
    }

    /// The recordings, ordered by id.
    pub fn recordings(&self) -> Vec<Store> {
        self.stores.of_kind(StoreKind::Recording)
    }

    /// What of the files cannot be read.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}
