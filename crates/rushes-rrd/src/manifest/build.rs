//! Collects the chunks of one store and makes its manifest.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use arrow_array::builder::FixedSizeBinaryBuilder;
use arrow_array::{
    ArrayRef, BooleanArray, DurationNanosecondArray, Int64Array, RecordBatch, StringArray,
    TimestampNanosecondArray, UInt64Array,
};
use arrow_schema::{DataType, Field, Schema};
use foldhash::fast::RandomState;
use rushes_core::{ChunkId, ComponentDescriptor, EntityPath, TimeType, Timeline};

use super::table::Meaning;
use super::{ChunkIndex, StoreSchema, TimeSpan, names};
use crate::{Error, Result};

/// The rows of a manifest so far, in columns; names are kept once.
#[derive(Debug, Default)]
pub(crate) struct ManifestBuilder {
    pub schema: StoreSchema,
    rows: Vec<Row>,
    entities: Names<EntityPath>,
    descriptors: Names<ComponentDescriptor>,
    timelines: Names<Timeline>,
    statics: Vec<(u32, u32)>,
    spans: Vec<Span>,
}

#[derive(Debug)]
struct Row {
    entity: u32,
    chunk_id: ChunkId,
    is_static: bool,
    num_rows: u64,
    byte_offset: u64,
    byte_size: u64,
    uncompressed_size: u64,
}

#[derive(Debug)]
struct Span {
    row: u32,
    timeline: u32,
    descriptor: Option<u32>,
    start: i64,
    end: i64,
    /// 0 without a range.
    num_rows: u64,
}

/// Each name once, numbered in the order they came.
#[derive(Debug)]
struct Names<T> {
    numbers: HashMap<T, u32, RandomState>,
    names: Vec<T>,
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::default(),
            names: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Names<T> {
    fn number(&mut self, name: &T) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.clone(), number);
        self.names.push(name.clone());
        number
    }
}

impl ManifestBuilder {
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Adds a chunk's row. The chunk's schema is added on its own.
    pub fn push(&mut self, index: &ChunkIndex) {
        let row = self.rows.len() as u32;
        self.rows.push(Row {
            entity: self.entities.number(&index.entity_path),
            chunk_id: index.chunk_id,
            is_static: index.is_static,
            num_rows: index.num_rows,
            byte_offset: index.byte_offset,
            byte_size: index.byte_size,
            uncompressed_size: index.uncompressed_size,
        });
        for span in &index.timelines {
            self.push_span(row, None, span);
        }
        for column in &index.columns {
            let descriptor = self.descriptors.number(&column.descriptor);
            if index.is_static {
                self.statics.push((row, descriptor));
            }
            for span in &column.timelines {
                self.push_span(row, Some(descriptor), span);
            }
        }
    }

    fn push_span(&mut self, row: u32, descriptor: Option<u32>, span: &TimeSpan) {
        let timeline = self.timelines.number(&span.timeline);
        let (start, end) = span.range.unwrap_or_default();
        let num_rows = if span.range.is_some() {
            span.num_rows
        } else {
            0
        };
        self.spans.push(Span {
            row,
            timeline,
            descriptor,
            start,
            end,
            num_rows,
        });
    }

