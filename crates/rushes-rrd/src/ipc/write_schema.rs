//! From a schema to the metadata of its message.
//!
//! Hashes of schemas are made of these bytes, so that the order in which tables and their fields
//! are built is part of the format: that of the Arrow library, which others hash.

use std::collections::HashMap;

use arrow_schema::{DataType, Field, IntervalUnit, Schema, TimeUnit, UnionMode};
use flatbuffers::FlatBufferBuilder;

use super::message::{Finished, schema_message, slot};
use super::schema_tables::{dictionary, field, kind, of_type, pair, schema, union_mode, unit};
use crate::{Error, Result};

/// The metadata of a schema's message. Fails on types that have no place in it.
pub(super) fn write(schema: &Schema) -> Result<Vec<u8>> {
    let mut writer = Writer {
        builder: FlatBufferBuilder::new(),
        next_dictionary_id: 0,
    };
    let fields = schema
        .fields()
        .iter()
        .map(|field| writer.field(field))
        .collect::<Result<Vec<_>>>()?;
    let fields = writer.vector(&fields);
    let metadata = writer.metadata(schema.metadata());
    let mut builder = writer.builder;
    let table = builder.start_table();
    builder.push_slot_always(slot(schema::FIELDS), fields);
    if let Some(metadata) = metadata {
        builder.push_slot_always(slot(schema::METADATA), metadata);
    }
    let table = builder.end_table(table);
    Ok(schema_message(builder, table))
}

struct Writer<'a> {
    builder: FlatBufferBuilder<'a>,
    /// Dictionaries are numbered in order, those in a dictionary's values before it.
    next_dictionary_id: i64,
}

/// What a type's table holds, in the order of building it.
#[derive(Clone, Copy)]
enum Part {
    Bool(usize, bool),
    I16(usize, i16, i16),
    I32(usize, i32, i32),
    Offset(usize, Finished),
}

