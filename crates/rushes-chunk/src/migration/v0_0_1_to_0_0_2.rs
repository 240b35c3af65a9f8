//! 0.0.1 to 0.0.2: columns in groups, ids as bytes, archetypes in the plural.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::types::UInt64Type;
use arrow_array::{Array as _, ArrayRef, FixedSizeBinaryArray};
use arrow_buffer::{Buffer, NullBuffer};
use rushes_core::Tuid;

use super::draft::{Column, Draft};
use crate::Result;
use crate::schema::{fields, keys};

/// Old name, new name, and the fields that were renamed with it.
type Rename = (
    &'static str,
    &'static str,
    &'static [(&'static str, &'static str)],
);

const ARCHETYPES: [Rename; 3] = [
    (
        "rerun.archetypes.Scalar",
        "rerun.archetypes.Scalars",
        &[("scalar", "scalars")],
    ),
    (
        "rerun.archetypes.SeriesLine",
        "rerun.archetypes.SeriesLines",
        &[("color", "colors"), ("width", "widths"), ("name", "names")],
    ),
    (
        "rerun.archetypes.SeriesPoint",
        "rerun.archetypes.SeriesPoints",
        &[
            ("color", "colors"),
            ("marker", "markers"),
            ("name", "names"),
            ("marker_size", "marker_sizes"),
        ],
    ),
];

pub(super) fn migrate(draft: &mut Draft) -> Result<()> {
    // Stable: the order within a group stays.
    draft
        .columns
        .sort_by_key(|column| match column.get("rerun.kind") {
            Some("control" | "row_id") => 0,
            Some("index" | "time") => 1,
            _ => 2,
        });
    for column in &mut draft.columns {
        let is_tuid = column.get(keys::EXTENSION_NAME) == Some(keys::TUID_EXTENSION)
            || column.name() == keys::ROW_ID_NAME;
        if is_tuid && let Some(bytes) = tuid_bytes(&column.array)? {
            column.set_array(bytes);
            column.field_mut().set_nullable(false);
        }
        rename_archetype(column);
    }
    Ok(())
}

/// The ids as 16 big-endian bytes each, if they are stored as a struct of two numbers.
fn tuid_bytes(array: &ArrayRef) -> Result<Option<ArrayRef>> {
    let Some(ids) = array.as_struct_opt() else {
        return Ok(None);
    };
    let [times, incs] = ids.columns() else {
        return Ok(None);
    };
    let (Some(times), Some(incs)) = (
        times.as_primitive_opt::<UInt64Type>(),
        incs.as_primitive_opt::<UInt64Type>(),
    ) else {
        return Ok(None);
    };
    let nulls = NullBuffer::union(ids.nulls(), times.nulls());
    let nulls = NullBuffer::union(nulls.as_ref(), incs.nulls());
    let bytes: Vec<u8> = std::iter::zip(times.values(), incs.values())
        .flat_map(|(time_ns, inc)| {
            Tuid {
                time_ns: *time_ns,
                inc: *inc,
            }
            .to_bytes()
        })
        .collect();
    let bytes = FixedSizeBinaryArray::try_new(fields::ROW_ID_BYTES, Buffer::from(bytes), nulls)?;
    Ok(Some(Arc::new(bytes)))
}

fn rename_archetype(column: &mut Column) {
    let archetype = column.get("rerun.archetype");
    let Some((_, new, renames)) = ARCHETYPES.iter().find(|(old, ..)| Some(*old) == archetype)
    else {
        return;
    };
    let field = column.get("rerun.archetype_field");
    let rename = renames.iter().find(|(old, _)| Some(*old) == field);
    column.set("rerun.archetype", *new);
    if let Some((_, field)) = rename {
        column.set("rerun.archetype_field", *field);
    }
}
