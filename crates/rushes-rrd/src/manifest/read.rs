//! A stored manifest.

use std::collections::BTreeMap;
use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{DurationNanosecondType, Int64Type, TimestampNanosecondType, UInt64Type};
use arrow_array::{Array as _, ArrayRef, BooleanArray, FixedSizeBinaryArray, RecordBatch};
use arrow_buffer::{NullBuffer, ScalarBuffer};
use rushes_core::{
    ChunkId, ComponentDescriptor, EntityPath, StoreId, TimeType, Timeline, TimelineName,
};

use super::table::Meaning;
use super::{ChunkIndex, ColumnIndex, StoreSchema, TimeSpan, names};
use crate::{Error, Result};

const TIME_TYPES: [TimeType; 3] = [
    TimeType::Sequence,
    TimeType::DurationNs,
    TimeType::TimestampNs,
];

/// The index of one store in one stream.
#[derive(Clone, Debug)]
pub struct Manifest {
    store_id: StoreId,
    schema: Arc<StoreSchema>,
    stored_sha256: Option<[u8; 32]>,
    table: RecordBatch,
    fixed: Fixed,
    entities: Vec<EntityPath>,
    statics: Vec<(ComponentDescriptor, BooleanArray)>,
    spans: Vec<Spans>,
}

/// The columns that every manifest has.
#[derive(Clone, Debug)]
struct Fixed {
    ids: FixedSizeBinaryArray,
    is_static: BooleanArray,
    num_rows: ScalarBuffer<u64>,
    byte_offset: ScalarBuffer<u64>,
    byte_size: ScalarBuffer<u64>,
    uncompressed_size: ScalarBuffer<u64>,
}

/// The columns about one timeline: of whole chunks, or of one component.
#[derive(Clone, Debug)]
struct Spans {
    timeline: Timeline,
    descriptor: Option<ComponentDescriptor>,
    start: Times,
    end: Times,
    num_rows: Option<ScalarBuffer<u64>>,
}

/// Times, where there are any.
#[derive(Clone, Debug)]
struct Times {
    values: ScalarBuffer<i64>,
    nulls: Option<NullBuffer>,
}

/// Where the columns of a span are in the table.
#[derive(Clone, Copy, Debug, Default)]
struct Positions {
    start: Option<usize>,
    end: Option<usize>,
    num_rows: Option<usize>,
}

impl Manifest {
    /// Understands a manifest. Fails when a fixed column is missing or any is malformed.
    pub(crate) fn new(
        store_id: StoreId,
        schema: Arc<StoreSchema>,
        stored_sha256: Option<[u8; 32]>,
        table: RecordBatch,
    ) -> Result<Self> {
        let mut statics = Vec::new();
        let mut spans: BTreeMap<_, Positions> = BTreeMap::new();
        let mut counts: Vec<(TimelineName, ComponentDescriptor, usize)> = Vec::new();
        for (position, field) in table.schema_ref().fields().iter().enumerate() {
            match Meaning::of(field)? {
                None => {}
                Some(Meaning::HasStatic(descriptor)) => {
                    if let Some(has) = table.column(position).as_boolean_opt() {
                        statics.push((descriptor, has.clone()));
                    }
                }
                Some(Meaning::Start(timeline, descriptor)) => {
                    spans.entry((timeline, descriptor)).or_default().start = Some(position);
                }
                Some(Meaning::End(timeline, descriptor)) => {
                    spans.entry((timeline, descriptor)).or_default().end = Some(position);
                }
                Some(Meaning::NumRows(timeline, descriptor)) => {
                    counts.push((timeline, descriptor, position));
                }
            }
        }
        for (timeline, descriptor, position) in counts {
            // The count's own type does not tell that of its timeline.
            for time_type in TIME_TYPES {
                let key = (
                    Timeline::new(timeline.clone(), time_type),
                    Some(descriptor.clone()),
                );
                if let Some(columns) = spans.get_mut(&key) {
                    columns.num_rows = Some(position);
                }
            }
        }
        let spans = spans.into_iter();
        Ok(Self {
            fixed: Fixed::of(&table)?,
            entities: read_entities(&table)?,
            spans: spans
                .filter_map(|(key, positions)| Spans::of(&table, key, positions).transpose())
                .collect::<Result<_>>()?,
            store_id,
            schema,
            stored_sha256,
            table,
            statics,
        })
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

    /// The table as it is stored.
    pub fn table(&self) -> &RecordBatch {
        &self.table
    }

    /// Number of chunks.
    pub fn num_chunks(&self) -> usize {
        self.table.num_rows()
    }

    /// The entities of all chunks, in order.
    pub fn entities(&self) -> &[EntityPath] {
        &self.entities
    }

    /// Where the payload of each chunk is, from the start of its stream, in order.
    pub fn byte_offsets(&self) -> &[u64] {
        &self.fixed.byte_offset
    }

    /// Bytes of each chunk's Arrow data, uncompressed, in order.
    pub fn uncompressed_sizes(&self) -> &[u64] {
        &self.fixed.uncompressed_size
    }

    /// What the manifest says of all chunks, in order.
    pub fn chunks(&self) -> impl Iterator<Item = ChunkIndex> + '_ {
        (0..self.num_chunks()).filter_map(|row| self.chunk(row))
    }

