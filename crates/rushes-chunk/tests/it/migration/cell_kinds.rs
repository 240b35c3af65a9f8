//! The step to 0.1.4, in chunks and in manifests.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, UInt8Builder};
use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, Int64Array, UInt8Array};
use arrow_schema::{DataType, Field, Schema};
use rushes_chunk::migration::{migrate, migrate_manifest, migrate_schema};

use super::{batch, column, data, metadata, migrated, names};

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
