//! What one file holds, and where.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use foldhash::HashMap;
use rushes_chunk::schema::StoreSchema;
use rushes_core::{StoreId, StoreInfo};
use rushes_rrd::{ChunkIndex, Item, Limits, Message, MessageReader, StoredIndex};
use rushes_store::ChunkMeta;

use super::Problem;
use crate::{Error, Result};

/// Bytes of the header of a message, which stands before the payload.
const MESSAGE_HEADER_BYTES: u64 = 16;

/// An open file.
#[derive(Debug)]
pub(super) struct OpenFile {
    pub path: PathBuf,
    pub file: File,
}

/// One file's part of each of its stores.
pub(super) struct Shard {
    pub file: Arc<OpenFile>,
    pub infos: Vec<StoreInfo>,
    pub parts: Vec<Part>,
}

/// What a file holds of one store.
pub(super) struct Part {
    pub store_id: StoreId,
    pub schema: StoreSchema,
    /// Each with the place of its message and the length of its payload.
    pub chunks: Vec<(ChunkMeta, u64, u64)>,
}

impl Shard {
    pub fn open(path: &Path, limits: &Limits, problems: &mut Vec<Problem>) -> Result<Self> {
        let failed = |err: rushes_rrd::Error| Error::file(path, err);
        let file = File::open(path).map_err(|err| Error::file(path, err))?;
        let stored = StoredIndex::open(path, limits.clone()).map_err(failed)?;
        let indexed = stored.and_then(|stored| Self::parts_of(stored).ok());
        let (infos, parts) = match indexed {
            Some(parts) => (Self::first_infos(path, limits).map_err(failed)?, parts),
            None => Self::scan(path, limits, problems).map_err(failed)?,
        };
        let path = path.to_owned();
        Ok(Self {
            file: Arc::new(OpenFile { path, file }),
            infos,
            parts,
        })
    }

    /// What the manifests say.
    fn parts_of(stored: StoredIndex) -> rushes_rrd::Result<Vec<Part>> {
        let mut parts = Vec::new();
        for mut manifest in stored.into_manifests() {
            let mut chunks = Vec::with_capacity(manifest.num_chunks());
            while let Some(rows) = manifest.next_rows()? {
                chunks.extend(rows.chunks().map(|chunk| {
                    let offset = chunk.byte_offset.saturating_sub(MESSAGE_HEADER_BYTES);
                    let len = chunk.byte_size;
                    (to_meta(chunk), offset, len)
                }));
            }
            parts.push(Part {
                store_id: manifest.store_id().clone(),
                schema: manifest.schema().clone(),
                chunks,
            });
        }
        Ok(parts)
    }

    /// What the file says of its stores before the first chunk.
    fn first_infos(path: &Path, limits: &Limits) -> rushes_rrd::Result<Vec<StoreInfo>> {
        let mut infos = Vec::new();
        let mut reader = MessageReader::open(path, limits.clone())?.leaving_footer(limits)?;
        while let Some(item) = reader.next().transpose()? {
            match item {
                Item::Message {
                    message: Message::SetStoreInfo(message),
                    ..
                } => infos.push(message.info),
                Item::Header { .. } => {}
                _ => break,
            }
        }
        Ok(infos)
    }

    /// Reads all of the file.
    fn scan(
        path: &Path,
        limits: &Limits,
        problems: &mut Vec<Problem>,
    ) -> rushes_rrd::Result<(Vec<StoreInfo>, Vec<Part>)> {
        let (mut infos, mut parts) = (Vec::new(), HashMap::<StoreId, Part>::default());
        let mut order = Vec::new();
        let mut problem = |message: String| {
            problems.push(Problem {
                path: path.to_owned(),
                message,
            });
        };
        let mut reader = MessageReader::open(path, limits.clone())?;
        while let Some(item) = reader.next().transpose()? {
            let (raw, message) = match item {
                Item::Message { raw, message } => (raw, message),
                Item::Damage(damage) => {
                    problem(damage.to_string());
                    continue;
                }
                _ => continue,
            };
            match message {
                Message::SetStoreInfo(message) => infos.push(message.info),
                Message::Arrow(message) => match message.to_chunk(limits) {
                    Ok(chunk) => {
                        let part = parts.entry(message.store_id.clone()).or_insert_with(|| {
                            order.push(message.store_id.clone());
                            Part {
                                store_id: message.store_id.clone(),
                                schema: StoreSchema::default(),
                                chunks: Vec::new(),
                            }
                        });
                        part.schema.add_chunk(&chunk);
                        let place = (raw.offset, raw.payload.len() as u64);
                        part.chunks.push((ChunkMeta::of(&chunk), place.0, place.1));
                    }
                    Err(error) => problem(error.to_string()),
                },
                _ => {}
            }
        }
        let parts = order.iter().filter_map(|id| parts.remove(id)).collect();
        Ok((infos, parts))
    }
}

fn to_meta(chunk: ChunkIndex) -> ChunkMeta {
    ChunkMeta {
        id: chunk.chunk_id,
        entity_path: chunk.entity_path,
        is_static: chunk.is_static,
        num_rows: chunk.num_rows,
        num_bytes: chunk.uncompressed_size,
        min_row_id: None,
        timelines: chunk.timelines,
        columns: chunk.columns,
    }
}
