//! `check FILE`: the rows of a recording, and its timelines, as JSON. Properties of the recording do not count.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use rushes_rrd::{Item, Limits, Message, MessageReader};

fn main() -> Result<()> {
    let file = std::env::args().nth(1).context("FILE is missing")?;
    let mut reader = MessageReader::open(Path::new(&file), Limits::default())?;
    let (mut rows, mut chunks, mut timelines) = (0, 0, BTreeSet::new());
    while let Some(item) = reader.next_item()? {
        match item {
            Item::Damage(damage) => bail!("{file} is damaged: {damage:?}"),
            Item::Message {
                message: Message::Arrow(message),
                ..
            } => {
                let chunk = message.to_chunk(&Limits::default())?;
                if chunk.entity_path().to_string().starts_with("/world") {
                    rows += chunk.num_rows();
                    chunks += 1;
                    timelines.extend(chunk.timelines().keys().map(ToString::to_string));
                }
            }
            _ => {}
        }
    }
    println!(
        "{}",
        serde_json::json!({"rows": rows, "chunks": chunks, "timelines": timelines})
    );
    Ok(())
}
