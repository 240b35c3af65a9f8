//! The end of a stream that is being written: what its footer will say, and how it is written.

use std::collections::BTreeMap;

use rushes_core::StoreId;

use crate::decoder::{FooterChecksum, Trailer, TrailerEntry};
use crate::frame::{self, MESSAGE_HEADER_BYTES, MessageKind, RunningChecksum};
use crate::manifest::{ChunkIndex, ManifestBuilder, StoreSchema};
use crate::spool::Spool;
use crate::{Result, footer};

/// The manifests so far of all stores of a stream.
#[derive(Debug)]
pub(crate) struct Manifests {
    stores: BTreeMap<StoreId, ManifestBuilder>,
    /// What the manifests do not hold themselves, so that they stay small.
    spool: Spool,
    held_bytes: usize,
    max_held_bytes: usize,
}

impl Manifests {
    /// Those of a stream without chunks. What they hold beyond `max_held_bytes` is put aside.
    pub fn new(max_held_bytes: usize) -> Self {
        Self {
            stores: BTreeMap::new(),
            spool: Spool::default(),
            held_bytes: 0,
            max_held_bytes,
        }
    }

    /// Adds a chunk, and what it adds to the schema of its store.
    pub fn push(
        &mut self,
        store_id: StoreId,
        index: &ChunkIndex,
        schema: Option<&StoreSchema>,
    ) -> Result<()> {
        let store = self.stores.entry(store_id).or_default();
        self.held_bytes += store.push(index);
        if let Some(schema) = schema {
            add_schema(store, schema);
        }
        if self.held_bytes > self.max_held_bytes {
            self.held_bytes = 0;
            for store in self.stores.values_mut() {
                store.spill(&mut self.spool)?;
            }
        }
        Ok(())
    }

    /// Adds to the schema of a store.
    pub fn add_schema(&mut self, store_id: &StoreId, schema: &StoreSchema) {
        add_schema(self.stores.entry(store_id.clone()).or_default(), schema);
    }

    /// Gives the End message and the trailer of a stream that is so long so far to `write`, in pieces.
    pub fn write_end(
        self,
        position: u64,
        mut write: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        let payload = footer::encode(self.stores, self.spool)?;
        let header = frame::header_of(MessageKind::End, payload.len() as usize);
        write(&header.to_bytes())?;
        let mut checksum = RunningChecksum::new(header);
        let mut footer_checksum = FooterChecksum::default();
        payload.read_all(|piece| {
            checksum.add(piece);
            footer_checksum.add(piece);
            write(piece)
        })?;
        let field = checksum.field();
        footer_checksum.add(&field);
        write(&field)?;
        let entries = vec![TrailerEntry {
            start: position + MESSAGE_HEADER_BYTES as u64,
            len: header.len,
            checksum: footer_checksum.value(),
        }];
        write(&Trailer { entries }.to_bytes())
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
