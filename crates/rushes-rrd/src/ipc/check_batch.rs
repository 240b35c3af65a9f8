//! Checks that a record batch's buffers lie in its body and are long enough for its arrays.
//!
//! The Arrow library slices buffers by the offsets that the metadata claim, and panics when they
//! do not exist. Values (offsets, UTF-8, ranges) it checks itself.

use arrow_ipc as fb;
use arrow_schema::{DataType, UnionMode};

use crate::{Error, Limits, Result};

/// The buffers of a body may claim to expand to this many times its length, as an LZ4 block can,
/// or to this many bytes, all together.
const MAX_EXPANSION: usize = 255;
const FREE_EXPANSION: usize = 64 << 20;
/// Arrays without buffers (nulls, empty structs) may have this many elements in any batch.
const FREE_LENGTH: usize = 1 << 24;

/// Bytes of an offset. Those of a dense union must be aligned, too: the library does not move
/// them, as it does other buffers.
const OFFSET_BYTES: usize = size_of::<i32>();
const LARGE_OFFSET_BYTES: usize = size_of::<i64>();
/// Bytes of an element of a view.
const VIEW_BYTES: usize = size_of::<u128>();

/// Fails on a batch that the Arrow library could not decode without panicking. Says whether the
/// body must be aligned in memory for that.
pub(super) fn check<'a>(
    batch: fb::RecordBatch<'_>,
    body: &[u8],
    version: fb::MetadataVersion,
    types: impl IntoIterator<Item = &'a DataType>,
    limits: &Limits,
) -> Result<bool> {
    let rows = usize::try_from(batch.length()).map_err(|_negative| bad("a negative row count"))?;
    if rows > limits.chunk.max_rows {
        return Err(Error::limit(format!(
            "{rows} rows; the limit is {}",
            limits.chunk.max_rows
        )));
    }
    let mut walk = Walk {
        nodes: batch
            .nodes()
            .ok_or_else(|| bad("no field nodes"))?
            .into_iter(),
        buffers: batch
            .buffers()
            .ok_or_else(|| bad("no buffers"))?
            .into_iter(),
        variadic: batch.variadicBufferCounts().into_iter().flatten().collect(),
        body,
        compressed: batch.compression().is_some(),
        has_union_validity: version < fb::MetadataVersion::V5,
        max_len: body.len().saturating_mul(8).max(FREE_LENGTH),
        has_dense_union: false,
        expanded: 0,
        limits,
    };
    walk.variadic.reverse();
    for data_type in types {
        walk.array(data_type)?;
    }
    if !walk.variadic.is_empty() {
        return Err(bad("buffer counts without a column"));
    }
    Ok(walk.has_dense_union)
}

struct Walk<'a, N, B> {
    nodes: N,
    buffers: B,
    /// Counts of variadic buffers, last column first.
    variadic: Vec<i64>,
    body: &'a [u8],
    compressed: bool,
    has_union_validity: bool,
    max_len: usize,
    has_dense_union: bool,
    /// Bytes that buffers claim to hold so far.
    expanded: usize,
    limits: &'a Limits,
}

