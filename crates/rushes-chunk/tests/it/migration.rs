//! Older chunk schemas become the current one, step by step.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, UInt8Builder};
use arrow_array::cast::AsArray as _;
use arrow_array::{
    Array as _, ArrayRef, FixedSizeBinaryArray, Int64Array, ListArray, RecordBatch, StructArray,
    UInt8Array, UInt64Array,
};
use arrow_schema::{DataType, Field, Schema};
use rushes_chunk::migration::{Migrated, SchemaVersion, migrate, migrate_manifest, migrate_schema};

type Entries<'a> = &'a [(&'a str, &'a str)];

fn metadata(entries: Entries<'_>) -> HashMap<String, String> {
    entries
        .iter()
        .map(|(key, value)| ((*key).to_owned(), (*value).to_owned()))
        .collect()
}

fn column(name: &str, array: ArrayRef, entries: Entries<'_>) -> (Field, ArrayRef) {
    (
        Field::new(name, array.data_type().clone(), true).with_metadata(metadata(entries)),
        array,
    )
}

/// A column of one row that holds one number.
fn data(name: &str, entries: Entries<'_>) -> (Field, ArrayRef) {
    let list =
        ListArray::from_iter_primitive::<arrow_array::types::Int64Type, _, _>([Some([Some(7)])]);
    column(name, Arc::new(list), entries)
}

fn row_ids() -> (Field, ArrayRef) {
    let ids = FixedSizeBinaryArray::from(vec![&[1_u8; 16]]);
    column(
        "rerun.controls.RowId",
        Arc::new(ids),
        &[("rerun:kind", "control")],
    )
}

fn batch(entries: Entries<'_>, columns: Vec<(Field, ArrayRef)>) -> RecordBatch {
    let (fields, arrays): (Vec<Field>, Vec<ArrayRef>) = columns.into_iter().unzip();
    let schema = Schema::new_with_metadata(fields, metadata(entries));
    RecordBatch::try_new(Arc::new(schema), arrays).unwrap_or_else(|error| unreachable!("{error}"))
}

fn migrated(entries: Entries<'_>, columns: Vec<(Field, ArrayRef)>) -> RecordBatch {
    let result = migrate(batch(entries, columns));
    let Ok(Migrated {
        batch,
        changed,
        warnings,
        ..
    }) = result
    else {
        unreachable!("{result:?}");
    };
    assert!(changed);
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(batch.schema_ref().metadata()["sorbet:version"], "0.1.4");
    batch
}

/// Name and metadata of the only column of `columns` after its migration.
fn migrated_column(version: &str, column: (Field, ArrayRef)) -> (String, HashMap<String, String>) {
    let batch = migrated(&[("sorbet:version", version)], vec![column]);
    let field = batch.schema_ref().field(0);
    (field.name().clone(), field.metadata().clone())
}

fn names(batch: &RecordBatch) -> Vec<&str> {
    batch
        .schema_ref()
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect()
}

#[test]
fn a_current_batch_stays_as_it_is() {
    let current = batch(
        &[("sorbet:version", "0.1.4"), ("rerun.id", "x")],
        vec![data(
            "rerun.components.AIndicator",
            &[("rerun.kind", "data")],
        )],
    );
    let result = migrate(current.clone()).unwrap();
    assert!(!result.changed && result.warnings.is_empty());
    assert_eq!(result.from_version, SchemaVersion::CURRENT);
    assert_eq!(result.batch, current);
}

