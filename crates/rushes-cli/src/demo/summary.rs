//! What is in the recording, read back from all its files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use anyhow::bail;
use comfy_table::{Table, presets};
use rushes_core::{EntityPath, RecordingId, StoreId, TimeType, TimelineName};
use rushes_rrd::{ChunkFilter, Limits, RrdFile};

use crate::text;

/// One entity of the recording.
#[derive(Default)]
struct Entity {
    rows: u64,
    components: BTreeSet<String>,
    files: BTreeSet<String>,
}

/// The recording, put together from its files.
#[derive(Default)]
struct Recording {
    entities: BTreeMap<EntityPath, Entity>,
    times: BTreeMap<TimelineName, (TimeType, i64, i64)>,
    chunks: u64,
    rows: u64,
    bytes: u64,
}

/// Reads the files as one recording and prints what is in it.
pub fn print(id: &RecordingId, files: &[PathBuf]) -> anyhow::Result<()> {
    let store_id = StoreId::recording(super::APPLICATION_ID, id.clone());
    let mut recording = Recording::default();
    for path in files {
        let Some(file) = RrdFile::open(path, Limits::default())? else {
            bail!(
                "{} has no footer; its producer did not end well",
                path.display()
            );
        };
        recording.add(&file, &store_id);
    }
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_header(["entity", "rows", "components", "file"]);
    for (entity_path, entity) in &recording.entities {
        table.add_row([
            entity_path.to_string(),
            text::count(entity.rows),
            Vec::from_iter(entity.components.iter().cloned()).join(" "),
            Vec::from_iter(entity.files.iter().cloned()).join(", "),
        ]);
    }
    println!("{table}\n");
    println!("Recording {store_id}");
    for (name, (time_type, start, end)) in &recording.times {
        println!(
            "  {name}: {} to {}",
            time_type.format(*start),
            time_type.format(*end)
        );
    }
    println!(
        "  {} of {} in {}, {}",
        text::counted(recording.rows, "row"),
        text::counted(recording.entities.len() as u64, "entity").replace("entitys", "entities"),
        text::counted(recording.chunks, "chunk"),
        text::bytes(recording.bytes)
    );
    println!("\nIts files:");
    for path in files {
        println!("  {}", path.display());
    }
    if let Some(folder) = files.first().and_then(|file| file.parent()) {
        let folder = folder.display();
        println!("\nTry next:");
        println!("  rushes rrd stats {folder}/*.rrd");
        println!("  rushes rrd merge {folder}/*.rrd -o demo.rrd && rushes rrd verify demo.rrd");
    }
    Ok(())
}

impl Recording {
    fn add(&mut self, file: &RrdFile, store_id: &StoreId) {
        self.bytes += file.len();
        let name = file
            .path()
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let filter = ChunkFilter {
            store_id: Some(store_id.clone()),
            ..ChunkFilter::default()
        };
        for (_, chunk) in file.select(&filter) {
            self.chunks += 1;
            self.rows += chunk.num_rows;
            let entity = self.entities.entry(chunk.entity_path).or_default();
            entity.rows += chunk.num_rows;
            entity.files.insert(name.clone());
            let components = chunk.columns.iter();
            entity
                .components
                .extend(components.map(|c| c.descriptor.component.to_string()));
            for span in &chunk.timelines {
                let Some((start, end)) = span.range else {
                    continue;
                };
                let timeline = &span.timeline;
                let known = (timeline.typ(), start, end);
                let (_, min, max) = self.times.entry(timeline.name().clone()).or_insert(known);
                *min = start.min(*min);
                *max = end.max(*max);
            }
        }
    }
}