impl Writer<'_> {
    fn vector(&mut self, tables: &[Finished]) -> Finished {
        Finished::new(self.builder.create_vector(tables).value())
    }

    fn text(&mut self, text: &str) -> Finished {
        Finished::new(self.builder.create_string(text).value())
    }

    fn table(&mut self, parts: &[Part]) -> Finished {
        let table = self.builder.start_table();
        for part in parts {
            match *part {
                Part::Bool(field, value) => self.builder.push_slot(slot(field), value, false),
                Part::I16(field, value, default) => {
                    self.builder.push_slot(slot(field), value, default);
                }
                Part::I32(field, value, default) => {
                    self.builder.push_slot(slot(field), value, default);
                }
                Part::Offset(field, value) => self.builder.push_slot_always(slot(field), value),
            }
        }
        self.builder.end_table(table)
    }

    /// Key-value pairs, sorted by their keys.
    fn metadata(&mut self, metadata: &HashMap<String, String>) -> Option<Finished> {
        let mut sorted: Vec<_> = metadata.iter().collect();
        sorted.sort_unstable();
        let mut pairs = Vec::with_capacity(sorted.len());
        for (key, value) in sorted {
            let (key, value) = (self.text(key), self.text(value));
            let pair = [
                Part::Offset(pair::KEY, key),
                Part::Offset(pair::VALUE, value),
            ];
            pairs.push(self.table(&pair));
        }
        (!pairs.is_empty()).then(|| self.vector(&pairs))
    }

    fn field(&mut self, field: &Field) -> Result<Finished> {
        let metadata = self.metadata(field.metadata());
        let name = self.text(field.name());
        let (kind, table, children) = self.data_type(field.data_type())?;
        let dictionary = match field.data_type() {
            DataType::Dictionary(key, _) => {
                let is_ordered = field.dict_is_ordered().unwrap_or(false);
                Some(self.dictionary(key, is_ordered)?)
            }
            _ => None,
        };
        let builder = &mut self.builder;
        let start = builder.start_table();
        builder.push_slot_always(slot(field::NAME), name);
        if let Some(dictionary) = dictionary {
            builder.push_slot_always(slot(field::DICTIONARY), dictionary);
        }
        builder.push_slot(slot(field::KIND), kind, 0);
        builder.push_slot(slot(field::NULLABLE), field.is_nullable(), false);
        builder.push_slot_always(slot(field::CHILDREN), children);
        builder.push_slot_always(slot(field::TYPE), table);
        if let Some(metadata) = metadata {
            builder.push_slot_always(slot(field::METADATA), metadata);
        }
        Ok(builder.end_table(start))
    }

    fn dictionary(&mut self, key: &DataType, is_ordered: bool) -> Result<Finished> {
        let id = self.next_dictionary_id;
        self.next_dictionary_id += 1;
        let parts = int_parts(key).ok_or_else(|| unsupported(key))?;
        let key = self.table(&parts);
        let builder = &mut self.builder;
        let start = builder.start_table();
        builder.push_slot(slot(dictionary::ID), id, 0);
        builder.push_slot_always(slot(dictionary::KEY), key);
        builder.push_slot(slot(dictionary::IS_ORDERED), is_ordered, false);
        Ok(builder.end_table(start))
    }

    /// The number of a type, its table, and its children. A dictionary has those of its values.
    fn data_type(&mut self, data_type: &DataType) -> Result<(u8, Finished, Finished)> {
        if let Some(parts) = int_parts(data_type) {
            let children = self.vector(&[]);
            return Ok((kind::INT, self.table(&parts), children));
        }
        let precision = match data_type {
            DataType::Float16 => Some(0),
            DataType::Float32 => Some(1),
            DataType::Float64 => Some(2),
            _ => None,
        };
        if let Some(precision) = precision {
            let children = self.vector(&[]);
            let table = self.table(&[Part::I16(of_type::FLOAT_PRECISION, precision, 0)]);
            return Ok((kind::FLOAT, table, children));
        }
        if let DataType::Dictionary(_, values) = data_type {
            if matches!(**values, DataType::Dictionary(..)) {
                return Err(unsupported(data_type));
            }
            return self.data_type(values);
        }
        let mut children = Vec::new();
        match data_type {
            DataType::Struct(fields) => {
                for field in fields {
                    children.push(self.field(field)?);
                }
            }
            DataType::Union(fields, _) => {
                for (_, field) in fields.iter() {
                    children.push(self.field(field)?);
                }
            }
            DataType::RunEndEncoded(run_ends, values) => {
                children.push(self.field(run_ends)?);
                children.push(self.field(values)?);
            }
            DataType::List(item)
            | DataType::LargeList(item)
            | DataType::ListView(item)
            | DataType::LargeListView(item)
            | DataType::FixedSizeList(item, _)
            | DataType::Map(item, _) => children.push(self.field(item)?),
            _ => {}
        }
        let (kind, parts) = self.parts(data_type)?;
        let table = self.table(&parts);
        Ok((kind, table, self.vector(&children)))
    }

    /// The number of a type, and what its table holds.
    fn parts(&mut self, data_type: &DataType) -> Result<(u8, Vec<Part>)> {
        let size = |size: &i32| vec![Part::I32(of_type::SIZE, *size, 0)];
        let time = |unit: &TimeUnit, default| Part::I16(of_type::UNIT, time_unit(*unit), default);
        Ok(match data_type {
            DataType::Null => (kind::NULL, vec![]),
            DataType::Boolean => (kind::BOOL, vec![]),
            DataType::Utf8 => (kind::UTF8, vec![]),
            DataType::LargeUtf8 => (kind::LARGE_UTF8, vec![]),
            DataType::Utf8View => (kind::UTF8_VIEW, vec![]),
            DataType::Binary => (kind::BINARY, vec![]),
            DataType::LargeBinary => (kind::LARGE_BINARY, vec![]),
            DataType::BinaryView => (kind::BINARY_VIEW, vec![]),
            DataType::Struct(_) => (kind::STRUCT, vec![]),
            DataType::List(_) => (kind::LIST, vec![]),
            DataType::LargeList(_) => (kind::LARGE_LIST, vec![]),
            DataType::ListView(_) => (kind::LIST_VIEW, vec![]),
            DataType::LargeListView(_) => (kind::LARGE_LIST_VIEW, vec![]),
            DataType::RunEndEncoded(..) => (kind::RUN_END_ENCODED, vec![]),
            DataType::FixedSizeBinary(bytes) => (kind::FIXED_SIZE_BINARY, size(bytes)),
            DataType::FixedSizeList(_, items) => (kind::FIXED_SIZE_LIST, size(items)),
            DataType::Date32 => (kind::DATE, vec![date(unit::DATE_DAY)]),
            DataType::Date64 => (kind::DATE, vec![date(unit::DATE_MILLISECOND)]),
            DataType::Time32(it) => (kind::TIME, vec![bits(32), time(it, unit::MILLISECOND)]),
            DataType::Time64(it) => (kind::TIME, vec![bits(64), time(it, unit::MILLISECOND)]),
            DataType::Duration(it) => (kind::DURATION, vec![time(it, unit::MILLISECOND)]),
            DataType::Timestamp(it, zone) => {
                let zone = zone.as_deref().unwrap_or_default();
                // Built even when it is empty, and then belongs to nothing.
                let text = self.text(zone);
                let mut parts = vec![time(it, unit::SECOND)];
                if !zone.is_empty() {
                    parts.push(Part::Offset(of_type::TIMESTAMP_ZONE, text));
                }
                (kind::TIMESTAMP, parts)
            }
            DataType::Interval(it) => {
                let number = match it {
                    IntervalUnit::YearMonth => unit::YEAR_MONTH,
                    IntervalUnit::DayTime => unit::DAY_TIME,
                    IntervalUnit::MonthDayNano => unit::MONTH_DAY_NANO,
                };
                let part = Part::I16(of_type::UNIT, number, unit::YEAR_MONTH);
                (kind::INTERVAL, vec![part])
            }
            DataType::Decimal32(precision, scale) => {
                (kind::DECIMAL, decimal(*precision, *scale, 32))
            }
            DataType::Decimal64(precision, scale) => {
                (kind::DECIMAL, decimal(*precision, *scale, 64))
            }
            DataType::Decimal128(precision, scale) => {
                (kind::DECIMAL, decimal(*precision, *scale, 128))
            }
            DataType::Decimal256(precision, scale) => {
                (kind::DECIMAL, decimal(*precision, *scale, 256))
            }
            DataType::Map(_, is_sorted) => (
                kind::MAP,
                vec![Part::Bool(of_type::MAP_IS_SORTED, *is_sorted)],
            ),
            DataType::Union(fields, mode) => {
                let ids: Vec<_> = fields.iter().map(|(id, _)| i32::from(id)).collect();
                let ids = Finished::new(self.builder.create_vector(&ids).value());
                let mode = match mode {
                    UnionMode::Sparse => union_mode::SPARSE,
                    UnionMode::Dense => union_mode::DENSE,
                };
                let mode = Part::I16(of_type::UNION_MODE, mode, union_mode::SPARSE);
                (
                    kind::UNION,
                    vec![mode, Part::Offset(of_type::UNION_IDS, ids)],
                )
            }
            other => return Err(unsupported(other)),
        })
    }
}

