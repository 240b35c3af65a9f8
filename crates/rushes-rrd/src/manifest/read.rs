//! A stored manifest.

use std::collections::BTreeMap;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{DurationNanosecondType, Int64Type, TimestampNanosecondType, UInt64Type};
use arrow_array::{Array as _, BooleanArray, FixedSizeBinaryArray, RecordBatch, UInt64Array};
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
    schema: StoreSchema,
    stored_sha256: Option<[u8; 32]>,
    table: RecordBatch,
    entities: Vec<EntityPath>,
    statics: Vec<(ComponentDescriptor, usize)>,
    spans: BTreeMap<(Timeline, Option<ComponentDescriptor>), SpanColumns>,
}

/// The columns of one span, by position in the table.
#[derive(Clone, Copy, Debug, Default)]
struct SpanColumns {
    start: Option<usize>,
    end: Option<usize>,
    num_rows: Option<usize>,
}

impl Manifest {
    /// Understands a manifest. Fails when a fixed column is missing or any is malformed.
    pub(crate) fn new(
        store_id: StoreId,
        schema: StoreSchema,
        stored_sha256: Option<[u8; 32]>,
        table: RecordBatch,
    ) -> Result<Self> {
        let mut statics = Vec::new();
        let mut spans: BTreeMap<_, SpanColumns> = BTreeMap::new();
        let mut counts: Vec<(TimelineName, ComponentDescriptor, usize)> = Vec::new();
        for (position, field) in table.schema_ref().fields().iter().enumerate() {
            match Meaning::of(field)? {
                None => {}
                Some(Meaning::HasStatic(descriptor)) => statics.push((descriptor, position)),
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
        if let Some(((timeline, _), _)) = spans
            .iter()
            .find(|(_, columns)| columns.start.is_none() || columns.end.is_none())
        {
            return Err(Error::invalid(format!(
                "the manifest has only the start or the end on timeline {:?}",
                timeline.name().as_str()
            )));
        }
        let mut this = Self {
            store_id,
            schema,
            stored_sha256,
            table,
            entities: Vec::new(),
            statics,
            spans,
        };
        this.entities = this.read_entities()?;
        this.ids()?;
        this.bools(names::IS_STATIC)?;
        for name in [
            names::NUM_ROWS,
            names::BYTE_OFFSET,
            names::BYTE_SIZE,
            names::UNCOMPRESSED_SIZE,
        ] {
            this.numbers(name)?;
        }
        Ok(this)
    }

    fn read_entities(&self) -> Result<Vec<EntityPath>> {
        let paths = self.column(names::ENTITY_PATH)?.as_string_opt::<i32>();
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

    fn column(&self, name: &str) -> Result<&arrow_array::ArrayRef> {
        self.table
            .column_by_name(name)
            .filter(|column| column.null_count() == 0)
            .ok_or_else(|| Error::invalid(format!("the manifest lacks {name:?}, or it has nulls")))
    }

    fn ids(&self) -> Result<&FixedSizeBinaryArray> {
        self.column(names::CHUNK_ID)?
            .as_fixed_size_binary_opt()
            .filter(|ids| ids.value_length() == 16)
            .ok_or_else(|| wrong_type(names::CHUNK_ID))
    }

    fn bools(&self, name: &str) -> Result<&BooleanArray> {
        self.column(name)?
            .as_boolean_opt()
            .ok_or_else(|| wrong_type(name))
    }

    fn numbers(&self, name: &str) -> Result<&UInt64Array> {
        self.column(name)?
            .as_primitive_opt::<UInt64Type>()
            .ok_or_else(|| wrong_type(name))
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

    /// Where the payload of the chunk in `row` is, from the start of its stream.
    pub fn byte_offset(&self, row: usize) -> Option<u64> {
        let offsets = self.numbers(names::BYTE_OFFSET).ok()?;
        (row < offsets.len()).then(|| offsets.value(row))
    }

    /// Bytes of each chunk's Arrow data, uncompressed, in order.
    pub fn uncompressed_sizes(&self) -> impl Iterator<Item = u64> + '_ {
        let sizes = self.numbers(names::UNCOMPRESSED_SIZE).ok();
        sizes
            .into_iter()
            .flat_map(|sizes| sizes.values().iter().copied())
    }

    /// What the manifest says of all chunks, in order.
    pub fn chunks(&self) -> impl Iterator<Item = ChunkIndex> + '_ {
        (0..self.num_chunks()).filter_map(|row| self.chunk(row))
    }

    /// What the manifest says of the chunk in `row`; `None` beyond the last.
    pub fn chunk(&self, row: usize) -> Option<ChunkIndex> {
        let entity_path = self.entities.get(row)?.clone();
        let mut chunk_id = [0; 16];
        chunk_id.copy_from_slice(self.ids().ok()?.value(row));
        let number = |name: &str| self.numbers(name).ok().map(|numbers| numbers.value(row));
        let is_static = self.bools(names::IS_STATIC).ok()?.value(row);
        let num_rows = number(names::NUM_ROWS)?;
        let mut timelines = Vec::new();
        let mut columns: BTreeMap<&ComponentDescriptor, Vec<TimeSpan>> = BTreeMap::new();
        for (descriptor, position) in &self.statics {
            let has = self.table.column(*position).as_boolean_opt();
            if is_static && has.is_some_and(|has| has.value(row)) {
                columns.entry(descriptor).or_default();
            }
        }
        for ((timeline, descriptor), positions) in &self.spans {
            let range = self.time(timeline, positions.start, row).zip(self.time(
                timeline,
                positions.end,
                row,
            ));
            let count = positions.num_rows.and_then(|position| {
                self.table
                    .column(position)
                    .as_primitive_opt::<UInt64Type>()
                    .map(|n| n.value(row))
            });
            if range.is_none() {
                continue;
            }
            let span = TimeSpan {
                timeline: timeline.clone(),
                range,
                num_rows: count.unwrap_or(num_rows),
            };
            match descriptor {
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
            chunk_id: ChunkId::from_bytes(chunk_id),
            entity_path,
            is_static,
            num_rows,
            byte_offset: number(names::BYTE_OFFSET)?,
            byte_size: number(names::BYTE_SIZE)?,
            uncompressed_size: number(names::UNCOMPRESSED_SIZE)?,
            timelines,
            columns: columns.collect(),
        })
    }

    fn time(&self, timeline: &Timeline, position: Option<usize>, row: usize) -> Option<i64> {
        let column = self.table.column(position?);
        if column.is_null(row) {
            return None;
        }
        Some(match timeline.typ() {
            TimeType::Sequence => column.as_primitive_opt::<Int64Type>()?.value(row),
            TimeType::DurationNs => column
                .as_primitive_opt::<DurationNanosecondType>()?
                .value(row),
            TimeType::TimestampNs => column
                .as_primitive_opt::<TimestampNanosecondType>()?
                .value(row),
        })
    }
}

fn wrong_type(name: &str) -> Error {
    Error::invalid(format!("manifest column {name:?} has the wrong type"))
}
