//! A stored manifest of very many chunks, read some rows at a time.

use std::sync::Arc;

use arrow_array::RecordBatch;
use rushes_core::StoreId;

use super::{Manifest, StoreSchema};
use crate::Result;
use crate::ipc::Windows;

/// The index of one store in one stream, of which only some rows are in memory.
#[derive(Debug)]
pub struct ManifestReader {
    store_id: StoreId,
    schema: Arc<StoreSchema>,
    stored_sha256: Option<[u8; 32]>,
    table: Table,
    next_row: usize,
}

#[derive(Debug)]
pub(crate) enum Table {
    Whole(RecordBatch),
    /// And how many bytes of rows are read together.
    Windows(Windows, usize),
}

impl ManifestReader {
    pub(crate) fn new(
        store_id: StoreId,
        schema: StoreSchema,
        stored_sha256: Option<[u8; 32]>,
        table: Table,
    ) -> Self {
        Self {
            store_id,
            schema: Arc::new(schema),
            stored_sha256,
            table,
            next_row: 0,
        }
    }

    /// The store that the manifest indexes.
    pub fn store_id(&self) -> &StoreId {
        &self.store_id
    }

    /// The schema of the store.
    pub fn schema(&self) -> &StoreSchema {
        &self.schema
    }

    /// The schema's hash as it is stored.
    pub fn stored_sha256(&self) -> Option<&[u8; 32]> {
        self.stored_sha256.as_ref()
    }

    /// Number of chunks.
    pub fn num_chunks(&self) -> usize {
        match &self.table {
            Table::Whole(table) => table.num_rows(),
            Table::Windows(windows, _) => windows.num_rows(),
        }
    }

    /// Number of columns.
    pub fn num_columns(&self) -> usize {
        match &self.table {
            Table::Whole(table) => table.num_columns(),
            Table::Windows(windows, _) => windows.num_columns(),
        }
    }

    /// The next rows, as a manifest of their own; `None` behind the last. Fails on malformed ones.
    pub fn next_rows(&mut self) -> Result<Option<Manifest>> {
        let from = self.next_row;
        let num_chunks = self.num_chunks();
        if from > 0 && from >= num_chunks {
            return Ok(None);
        }
        let table = match &self.table {
            Table::Whole(table) => table.clone(),
            Table::Windows(windows, window_bytes) => {
                let rows = (window_bytes / windows.row_bytes().max(1)).next_multiple_of(8);
                windows.read(from..num_chunks.min(from + rows.max(8)))?
            }
        };
        self.next_row = (from + table.num_rows()).max(1);
        let table = rushes_chunk::migration::migrate_manifest(table)?;
        Manifest::new(
            self.store_id.clone(),
            Arc::clone(&self.schema),
            self.stored_sha256,
            table,
        )
        .map(Some)
    }

    /// Goes back to the first row.
    pub fn rewind(&mut self) {
        self.next_row = 0;
    }
}
