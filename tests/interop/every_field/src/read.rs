//! Reads the rows, whoever wrote them.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use arrow_array::Array as _;
use rushes::log::Chunk;
use rushes_rrd::{Item, Limits, Message, MessageReader};

use crate::{Fields, ROW, field, instances};

pub fn read(files: &[PathBuf]) -> anyhow::Result<Fields> {
    let limits = Limits::default();
    let mut fields = Fields::new();
    for file in files {
        for item in MessageReader::open(file, limits.clone())? {
            match item? {
                Item::Message {
                    message: Message::Arrow(message),
                    ..
                } => {
                    add(&mut fields, &message.to_chunk(&limits)?)?;
                }
                Item::Damage(damage) => bail!("{}: {damage}", file.display()),
                _ => {}
            }
        }
    }
    Ok(fields)
}

/// What was logged at other times is of no interest, such as the properties of the recording.
fn add(fields: &mut Fields, chunk: &Chunk) -> anyhow::Result<()> {
    let Some(rows) = chunk.timelines().get(ROW) else {
        return Ok(());
    };
    for column in chunk.components() {
        let identifier = column.descriptor.component.as_str();
        let entity = chunk.entity_path().to_string();
        let expected = identifier.split(':').next();
        if entity.strip_prefix('/') != expected {
            bail!("{identifier} is at {entity}");
        }
        let items = column.list_array.value_type();
        let entry = fields.entry(identifier);
        let entry = entry.or_insert_with(|| field(&column.descriptor, &items));
        let entry = entry["rows"]
            .as_object_mut()
            .context("rows are an object")?;
        for (index, row) in rows.times().iter().enumerate() {
            if column.list_array.is_valid(index) {
                entry.insert(row.to_string(), instances(&column.list_array.value(index)));
            }
        }
    }
    Ok(())
}
