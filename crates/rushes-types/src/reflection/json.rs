//! The whole catalogue, and single values, as JSON.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{
    Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, UnionArray};
use arrow_schema::DataType;
use serde_json::{Map, Value, json};

use super::component::Shape;
use super::fallback::EffectiveFallback;
use super::{
    ArchetypeInfo, ComponentInfo, EncodingInfo, EnumVariant, Fallback, FieldInfo, Kind, PartInfo,
    ViewInfo, notation, zero,
};

/// Everything that is known about every type, each by its full name.
pub fn to_json() -> Value {
    fn all<T>(infos: &[&T], name: fn(&T) -> &str, json: fn(&T) -> Value) -> Value {
        infos
            .iter()
            .map(|info| (name(info).to_owned(), json(info)))
            .collect::<Map<_, _>>()
            .into()
    }
    json!({
        "encodings": all(super::encodings(), |info| info.fq_name, encoding),
        "components": all(super::components(), |info| info.fq_name, component),
        "archetypes": all(super::archetypes(), |info| info.fq_name, archetype),
        "views": all(super::views(), |info| info.identifier, view),
    })
}

fn encoding(info: &EncodingInfo) -> Value {
    let (kind, key, parts) = match &info.kind {
        Kind::Transparent(part) => ("transparent", "inner", inner(&part_type(part), part)),
        Kind::Struct(parts) => {
            let parts = parts
                .iter()
                .enumerate()
                .map(|(order, part)| field_part(order, part));
            ("struct", "fields", parts.collect())
        }
        Kind::Enum(of) => ("enum", "enum", variants(of, default_number(info.default))),
        Kind::Union(variants) => {
            let variant = |variant: &super::UnionVariant| {
                json!({
                    "type_id": variant.type_id,
                    "name": variant.name,
                    "payload": variant.payload.as_ref().map(type_name),
                    "payload_is_list": variant.payload.as_ref().is_some_and(|part| part.is_list),
                })
            };
            ("union", "variants", variants.iter().map(variant).collect())
        }
    };
    json!({
        "name": info.name(), "fq_name": info.fq_name, "module": info.module(),
        "scope": info.scope(), "description": info.description(), "state": info.state.as_str(),
        "kind": kind, key: parts, "default": made(info.default),
        "arrow": notation(&info.arrow_type()),
    })
}

fn part_type(part: &PartInfo) -> DataType {
    (part.data_type)()
}

/// The type of a part: an encoding, or the Arrow type.
fn type_name(part: &PartInfo) -> String {
    let arrow = || notation(&(part.element_type)());
    part.encoding
        .map_or_else(arrow, |encoding| encoding.fq_name.to_owned())
}

/// What a transparent type holds.
fn inner(data_type: &DataType, part: &PartInfo) -> Value {
    let element = |item: &DataType| match (part.encoding, item) {
        (Some(encoding), _) => encoding.fq_name.into(),
        (None, DataType::FixedSizeList(..) | DataType::List(_)) => inner(item, part),
        (None, flat) => notation(flat).into(),
    };
    match data_type {
        DataType::FixedSizeList(item, size) => {
            json!({"kind": "fixed_array", "element": element(item.data_type()), "size": size})
        }
        DataType::List(item) => json!({"kind": "list", "element": element(item.data_type())}),
        flat => json!({"kind": "scalar", "element": notation(flat)}),
    }
}

fn field_part(order: usize, part: &PartInfo) -> Value {
    json!({
        "order": order, "name": part.name, "type": type_name(part), "is_list": part.is_list,
        "optional": part.is_optional, "arrow_nullable": part.is_nullable,
        "arrow": notation(&part_type(part)),
        "description": super::first_paragraph(part.docs),
    })
}

fn variants(variants: &[EnumVariant], default: Option<u64>) -> Value {
    let variant = |variant: &EnumVariant| {
        json!({
            "name": variant.name, "value": variant.value,
            "default": default == Some(variant.value.into()),
            "description": super::first_paragraph(variant.docs),
        })
    };
    variants.iter().map(variant).collect()
}

