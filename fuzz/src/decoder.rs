//! The decoder and the reader of messages.

use rushes_rrd::{Decoder, Event, Item, Limits, MessageReader};

/// Reads `data` as a stream: at once and in pieces, with and without knowing its length.
pub fn decoder(data: &[u8]) {
    let at_once = events(data, &[data.len()]);
    let mut end = 0;
    for event in &at_once {
        let span = span(event);
        assert_eq!(span.start, end, "a gap or an overlap at {event:?}");
        assert!(span.end > span.start, "nothing in {event:?}");
        end = span.end;
    }
    assert_eq!(end, data.len() as u64, "bytes are missing");

    let sizes = piece_sizes(data);
    assert_eq!(events(data, &sizes), at_once, "in pieces of {sizes:?}");

    let (mut items, mut lost) = (0, 0u64);
    for item in MessageReader::new(data, Limits::default()).recovering() {
        items += 1;
        match item.expect("recovering, nothing is refused") {
            Item::Damage(damage) => {
                lost += damage.bytes.end - damage.bytes.start;
                assert!(!damage.to_string().is_empty());
            }
            Item::Message { message, .. } => {
                // What is understood can be written again.
                let mut written = Vec::new();
                message.encode_into(&mut written);
                let reader = MessageReader::new(written.as_slice(), Limits::default()).recovering();
                let back: Vec<_> = reader.filter_map(Result::ok).collect();
                let [Item::Message { message: back, .. }] = back.as_slice() else {
                    panic!("{message:?} became {back:?}");
                };
                assert_eq!(*back, message);
            }
            _ => {}
        }
    }
    assert!(lost <= data.len() as u64 && items <= 2 * at_once.len());
}

/// Sizes of pieces that depend on nothing but the data.
fn piece_sizes(data: &[u8]) -> Vec<usize> {
    let seed = data.iter().fold(data.len(), |sum, byte| {
        sum.wrapping_mul(31).wrapping_add(usize::from(*byte))
    });
    [1, 13, 16, 40, 1000, 3]
        .iter()
        .map(|size| size * (1 + seed % 7))
        .collect()
}

/// The events of `data`, given in pieces of these sizes, over and over.
fn events(data: &[u8], sizes: &[usize]) -> Vec<Event> {
    let mut decoder = Decoder::new(Limits::default()).recovering();
    let mut events = Vec::new();
    let mut rest = data;
    for size in sizes.iter().cycle() {
        if rest.is_empty() {
            break;
        }
        let (piece, later) = rest.split_at((*size).clamp(1, rest.len()));
        rest = later;
        decoder.push(piece);
        drain(&mut decoder, &mut events);
        assert!(decoder.missing_bytes() > 0);
    }
    decoder.finish();
    drain(&mut decoder, &mut events);
    events
}

fn drain(decoder: &mut Decoder, events: &mut Vec<Event>) {
    while let Some(event) = decoder
        .next_event()
        .expect("recovering, nothing is refused")
    {
        events.push(event);
    }
}

/// The bytes that an event is about.
fn span(event: &Event) -> std::ops::Range<u64> {
    match event {
        Event::Header { offset, .. } => *offset..offset + 12,
        Event::Message(raw) | Event::End(raw) => raw.byte_range(),
        Event::Trailer { offset, trailer } => {
            *offset..offset + 12 + 20 * trailer.entries.len() as u64
        }
        Event::Damage(damage) => damage.bytes.clone(),
    }
}
