//! What the folder held before the server started.

use std::io;
use std::path::Path;

use rushes_core::Tuid;
use rushes_rrd::{Limits, Message, RawMessage, seal};

use super::super::classify::{self, Audience, Class};
use super::super::history::History;
use super::super::recent::Producers;
use super::shard;
use crate::frame::Frame;

/// Closes what was never closed, and hands everything over, the oldest shard first.
pub(super) fn load(folder: &Path, history: &History, producers: &Producers) -> io::Result<()> {
    let mut shards = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("rrd" | "rbl")) {
            shards.push((shard::parse_name(&path), path));
        }
    }
    // What others put there has no time in its name, and comes first.
    shards.sort_by_key(|(name, path)| (name.map(|(made, _)| made), path.clone()));
    for (name, path) in shards {
        let producer = name.map(|(_, producer)| producer);
        load_shard(&path, producer, history, producers);
    }
    Ok(())
}

fn load_shard(path: &Path, producer: Option<Tuid>, history: &History, producers: &Producers) {
    let known = producer.map(|producer| producers.of(producer));
    let each = |_: &RawMessage, message: &Message| {
        if let (Some(known), Message::Arrow(message)) = (&known, message)
            && let Some(chunk_id) = message.chunk_id
        {
            let Tuid { time_ns, inc } = chunk_id.tuid();
            known
                .lock()
                .arrive(u128::from(time_ns) << 64 | u128::from(inc));
        }
        match Frame::of(message) {
            Ok(frame) => {
                let frame = frame.into_bytes();
                history.push(Audience::Messages, [(class_of(message), frame)]);
            }
            Err(error) => log::warn!("{}: {error}", path.display()),
        }
    };
    match seal(path, &Limits::default(), each) {
        Ok(sealed) => {
            if sealed.removed_bytes > 0 {
                let bytes = sealed.removed_bytes;
                let path = path.display();
                log::info!("{path}: removed {bytes} bytes of a message that was never finished");
            }
            for damage in sealed.damages {
                log::warn!("{}: {damage}", path.display());
            }
        }
        Err(error) => log::warn!("{error}; it is left as it is"),
    }
}

fn class_of(message: &Message) -> Class {
    match message {
        Message::Arrow(message) if message.store_id.is_recording() => {
            classify::of_recording(message.is_static.unwrap_or(false))
        }
        _ => Class::Persistent,
    }
}