    /// The manifest's table.
    pub fn table(&self) -> Result<RecordBatch> {
        let mut columns = self.fixed_columns()?;
        for (meaning, array) in self.index_columns()? {
            columns.push((meaning.field(), array));
        }
        let (fields, arrays): (Vec<_>, Vec<_>) = columns.into_iter().unzip();
        Ok(RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)?)
    }

    fn fixed_columns(&self) -> Result<Vec<(Field, ArrayRef)>> {
        let rows = &self.rows;
        let paths = rows
            .iter()
            .map(|row| self.entities.names.get(row.entity as usize));
        let paths: StringArray = paths
            .map(|path| path.map_or("", |path: &EntityPath| path.as_str()))
            .map(Some)
            .collect();
        let mut ids = FixedSizeBinaryBuilder::with_capacity(rows.len(), 16);
        for row in rows {
            ids.append_value(row.chunk_id.to_bytes())?;
        }
        let statics: BooleanArray = rows.iter().map(|row| Some(row.is_static)).collect();
        let numbers = |get: fn(&Row) -> u64| -> ArrayRef {
            Arc::new(UInt64Array::from_iter_values(rows.iter().map(get)))
        };
        let column = |name: &str, data_type: DataType, array: ArrayRef| {
            (Field::new(name, data_type, false), array)
        };
        Ok(vec![
            column(names::ENTITY_PATH, DataType::Utf8, Arc::new(paths)),
            column(
                names::CHUNK_ID,
                DataType::FixedSizeBinary(16),
                Arc::new(ids.finish()),
            ),
            column(names::IS_STATIC, DataType::Boolean, Arc::new(statics)),
            column(
                names::NUM_ROWS,
                DataType::UInt64,
                numbers(|row| row.num_rows),
            ),
            column(
                names::BYTE_OFFSET,
                DataType::UInt64,
                numbers(|row| row.byte_offset),
            ),
            column(
                names::BYTE_SIZE,
                DataType::UInt64,
                numbers(|row| row.byte_size),
            ),
            column(
                names::UNCOMPRESSED_SIZE,
                DataType::UInt64,
                numbers(|r| r.uncompressed_size),
            ),
        ])
    }

    /// The columns about timelines and components, in the order of the format.
    fn index_columns(&self) -> Result<Vec<(Meaning, ArrayRef)>> {
        let mut columns = Vec::new();
        let descriptors: BTreeSet<&ComponentDescriptor> = self.descriptors.names.iter().collect();
        for descriptor in descriptors {
            let number = self.descriptors.numbers.get(descriptor).copied();
            let mut has = vec![false; self.rows.len()];
            for (row, _) in self.statics.iter().filter(|(_, d)| Some(*d) == number) {
                if let Some(has) = has.get_mut(*row as usize) {
                    *has = true;
                }
            }
            let array: ArrayRef = Arc::new(BooleanArray::from(has));
            columns.push((Meaning::HasStatic(descriptor.clone()), array));
        }
        // By timeline name, then descriptor; the chunks' own ranges of all timelines come first.
        let mut groups: BTreeMap<(bool, &Timeline, Option<&ComponentDescriptor>), Vec<&Span>> =
            BTreeMap::new();
        for span in &self.spans {
            let timeline = self.timelines.names.get(span.timeline as usize);
            let descriptor = span
                .descriptor
                .map(|d| self.descriptors.names.get(d as usize));
            let (Some(timeline), Some(descriptor)) =
                (timeline, descriptor.map_or(Some(None), |d| d.map(Some)))
            else {
                return Err(Error::invalid("a manifest row names nothing known"));
            };
            groups
                .entry((descriptor.is_some(), timeline, descriptor))
                .or_default()
                .push(span);
        }
        for ((_, timeline, descriptor), spans) in groups {
            let owned = || descriptor.cloned();
            let start = self.times(timeline.typ(), &spans, |span| span.start);
            let end = self.times(timeline.typ(), &spans, |span| span.end);
            columns.push((Meaning::Start(timeline.clone(), owned()), start));
            columns.push((Meaning::End(timeline.clone(), owned()), end));
            if let Some(descriptor) = owned() {
                let mut counts = vec![0; self.rows.len()];
                for span in &spans {
                    if let Some(count) = counts.get_mut(span.row as usize) {
                        *count = span.num_rows;
                    }
                }
                let array: ArrayRef = Arc::new(UInt64Array::from(counts));
                columns.push((Meaning::NumRows(timeline.name().clone(), descriptor), array));
            }
        }
        Ok(columns)
    }

    fn times(&self, time_type: TimeType, spans: &[&Span], time: fn(&Span) -> i64) -> ArrayRef {
        let mut times = vec![None; self.rows.len()];
        for span in spans.iter().filter(|span| span.num_rows > 0) {
            if let Some(slot) = times.get_mut(span.row as usize) {
                *slot = Some(time(span));
            }
        }
        match time_type {
            TimeType::Sequence => Arc::new(Int64Array::from(times)),
            TimeType::DurationNs => Arc::new(DurationNanosecondArray::from(times)),
            TimeType::TimestampNs => Arc::new(TimestampNanosecondArray::from(times)),
        }
    }
}
