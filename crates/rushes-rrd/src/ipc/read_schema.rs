//! From the table of a schema to the schema, if it has only types that the Arrow library can make.

use std::collections::HashMap;

use arrow_schema::{
    DataType, Field, FieldRef, IntervalUnit, Schema, TimeUnit, UnionFields, UnionMode,
};

use super::flatbuffer::{Table, Tables};
use super::schema_tables::{dictionary, field, kind, of_type, pair, schema, union_mode, unit};
use crate::{Error, Limits, Result};

/// Texts may be shared in the metadata; all together must not be longer than this many times all
/// that was read.
const MAX_SHARING: usize = 16;
/// Columns are never nested deeper than this, whatever the limit is: reading them is recursive.
const MAX_DEPTH: usize = 64;

/// Reads the table of a schema, which is somewhere in `metadata_len` bytes.
pub(super) fn read(table: Table<'_>, metadata_len: usize, limits: &Limits) -> Result<Schema> {
    if table.i16(schema::ENDIANNESS, 0)? != 0 {
        return Err(Error::invalid("the Arrow data are big-endian"));
    }
    let fields = table.tables(schema::FIELDS)?;
    if fields.len() > limits.chunk.max_columns {
        return Err(Error::limit(format!(
            "{} columns; the limit is {}",
            fields.len(),
            limits.chunk.max_columns
        )));
    }
    let mut reader = Reader {
        limits,
        tables_left: limits.max_metadata_tables,
        text_left: metadata_len.saturating_mul(MAX_SHARING),
    };
    let fields = reader.fields(fields, limits.chunk.max_nesting.min(MAX_DEPTH))?;
    let metadata = reader.metadata(table.tables(schema::METADATA)?)?;
    Ok(Schema::new_with_metadata(fields, metadata))
}

struct Reader<'a> {
    limits: &'a Limits,
    /// Tables that may still be read. The same one may be in many places, so that there can be many
    /// more of them than bytes.
    tables_left: usize,
    /// Bytes of names and metadata, which may be shared as well.
    text_left: usize,
}

impl Reader<'_> {
    fn fields(&mut self, tables: Tables<'_>, depth: usize) -> Result<Vec<FieldRef>> {
        let mut fields = Vec::new();
        for table in tables {
            fields.push(self.field(table?, depth)?.into());
        }
        Ok(fields)
    }

    fn field(&mut self, table: Table<'_>, depth: usize) -> Result<Field> {
        let Some(depth) = depth.checked_sub(1) else {
            return Err(Error::limit(format!(
                "a column's type is nested deeper than {} levels",
                self.limits.chunk.max_nesting.min(MAX_DEPTH)
            )));
        };
        // The field and its type.
        self.count_tables(2)?;
        let name = table.text(field::NAME)?.unwrap_or_default();
        if name.len() > self.limits.chunk.max_name_bytes {
            return Err(Error::limit(format!(
                "a column's name is longer than {} bytes",
                self.limits.chunk.max_name_bytes
            )));
        }
        self.count_text(name)?;
        let children = self.fields(table.tables(field::CHILDREN)?, depth)?;
        let number = table.u8(field::KIND)?;
        let unknown = || {
            Error::invalid(format!(
                "column {name:?} has an unknown Arrow type (number {number})"
            ))
        };
        let data_type =
            data_type(number, table.table(field::TYPE)?, children)?.ok_or_else(unknown)?;
        let nullable = table.bool(field::NULLABLE)?;
        let field = match table.table(field::DICTIONARY)? {
            None => Field::new(name, data_type, nullable),
            Some(dictionary) => {
                let key = dictionary.table(dictionary::KEY)?.map(int).transpose()?;
                let key = key.flatten().ok_or_else(unknown)?;
                #[expect(
                    deprecated,
                    reason = "the id is on the wire; there is no other way to keep it"
                )]
                Field::new_dict(
                    name,
                    DataType::Dictionary(Box::new(key), Box::new(data_type)),
                    nullable,
                    dictionary.i64(dictionary::ID)?,
                    dictionary.bool(dictionary::IS_ORDERED)?,
                )
            }
        };
        Ok(field.with_metadata(self.metadata(table.tables(field::METADATA)?)?))
    }

    fn metadata(&mut self, pairs: Tables<'_>) -> Result<HashMap<String, String>> {
        let mut metadata = HashMap::new();
        for table in pairs {
            let table = table?;
            self.count_tables(1)?;
            if let (Some(key), Some(value)) = (table.text(pair::KEY)?, table.text(pair::VALUE)?) {
                self.count_text(key)?;
                self.count_text(value)?;
                metadata.insert(key.to_owned(), value.to_owned());
            }
        }
        Ok(metadata)
    }

    fn count_tables(&mut self, count: usize) -> Result<()> {
        let left = self.tables_left.checked_sub(count);
        self.tables_left = left.ok_or_else(|| {
            Error::limit(format!(
                "Arrow metadata of more than {} tables",
                self.limits.max_metadata_tables
            ))
        })?;
        Ok(())
    }

    fn count_text(&mut self, text: &str) -> Result<()> {
        let left = self.text_left.checked_sub(text.len());
        self.text_left = left.ok_or_else(|| {
            Error::limit("Arrow metadata whose texts are much longer than the metadata")
        })?;
        Ok(())
    }
}