type Make = fn() -> crate::SerializationResult<ArrayRef>;

fn made(make: Option<Make>) -> Value {
    let array = make.and_then(|make| make().ok());
    array.map_or(Value::Null, |array| value(&array, 0))
}

fn default_number(make: Option<Make>) -> Option<u64> {
    made(make).as_u64()
}

fn component(info: &ComponentInfo) -> Value {
    let mut json = json!({
        "name": info.name(), "fq_name": info.fq_name, "module": info.module(),
        "scope": info.scope(), "description": info.description(), "state": info.state.as_str(),
        "encoding": info.encoding().map(|encoding| encoding.fq_name),
        "default": instance(info, made(info.default)),
        "zero_placeholder": value(&zero(&info.arrow_type()), 0),
        "arrow": notation(&info.arrow_type()),
    });
    let (kind, key, detail) = match &info.shape {
        Shape::Wrapper(_) => ("wrapper", "", Value::Null),
        Shape::List(part) => ("list", "list_element", type_name(part).into()),
        Shape::Enum(of) => ("enum", "enum", variants(of, default_number(info.default))),
    };
    json["kind"] = kind.into();
    if !key.is_empty() {
        json[key] = detail;
    }
    if let Some(fallback) = &info.type_fallback {
        json["type_fallback"] = declared(info, fallback);
    }
    if info.needs_own_chunk() {
        json["own_chunk"] = true.into();
    }
    json
}

/// A value of a component; enums by name and number.
fn instance(info: &ComponentInfo, value: Value) -> Value {
    let Shape::Enum(variants) = info.shape else {
        return value;
    };
    let mut variants = variants.iter();
    match variants.find(|variant| Some(u64::from(variant.value)) == value.as_u64()) {
        Some(variant) => json!({"variant": variant.name, "value": variant.value}),
        None => value,
    }
}

fn declared(info: &ComponentInfo, fallback: &Fallback) -> Value {
    let array = fallback.value.and_then(|value| value().ok());
    with_value_and_rule(info, array, fallback.rule, json!({}))
}

fn effective(info: &ComponentInfo, fallback: EffectiveFallback) -> Value {
    let json = json!({"source": fallback.source.as_str()});
    with_value_and_rule(info, fallback.value, fallback.rule, json)
}

fn with_value_and_rule(
    info: &ComponentInfo,
    array: Option<ArrayRef>,
    rule: Option<&str>,
    mut json: Value,
) -> Value {
    if let Some(array) = array {
        let mut values = (0..array.len()).map(|index| instance(info, value(&array, index)));
        json["value"] = match (values.len(), values.next()) {
            (1, Some(only)) => only,
            (_, first) => first.into_iter().chain(values).collect(),
        };
    }
    if let Some(rule) = rule {
        json["rule"] = rule.into();
    }
    json
}

fn archetype(info: &ArchetypeInfo) -> Value {
    let shown = |shown: &super::Shown| {
        let mut json = json!({"class": shown.view});
        if let Some(note) = shown.note {
            json["note"] = note.into();
        }
        json
    };
    let fields = info
        .fields
        .iter()
        .enumerate()
        .map(|(order, info)| field(order, info));
    json!({
        "name": info.name(), "fq_name": info.fq_name, "module": info.module(),
        "scope": info.scope(), "display_name": info.display_name(),
        "description": info.description(), "state": info.state.as_str(),
        "views": info.views.iter().map(shown).collect::<Value>(),
        "property_of": info.property_of(), "visualizer": info.visualizer,
        "constructor_fields": info.constructor_fields,
        "fields": fields.collect::<Value>(),
    })
}

