//! Older chunk schemas become the current one, step by step.

mod cell_kinds;
mod keys;
mod renames;

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::types::Int64Type;
use arrow_array::{Array as _, ArrayRef, FixedSizeBinaryArray, ListArray, RecordBatch};
use arrow_schema::{Field, Schema};
use rushes_chunk::migration::{Migrated, SchemaVersion, migrate};

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
    let list = ListArray::from_iter_primitive::<Int64Type, _, _>([Some([Some(7)])]);
    column(name, Arc::new(list), entries)
}

fn row_ids() -> (Field, ArrayRef) {
    let ids = FixedSizeBinaryArray::new(16, vec![1_u8; 16].into(), None);
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