/// The type of this number; `None` when there is no such type.
fn data_type(
    number: u8,
    table: Option<Table<'_>>,
    children: Vec<FieldRef>,
) -> Result<Option<DataType>> {
    let simple = match number {
        kind::NULL => DataType::Null,
        kind::BOOL => DataType::Boolean,
        kind::UTF8 => DataType::Utf8,
        kind::LARGE_UTF8 => DataType::LargeUtf8,
        kind::UTF8_VIEW => DataType::Utf8View,
        kind::BINARY => DataType::Binary,
        kind::LARGE_BINARY => DataType::LargeBinary,
        kind::BINARY_VIEW => DataType::BinaryView,
        kind::STRUCT => DataType::Struct(children.into()),
        kind::LIST => return Ok(only(children).map(DataType::List)),
        kind::LARGE_LIST => return Ok(only(children).map(DataType::LargeList)),
        kind::LIST_VIEW => return Ok(only(children).map(DataType::ListView)),
        kind::LARGE_LIST_VIEW => return Ok(only(children).map(DataType::LargeListView)),
        kind::RUN_END_ENCODED => return Ok(run_end_encoded(children)),
        _ => {
            let table = table.map(|table| with_table(number, table, children));
            return Ok(table.transpose()?.flatten());
        }
    };
    Ok(Some(simple))
}

/// A type that says more than its number does.
fn with_table(number: u8, table: Table<'_>, children: Vec<FieldRef>) -> Result<Option<DataType>> {
    let units = |default| Ok::<_, Error>(time_unit(table.i16(of_type::UNIT, default)?));
    Ok(match number {
        kind::INT => int(table)?,
        kind::FLOAT => match table.i16(of_type::FLOAT_PRECISION, 0)? {
            0 => Some(DataType::Float16),
            1 => Some(DataType::Float32),
            2 => Some(DataType::Float64),
            _ => None,
        },
        kind::FIXED_SIZE_BINARY => size(table)?.map(DataType::FixedSizeBinary),
        kind::FIXED_SIZE_LIST => size(table)?
            .zip(only(children))
            .map(|(size, item)| DataType::FixedSizeList(item, size)),
        kind::DATE => match table.i16(of_type::UNIT, unit::DATE_MILLISECOND)? {
            unit::DATE_DAY => Some(DataType::Date32),
            unit::DATE_MILLISECOND => Some(DataType::Date64),
            _ => None,
        },
        kind::TIME => {
            let bits = table.i32(of_type::TIME_BITS, of_type::DEFAULT_TIME_BITS)?;
            units(unit::MILLISECOND)?.and_then(|unit| match (bits, unit) {
                (32, TimeUnit::Second | TimeUnit::Millisecond) => Some(DataType::Time32(unit)),
                (64, TimeUnit::Microsecond | TimeUnit::Nanosecond) => Some(DataType::Time64(unit)),
                _ => None,
            })
        }
        kind::TIMESTAMP => {
            let zone = table.text(of_type::TIMESTAMP_ZONE)?;
            let zone = zone.filter(|zone| !zone.is_empty());
            units(unit::SECOND)?.map(|unit| DataType::Timestamp(unit, zone.map(Into::into)))
        }
        kind::DURATION => units(unit::MILLISECOND)?.map(DataType::Duration),
        kind::INTERVAL => match table.i16(of_type::UNIT, unit::YEAR_MONTH)? {
            unit::YEAR_MONTH => Some(DataType::Interval(IntervalUnit::YearMonth)),
            unit::DAY_TIME => Some(DataType::Interval(IntervalUnit::DayTime)),
            unit::MONTH_DAY_NANO => Some(DataType::Interval(IntervalUnit::MonthDayNano)),
            _ => None,
        },
        kind::DECIMAL => decimal(table)?,
        kind::MAP => {
            let is_sorted = table.bool(of_type::MAP_IS_SORTED)?;
            only(children)
                .filter(|entries| {
                    matches!(entries.data_type(), DataType::Struct(pair) if pair.len() == 2)
                })
                .map(|entries| DataType::Map(entries, is_sorted))
        }
        kind::UNION => union(table, children)?,
        _ => None,
    })
}