    /// What the manifest says of the chunk in `row`; `None` beyond the last.
    pub fn chunk(&self, row: usize) -> Option<ChunkIndex> {
        let entity_path = self.entities.get(row)?.clone();
        let fixed = &self.fixed;
        let num_rows = *fixed.num_rows.get(row)?;
        let is_static = fixed.is_static.value(row);
        let mut timelines = Vec::new();
        let mut columns: BTreeMap<&ComponentDescriptor, Vec<TimeSpan>> = BTreeMap::new();
        for (descriptor, has) in self.statics.iter().filter(|_| is_static) {
            if has.value(row) {
                columns.entry(descriptor).or_default();
            }
        }
        for spans in &self.spans {
            let Some(range) = spans.start.at(row).zip(spans.end.at(row)) else {
                continue;
            };
            let count = spans.num_rows.as_ref().and_then(|n| n.get(row).copied());
            let span = TimeSpan {
                timeline: spans.timeline.clone(),
                range: Some(range),
                num_rows: count.unwrap_or(num_rows),
            };
            match &spans.descriptor {
                None => timelines.push(span),
                Some(descriptor) => columns.entry(descriptor).or_default().push(span),
            }
        }
        let columns = columns
            .into_iter()
            .map(|(descriptor, timelines)| ColumnIndex {
                descriptor: descriptor.clone(),
                timelines,
            });
        Some(ChunkIndex {
            chunk_id: ChunkId::from_bytes(fixed.ids.value(row).try_into().ok()?),
            entity_path,
            is_static,
            num_rows,
            byte_offset: *fixed.byte_offset.get(row)?,
            byte_size: *fixed.byte_size.get(row)?,
            uncompressed_size: *fixed.uncompressed_size.get(row)?,
            timelines,
            columns: columns.collect(),
        })
    }
}

impl Fixed {
    fn of(table: &RecordBatch) -> Result<Self> {
        let numbers = |name: &str| {
            let numbers = column(table, name)?.as_primitive_opt::<UInt64Type>();
            let numbers = numbers.ok_or_else(|| wrong_type(name))?;
            Ok::<_, Error>(numbers.values().clone())
        };
        let ids = column(table, names::CHUNK_ID)?
            .as_fixed_size_binary_opt()
            .filter(|ids| ids.value_length() == 16);
        let is_static = column(table, names::IS_STATIC)?.as_boolean_opt();
        Ok(Self {
            ids: ids.ok_or_else(|| wrong_type(names::CHUNK_ID))?.clone(),
            is_static: is_static
                .ok_or_else(|| wrong_type(names::IS_STATIC))?
                .clone(),
            num_rows: numbers(names::NUM_ROWS)?,
            byte_offset: numbers(names::BYTE_OFFSET)?,
            byte_size: numbers(names::BYTE_SIZE)?,
            uncompressed_size: numbers(names::UNCOMPRESSED_SIZE)?,
        })
    }
}

impl Spans {
    /// The columns at these positions; `None` when their types are not those of the timeline.
    fn of(
        table: &RecordBatch,
        (timeline, descriptor): (Timeline, Option<ComponentDescriptor>),
        positions: Positions,
    ) -> Result<Option<Self>> {
        let (Some(start), Some(end)) = (positions.start, positions.end) else {
            return Err(Error::invalid(format!(
                "the manifest has only the start or the end on timeline {:?}",
                timeline.name().as_str()
            )));
        };
        let times = |position| Times::of(timeline.typ(), table.column(position));
        let (Some(start), Some(end)) = (times(start), times(end)) else {
            return Ok(None);
        };
        let num_rows = positions.num_rows.and_then(|position| {
            let counts = table.column(position).as_primitive_opt::<UInt64Type>();
            Some(counts?.values().clone())
        });
        Ok(Some(Self {
            timeline,
            descriptor,
            start,
            end,
            num_rows,
        }))
    }
}

impl Times {
    fn of(time_type: TimeType, column: &ArrayRef) -> Option<Self> {
        let values = match time_type {
            TimeType::Sequence => column.as_primitive_opt::<Int64Type>()?.values(),
            TimeType::DurationNs => column
                .as_primitive_opt::<DurationNanosecondType>()?
                .values(),
            TimeType::TimestampNs => column
                .as_primitive_opt::<TimestampNanosecondType>()?
                .values(),
        };
        Some(Self {
            values: values.clone(),
            nulls: column.nulls().cloned(),
        })
    }

    fn at(&self, row: usize) -> Option<i64> {
        let is_null = self.nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
        self.values.get(row).copied().filter(|_| !is_null)
    }
}

fn read_entities(table: &RecordBatch) -> Result<Vec<EntityPath>> {
    let paths = column(table, names::ENTITY_PATH)?.as_string_opt::<i32>();
    let paths = paths.ok_or_else(|| wrong_type(names::ENTITY_PATH))?;
    // Most neighbours are equal: parse each path once.
    let mut last: Option<(&str, EntityPath)> = None;
    Ok((0..paths.len())
        .map(|row| {
            let text = paths.value(row);
            match &last {
                Some((known, path)) if *known == text => path.clone(),
                _ => last
                    .insert((text, EntityPath::parse_forgiving(text)))
                    .1
                    .clone(),
            }
        })
        .collect())
}

fn column<'a>(table: &'a RecordBatch, name: &str) -> Result<&'a ArrayRef> {
    table
        .column_by_name(name)
        .filter(|column| column.null_count() == 0)
        .ok_or_else(|| Error::invalid(format!("the manifest lacks {name:?}, or it has nulls")))
}

fn wrong_type(name: &str) -> Error {
    Error::invalid(format!("manifest column {name:?} has the wrong type"))
}
