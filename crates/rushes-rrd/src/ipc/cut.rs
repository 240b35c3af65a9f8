//! An IPC stream without some of its columns, as ranges of the stream that it was.

use std::ops::Range;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use rushes_chunk::schema::keys;

use super::encode::{append_padded, schema_message};
use super::frames::Frames;
use super::message::{Batch, Header, Layout, batch_message};
use super::read_schema;
use crate::{Limits, Result};

/// A stream: new metadata, and then ranges of an old stream.
#[derive(Debug)]
pub(crate) struct CutStream {
    pub metadata: Vec<u8>,
    /// Ascending; the last one reaches to the end.
    pub kept: Vec<Range<usize>>,
}

impl CutStream {
    /// Bytes of the stream.
    pub(crate) fn len(&self) -> usize {
        self.metadata.len() + self.kept.iter().map(Range::len).sum::<usize>()
    }
}

/// The stream of `len` bytes that starts with `start`, without the columns that `drops` says.
/// `None` when its columns are not simply one after the other, or when its schema is not the
/// current one, so that more than columns would change.
pub(crate) fn cut(
    start: &Bytes,
    len: usize,
    drops: impl Fn(&Field) -> bool,
    limits: &Limits,
) -> Result<Option<CutStream>> {
    let mut frames = Frames::of_start(start, len);
    let (Some(schema), Some(batch)) = (frames.next()?, frames.next()?) else {
        return Ok(None);
    };
    let (Header::Schema(table), Header::Batch(header)) =
        (schema.message.header, batch.message.header)
    else {
        return Ok(None);
    };
    let schema = read_schema::read(table, schema.metadata_len, limits)?;
    let version = schema.metadata().get(keys::VERSION).map(String::as_str);
    let is_plain = header.codec.is_none() && header.variadic.is_none();
    if version != Some(keys::CURRENT_VERSION) || !is_plain {
        return Ok(None);
    }
    let Some(kept) = kept_parts(&schema, &header, batch.body.len(), &drops) else {
        return Ok(None);
    };
    let fields: Vec<_> = schema
        .fields()
        .iter()
        .filter(|field| !drops(field))
        .map(Arc::clone)
        .collect();
    let schema = Schema::new_with_metadata(fields, schema.metadata().clone());
    let mut metadata = schema_message(&schema)?;
    let message = batch_message(batch.message.version, header.rows, &kept.layout, None);
    append_padded(&mut metadata, &message);
    let body = batch.body.start;
    let mut ranges: Vec<_> = kept
        .ranges
        .iter()
        .map(|range| body + range.start..body + range.end)
        .collect();
    // The end mark.
    match ranges.last_mut() {
        Some(last) if last.end == batch.body.end => last.end = len,
        _ => ranges.push(batch.body.end..len),
    }
    Ok(Some(CutStream {
        metadata,
        kept: ranges,
    }))
}

/// What is left of a batch: its metadata, and the ranges of its body.
#[derive(Default)]
struct Kept {
    layout: Layout,
    ranges: Vec<Range<usize>>,
}

fn kept_parts(
    schema: &Schema,
    batch: &Batch<'_>,
    body_len: usize,
    drops: impl Fn(&Field) -> bool,
) -> Option<Kept> {
    let mut kept = Kept::default();
    let mut nodes = batch.nodes.iter();
    let mut buffers = batch.buffers.iter().peekable();
    for field in schema.fields() {
        let (num_nodes, num_buffers) = parts(field.data_type())?;
        let column: Vec<_> = buffers.by_ref().take(num_buffers).collect();
        let start = usize::try_from(column.first()?.0).ok()?;
        let end = match buffers.peek() {
            Some(next) => usize::try_from(next.0).ok()?,
            None => body_len,
        };
        let is_apart = column.len() == num_buffers
            && start.is_multiple_of(BODY_ALIGNMENT)
            && start <= end
            && end <= body_len
            && column.iter().all(|buffer| lies_in(*buffer, start..end));
        if !is_apart {
            return None;
        }
        let nodes = nodes.by_ref().take(num_nodes);
        if drops(field) {
            nodes.for_each(drop);
            continue;
        }
        kept.layout.nodes.extend(nodes);
        let shift = (start - kept.layout.body_len) as i64;
        let moved = column.iter();
        kept.layout
            .buffers
            .extend(moved.map(|(offset, len)| (offset - shift, *len)));
        kept.layout.body_len += end - start;
        match kept.ranges.last_mut() {
            Some(last) if last.end == start => last.end = end,
            _ => kept.ranges.push(start..end),
        }
    }
    (nodes.next().is_none() && buffers.next().is_none()).then_some(kept)
}

/// Buffers start at multiples of this, at least.
const BODY_ALIGNMENT: usize = 8;

fn lies_in((offset, len): (i64, i64), range: Range<usize>) -> bool {
    let ends = usize::try_from(offset)
        .ok()
        .zip(usize::try_from(len).ok())
        .and_then(|(start, len)| Some((start, start.checked_add(len)?)));
    ends.is_some_and(|(start, end)| range.start <= start && end <= range.end)
}

/// How many field nodes and buffers an array has. `None` for those where it is not the same for
/// all versions and arrays.
pub(super) fn parts(data_type: &DataType) -> Option<(usize, usize)> {
    let (nodes, buffers, children) = match data_type {
        DataType::Utf8 | DataType::Binary | DataType::LargeUtf8 | DataType::LargeBinary => {
            (1, 3, vec![])
        }
        DataType::List(item) | DataType::LargeList(item) | DataType::Map(item, _) => {
            (1, 2, vec![item])
        }
        DataType::FixedSizeList(item, _) => (1, 1, vec![item]),
        DataType::Struct(children) => (1, 1, children.iter().collect()),
        DataType::FixedSizeBinary(_) | DataType::Boolean => (1, 2, vec![]),
        other if other.is_primitive() => (1, 2, vec![]),
        _ => return None,
    };
    let mut sum = (nodes, buffers);
    for child in children {
        let (nodes, buffers) = parts(child.data_type())?;
        sum = (sum.0 + nodes, sum.1 + buffers);
    }
    Some(sum)
}
