//! Checks that there are no nulls where a type allows none.
//!
//! The Arrow library checks this when it makes an array, but where nulls are not kept in a bitmap
//! (dictionaries, unions, runs, views of lists) not when it reads one; later operations would fail.

use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array, FixedSizeListArray, LargeListArray, LargeListViewArray, ListArray, ListViewArray,
    MapArray, RecordBatch, StructArray,
};
use arrow_schema::{DataType, Field};

use crate::Result;

/// Fails on a batch with such nulls.
pub(super) fn check(batch: &RecordBatch) -> Result<()> {
    batch
        .columns()
        .iter()
        .filter(|array| is_lax(array.data_type()))
        .try_for_each(|array| check_array(array))
}

/// Whether reading such an array lets nulls through. Rare.
fn is_lax(data_type: &DataType) -> bool {
    let is_lax_child = |child: &Field| {
        let hides_nulls = matches!(
            child.data_type(),
            DataType::Null
                | DataType::Dictionary(..)
                | DataType::RunEndEncoded(..)
                | DataType::Union(..)
        );
        (!child.is_nullable() && hides_nulls) || is_lax(child.data_type())
    };
    match data_type {
        DataType::ListView(item) | DataType::LargeListView(item) => {
            !item.is_nullable() || is_lax(item.data_type())
        }
        DataType::List(item)
        | DataType::LargeList(item)
        | DataType::FixedSizeList(item, _)
        | DataType::Map(item, _) => is_lax_child(item),
        DataType::Struct(children) => children.iter().any(|child| is_lax_child(child)),
        DataType::Union(children, _) => children.iter().any(|(_, child)| is_lax_child(child)),
        DataType::Dictionary(_, values) => is_lax(values),
        DataType::RunEndEncoded(_, values) => is_lax(values.data_type()),
        _ => false,
    }
}

/// Makes each nested array anew, which checks it.
fn check_array(array: &dyn Array) -> Result<()> {
    match array.data_type() {
        DataType::List(_) => {
            let (item, offsets, values, nulls) = array.as_list::<i32>().clone().into_parts();
            check_array(&values)?;
            ListArray::try_new(item, offsets, values, nulls)?;
        }
        DataType::LargeList(_) => {
            let (item, offsets, values, nulls) = array.as_list::<i64>().clone().into_parts();
            check_array(&values)?;
            LargeListArray::try_new(item, offsets, values, nulls)?;
        }
        DataType::ListView(_) => {
            let parts = array.as_list_view::<i32>().clone().into_parts();
            let (item, offsets, sizes, values, nulls) = parts;
            check_array(&values)?;
            ListViewArray::try_new(item, offsets, sizes, values, nulls)?;
        }
        DataType::LargeListView(_) => {
            let parts = array.as_list_view::<i64>().clone().into_parts();
            let (item, offsets, sizes, values, nulls) = parts;
            check_array(&values)?;
            LargeListViewArray::try_new(item, offsets, sizes, values, nulls)?;
        }
        DataType::FixedSizeList(..) => {
            let list = array.as_fixed_size_list();
            let (item, size, values, nulls) = list.clone().into_parts();
            check_array(&values)?;
            FixedSizeListArray::try_new_with_length(item, size, values, nulls, list.len())?;
        }
        DataType::Map(_, ordered) => {
            let (item, offsets, entries, nulls, _) = array.as_map().clone().into_parts();
            check_array(&entries)?;
            MapArray::try_new(item, offsets, entries, nulls, *ordered)?;
        }
        DataType::Struct(_) => {
            let children = array.as_struct();
            children
                .columns()
                .iter()
                .try_for_each(|child| check_array(child))?;
            let (fields, columns, nulls) = children.clone().into_parts();
            StructArray::try_new_with_length(fields, columns, nulls, array.len())?;
        }
        DataType::Union(fields, _) => {
            let union = array.as_union();
            fields
                .iter()
                .try_for_each(|(id, _)| check_array(union.child(id)))?;
        }
        DataType::Dictionary(..) => check_array(array.as_any_dictionary().values())?,
        DataType::RunEndEncoded(..) => {
            let data = array.to_data();
            for values in data.child_data().iter().skip(1) {
                check_array(&arrow_array::make_array(values.clone()))?;
            }
        }
        _ => {}
    }
    Ok(())
}
