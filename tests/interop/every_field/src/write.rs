//! Writes the rows, as a program that logs them.

use std::path::Path;

use rushes::log::ChunkBatcherConfig;
use rushes::{RecordingStream, RecordingStreamBuilder, SerializedComponentBatch};
use rushes_types::reflection::{ArchetypeInfo, FieldInfo, Multiplicity, archetypes};

use crate::sample::Samples;
use crate::{Fields, ROW, field, instances};

/// Enough that each variant of the largest enum and each arm of each union occurs.
const ROWS: usize = 24;

/// How many instances the rows have, in turn: none is an explicit clear.
const LENGTHS: [usize; 4] = [2, 1, 3, 0];

/// Writes archetypes of data to one file, those of blueprints to another, and all of them to a
/// third, whose entities are a chunk each.
pub fn write(data: &Path, blueprint: &Path, all: &Path) -> anyhow::Result<Fields> {
    let (application, id) = ("rushes_interop", "every_field");
    let builder = || RecordingStreamBuilder::new(application).recording_id(id);
    let data = builder().save(data)?;
    let blueprint = builder().blueprint().save(blueprint)?;
    let all = builder()
        .batcher_config(ChunkBatcherConfig::NEVER)
        .save(all)?;
    let mut fields = Fields::new();
    for info in archetypes() {
        let stream = if info.scope().is_some() {
            &blueprint
        } else {
            &data
        };
        log(&[stream, &all], info, &mut fields)?;
    }
    Ok(fields)
}

fn log(
    streams: &[&RecordingStream],
    info: &ArchetypeInfo,
    fields: &mut Fields,
) -> anyhow::Result<()> {
    let mut samples: Vec<(&FieldInfo, Samples)> = Vec::new();
    for info in info.fields {
        let entry = field(&info.descriptor, &info.component.arrow_type());
        fields.insert(info.identifier().to_owned(), entry);
        samples.push((info, Samples::default()));
    }
    for row in 0..ROWS {
        let mut batches = Vec::new();
        for (info, samples) in &mut samples {
            let len = match info.multiplicity {
                Multiplicity::Mono => 1,
                Multiplicity::Batch => LENGTHS[row % LENGTHS.len()],
            };
            let array = samples.component(info.component, len)?;
            fields[info.identifier()]["rows"][row.to_string()] = instances(&array);
            batches.push(SerializedComponentBatch::new(
                array,
                info.descriptor.clone(),
            ));
        }
        for stream in streams {
            stream.set_time_sequence(ROW, row as i64);
            stream.log(info.name(), &batches)?;
        }
    }
    Ok(())
}
