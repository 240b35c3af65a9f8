//! Arrow types and values as the expected files write them: types in pyarrow's notation, times as
//! integers, bytes as hex.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Date32Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, TimeUnit, UnionMode};
use serde_json::{Map, Value, json};

/// A batch as the expected files show a chunk.
pub fn chunk(batch: &RecordBatch) -> Value {
    let schema = batch.schema_ref();
    let columns: Vec<_> = schema
        .fields()
        .iter()
        .zip(batch.columns())
        .map(|(field, array)| {
            let mut column = described(field);
            column.insert("name".into(), field.name().as_str().into());
            column.insert("values".into(), values(array));
            Value::Object(column)
        })
        .collect();
    json!({
        "batch_metadata": schema.metadata(),
        "num_rows": batch.num_rows(),
        "columns": columns,
    })
}

/// A field's type, nullability and metadata.
pub fn described(field: &Field) -> Map<String, Value> {
    let mut map = Map::new();
    map.insert("arrow_type".into(), type_name(field.data_type()).into());
    map.insert("nullable".into(), field.is_nullable().into());
    map.insert("metadata".into(), json!(field.metadata()));
    map
}

/// A type in pyarrow's notation.
pub fn type_name(data_type: &DataType) -> String {
    match data_type {
        DataType::Null => "null".into(),
        DataType::Boolean => "bool".into(),
        DataType::Float16 => "halffloat".into(),
        DataType::Float32 => "float".into(),
        DataType::Float64 => "double".into(),
        DataType::Utf8 => "string".into(),
        DataType::LargeUtf8 => "large_string".into(),
        DataType::Utf8View => "string_view".into(),
        DataType::LargeBinary => "large_binary".into(),
        DataType::BinaryView => "binary_view".into(),
        DataType::FixedSizeBinary(len) => format!("fixed_size_binary[{len}]"),
        DataType::Date32 => "date32[day]".into(),
        DataType::Time64(unit) => format!("time64[{}]", unit_name(*unit)),
        DataType::Duration(unit) => format!("duration[{}]", unit_name(*unit)),
        DataType::Timestamp(unit, None) => format!("timestamp[{}]", unit_name(*unit)),
        DataType::Timestamp(unit, Some(zone)) => {
            format!("timestamp[{}, tz={zone}]", unit_name(*unit))
        }
        DataType::Decimal128(precision, scale) => format!("decimal128({precision}, {scale})"),
        DataType::List(item) => format!("list<{}>", field_name(item)),
        DataType::LargeList(item) => format!("large_list<{}>", field_name(item)),
        DataType::ListView(item) => format!("list_view<{}>", field_name(item)),
        DataType::FixedSizeList(item, len) => {
            format!("fixed_size_list<{}>[{len}]", field_name(item))
        }
        DataType::Struct(children) => {
            let children: Vec<_> = children.iter().map(|child| field_name(child)).collect();
            format!("struct<{}>", children.join(", "))
        }
        DataType::Union(children, mode) => {
            let children: Vec<_> = children
                .iter()
                .map(|(id, child)| format!("{}={id}", field_name(child)))
                .collect();
            let mode = match mode {
                UnionMode::Dense => "dense",
                UnionMode::Sparse => "sparse",
            };
            format!("{mode}_union<{}>", children.join(", "))
        }
        DataType::Map(entries, _) => match entries.data_type() {
            DataType::Struct(fields) => {
                let names: Vec<_> = fields.iter().map(|f| type_name(f.data_type())).collect();
                format!("map<{}>", names.join(", "))
            }
            other => panic!("map of {other}"),
        },
        DataType::Dictionary(indices, values) => format!(
            "dictionary<values={}, indices={}, ordered=0>",
            type_name(values),
            type_name(indices)
        ),
        // Integers and Binary have Rust's names, in lower case.
        other => other.to_string().to_lowercase(),
    }
}