#[test]
fn what_cannot_be_migrated_is_read_as_it_is() {
    for (version, words) in [
        ("0.2.0", "newer"),
        ("0.1.5", "newer"),
        ("0.0.0", "older"),
        ("0.0.1-alpha", "older"),
        ("latest", "no version"),
    ] {
        let stored = batch(
            &[("sorbet:version", version)],
            vec![data(
                "x",
                &[("rerun:component_type", "rerun.components.SeriesVisible")],
            )],
        );
        let result = migrate(stored.clone()).unwrap();
        assert!(!result.changed);
        assert_eq!(result.batch, stored);
        assert!(
            result.warnings[0].contains(words),
            "{version}: {:?}",
            result.warnings
        );
    }
}

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
fn archetypes_take_their_plural() {
    for (archetype, field, new_archetype, identifier) in [
        ("Scalar", "scalar", "Scalars", "Scalars:scalars"),
        ("Scalar", "other", "Scalars", "Scalars:other"),
        ("SeriesLine", "color", "SeriesLines", "SeriesLines:colors"),
        ("SeriesLine", "width", "SeriesLines", "SeriesLines:widths"),
        ("SeriesLine", "name", "SeriesLines", "SeriesLines:names"),
        (
            "SeriesPoint",
            "color",
            "SeriesPoints",
            "SeriesPoints:colors",
        ),
        (
            "SeriesPoint",
            "marker",
            "SeriesPoints",
            "SeriesPoints:markers",
        ),
        ("SeriesPoint", "name", "SeriesPoints", "SeriesPoints:names"),
        (
            "SeriesPoint",
            "marker_size",
            "SeriesPoints",
            "SeriesPoints:marker_sizes",
        ),
        ("Points3D", "color", "Points3D", "Points3D:color"),
    ] {
        let archetype = format!("rerun.archetypes.{archetype}");
        let entries = [
            ("rerun.component", "C"),
            ("rerun.archetype", archetype.as_str()),
            ("rerun.archetype_field", field),
        ];
        let (_, found) = migrated_column("0.0.1", data("c", &entries));
        let new_archetype = format!("rerun.archetypes.{new_archetype}");
        let expected = [
            ("rerun:archetype", new_archetype.as_str()),
            ("rerun:component", identifier),
            ("rerun:component_type", "C"),
        ];
        assert_eq!(found, metadata(&expected));
    }
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

#[test]
fn indicators_are_renamed_and_then_dropped() {
    let result = migrated(
        &[("rerun.id", "x")],
        vec![
            row_ids(),
            data("PointsIndicator", &[("rerun.archetype", "A")]),
            data("rerun.components.PointsIndicator", &[]),
            data(
                "BIndicator",
                &[("rerun.component", "rerun.components.BIndicator")],
            ),
            data(
                "CIndicator",
                &[
                    ("rerun.component", "user.CIndicator"),
                    ("rerun.archetype", "A"),
                ],
            ),
        ],
    );
    assert_eq!(names(&result), ["rerun.controls.RowId", "CIndicator"]);
    let expected = metadata(&[("rerun:component", "user.CIndicator")]);
    assert_eq!(result.schema_ref().field(1).metadata(), &expected);
}

#[test]
fn which_indicator_columns_go() {
    let result = migrated(
        &[("sorbet:version", "0.1.0"), ("rerun:id", "x")],
        vec![
            row_ids(),
            data(
                "go1",
                &[("rerun:component", "rerun.components.Points3DIndicator")],
            ),
            data("go2", &[("rerun:is_indicator", "true")]),
            data("keep1", &[("rerun:is_indicator", "false")]),
            data("keep2", &[("rerun:component", "user.MyIndicator")]),
            data(
                "keep3",
                &[
                    ("rerun:is_indicator", "no"),
                    ("rerun:component", "rerun.components.XIndicator"),
                ],
            ),
        ],
    );
    assert_eq!(
        names(&result),
        ["rerun.controls.RowId", "keep1", "keep2", "keep3"]
    );
}

#[test]
fn only_the_row_count_is_left_of_a_chunk_of_indicators() {
    let result = migrated(
        &[("sorbet:version", "0.1.0")],
        vec![data("go", &[("rerun:is_indicator", "true")])],
    );
    assert_eq!((result.num_columns(), result.num_rows()), (0, 1));
}

#[test]
fn properties_move_up() {
    for (before, after) in [
        ("/__properties/recording", "/__properties"),
        ("/__properties/other", "/__properties/other"),
        ("/__properties/recording/x", "/__properties/recording/x"),
    ] {
        let result = migrated(
            &[("sorbet:version", "0.0.2"), ("rerun:entity_path", before)],
            vec![data(
                "property:recording:RecordingProperties:name",
                &[
                    ("rerun:entity_path", before),
                    ("rerun:archetype", "rerun.archetypes.RecordingProperties"),
                    ("rerun:component", "RecordingProperties:name"),
                ],
            )],
        );
        assert_eq!(result.schema_ref().metadata()["rerun:entity_path"], after);
        let field = result.schema_ref().field(0);
        assert_eq!(field.name(), "property:RecordingInfo:name");
        let expected = [
            ("rerun:entity_path", after),
            ("rerun:archetype", "rerun.archetypes.RecordingInfo"),
            ("rerun:component", "RecordingInfo:name"),
        ];
        assert_eq!(field.metadata(), &metadata(&expected));
    }
}

#[test]
fn component_types_are_renamed() {
    for (version, before, after) in [
        ("0.1.1", "PoseTranslation3D", "Translation3D"),
        ("0.1.1", "PoseRotationAxisAngle", "RotationAxisAngle"),
        ("0.1.1", "PoseRotationQuat", "RotationQuat"),
        ("0.1.1", "PoseScale3D", "Scale3D"),
        ("0.1.1", "PoseTransformMat3x3", "TransformMat3x3"),
        ("0.1.2", "PoseScale3D", "PoseScale3D"),
        ("0.1.2", "SeriesVisible", "Visible"),
        ("0.0.1", "SeriesVisible", "Visible"),
        ("0.1.3", "SeriesVisible", "SeriesVisible"),
    ] {
        let before = format!("rerun.components.{before}");
        let after = format!("rerun.components.{after}");
        let (_, found) = migrated_column(version, data("c", &[("rerun:component_type", &before)]));
        assert_eq!(found, metadata(&[("rerun:component_type", &after)]));
    }
}

#[test]
fn axes_and_frames_are_renamed() {
    let entries = [
        ("rerun:component", "Transform3D:axis_length"),
        ("rerun:archetype", "rerun.archetypes.Transform3D"),
    ];
    let (_, found) = migrated_column("0.1.1", data("c", &entries));
    let expected = [
        ("rerun:component", "TransformAxes3D:axis_length"),
        ("rerun:archetype", "rerun.archetypes.TransformAxes3D"),
    ];
    assert_eq!(found, metadata(&expected));
    let frame_id = data("c", &[("rerun:component", "CoordinateFrame:frame_id")]);
    let (_, found) = migrated_column("0.1.1", frame_id);
    assert_eq!(
        found,
        metadata(&[("rerun:component", "CoordinateFrame:frame")])
    );
}

const CELL_KIND: [(&str, &str); 3] = [
    ("rerun:archetype", "rerun.blueprint.archetypes.TableColumn"),
    ("rerun:component", "TableColumn:cell_kind"),
    (
        "rerun:component_type",
        "rerun.blueprint.components.TableCellKind",
    ),
];

const COLUMN_TYPE: [(&str, &str); 3] = [
    ("rerun:archetype", "rerun.blueprint.archetypes.TableColumn"),
    ("rerun:component", "TableColumn:column_type"),
    (
        "rerun:component_type",
        "rerun.blueprint.components.ColumnType",
    ),
];

#[test]
fn cell_kinds_become_column_types() {
    let mut lists = ListBuilder::new(UInt8Builder::new());
    lists.append_value([1, 2, 3, 4, 5, 6].map(Some));
    lists.append_null();
    lists.append_value([]);
    lists.append_value([Some(2), None, Some(99)]);
    // A slice, so that neither offsets nor values begin at zero.
    for skipped in 0..3 {
        let stored = lists.finish_cloned().slice(skipped, 4 - skipped);
        let column = column(
            "TableColumn:cell_kind",
            Arc::new(stored.clone()),
            &CELL_KIND,
        );
        let result = migrated(&[("sorbet:version", "0.1.3")], vec![column]);
        let field = result.schema_ref().field(0);
        assert_eq!(field.name(), "TableColumn:column_type");
        assert_eq!(field.metadata(), &metadata(&COLUMN_TYPE));

        let list = result.column(0).as_list::<i32>();
        for row in 0..stored.len() {
            assert_eq!(list.is_null(row), stored.is_null(row));
            assert_eq!(list.value_length(row), stored.value_length(row));
        }
        let last = list.value(list.len() - 1);
        let last = last.as_struct();
        assert_eq!(
            [0, 1, 2].map(|index| last.is_null(index)),
            [false, true, false]
        );
        assert_eq!(last.column_by_name("component").unwrap().null_count(), 3);
        let names = last
            .column_by_name("component_type_name")
            .unwrap()
            .as_string::<i32>();
        assert_eq!(
            names.iter().collect::<Vec<_>>(),
            [Some("rerun.components.Url"), None, None]
        );
        if skipped == 0 {
            let first = list.value(0);
            let names = first.as_struct().column(1).as_string::<i32>();
            let expected = [
                None,
                Some("rerun.components.Url"),
                Some("rerun.components.Thumbnail"),
                Some("rerun.components.Flag"),
                None,
                Some("rerun.components.EntryKind"),
            ];
            assert_eq!(names.iter().collect::<Vec<_>>(), expected);
        }
    }
}

#[test]
fn cell_kinds_of_another_type_stay_with_a_warning() {
    let bytes = UInt8Array::from(vec![1]);
    let columns = vec![
        column("c", Arc::new(bytes), &CELL_KIND),
        data("d", &CELL_KIND),
    ];
    let stored = batch(&[("sorbet:version", "0.1.3")], columns);
    let result = migrate(stored.clone()).unwrap();
    assert!(result.changed);
    assert_eq!(result.warnings.len(), 2);
    assert_eq!(result.batch.columns(), stored.columns());
    assert_eq!(
        result.batch.schema_ref().fields(),
        stored.schema_ref().fields()
    );
}

#[test]
fn manifest_columns_are_renamed() {
    let times = || -> ArrayRef { Arc::new(Int64Array::from(vec![5])) };
    let stored = batch(
        &[],
        vec![
            column("chunk_num_rows", times(), &[]),
            column("f:TableColumn:cell_kind:start", times(), &CELL_KIND),
            column("f:other:start", times(), &[("rerun:component", "other")]),
        ],
    );
    let result = migrate_manifest(stored.clone()).unwrap();
    let expected = [
        "chunk_num_rows",
        "f:TableColumn:column_type:start",
        "f:other:start",
    ];
    assert_eq!(names(&result), expected);
    assert_eq!(
        result.schema_ref().field(1).metadata(),
        &metadata(&COLUMN_TYPE)
    );
    assert_eq!(result.columns(), stored.columns());
    assert_eq!(migrate_manifest(result.clone()).unwrap(), result);
}

#[test]
fn schemas_without_data_are_migrated_too() {
    let list = DataType::new_list(DataType::UInt8, true);
    let field = Field::new("/t:TableColumn:cell_kind", list, true);
    let schema = Schema::new(vec![field.with_metadata(metadata(&CELL_KIND))]);
    let result = migrate_schema(&schema).unwrap();
    assert_eq!(result.field(0).name(), "/t:TableColumn:column_type");
    assert_eq!(result.field(0).metadata(), &metadata(&COLUMN_TYPE));
    assert!(matches!(result.field(0).data_type(), DataType::List(_)));
    assert_ne!(result.field(0).data_type(), schema.field(0).data_type());
}
