//! What a batch is made of: the order of columns, row ids, keys, identifiers.

use std::sync::Arc;

use arrow_array::cast::AsArray as _;
use arrow_array::{ArrayRef, Int64Array, StructArray, UInt64Array};
use arrow_schema::{DataType, Field};
use rushes_chunk::migration::migrate;

use super::{batch, column, data, metadata, migrated, migrated_column, names, row_ids};

#[test]
fn columns_are_put_in_groups() {
    let kind = |kind| [("rerun.kind", kind)];
    let result = migrated(
        &[("rerun.id", "chunk_1")],
        vec![
            data("d1", &[]),
            column("t1", Arc::new(Int64Array::from(vec![1])), &kind("time")),
            data("d2", &kind("data")),
            data("d3", &kind("what")),
            column("t2", Arc::new(Int64Array::from(vec![1])), &kind("index")),
            (
                row_ids().0.with_metadata(metadata(&kind("control"))),
                row_ids().1,
            ),
        ],
    );
    assert_eq!(
        names(&result),
        ["rerun.controls.RowId", "t1", "t2", "d1", "d2", "d3"]
    );
}

#[test]
fn struct_row_ids_become_bytes() {
    let ids = |values: [u64; 2]| -> ArrayRef { Arc::new(UInt64Array::from(values.to_vec())) };
    let fields = ["time_ns", "inc"].map(|name| Field::new(name, DataType::UInt64, false));
    let structs: ArrayRef = Arc::new(StructArray::new(
        fields.to_vec().into(),
        vec![ids([0x0102, 3]), ids([4, 0x0506])],
        None,
    ));
    let tuid = [
        ("ARROW:extension:name", "rerun.datatypes.TUID"),
        ("foreign", "kept"),
    ];
    for (name, entries) in [("rerun.controls.RowId", &[][..]), ("other", &tuid[..])] {
        let result = migrated(&[], vec![column(name, Arc::clone(&structs), entries)]);
        let field = result.schema_ref().field(0);
        assert_eq!(field.data_type(), &DataType::FixedSizeBinary(16));
        assert!(!field.is_nullable());
        assert_eq!(field.metadata(), &metadata(entries));
        let bytes = result.column(0).as_fixed_size_binary();
        assert_eq!(
            bytes.value(0),
            [0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 4]
        );
        assert_eq!(
            bytes.value(1),
            [0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 5, 6]
        );
    }
    let result = migrated(&[], vec![column("other", Arc::clone(&structs), &[])]);
    assert_eq!(result.column(0).as_ref(), structs.as_ref());
}

#[test]
fn null_struct_row_ids_are_an_error() {
    let ids: ArrayRef = Arc::new(UInt64Array::from(vec![Some(1), None]));
    let fields = ["time_ns", "inc"].map(|name| Field::new(name, DataType::UInt64, true));
    let structs = StructArray::new(fields.to_vec().into(), vec![ids.clone(), ids], None);
    let stored = batch(
        &[],
        vec![column("rerun.controls.RowId", Arc::new(structs), &[])],
    );
    assert!(migrate(stored).is_err());
}

#[test]
fn dotted_keys_get_colons() {
    let keys = [
        "index_name",
        "entity_path",
        "kind",
        "is_static",
        "is_tombstone",
        "is_semantically_empty",
        "is_sorted",
    ];
    for key in keys {
        let (_, found) = migrated_column("0.0.2", data("c", &[(&format!("rerun.{key}"), "v")]));
        assert_eq!(found, metadata(&[(&format!("rerun:{key}"), "v")]));
    }
    let (_, found) = migrated_column("0.0.2", data("c", &[("rerun.is_indicator", "v")]));
    assert_eq!(found, metadata(&[("rerun:is_indicator", "v")]));

    let result = migrated(
        &[
            ("rerun.id", "chunk_1"),
            ("rerun.entity_path", "/a"),
            ("rerun.version", "1"),
            ("rerun.heap_size_bytes", "123"),
            ("x.rerun.y.rerun.z", "v"),
            ("foreign", "rerun.value"),
        ],
        vec![row_ids()],
    );
    let expected = [
        ("sorbet:version", "0.1.4"),
        ("rerun:id", "chunk_1"),
        ("rerun:entity_path", "/a"),
        ("rerun:heap_size_bytes", "123"),
        ("x.rerun:y.rerun:z", "v"),
        ("foreign", "rerun.value"),
    ];
    assert_eq!(result.schema_ref().metadata(), &metadata(&expected));
}

#[test]
fn components_get_identifiers() {
    const A: &str = "rerun.archetypes.Points3D";
    const C: &str = "rerun.components.Color";
    const I: &str = "my.Indicator";
    // Component, archetype and field before; archetype, component and component type after.
    for (before, after) in [
        ([C, "", ""], ["", C, ""]),
        ([C, "", "tint"], ["", "tint", C]),
        ([C, A, "colors"], [A, "Points3D:colors", C]),
        (
            [C, " rerun.blueprint.archetypes.X ", "f"],
            [" rerun.blueprint.archetypes.X ", "X:f", C],
        ),
        ([C, "rerun.Other", "f"], ["rerun.Other", "rerun.Other:f", C]),
        ([I, A, ""], ["", I, ""]),
        ([I, "", ""], ["", I, ""]),
        ([I, A, "f"], [A, "Points3D:f", I]),
        ([C, A, ""], [A, C, C]),
    ] {
        let present = |keys: [&'static str; 3], values: [&'static str; 3]| {
            let entries = keys
                .into_iter()
                .zip(values)
                .filter(|(_, value)| !value.is_empty());
            entries.collect::<Vec<_>>()
        };
        let old_keys = [
            "rerun.component",
            "rerun.archetype",
            "rerun.archetype_field",
        ];
        let new_keys = ["rerun:archetype", "rerun:component", "rerun:component_type"];
        let (name, found) = migrated_column("0.0.2", data("col", &present(old_keys, before)));
        assert_eq!(found, metadata(&present(new_keys, after)), "{before:?}");
        assert_eq!(name, "col");
    }
}