fn int_parts(data_type: &DataType) -> Option<[Part; 2]> {
    let (is_signed, bits) = match data_type {
        DataType::Int8 => (true, 8),
        DataType::Int16 => (true, 16),
        DataType::Int32 => (true, 32),
        DataType::Int64 => (true, 64),
        DataType::UInt8 => (false, 8),
        DataType::UInt16 => (false, 16),
        DataType::UInt32 => (false, 32),
        DataType::UInt64 => (false, 64),
        _ => return None,
    };
    Some([
        Part::Bool(of_type::INT_IS_SIGNED, is_signed),
        Part::I32(of_type::INT_BITS, bits, 0),
    ])
}

fn bits(bits: i32) -> Part {
    Part::I32(of_type::TIME_BITS, bits, of_type::DEFAULT_TIME_BITS)
}

fn date(number: i16) -> Part {
    Part::I16(of_type::UNIT, number, unit::DATE_MILLISECOND)
}

fn time_unit(it: TimeUnit) -> i16 {
    match it {
        TimeUnit::Second => unit::SECOND,
        TimeUnit::Millisecond => unit::MILLISECOND,
        TimeUnit::Microsecond => unit::MICROSECOND,
        TimeUnit::Nanosecond => unit::NANOSECOND,
    }
}

fn decimal(precision: u8, scale: i8, bits: i32) -> Vec<Part> {
    vec![
        Part::I32(of_type::DECIMAL_PRECISION, i32::from(precision), 0),
        Part::I32(of_type::DECIMAL_SCALE, i32::from(scale), 0),
        Part::I32(of_type::DECIMAL_BITS, bits, of_type::DEFAULT_DECIMAL_BITS),
    ]
}

fn unsupported(data_type: &DataType) -> Error {
    Error::invalid(format!("Arrow streams cannot hold the type {data_type}"))
}