fn field(order: usize, info: &FieldInfo) -> Value {
    let mut json = json!({
        "order": order, "name": info.name, "component": info.component.fq_name,
        "identifier": info.identifier(), "requiredness": info.requiredness.as_str(),
        "multiplicity": info.multiplicity.as_str(), "ui_editable": info.is_editable,
        "description": info.description(), "fallback": effective(info.component, info.fallback("")),
    });
    if !info.view_fallbacks.is_empty() {
        let in_view = |(view, _): &(&str, Fallback)| {
            (
                (*view).to_owned(),
                effective(info.component, info.fallback(view)),
            )
        };
        json["view_fallbacks"] = info
            .view_fallbacks
            .iter()
            .map(in_view)
            .collect::<Map<_, _>>()
            .into();
    }
    json
}

fn view(info: &ViewInfo) -> Value {
    let names = |infos: Vec<&ArchetypeInfo>| -> Value {
        if info.shows_all {
            return "all".into();
        }
        infos.iter().map(|info| info.fq_name).collect()
    };
    let property = |property: &super::Property| {
        let default = |field: &FieldInfo| {
            let fallback = field.fallback(info.identifier);
            (field.name.to_owned(), effective(field.component, fallback))
        };
        let defaults: Map<_, _> = property.archetype.fields.iter().map(default).collect();
        json!({
            "name": property.name,
            "archetype": property.archetype.fq_name,
            "defaults": defaults,
        })
    };
    json!({
        "identifier": info.identifier, "name": info.name, "display_name": info.display_name,
        "description": info.description(), "state": info.state.as_str(),
        "archetypes": names(info.archetypes()), "visualizers": info.visualizers,
        "supports_visible_time_range": info.supports_visible_time_range,
        "default_query": info.default_query.as_str(),
        "properties": info.properties.iter().map(property).collect::<Value>(),
    })
}

/// One value of an array: structs as objects, unions as an object with the name of the arm, bytes
/// as numbers; null for what is null, infinite or not a number.
pub fn value(array: &dyn Array, index: usize) -> Value {
    if index >= array.len() || array.is_null(index) {
        return Value::Null;
    }
    macro_rules! number {
        ($type:ty) => {
            array.as_primitive::<$type>().value(index).into()
        };
    }
    let items = |items: ArrayRef| (0..items.len()).map(|index| value(&items, index)).collect();
    match array.data_type() {
        DataType::Boolean => array.as_boolean().value(index).into(),
        DataType::UInt8 => number!(UInt8Type),
        DataType::UInt16 => number!(UInt16Type),
        DataType::UInt32 => number!(UInt32Type),
        DataType::UInt64 => number!(UInt64Type),
        DataType::Int8 => number!(Int8Type),
        DataType::Int16 => number!(Int16Type),
        DataType::Int32 => number!(Int32Type),
        DataType::Int64 => number!(Int64Type),
        DataType::Float16 => f32::from(array.as_primitive::<Float16Type>().value(index)).into(),
        DataType::Float32 => number!(Float32Type),
        DataType::Float64 => number!(Float64Type),
        DataType::Utf8 => array.as_string::<i32>().value(index).into(),
        DataType::LargeUtf8 => array.as_string::<i64>().value(index).into(),
        DataType::List(_) => items(array.as_list::<i32>().value(index)),
        DataType::FixedSizeList(..) => items(array.as_fixed_size_list().value(index)),
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns().iter();
            let pairs = fields.iter().zip(columns);
            pairs
                .map(|(field, column)| (field.name().clone(), value(column, index)))
                .collect()
        }
        DataType::Union(..) => union_value(array, index).unwrap_or(Value::Null),
        _ => Value::Null,
    }
}

fn union_value(array: &dyn Array, index: usize) -> Option<Value> {
    let union: &UnionArray = array.as_any().downcast_ref()?;
    let DataType::Union(fields, _) = union.data_type() else {
        return None;
    };
    let type_id = union.type_id(index);
    let (_, arm) = fields.iter().find(|(id, _)| *id == type_id)?;
    let payload = value(union.child(type_id), union.value_offset(index));
    (arm.name() != "_null_markers").then(|| json!({arm.name(): payload}))
}