fn only(children: Vec<FieldRef>) -> Option<FieldRef> {
    let [child] = <[FieldRef; 1]>::try_from(children).ok()?;
    Some(child)
}

fn size(table: Table<'_>) -> Result<Option<i32>> {
    Ok(Some(table.i32(of_type::SIZE, 0)?).filter(|size| *size >= 0))
}

fn int(table: Table<'_>) -> Result<Option<DataType>> {
    let bits = table.i32(of_type::INT_BITS, 0)?;
    Ok(match (bits, table.bool(of_type::INT_IS_SIGNED)?) {
        (8, true) => Some(DataType::Int8),
        (16, true) => Some(DataType::Int16),
        (32, true) => Some(DataType::Int32),
        (64, true) => Some(DataType::Int64),
        (8, false) => Some(DataType::UInt8),
        (16, false) => Some(DataType::UInt16),
        (32, false) => Some(DataType::UInt32),
        (64, false) => Some(DataType::UInt64),
        _ => None,
    })
}

fn time_unit(number: i16) -> Option<TimeUnit> {
    match number {
        unit::SECOND => Some(TimeUnit::Second),
        unit::MILLISECOND => Some(TimeUnit::Millisecond),
        unit::MICROSECOND => Some(TimeUnit::Microsecond),
        unit::NANOSECOND => Some(TimeUnit::Nanosecond),
        _ => None,
    }
}

fn decimal(table: Table<'_>) -> Result<Option<DataType>> {
    type Make = fn(u8, i8) -> DataType;
    let bits = table.i32(of_type::DECIMAL_BITS, of_type::DEFAULT_DECIMAL_BITS)?;
    let (make, max_precision): (Make, u8) = match bits {
        32 => (DataType::Decimal32, 9),
        64 => (DataType::Decimal64, 18),
        128 => (DataType::Decimal128, 38),
        256 => (DataType::Decimal256, 76),
        _ => return Ok(None),
    };
    let precision = u8::try_from(table.i32(of_type::DECIMAL_PRECISION, 0)?).ok();
    let precision = precision.filter(|precision| (1..=max_precision).contains(precision));
    let scale = i8::try_from(table.i32(of_type::DECIMAL_SCALE, 0)?).ok();
    Ok(precision
        .zip(scale)
        .map(|(precision, scale)| make(precision, scale)))
}

fn run_end_encoded(children: Vec<FieldRef>) -> Option<DataType> {
    let [run_ends, values] = <[FieldRef; 2]>::try_from(children).ok()?;
    matches!(
        run_ends.data_type(),
        DataType::Int16 | DataType::Int32 | DataType::Int64
    )
    .then(|| DataType::RunEndEncoded(run_ends, values))
}

fn union(table: Table<'_>, children: Vec<FieldRef>) -> Result<Option<DataType>> {
    // Type ids are small; a union without a list of them counts from 0.
    const MAX_CHILDREN: usize = 128;
    let mode = match table.i16(of_type::UNION_MODE, union_mode::SPARSE)? {
        union_mode::SPARSE => UnionMode::Sparse,
        union_mode::DENSE => UnionMode::Dense,
        _ => return Ok(None),
    };
    if children.len() > MAX_CHILDREN {
        return Ok(None);
    }
    let ids: Option<Vec<i8>> = match table.vector(of_type::UNION_IDS, size_of::<i32>())? {
        None => Some((0..=i8::MAX).take(children.len()).collect()),
        Some(ids) => ids
            .as_chunks::<4>()
            .0
            .iter()
            .map(|id| i8::try_from(i32::from_le_bytes(*id)).ok())
            .collect(),
    };
    let ids = ids.filter(|ids| ids.len() == children.len());
    // Fails on ids that are negative or there twice.
    let fields = ids.and_then(|ids| UnionFields::try_new(ids, children).ok());
    Ok(fields.map(|fields| DataType::Union(fields, mode)))
}
