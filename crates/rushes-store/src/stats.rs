//! How much there is.

use crate::ChunkMeta;

/// Sums over some chunks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChunkStats {
    /// Chunks.
    pub num_chunks: u64,
    /// Bytes in memory; of chunks that are not, those that are expected.
    pub num_bytes: u64,
    /// Rows.
    pub num_rows: u64,
    /// Cells that are not null.
    pub num_cells: u64,
}

/// How much a store knows of. What of it is in memory, its [`Budget`](crate::Budget) knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StoreStats {
    /// Static chunks.
    pub r#static: ChunkStats,
    /// All others.
    pub temporal: ChunkStats,
}

impl StoreStats {
    /// Static and temporal chunks.
    pub fn total(&self) -> ChunkStats {
        let mut sum = self.temporal;
        sum.add(self.r#static);
        sum
    }

    pub(crate) fn insert(&mut self, meta: &ChunkMeta) {
        self.part(meta).add(ChunkStats::of(meta));
    }

    pub(crate) fn remove(&mut self, meta: &ChunkMeta) {
        self.part(meta).subtract(ChunkStats::of(meta));
    }

    fn part(&mut self, meta: &ChunkMeta) -> &mut ChunkStats {
        if meta.is_static {
            &mut self.r#static
        } else {
            &mut self.temporal
        }
    }
}

impl ChunkStats {
    fn of(meta: &ChunkMeta) -> Self {
        let cells = |column: &rushes_chunk::ColumnIndex| {
            let counts = column.timelines.iter().map(|span| span.num_rows);
            counts.max().unwrap_or(meta.num_rows)
        };
        Self {
            num_chunks: 1,
            num_bytes: meta.num_bytes,
            num_rows: meta.num_rows,
            num_cells: meta.columns.iter().map(cells).sum(),
        }
    }

    fn add(&mut self, other: Self) {
        self.num_chunks += other.num_chunks;
        self.num_bytes += other.num_bytes;
        self.num_rows += other.num_rows;
        self.num_cells += other.num_cells;
    }

    fn subtract(&mut self, other: Self) {
        self.num_chunks -= other.num_chunks;
        self.num_bytes -= other.num_bytes;
        self.num_rows -= other.num_rows;
        self.num_cells -= other.num_cells;
    }
}
