//! No single flipped bit changes what is read without a report, and it costs one message at most.

use std::io::{Seek as _, SeekFrom, Write as _};

use rushes_rrd::{ChunkFilter, Event, Limits, Message, RrdFile};

use super::{Sample, messages};
use crate::reading::{Contents, events, span};

#[test]
fn every_flipped_bit_is_reported_or_harmless_and_costs_at_most_its_message() {
    for sample in Sample::both() {
        let middle = sample.bytes.len() / 2;
        let unnoticed = std::thread::scope(|scope| {
            let sample = &sample;
            let threads = [
                scope.spawn(move || flip_all(sample, 0..middle)),
                scope.spawn(move || flip_all(sample, middle..sample.bytes.len())),
            ];
            threads.map(|thread| thread.join().unwrap()).concat()
        });
        // The stream header's version and compression change nothing in what is read. The tag of
        // the first message's checksum: the rest of the message is what it was.
        let tag = sample.messages()[0].byte_range().end - 6;
        for place in unnoticed {
            let is_known = (4..9).contains(&place) || (tag..tag + 2).contains(&place);
            assert!(is_known, "a flip at {place} went unnoticed");
        }
    }
}

/// Flips each bit of these bytes; the places where that is not reported.
fn flip_all(sample: &Sample, places: std::ops::Range<usize>) -> Vec<u64> {
    let mut unnoticed = Vec::new();
    let mut bytes = sample.bytes.clone();
    for place in places {
        for bit in 0..8 {
            bytes[place] ^= 1 << bit;
            if !check_flip(sample, &bytes, place as u64) {
                unnoticed.push(place as u64);
            }
            bytes[place] ^= 1 << bit;
        }
    }
    unnoticed
}

/// Whether the flip was reported.
fn check_flip(sample: &Sample, bytes: &[u8], place: u64) -> bool {
    let found = events(bytes);
    let is_hit = |event: &Event| span(event).contains(&place);
    for event in &sample.events {
        let is_content = matches!(event, Event::Message(_) | Event::End(_));
        if is_content && !is_hit(event) {
            assert!(
                found.contains(event),
                "flip at {place} cost {event:?}\n found {found:?}"
            );
        }
    }
    let is_reported = found.iter().any(|event| matches!(event, Event::Damage(_)));
    let mut has_changed = false;
    for event in &found {
        match event {
            Event::Damage(_) | Event::Header { .. } => {}
            event => has_changed |= !sample.events.contains(event),
        }
    }
    if has_changed {
        check_contents(sample, bytes, place);
    }
    let is_complete = messages(&found).len() == sample.messages().len();
    assert!(
        is_reported || is_complete,
        "flip at {place} lost a message silently"
    );
    is_reported
}

/// A message that was hit was read nevertheless: it must say what it said before.
fn check_contents(sample: &Sample, bytes: &[u8], place: u64) {
    let (found, original) = (Contents::recovered(bytes), Contents::of(&sample.bytes));
    for (raw, message) in &found.messages {
        let same = original
            .messages
            .iter()
            .any(|(known, original)| known.offset == raw.offset && is_same(message, original));
        assert!(same, "flip at {place} changed a message: {message:?}");
    }
    for end in &found.ends {
        assert!(
            original.ends.contains(end),
            "flip at {place} changed the footer"
        );
    }
}

fn is_same(found: &Message, original: &Message) -> bool {
    let limits = Limits::default();
    match (found, original) {
        (Message::Arrow(found), Message::Arrow(original)) => {
            found.store_id == original.store_id
                && match (found.to_chunk(&limits), original.to_chunk(&limits)) {
                    (Ok(found), Ok(original)) => found == original,
                    (Err(_), _) => true,
                    (Ok(_), Err(_)) => false,
                }
        }
        _ => found == original,
    }
}

#[test]
fn a_flip_in_the_stream_header_costs_no_message() {
    for sample in Sample::both() {
        for bit in 0..8 * 12 {
            let mut bytes = sample.bytes.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let found = events(&bytes);
            assert_eq!(messages(&found), sample.messages(), "bit {bit}");
            let is_end = |event: &Event| matches!(event, Event::End(_));
            assert_eq!(
                found.iter().filter(|event| is_end(event)).count(),
                1,
                "bit {bit}"
            );
        }
    }
}

#[test]
fn a_flip_is_never_different_data_to_a_reader_by_manifest() {
    let limits = Limits::default();
    for sample in Sample::both() {
        let original = Contents::of(&sample.bytes).chunks();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&sample.bytes).unwrap();
        let mut write = |place: usize, byte: u8| {
            file.as_file_mut()
                .seek(SeekFrom::Start(place as u64))
                .unwrap();
            file.as_file_mut().write_all(&[byte]).unwrap();
            RrdFile::open(file.path(), limits.clone())
        };
        let opened = write(0, b'R').unwrap().unwrap();
        assert_eq!(opened.select(&ChunkFilter::default()).len(), original.len());

        for (place, byte) in sample.bytes.iter().enumerate() {
            // One bit of each byte: all of them take minutes.
            let opened = write(place, byte ^ (1 << (place % 8)));
            if let Ok(Some(opened)) = opened {
                let selected = opened.select(&ChunkFilter::default());
                assert_eq!(selected.len(), original.len());
                let read = selected.iter().map(|(_, index)| opened.read_chunk(index));
                for (read, ((store_id, _), original)) in read.zip(selected.iter().zip(&original)) {
                    assert_eq!(*store_id, original.0);
                    if let Ok(chunk) = read {
                        assert_eq!(chunk, original.1, "flip at {place}");
                    }
                }
            }
            drop(write(place, *byte));
        }
    }
}
