//! A file that was never closed gets its end in place.

use rushes_rrd::{Item, Limits, MessageReader, RrdFile, seal};

use super::Sample;
use crate::reading::span;

#[test]
fn every_prefix_can_be_sealed_and_is_what_it_would_be_had_it_been_closed() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x.rrd");
    for sample in Sample::both() {
        let messages: Vec<_> = sample.events.iter().map(span).collect();
        let closed_from = messages[messages.len() - 2].start as usize;
        for len in 12..closed_from {
            std::fs::write(&path, &sample.bytes[..len]).unwrap();
            let mut seen = 0;
            let sealed = seal(&path, &Limits::default(), |_, _| seen += 1).unwrap();
            let whole = messages.iter().filter(|m| m.end <= len as u64);
            // The first is the header.
            assert_eq!(seen, whole.clone().count() - 1, "{len}");
            let end = whole.map(|m| m.end).max().unwrap_or(0);
            assert_eq!(sealed.removed_bytes, len as u64 - end, "{len}");
            assert!(!sealed.was_closed && sealed.damages.is_empty(), "{len}");

            let mut reader = MessageReader::open(&path, Limits::default()).unwrap();
            while let Some(item) = reader.next_item().unwrap() {
                assert!(!matches!(item, Item::Damage(_)), "{len}: {item:?}");
            }
            assert!(reader.ended_cleanly());
            RrdFile::open(&path, Limits::default()).unwrap();
            let again = seal(&path, &Limits::default(), |_, _| {}).unwrap();
            assert!(again.was_closed, "{len}");
        }
        std::fs::write(&path, &sample.bytes[..closed_from]).unwrap();
        seal(&path, &Limits::default(), |_, _| {}).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), sample.bytes);
    }
}
