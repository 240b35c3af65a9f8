//! Migrations: older chunk schemas become the current one.
//!
//! Each step is a file named after the versions it leads from and to, and works on a `Draft`,
//! the batch taken apart. `version` finds out where to start; `manifest` renames the columns of a
//! file's index.

mod draft;
mod manifest;
mod v0_0_1_to_0_0_2;
mod v0_0_2_to_0_1_0;
mod v0_1_0_to_0_1_1;
mod v0_1_1_to_0_1_2;
mod v0_1_2_to_0_1_3;
mod v0_1_3_to_0_1_4;
mod version;

use arrow_array::RecordBatch;
use arrow_schema::Schema;

use crate::Result;
use crate::schema::keys;
use draft::Draft;

pub use manifest::migrate_manifest;
pub use version::{ParseVersionError, SchemaVersion};

/// A batch in the current chunk schema, and how it got there.
#[derive(Clone, Debug)]
pub struct Migrated {
    /// The batch. Only the steps of the schema's versions were taken: that columns are lists, have
    /// canonical names and so on is for [`crate::schema::normalize`] to see to.
    pub batch: RecordBatch,
    /// The version that the batch was written in; the current one if what it says is no version.
    pub from_version: SchemaVersion,
    /// Whether any step was taken. If not, the batch is what was given.
    pub changed: bool,
    /// What was tolerated, but is worth a line in a log.
    pub warnings: Vec<String>,
}

type Step = fn(&mut Draft) -> Result<()>;

/// Each step and the version that it leads to, in order.
const STEPS: [(SchemaVersion, Step); 6] = [
    (SchemaVersion::new(0, 0, 2), v0_0_1_to_0_0_2::migrate),
    (SchemaVersion::new(0, 1, 0), v0_0_2_to_0_1_0::migrate),
    (SchemaVersion::new(0, 1, 1), v0_1_0_to_0_1_1::migrate),
    (SchemaVersion::new(0, 1, 2), v0_1_1_to_0_1_2::migrate),
    (SchemaVersion::new(0, 1, 3), v0_1_2_to_0_1_3::migrate),
    (SchemaVersion::new(0, 1, 4), v0_1_3_to_0_1_4::migrate),
];

/// Brings a batch to the current schema. Costs one look-up if it is there already.
///
/// A batch of a newer version, of one before 0.0.1, or of something that is no version, stays as
/// it is, with a warning. Fails if a column cannot take its new type.
pub fn migrate(batch: RecordBatch) -> Result<Migrated> {
    let metadata = batch.schema_ref().metadata();
    if metadata
        .get(keys::VERSION)
        .is_some_and(|version| version == keys::CURRENT_VERSION)
    {
        return Ok(unchanged(batch, SchemaVersion::CURRENT, None));
    }
    let from_version = match version::of_metadata(metadata) {
        Ok(version) => version,
        Err(text) => {
            let warning = format!(
                "{} is {text:?}, which is no version; reading the chunk as it is",
                keys::VERSION
            );
            return Ok(unchanged(batch, SchemaVersion::CURRENT, Some(warning)));
        }
    };
    if from_version > SchemaVersion::CURRENT || from_version < SchemaVersion::FIRST {
        let relation = if from_version < SchemaVersion::FIRST {
            "older"
        } else {
            "newer"
        };
        let warning = format!(
            "the chunk has schema version {from_version}, {relation} than what this program knows; reading it as it is"
        );
        return Ok(unchanged(batch, from_version, Some(warning)));
    }
    let mut draft = Draft::of_batch(&batch);
    for (_, step) in STEPS.iter().filter(|(target, _)| *target > from_version) {
        step(&mut draft)?;
    }
    draft
        .metadata
        .insert(keys::VERSION.to_owned(), keys::CURRENT_VERSION.to_owned());
    let warnings = std::mem::take(&mut draft.warnings);
    Ok(Migrated {
        batch: draft.into_batch()?,
        from_version,
        changed: true,
        warnings,
    })
}

/// As [`migrate`], for a schema without data, e.g. that of a file's index.
pub fn migrate_schema(schema: &Schema) -> Result<Schema> {
    let batch = RecordBatch::new_empty(std::sync::Arc::new(schema.clone()));
    Ok(migrate(batch)?.batch.schema_ref().as_ref().clone())
}

fn unchanged(batch: RecordBatch, from_version: SchemaVersion, warning: Option<String>) -> Migrated {
    Migrated {
        batch,
        from_version,
        changed: false,
        warnings: warning.into_iter().collect(),
    }
}
