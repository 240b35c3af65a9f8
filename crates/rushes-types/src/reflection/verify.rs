//! Whether data is what its descriptor says, checked on whole buffers.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{UInt8Type, UInt32Type};
use arrow_array::{Array, UnionArray};
use arrow_schema::DataType;
use rushes_core::ComponentDescriptor;

use super::component::Shape;
use super::{
    ComponentInfo, EncodingInfo, EnumVariant, Kind, PartInfo, State, archetype, component, notation,
};

/// Checks a component column against the catalogue.
///
/// `list_item_type` is the type of the items of its lists, `values` are all items of all rows.
/// Components whose type does not start with `rerun.` are not checked, and neither are archetypes
/// of one's own. Where the data differs from the catalogue only in what is declared nullable, in
/// the order of struct fields, or by further struct fields, it is fine.
///
/// # Errors
/// What is wrong: an unknown or deprecated component type or archetype, a field that the archetype
/// does not have, another Arrow type, a null where a value is needed, or a number that is no
/// variant of its enum.
pub fn verify_component(
    descriptor: &ComponentDescriptor,
    list_item_type: &DataType,
    values: &dyn Array,
) -> Result<(), String> {
    verify_field(descriptor)?;
    let Some(component_type) = &descriptor.component_type else {
        return Ok(());
    };
    let component_type = component_type.as_str();
    if !component_type.starts_with("rerun.") {
        return Ok(());
    }
    let info = component(component_type)
        .ok_or_else(|| format!("there is no component type {component_type:?}"))?;
    if info.state == State::Deprecated {
        return Err(format!(
            "the component type {component_type:?} is deprecated"
        ));
    }
    fits(&info.arrow_type(), list_item_type).map_err(|what| format!("{component_type}: {what}"))?;
    verify_values(info, values).map_err(|what| format!("{component_type}: {what}"))
}

/// Checks that the archetype is known, has the field, and that the field is of that type.
fn verify_field(descriptor: &ComponentDescriptor) -> Result<(), String> {
    let Some(name) = &descriptor.archetype else {
        return Ok(());
    };
    let name = name.as_str();
    if !name.starts_with("rerun.") {
        return Ok(());
    }
    let info = archetype(name).ok_or_else(|| format!("there is no archetype {name:?}"))?;
    if info.state == State::Deprecated {
        return Err(format!("the archetype {name:?} is deprecated"));
    }
    let Some(field) = info.field(descriptor.archetype_field_name()) else {
        let fields: Vec<_> = info.fields.iter().map(|field| field.name).collect();
        let (component, fields) = (&descriptor.component, fields.join(", "));
        return Err(format!(
            "{name} has no field {component:?}; its fields are {fields}"
        ));
    };
    match &descriptor.component_type {
        Some(found) if found.as_str() != field.component.fq_name => {
            let (component, expected) = (&descriptor.component, field.component.fq_name);
            Err(format!(
                "{component:?} of {name} is of type {expected:?}, but the data says {found:?}"
            ))
        }
        _ => Ok(()),
    }
}

/// Whether data of type `found` can be read as `expected`.
fn fits(expected: &DataType, found: &DataType) -> Result<(), String> {
    match (expected, found) {
        (DataType::List(expected), DataType::List(found)) => {
            fits(expected.data_type(), found.data_type())
        }
        (DataType::FixedSizeList(expected, len), DataType::FixedSizeList(found, found_len))
            if len == found_len =>
        {
            fits(expected.data_type(), found.data_type())
        }
        (DataType::Struct(expected), DataType::Struct(found)) => {
            expected
                .iter()
                .try_for_each(|field| match found.find(field.name()) {
                    Some((_, found)) => fits(field.data_type(), found.data_type())
                        .map_err(|what| format!("{}: {what}", field.name())),
                    None => Err(format!("there is no field {:?}", field.name())),
                })
        }
        (DataType::Union(expected, mode), DataType::Union(found, found_mode))
            if mode == found_mode && expected.len() == found.len() =>
        {
            expected
                .iter()
                .zip(found.iter())
                .try_for_each(|((id, arm), (found_id, found))| {
                    if id != found_id || arm.name() != found.name() {
                        return Err(format!(
                            "union arm {id} is {:?}, not {:?}",
                            found.name(),
                            arm.name()
                        ));
                    }
                    fits(arm.data_type(), found.data_type())
                })
        }
        _ if expected == found => Ok(()),
        _ => Err(format!(
            "expected {}, found {}",
            notation(expected),
            notation(found)
        )),
    }
}

fn verify_values(info: &ComponentInfo, values: &dyn Array) -> Result<(), String> {
    match &info.shape {
        Shape::Wrapper(encoding) => verify_encoding(encoding, values, false),
        Shape::List(part) => verify_part(part, values, false),
        Shape::Enum(variants) => verify_variants(variants, values, false),
    }
}

