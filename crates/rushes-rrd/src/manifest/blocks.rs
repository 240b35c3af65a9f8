//! Rows of a manifest that wait in a spool until all are known.

use std::collections::BTreeMap;
use std::io::Write as _;

use super::build::Pending;
use crate::Result;
use crate::spool::Spool;

/// Whose times these are: those of whole chunks, or of one component. By number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SpanKey {
    pub timeline: u32,
    pub descriptor: Option<u32>,
}

/// The times of one chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Its row in the block.
    pub row: u32,
    pub start: i64,
    pub end: i64,
    /// 0 without a range.
    pub num_rows: u64,
}

/// Bytes of a span in a spool.
const SPAN_BYTES: usize = 28;

/// Where in a spool things of one kind are, and how many.
#[derive(Clone, Copy, Debug)]
struct Stored {
    at: u64,
    count: usize,
}

/// Rows in a spool: their fixed columns one after the other, and what each has beyond.
#[derive(Debug)]
pub(super) struct Block {
    pub num_rows: usize,
    fixed: [u64; 7],
    pub statics: BTreeMap<u32, StoredRows>,
    pub spans: BTreeMap<SpanKey, StoredSpans>,
}

/// The rows that have a static component.
#[derive(Debug)]
pub(super) struct StoredRows(Stored);

/// The times of some rows, in their order.
#[derive(Debug)]
pub(super) struct StoredSpans {
    stored: Stored,
    /// How many have a range.
    pub num_ranges: usize,
}

/// The columns that every manifest has, in their order.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fixed {
    /// As numbers of four bytes.
    Entity,
    ChunkId,
    /// As bits.
    IsStatic,
    NumRows,
    ByteOffset,
    ByteSize,
    UncompressedSize,
}

impl Fixed {
    /// Bytes that a column of so many rows takes in a block.
    pub fn len(self, num_rows: usize) -> usize {
        match self {
            Self::Entity => 4 * num_rows,
            Self::ChunkId => 16 * num_rows,
            Self::IsStatic => num_rows.div_ceil(8),
            _ => 8 * num_rows,
        }
    }
}

impl Block {
    pub fn write(pending: Pending, spool: &mut Spool) -> Result<Self> {
        let rows = &pending.rows;
        let mut put = |bytes: Vec<u8>| {
            let at = spool.len();
            spool.write_all(&bytes)?;
            Ok::<_, crate::Error>(at)
        };
        let numbers = |get: fn(&super::build::Row) -> u64| -> Vec<u8> {
            rows.iter().flat_map(|row| get(row).to_le_bytes()).collect()
        };
        let entities = rows.iter().flat_map(|row| row.entity.to_le_bytes());
        let ids = rows.iter().flat_map(|row| row.chunk_id.to_bytes());
        let fixed = [
            put(entities.collect())?,
            put(ids.collect())?,
            put(bits(rows.len(), rows.iter().map(|row| row.is_static)))?,
            put(numbers(|row| row.num_rows))?,
            put(numbers(|row| row.byte_offset))?,
            put(numbers(|row| row.byte_size))?,
            put(numbers(|row| row.uncompressed_size))?,
        ];
        let mut statics: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (row, descriptor) in pending.statics {
            statics.entry(descriptor).or_default().push(row);
        }
        let mut spans: BTreeMap<SpanKey, Vec<Span>> = BTreeMap::new();
        for (key, span) in pending.spans {
            let of_key = spans.entry(key).or_default();
            // Nobody says two things of one; if so, the first counts.
            if of_key.last().is_none_or(|last| last.row != span.row) {
                of_key.push(span);
            }
        }
        let statics = statics.into_iter().map(|(descriptor, rows)| {
            let bytes = rows.iter().flat_map(|row| row.to_le_bytes()).collect();
            let (at, count) = (put(bytes)?, rows.len());
            Ok((descriptor, StoredRows(Stored { at, count })))
        });
        let statics = statics.collect::<Result<_>>()?;
        let spans = spans.into_iter().map(|(key, spans)| {
            let bytes = spans.iter().flat_map(|span| span.to_bytes()).collect();
            let (at, count) = (put(bytes)?, spans.len());
            let num_ranges = spans.iter().filter(|span| span.num_rows > 0).count();
            let stored = Stored { at, count };
            Ok((key, StoredSpans { stored, num_ranges }))
        });
        let spans = spans.collect::<Result<_>>()?;
        Ok(Self {
            num_rows: pending.rows.len(),
            fixed,
            statics,
            spans,
        })
    }

    /// A fixed column.
    pub fn fixed(&self, column: Fixed, spool: &Spool) -> Result<Vec<u8>> {
        let at = self.fixed.get(column as usize).copied().unwrap_or_default();
        spool.get(at, column.len(self.num_rows))
    }

    /// Whether each row has a component statically, as bits.
    pub fn has_static(&self, descriptor: u32, spool: &Spool) -> Result<Vec<u8>> {
        let mut has = vec![false; self.num_rows];
        if let Some(StoredRows(stored)) = self.statics.get(&descriptor) {
            let bytes = spool.get(stored.at, 4 * stored.count)?;
            let (rows, _) = bytes.as_chunks::<4>();
            for row in rows {
                if let Some(has) = has.get_mut(u32::from_le_bytes(*row) as usize) {
                    *has = true;
                }
            }
        }
        Ok(bits(self.num_rows, has))
    }

    /// The times of the rows, those that there are.
    pub fn spans(&self, key: SpanKey, spool: &Spool) -> Result<Vec<Span>> {
        let Some(StoredSpans { stored, .. }) = self.spans.get(&key) else {
            return Ok(Vec::new());
        };
        let bytes = spool.get(stored.at, SPAN_BYTES * stored.count)?;
        let (spans, _) = bytes.as_chunks::<SPAN_BYTES>();
        Ok(spans.iter().map(Span::from_bytes).collect())
    }
}

impl Span {
    fn to_bytes(self) -> [u8; SPAN_BYTES] {
        let mut bytes = [0; SPAN_BYTES];
        let (row, rest) = bytes.split_at_mut(4);
        let (start, rest) = rest.split_at_mut(8);
        let (end, num_rows) = rest.split_at_mut(8);
        row.copy_from_slice(&self.row.to_le_bytes());
        start.copy_from_slice(&self.start.to_le_bytes());
        end.copy_from_slice(&self.end.to_le_bytes());
        num_rows.copy_from_slice(&self.num_rows.to_le_bytes());
        bytes
    }

    fn from_bytes(bytes: &[u8; SPAN_BYTES]) -> Self {
        let [r0, r1, r2, r3, rest @ ..] = *bytes;
        let (eights, _) = rest.as_chunks::<8>();
        let number = |at: usize| eights.get(at).copied().unwrap_or_default();
        Self {
            row: u32::from_le_bytes([r0, r1, r2, r3]),
            start: i64::from_le_bytes(number(0)),
            end: i64::from_le_bytes(number(1)),
            num_rows: u64::from_le_bytes(number(2)),
        }
    }
}

/// As bits, the first one lowest.
pub(super) fn bits(len: usize, values: impl IntoIterator<Item = bool>) -> Vec<u8> {
    let mut bytes = vec![0; len.div_ceil(8)];
    for (at, value) in values.into_iter().enumerate() {
        if let Some(byte) = bytes.get_mut(at / 8).filter(|_| value) {
            *byte |= 1 << (at % 8);
        }
    }
    bytes
}
