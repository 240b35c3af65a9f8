//! 0.1.3 to 0.1.4: a table column names its component type, rather than one of a few kinds.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::UInt8Type;
use arrow_array::{Array as _, ArrayRef, ListArray, StringArray, StructArray, new_null_array};
use arrow_schema::{DataType, Field, Fields};

use super::draft::Draft;
use crate::Result;
use crate::schema::keys;

const OLD_TYPE: &str = "rerun.blueprint.components.TableCellKind";
const NEW_TYPE: &str = "rerun.blueprint.components.ColumnType";
const OLD_COMPONENT: &str = "TableColumn:cell_kind";
const NEW_COMPONENT: &str = "TableColumn:column_type";

pub(super) fn migrate(draft: &mut Draft) -> Result<()> {
    for column in &mut draft.columns {
        if column.get(keys::COMPONENT_TYPE) != Some(OLD_TYPE) {
            continue;
        }
        let Some(array) = column_types(&column.array)? else {
            draft.warnings.push(format!(
                "column {:?} holds a {OLD_TYPE}, but has type {} instead of List(UInt8); it stays as it is",
                column.name(),
                column.array.data_type()
            ));
            continue;
        };
        column.set_array(array);
        rename(column.field_mut());
    }
    Ok(())
}

/// Renames a field that has the old component type, of a chunk or of a file's index.
pub(super) fn rename(field: &mut Field) {
    if field
        .metadata()
        .get(keys::COMPONENT_TYPE)
        .is_none_or(|typ| typ != OLD_TYPE)
    {
        return;
    }
    field.set_name(field.name().replace(OLD_COMPONENT, NEW_COMPONENT));
    let metadata = field.metadata_mut();
    metadata.insert(keys::COMPONENT.to_owned(), NEW_COMPONENT.to_owned());
    metadata.insert(keys::COMPONENT_TYPE.to_owned(), NEW_TYPE.to_owned());
}

/// The same lists with a struct for each byte; none if they are not lists of bytes.
fn column_types(array: &ArrayRef) -> Result<Option<ArrayRef>> {
    let (DataType::List(item), Some(list)) = (array.data_type(), array.as_list_opt::<i32>()) else {
        return Ok(None);
    };
    let Some(kinds) = list.values().as_primitive_opt::<UInt8Type>() else {
        return Ok(None);
    };
    let names: StringArray = kinds
        .iter()
        .map(|kind| kind.and_then(component_type_name))
        .collect();
    let fields = Fields::from(vec![
        Field::new("component", DataType::Utf8, true),
        Field::new("component_type_name", DataType::Utf8, true),
    ]);
    let structs = StructArray::try_new_with_length(
        fields.clone(),
        vec![
            new_null_array(&DataType::Utf8, kinds.len()),
            Arc::new(names),
        ],
        kinds.nulls().cloned(),
        kinds.len(),
    )?;
    let item = item
        .as_ref()
        .clone()
        .with_data_type(DataType::Struct(fields))
        .with_nullable(true);
    let list = ListArray::try_new(
        Arc::new(item),
        list.offsets().clone(),
        Arc::new(structs),
        list.nulls().cloned(),
    )?;
    Ok(Some(Arc::new(list)))
}

fn component_type_name(kind: u8) -> Option<&'static str> {
    match kind {
        2 => Some("rerun.components.Url"),
        3 => Some("rerun.components.Thumbnail"),
        4 => Some("rerun.components.Flag"),
        6 => Some("rerun.components.EntryKind"),
        _ => None,
    }
}
