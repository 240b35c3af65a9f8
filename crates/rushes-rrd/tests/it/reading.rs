//! Reading a whole input at once.

use std::ops::Range;

use rushes_chunk::Chunk;
use rushes_core::{StoreId, StoreInfo, StoreSource};
use rushes_rrd::{
    ArrowMsg, Damage, Decoder, Event, Item, Limits, Message, MessageReader, RawMessage,
    SetStoreInfo,
};

/// Everything in an input, by kind, each in order.
#[derive(Debug, Default)]
pub struct Contents {
    pub messages: Vec<(RawMessage, Message)>,
    pub ends: Vec<RawMessage>,
    pub damages: Vec<Damage>,
}

impl Contents {
    /// Reads `bytes`, whatever they start with.
    pub fn recovered(bytes: &[u8]) -> Self {
        Self::read(MessageReader::new(bytes, Limits::default()).recovering())
    }

    /// Reads `bytes`, which start with a stream header.
    pub fn of(bytes: &[u8]) -> Self {
        Self::read(MessageReader::new(bytes, Limits::default()))
    }

    fn read(reader: MessageReader<&[u8]>) -> Self {
        let mut this = Self::default();
        for item in reader {
            match item.unwrap() {
                Item::Header { .. } => {}
                Item::Message { raw, message } => this.messages.push((raw, message)),
                Item::Orphan(raw) => panic!("an orphan: {raw:?}"),
                Item::End(raw) => this.ends.push(raw),
                Item::StoredEnd { bytes, .. } => panic!("nobody asked for {bytes:?}"),
                Item::Damage(damage) => this.damages.push(damage),
            }
        }
        this
    }

    /// All messages.
    pub fn all(&self) -> Vec<Message> {
        self.messages
            .iter()
            .map(|(_, message)| message.clone())
            .collect()
    }

    /// The chunks, unpacked, with their stores.
    pub fn chunks(&self) -> Vec<(StoreId, Chunk)> {
        let arrows = self
            .messages
            .iter()
            .filter_map(|(_, message)| match message {
                Message::Arrow(message) => Some(message),
                _ => None,
            });
        arrows.map(unpacked).collect()
    }
}

fn unpacked(message: &ArrowMsg) -> (StoreId, Chunk) {
    let chunk = message.to_chunk(&Limits::default()).unwrap();
    (message.store_id.clone(), chunk)
}

/// All events of an input that is there at once.
pub fn events(bytes: &[u8]) -> Vec<Event> {
    let mut decoder = Decoder::new(Limits::default()).recovering();
    decoder.push(bytes);
    decoder.finish();
    drain(&mut decoder)
}

/// The events that are there already.
pub fn drain(decoder: &mut Decoder) -> Vec<Event> {
    std::iter::from_fn(|| decoder.next_event().unwrap()).collect()
}

/// The bytes that an event is about.
pub fn span(event: &Event) -> Range<u64> {
    match event {
        Event::Header { offset, .. } => *offset..offset + 12,
        Event::Message(raw) | Event::End(raw) => raw.byte_range(),
        Event::Trailer { offset, trailer } => {
            *offset..offset + 12 + 20 * trailer.entries.len() as u64
        }
        Event::Damage(damage) => damage.bytes.clone(),
    }
}

/// A store's introduction.
pub fn store_info(store_id: &StoreId, row_id: u128) -> Message {
    let source = StoreSource::Other("test".to_owned());
    Message::SetStoreInfo(SetStoreInfo {
        row_id: rushes_core::RowId::from_u128(row_id),
        info: StoreInfo::of_this_version(store_id.clone(), source),
    })
}
