//! A batch taken apart, for the steps to change.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, FieldRef, Schema};

use crate::Result;

/// A batch whose metadata, fields and columns can be changed one by one.
pub(super) struct Draft {
    pub(super) metadata: HashMap<String, String>,
    pub(super) columns: Vec<Column>,
    pub(super) warnings: Vec<String>,
    num_rows: usize,
}

/// One column and its field.
pub(super) struct Column {
    field: FieldRef,
    pub(super) array: ArrayRef,
}

impl Draft {
    pub(super) fn of_batch(batch: &RecordBatch) -> Self {
        let fields = batch.schema_ref().fields().iter();
        let columns = fields.zip(batch.columns()).map(|(field, array)| Column {
            field: Arc::clone(field),
            array: Arc::clone(array),
        });
        Self {
            metadata: batch.schema_ref().metadata().clone(),
            columns: columns.collect(),
            warnings: Vec::new(),
            num_rows: batch.num_rows(),
        }
    }

    /// Puts the batch together again. Fails if a field does not fit its column any more.
    pub(super) fn into_batch(self) -> Result<RecordBatch> {
        let (fields, arrays): (Vec<FieldRef>, Vec<ArrayRef>) = self
            .columns
            .into_iter()
            .map(|column| (column.field, column.array))
            .unzip();
        Ok(RecordBatch::try_new_with_options(
            Arc::new(Schema::new_with_metadata(fields, self.metadata)),
            arrays,
            &RecordBatchOptions::new().with_row_count(Some(self.num_rows)),
        )?)
    }
}

impl Column {
    pub(super) fn name(&self) -> &str {
        self.field.name()
    }

    pub(super) fn metadata(&self) -> &HashMap<String, String> {
        self.field.metadata()
    }

    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.metadata().get(key).map(String::as_str)
    }

    /// The field, copied first if the stored batch still holds it too.
    pub(super) fn field_mut(&mut self) -> &mut Field {
        Arc::make_mut(&mut self.field)
    }

    pub(super) fn set(&mut self, key: &str, value: impl Into<String>) {
        self.field_mut()
            .metadata_mut()
            .insert(key.to_owned(), value.into());
    }

    pub(super) fn remove(&mut self, key: &str) -> Option<String> {
        self.metadata()
            .contains_key(key)
            .then(|| self.field_mut().metadata_mut().remove(key))?
    }

    /// Replaces the data; the field takes its type.
    pub(super) fn set_array(&mut self, array: ArrayRef) {
        self.field_mut().set_data_type(array.data_type().clone());
        self.array = array;
    }
}