fn verify_encoding(info: &EncodingInfo, values: &dyn Array, optional: bool) -> Result<(), String> {
    match &info.kind {
        Kind::Enum(variants) => verify_variants(variants, values, optional),
        Kind::Transparent(part) => verify_part(part, values, optional),
        Kind::Struct(parts) => {
            refuse_nulls(values, optional)?;
            let record = values.as_struct_opt().ok_or("not a struct")?;
            parts.iter().try_for_each(|part| {
                let column = record.column_by_name(part.name).ok_or("not there");
                let verified = column
                    .map_err(str::to_owned)
                    .and_then(|column| verify_part(part, column, part.is_optional));
                verified.map_err(|what| format!("{}: {what}", part.name))
            })
        }
        Kind::Union(variants) => {
            let union: &UnionArray = values.as_any().downcast_ref().ok_or("not a union")?;
            let is_variant = |id: &i8| variants.iter().any(|variant| variant.type_id == *id);
            match union
                .type_ids()
                .iter()
                .find(|id| !(is_variant(id) || optional && **id == 0))
            {
                None => Ok(()),
                Some(0) => Err("a value is null where every value is needed".to_owned()),
                Some(id) => Err(format!("there is no union arm {id}")),
            }
        }
    }
}

/// `values` are those of a whole part: of its lists, if it is one. Whether they may be missing says
/// whatever the part belongs to: the inside of a transparent type does not know it.
fn verify_part(part: &PartInfo, values: &dyn Array, optional: bool) -> Result<(), String> {
    let items = if part.is_list {
        refuse_nulls(values, optional)?;
        items_of(values)
    } else {
        None
    };
    match (part.encoding, &items) {
        (Some(encoding), Some(items)) => verify_encoding(encoding, &**items, false),
        (Some(encoding), None) => match values.as_fixed_size_list_opt() {
            // An array of encodings inside a transparent type.
            Some(array) if part.name.is_empty() => {
                refuse_nulls(values, optional)?;
                verify_encoding(encoding, array.values(), false)
            }
            _ => verify_encoding(encoding, values, optional),
        },
        (None, Some(items)) => verify_plain(&**items, false),
        (None, None) => verify_plain(values, optional),
    }
}

/// Numbers and text, and lists of them: only nulls can be wrong.
fn verify_plain(values: &dyn Array, optional: bool) -> Result<(), String> {
    refuse_nulls(values, optional)?;
    items_of(values).map_or(Ok(()), |items| verify_plain(&*items, false))
}

/// The items of all lists, without those that belong to none.
fn items_of(values: &dyn Array) -> Option<arrow_array::ArrayRef> {
    if let Some(array) = values.as_fixed_size_list_opt() {
        return Some(array.values().clone());
    }
    let list = values.as_list_opt::<i32>()?;
    let start = usize::try_from(*list.value_offsets().first()?).ok()?;
    let end = usize::try_from(*list.value_offsets().last()?).ok()?;
    Some(list.values().slice(start, end.checked_sub(start)?))
}

fn refuse_nulls(values: &dyn Array, optional: bool) -> Result<(), String> {
    match values.null_count() {
        0 => Ok(()),
        _ if optional => Ok(()),
        nulls => {
            let len = values.len();
            Err(format!(
                "{nulls} of {len} values are null where every value is needed"
            ))
        }
    }
}

fn verify_variants(
    variants: &[EnumVariant],
    values: &dyn Array,
    optional: bool,
) -> Result<(), String> {
    refuse_nulls(values, optional)?;
    let wrong = if let Some(numbers) = values.as_primitive_opt::<UInt8Type>() {
        let mut valid = [false; 256];
        for (value, valid) in valid.iter_mut().enumerate() {
            *valid = variants
                .iter()
                .any(|variant| variant.value as usize == value);
        }
        first_wrong(
            values,
            numbers.values().iter().map(|number| u32::from(*number)),
            |number| valid.get(number as usize).copied().unwrap_or(false),
        )
    } else if let Some(numbers) = values.as_primitive_opt::<UInt32Type>() {
        first_wrong(values, numbers.values().iter().copied(), |number| {
            variants.iter().any(|variant| variant.value == number)
        })
    } else {
        return Err("not an enum".to_owned());
    };
    match wrong {
        None => Ok(()),
        Some((index, number)) => {
            let valid: Vec<_> = variants
                .iter()
                .map(|v| format!("{} {}", v.value, v.name))
                .collect();
            Err(format!(
                "item {index} is {number}; valid are {}",
                valid.join(", ")
            ))
        }
    }
}

/// The first number that is there and not valid.
fn first_wrong(
    values: &dyn Array,
    numbers: impl Iterator<Item = u32>,
    valid: impl Fn(u32) -> bool,
) -> Option<(usize, u32)> {
    let mut numbers = numbers.enumerate();
    match values.nulls().filter(|nulls| nulls.null_count() > 0) {
        None => numbers.find(|(_, number)| !valid(*number)),
        Some(nulls) => numbers.find(|(index, number)| nulls.is_valid(*index) && !valid(*number)),
    }
}
