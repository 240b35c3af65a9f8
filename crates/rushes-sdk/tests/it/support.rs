//! Recordings as plain rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use arrow_array::cast::AsArray as _;
use arrow_array::types::Float64Type;
use arrow_array::{Array as _, ArrayRef};
use rushes_chunk::Chunk;
use rushes_core::RowId;
use rushes_rrd::{Item, Limits, MessageReader};
use rushes_sdk::sink::MemorySinkStorage;
use rushes_sdk::{LogMsg, RecordingStream, RecordingStreamBuilder};
use rushes_types::archetypes::Scalars;

/// One row, whatever chunk it was in.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub row_id: RowId,
    pub entity: String,
    /// Timelines with their times, by name; none: static.
    pub times: Vec<(String, i64)>,
    /// Components that are not null.
    pub cells: BTreeMap<String, ArrayRef>,
}

impl Row {
    /// The value of a row of one scalar.
    pub fn scalar(&self) -> f64 {
        let cell = &self.cells["Scalars:scalars"];
        assert_eq!(cell.len(), 1);
        cell.as_primitive::<Float64Type>().value(0)
    }

    pub fn time(&self, timeline: &str) -> Option<i64> {
        let mut times = self.times.iter();
        times
            .find(|(name, _)| name == timeline)
            .map(|(_, time)| *time)
    }
}

/// A stream into memory that has no timelines of its own.
pub fn memory() -> (RecordingStream, MemorySinkStorage) {
    let (rec, storage) = bare("test").memory().unwrap();
    rec.set_log_time_enabled(false);
    (rec, storage)
}

/// Enabled whatever the environment says, without properties.
pub fn bare(application_id: &'static str) -> RecordingStreamBuilder {
    RecordingStreamBuilder::new(application_id)
        .enabled(true)
        .send_properties(false)
}

pub fn scalar(value: i32) -> Scalars {
    Scalars::single(f64::from(value))
}

pub fn chunks(messages: &[LogMsg]) -> Vec<Chunk> {
    let chunk = |message: &LogMsg| message.to_chunk().unwrap();
    messages.iter().filter_map(chunk).collect()
}

/// All rows, in the order of their ids.
pub fn rows(messages: &[LogMsg]) -> Vec<Row> {
    let mut rows: Vec<Row> = chunks(messages).iter().flat_map(rows_of).collect();
    rows.sort_by_key(|row| row.row_id);
    rows
}

fn rows_of(chunk: &Chunk) -> Vec<Row> {
    let row = |(index, row_id): (usize, RowId)| Row {
        row_id,
        entity: chunk.entity_path().to_string(),
        times: chunk
            .timelines()
            .iter()
            .map(|(name, column)| (name.to_string(), column.times()[index]))
            .collect(),
        cells: chunk
            .components()
            .iter()
            .filter(|column| column.list_array.is_valid(index))
            .map(|column| {
                let cell = column.list_array.value(index);
                (column.descriptor.component.to_string(), cell)
            })
            .collect(),
    };
    chunk.row_ids().enumerate().map(row).collect()
}

/// The scalars of all rows, in the order of their ids.
pub fn scalars(messages: &[LogMsg]) -> Vec<i32> {
    rows(messages)
        .iter()
        .map(|row| row.scalar() as i32)
        .collect()
}

/// The messages of one whole stream, which must be intact and closed.
pub fn decode(bytes: &[u8]) -> Vec<LogMsg> {
    let (messages, has_ended) = decode_so_far(bytes);
    assert!(has_ended, "the stream has no end");
    messages
}

/// The messages of a stream that must be intact, and whether it is closed.
fn decode_so_far(bytes: &[u8]) -> (Vec<LogMsg>, bool) {
    let mut reader = MessageReader::new(bytes, Limits::default());
    let mut messages = Vec::new();
    while let Some(item) = reader.next_item().unwrap() {
        match item {
            Item::Header { .. } | Item::End(_) | Item::StoredEnd { .. } => {}
            Item::Message { message, .. } => messages.push(message.into()),
            other => panic!("unexpected {other:?}"),
        }
    }
    (messages, reader.ended_cleanly())
}

/// What a file holds that is still written to.
pub fn read_so_far(path: &Path) -> Vec<LogMsg> {
    decode_so_far(&std::fs::read(path).unwrap()).0
}

pub fn read(path: &Path) -> Vec<LogMsg> {
    decode(&std::fs::read(path).unwrap())
}

/// Runs an ignored test of this program in a process of its own, with these variables.
pub fn child(test: &str, variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--ignored", "--nocapture", "--quiet"]);
    for name in std::env::vars_os().map(|(name, _)| name) {
        let name = name.to_string_lossy().into_owned();
        if name.contains("RUSHES") || name.contains("RERUN") {
            command.env_remove(name);
        }
    }
    command.envs(variables.iter().copied());
    command
}
