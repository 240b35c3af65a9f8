//! Damaged files of ours give back everything that is whole, and say what is lost.
//!
//! `truncation` tries every prefix of a small file, `flips` every single-bit flip, `holes` larger
//! damage.

mod flips;
mod holes;
mod sealing;
mod truncation;

use std::sync::Arc;

use arrow_array::{Float64Array, StringArray};
use rushes_chunk::{Chunk, SerializedComponentBatch};
use rushes_core::{ChunkId, ComponentDescriptor, RowId, StoreId, TimePoint, Timeline};
use rushes_rrd::{
    BlueprintActivation, Compression, Encoder, EncoderOptions, Event, Message, RawMessage,
};

use crate::reading::{events, store_info};

/// A small file with messages of all kinds.
struct Sample {
    bytes: Vec<u8>,
    events: Vec<Event>,
}

impl Sample {
    fn new(compression: Compression) -> Self {
        let options = EncoderOptions {
            compression,
            ..EncoderOptions::default()
        };
        let (recording, blueprint) = stores();
        let mut encoder = Encoder::new(Vec::new(), options).unwrap();
        encoder.write(&store_info(&recording, 1)).unwrap();
        encoder.write_chunk(&recording, scalars(1, 3)).unwrap();
        encoder.write(&store_info(&blueprint, 2)).unwrap();
        encoder.write_chunk(&blueprint, text(2)).unwrap();
        let activation = Message::BlueprintActivation(BlueprintActivation {
            blueprint_id: blueprint,
            make_active: true,
            make_default: false,
        });
        encoder.write(&activation).unwrap();
        encoder.write_chunk(&recording, scalars(3, 1)).unwrap();
        let bytes = encoder.finish().unwrap();
        Self {
            events: events(&bytes),
            bytes,
        }
    }

    fn both() -> [Self; 2] {
        [Self::new(Compression::None), Self::new(Compression::Lz4)]
    }

    /// The messages, without the End.
    fn messages(&self) -> Vec<&RawMessage> {
        messages(&self.events)
    }
}

fn stores() -> (StoreId, StoreId) {
    (
        StoreId::recording("app", "rec"),
        StoreId::blueprint("app", "bp"),
    )
}

fn scalars(id: u64, rows: u64) -> Chunk {
    let chunk_id = ChunkId::from_u128(0x1800 << 64).incremented_by(id);
    let mut builder = Chunk::builder_with_id(chunk_id, format!("/s{id}"));
    for row in 0..rows {
        let values = Arc::new(Float64Array::from(vec![row as f64 / 3.0]));
        let time = TimePoint::default().with(Timeline::new_sequence("f"), row as i64);
        let batch = SerializedComponentBatch::new(values, ComponentDescriptor::partial("v"));
        builder.add_row(RowId::from_u128(u128::from(100 * id + row)), &time, [batch]);
    }
    builder.build().unwrap()
}

fn text(id: u64) -> Chunk {
    let chunk_id = ChunkId::from_u128(0x1800 << 64).incremented_by(id);
    let values = Arc::new(StringArray::from(vec!["some text", "and some more"]));
    let batch = SerializedComponentBatch::new(values, ComponentDescriptor::partial("t"));
    let row_id = RowId::from_u128(u128::from(100 * id));
    Chunk::builder_with_id(chunk_id, "/text")
        .with_row(row_id, &TimePoint::default(), [batch])
        .build()
        .unwrap()
}

/// The messages among events, without Ends.
fn messages(events: &[Event]) -> Vec<&RawMessage> {
    events
        .iter()
        .filter_map(|event| match event {
            Event::Message(raw) => Some(raw),
            _ => None,
        })
        .collect()
}
