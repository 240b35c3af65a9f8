//! Component values as text.

use std::fmt::Write as _;

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, UnionArray};
use arrow_schema::DataType;

use super::component::Shape;
use super::{ComponentInfo, EncodingInfo, EnumVariant, Kind, PartInfo, component};

/// Lists longer than this are cut.
const MAX_ITEMS: usize = 16;

/// What is known about the meaning of a value.
#[derive(Clone, Copy)]
enum Meaning {
    Unknown,
    Encoding(&'static EncodingInfo),
    ItemsOf(&'static PartInfo),
    Variants(&'static [EnumVariant]),
    Color,
}

/// One value of an array as text: numbers as they are, text in quotes, lists in brackets, structs
/// in braces, bytes by their number.
pub fn display(array: &dyn Array, index: usize) -> String {
    let mut text = String::new();
    write(&mut text, array, index, Meaning::Unknown);
    text
}

/// The same, knowing what the value means: enums by name, colours as `#RRGGBBAA`.
pub fn display_value(component_type: &str, array: &dyn Array, index: usize) -> String {
    let mut text = String::new();
    let meaning = component(component_type).map_or(Meaning::Unknown, meaning_of);
    write(&mut text, array, index, meaning);
    text
}

fn meaning_of(info: &'static ComponentInfo) -> Meaning {
    match &info.shape {
        Shape::Wrapper(encoding) => meaning_of_encoding(encoding),
        Shape::List(item) => Meaning::ItemsOf(item),
        Shape::Enum(variants) => Meaning::Variants(variants),
    }
}

fn meaning_of_encoding(info: &'static EncodingInfo) -> Meaning {
    match &info.kind {
        _ if info.fq_name == "rerun.encodings.Rgba32" => Meaning::Color,
        Kind::Enum(variants) => Meaning::Variants(variants),
        Kind::Transparent(part) if part.encoding.is_some() => Meaning::ItemsOf(part),
        Kind::Transparent(_) => Meaning::Unknown,
        Kind::Struct(_) | Kind::Union(_) => Meaning::Encoding(info),
    }
}

fn meaning_of_part(part: &'static PartInfo) -> Meaning {
    match part.encoding {
        Some(_) if part.is_list => Meaning::ItemsOf(part),
        Some(encoding) => meaning_of_encoding(encoding),
        None => Meaning::Unknown,
    }
}

fn write(text: &mut String, array: &dyn Array, index: usize, meaning: Meaning) {
    if index >= array.len() || array.is_null(index) {
        text.push_str("null");
        return;
    }
    macro_rules! number {
        ($type:ty) => {
            push(text, array.as_primitive::<$type>().value(index))
        };
    }
    match array.data_type() {
        DataType::UInt8 => {
            let value = array.as_primitive::<UInt8Type>().value(index);
            write_number(text, value.into(), meaning);
        }
        DataType::UInt32 => {
            let value = array.as_primitive::<UInt32Type>().value(index);
            write_number(text, value, meaning);
        }
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        // A float keeps its point, so that 1.0 is not taken for a whole number.
        DataType::Float16 => push_debug(text, array.as_primitive::<Float16Type>().value(index)),
        DataType::Float32 => push_debug(text, array.as_primitive::<Float32Type>().value(index)),
        DataType::Float64 => push_debug(text, array.as_primitive::<Float64Type>().value(index)),
        DataType::Boolean => push(text, array.as_boolean().value(index)),
        DataType::Utf8 => push_debug(text, array.as_string::<i32>().value(index)),
        DataType::LargeUtf8 => push_debug(text, array.as_string::<i64>().value(index)),
        DataType::Null => text.push_str("null"),
        DataType::List(item) if *item.data_type() == DataType::UInt8 => {
            let len = array.as_list::<i32>().value(index).len();
            push(text, format_args!("<{len} bytes>"));
        }
        DataType::List(_) => write_items(text, &*array.as_list::<i32>().value(index), meaning),
        DataType::FixedSizeList(..) => {
            write_items(text, &*array.as_fixed_size_list().value(index), meaning);
        }
        DataType::Struct(_) => write_struct(text, array, index, meaning),
        DataType::Union(..) => {
            if let Some(union) = array.as_any().downcast_ref() {
                write_union(text, union, index, meaning);
            }
        }
        other => push(text, format_args!("<{}>", super::notation(other))),
    }
}

fn push(text: &mut String, value: impl std::fmt::Display) {
    // Writing to a string cannot fail.
    let _ = write!(text, "{value}");
}

fn push_debug(text: &mut String, value: impl std::fmt::Debug) {
    push(text, format_args!("{value:?}"));
}

fn write_number(text: &mut String, value: u32, meaning: Meaning) {
    match meaning {
        Meaning::Color => push(text, format_args!("#{value:08X}")),
        Meaning::Variants(variants) => {
            match variants.iter().find(|variant| variant.value == value) {
                Some(variant) => text.push_str(variant.name),
                None => push(text, format_args!("{value} (unknown)")),
            }
        }
        _ => push(text, value),
    }
}

fn write_items(text: &mut String, items: &dyn Array, meaning: Meaning) {
    let meaning = match meaning {
        Meaning::ItemsOf(part) => part.encoding.map_or(Meaning::Unknown, meaning_of_encoding),
        _ => Meaning::Unknown,
    };
    text.push('[');
    for index in 0..items.len().min(MAX_ITEMS) {
        if index > 0 {
            text.push_str(", ");
        }
        write(text, items, index, meaning);
    }
    if items.len() > MAX_ITEMS {
        push(text, format_args!(", … {} in all", items.len()));
    }
    text.push(']');
}

fn write_struct(text: &mut String, array: &dyn Array, index: usize, meaning: Meaning) {
    let record = array.as_struct();
    let part_named = |name: &str| match meaning {
        Meaning::Encoding(EncodingInfo {
            kind: Kind::Struct(parts),
            ..
        }) => parts.iter().find(|part| part.name == name),
        _ => None,
    };
    text.push('{');
    for (position, (field, column)) in record.fields().iter().zip(record.columns()).enumerate() {
        if position > 0 {
            text.push_str(", ");
        }
        push(text, format_args!("{}: ", field.name()));
        let meaning = part_named(field.name()).map_or(Meaning::Unknown, meaning_of_part);
        write(text, column, index, meaning);
    }
    text.push('}');
}

fn write_union(text: &mut String, union: &UnionArray, index: usize, meaning: Meaning) {
    let type_id = union.type_id(index);
    let DataType::Union(fields, _) = union.data_type() else {
        return;
    };
    let Some((_, field)) = fields.iter().find(|(id, _)| *id == type_id) else {
        return;
    };
    if field.name() == "_null_markers" {
        text.push_str("null");
        return;
    }
    text.push_str(field.name());
    if *field.data_type() == DataType::Null {
        return;
    }
    let payload = match meaning {
        Meaning::Encoding(EncodingInfo {
            kind: Kind::Union(variants),
            ..
        }) => {
            let variant = variants.iter().find(|variant| variant.type_id == type_id);
            variant.and_then(|variant| variant.payload.as_ref())
        }
        _ => None,
    };
    text.push('(');
    let meaning = payload.map_or(Meaning::Unknown, meaning_of_part);
    write(
        text,
        union.child(type_id),
        union.value_offset(index),
        meaning,
    );
    text.push(')');
}
