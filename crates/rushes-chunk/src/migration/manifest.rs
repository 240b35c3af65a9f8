//! The index in a file's footer, as far as migrations concern it.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::Schema;

use super::v0_1_3_to_0_1_4;
use crate::Result;

/// Renames the columns of a manifest that belong to a renamed component; the data stays.
///
/// Manifests carry no version of the chunk schema, so this goes by the columns alone. The step to
/// 0.1.4 is the only one that concerns them.
pub fn migrate_manifest(batch: RecordBatch) -> Result<RecordBatch> {
    let schema = batch.schema();
    let mut has_changed = false;
    let fields = schema.fields().iter().map(|field| {
        let mut renamed = field.as_ref().clone();
        v0_1_3_to_0_1_4::rename(&mut renamed);
        if renamed == **field {
            Arc::clone(field)
        } else {
            has_changed = true;
            Arc::new(renamed)
        }
    });
    let renamed = Schema::new_with_metadata(fields.collect::<Vec<_>>(), schema.metadata().clone());
    if !has_changed {
        return Ok(batch);
    }
    Ok(RecordBatch::try_new_with_options(
        Arc::new(renamed),
        batch.columns().to_vec(),
        &RecordBatchOptions::new().with_row_count(Some(batch.num_rows())),
    )?)
}