impl<'n, N, B> Walk<'_, N, B>
where
    N: Iterator<Item = &'n fb::FieldNode>,
    B: Iterator<Item = &'n fb::Buffer>,
{
    fn array(&mut self, data_type: &DataType) -> Result<()> {
        match data_type {
            DataType::Null => {
                self.node()?;
            }
            DataType::Utf8 | DataType::Binary => {
                self.node_with_validity()?;
                self.values(OFFSET_BYTES)?;
                self.buffer(0)?;
            }
            DataType::LargeUtf8 | DataType::LargeBinary => {
                self.node_with_validity()?;
                self.values(LARGE_OFFSET_BYTES)?;
                self.buffer(0)?;
            }
            DataType::Utf8View | DataType::BinaryView => {
                self.node_with_validity()?;
                self.values(VIEW_BYTES)?;
                let count = self.variadic.pop().map(usize::try_from);
                match count {
                    Some(Ok(count)) => (0..count).try_for_each(|_| self.buffer(0).map(drop))?,
                    _ => return Err(bad("no buffer count of a view")),
                }
            }
            DataType::List(item) | DataType::Map(item, _) => {
                self.node_with_validity()?;
                self.values(OFFSET_BYTES)?;
                self.array(item.data_type())?;
            }
            DataType::LargeList(item) => {
                self.node_with_validity()?;
                self.values(LARGE_OFFSET_BYTES)?;
                self.array(item.data_type())?;
            }
            DataType::ListView(item) => {
                self.node_with_validity()?;
                self.values(OFFSET_BYTES)?;
                self.values(OFFSET_BYTES)?;
                self.array(item.data_type())?;
            }
            DataType::LargeListView(item) => {
                self.node_with_validity()?;
                self.values(LARGE_OFFSET_BYTES)?;
                self.values(LARGE_OFFSET_BYTES)?;
                self.array(item.data_type())?;
            }
            DataType::FixedSizeList(item, size) => {
                let len = self.node_with_validity()?;
                let elements = len.saturating_mul(usize::try_from(*size).unwrap_or(0));
                if elements > self.max_len {
                    return Err(bad("a fixed-size list is longer than its data"));
                }
                self.array(item.data_type())?;
            }
            DataType::Struct(children) => {
                self.node_with_validity()?;
                for child in children {
                    self.array(child.data_type())?;
                }
            }
            DataType::RunEndEncoded(run_ends, values) => {
                self.node()?;
                self.array(run_ends.data_type())?;
                self.array(values.data_type())?;
            }
            DataType::Union(children, mode) => {
                let (len, _) = self.node()?;
                if self.has_union_validity {
                    self.buffer(0)?;
                }
                self.buffer(len)?;
                if *mode == UnionMode::Dense {
                    self.has_dense_union = true;
                    let (start, _) = self.buffer(len.saturating_mul(OFFSET_BYTES))?;
                    if start % OFFSET_BYTES != 0 {
                        return Err(bad("a union's offsets at an odd place"));
                    }
                }
                for (_, child) in children.iter() {
                    self.array(child.data_type())?;
                }
            }
            DataType::Dictionary(keys, _) => {
                self.node_with_validity()?;
                self.values(keys.primitive_width().unwrap_or(1))?;
            }
            other => {
                self.node_with_validity()?;
                self.values(other.primitive_width().unwrap_or(1))?;
            }
        }
        Ok(())
    }

    /// The next node's length and number of nulls.
    fn node(&mut self) -> Result<(usize, usize)> {
        let node = self
            .nodes
            .next()
            .ok_or_else(|| bad("too few field nodes"))?;
        let parts = usize::try_from(node.length())
            .ok()
            .zip(usize::try_from(node.null_count()).ok());
        parts
            .filter(|(len, nulls)| nulls <= len && *len <= self.max_len)
            .ok_or_else(|| bad("an impossible array length"))
    }

    fn node_with_validity(&mut self) -> Result<usize> {
        let (len, nulls) = self.node()?;
        self.buffer(if nulls > 0 { len.div_ceil(8) } else { 0 })?;
        Ok(len)
    }

    /// A buffer of values that take this many bytes each.
    fn values(&mut self, width: usize) -> Result<()> {
        let (_, len) = self.buffer(0)?;
        if len % width != 0 {
            return Err(bad("a buffer that ends inside of a value"));
        }
        Ok(())
    }

    /// Where the next buffer is, and its length, after decompression if compressed. It must hold
    /// `min_len` bytes.
    fn buffer(&mut self, min_len: usize) -> Result<(usize, usize)> {
        let buffer = self.buffers.next().ok_or_else(|| bad("too few buffers"))?;
        let range = usize::try_from(buffer.offset())
            .ok()
            .zip(usize::try_from(buffer.length()).ok())
            .and_then(|(offset, len)| Some(offset..offset.checked_add(len)?));
        let (start, data) = range
            .and_then(|range| Some((range.start, self.body.get(range)?)))
            .ok_or_else(|| bad("a buffer outside of the data"))?;
        let len = if self.compressed {
            self.expanded_len(data)?
        } else {
            data.len()
        };
        if len < min_len {
            return Err(bad("a buffer that is too short"));
        }
        Ok((start, len))
    }

    /// What a compressed buffer claims to hold: eight bytes of length come first, -1 for "stored".
    fn expanded_len(&mut self, data: &[u8]) -> Result<usize> {
        if data.is_empty() {
            return Ok(0);
        }
        let (len, rest) = data
            .split_first_chunk::<8>()
            .ok_or_else(|| bad("a cut length"))?;
        let claimed = i64::from_le_bytes(*len);
        if claimed == -1 {
            return Ok(rest.len());
        }
        let claimed = usize::try_from(claimed).map_err(|_negative| bad("a negative length"))?;
        self.expanded = self.expanded.saturating_add(claimed);
        let bound = self.body.len().saturating_mul(MAX_EXPANSION);
        if self.expanded > bound.max(FREE_EXPANSION)
            || self.expanded as u64 > self.limits.max_uncompressed_bytes
        {
            return Err(Error::limit(format!(
                "Arrow data of {} bytes claim to hold {}",
                self.body.len(),
                self.expanded
            )));
        }
        self.max_len = self.max_len.max(claimed.saturating_mul(8));
        Ok(claimed)
    }
}

fn bad(what: &str) -> Error {
    Error::corrupt(format!("the Arrow data have {what}"))
}