fn field_name(field: &Field) -> String {
    let not_null = if field.is_nullable() { "" } else { " not null" };
    format!(
        "{}: {}{not_null}",
        field.name(),
        type_name(field.data_type())
    )
}

fn unit_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "s",
        TimeUnit::Millisecond => "ms",
        TimeUnit::Microsecond => "us",
        TimeUnit::Nanosecond => "ns",
    }
}

/// All values of an array.
pub fn values(array: &dyn Array) -> Value {
    (0..array.len()).map(|row| value(array, row)).collect()
}

fn value(array: &dyn Array, row: usize) -> Value {
    if array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Null => Value::Null,
        DataType::Boolean => array.as_boolean().value(row).into(),
        DataType::Int8 => array.as_primitive::<Int8Type>().value(row).into(),
        DataType::Int16 => array.as_primitive::<Int16Type>().value(row).into(),
        DataType::Int32 => array.as_primitive::<Int32Type>().value(row).into(),
        DataType::Int64 => array.as_primitive::<Int64Type>().value(row).into(),
        DataType::UInt8 => array.as_primitive::<UInt8Type>().value(row).into(),
        DataType::UInt16 => array.as_primitive::<UInt16Type>().value(row).into(),
        DataType::UInt32 => array.as_primitive::<UInt32Type>().value(row).into(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().value(row).into(),
        DataType::Float16 => float(array.as_primitive::<Float16Type>().value(row).into()),
        DataType::Float32 => float(array.as_primitive::<Float32Type>().value(row).into()),
        DataType::Float64 => float(array.as_primitive::<Float64Type>().value(row)),
        DataType::Date32 => array.as_primitive::<Date32Type>().value(row).into(),
        DataType::Time64(_) | DataType::Duration(_) | DataType::Timestamp(..) => {
            let ticks = array.to_data().buffers()[0].typed_data::<i64>()[array.offset() + row];
            ticks.into()
        }
        DataType::Utf8 => array.as_string::<i32>().value(row).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(row).into(),
        DataType::Utf8View => array.as_string_view().value(row).into(),
        DataType::Binary => hex(array.as_binary::<i32>().value(row)),
        DataType::LargeBinary => hex(array.as_binary::<i64>().value(row)),
        DataType::BinaryView => hex(array.as_binary_view().value(row)),
        DataType::FixedSizeBinary(_) => hex(array.as_fixed_size_binary().value(row)),
        DataType::List(_) => values(&array.as_list::<i32>().value(row)),
        DataType::LargeList(_) => values(&array.as_list::<i64>().value(row)),
        DataType::ListView(_) => values(&array.as_list_view::<i32>().value(row)),
        DataType::FixedSizeList(..) => values(&array.as_fixed_size_list().value(row)),
        DataType::Struct(fields) => {
            let columns = fields.iter().zip(array.as_struct().columns());
            columns
                .map(|(field, column)| (field.name().clone(), value(column, row)))
                .collect()
        }
        DataType::Map(..) => entries(&array.as_map().value(row)),
        DataType::Dictionary(..) => {
            let dictionary = array.as_any_dictionary();
            value(dictionary.values(), dictionary.normalized_keys()[row])
        }
        DataType::Union(..) => value(&array.as_union().value(row), 0),
        other => panic!("no vector holds {other}"),
    }
}

fn entries(entries: &arrow_array::StructArray) -> Value {
    let text = |array: &ArrayRef, row| match value(array, row) {
        Value::String(text) => text,
        other => other.to_string(),
    };
    (0..entries.len())
        .map(|row| {
            let pair = entries.columns().iter().map(|column| text(column, row));
            Value::from(pair.collect::<Vec<_>>())
        })
        .collect()
}

fn float(number: f64) -> Value {
    if number.is_nan() {
        return "nan".into();
    }
    serde_json::Number::from_f64(number).map_or_else(|| number.to_string().into(), Value::Number)
}

pub fn hex(bytes: &[u8]) -> Value {
    bytes
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>()
        .into()
}
