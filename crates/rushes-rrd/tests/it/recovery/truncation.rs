//! Every prefix yields the whole messages in it, and tells of the partial one.

use rushes_rrd::{Cause, Damage, Decoder, Event, Limits};

use super::Sample;
use crate::reading::{drain, span};

/// The events of the first `len` bytes, with and without knowing that they are all.
fn events_of_prefix(sample: &Sample, len: usize) -> Vec<Event> {
    let prefix = &sample.bytes[..len];
    let mut decoder = Decoder::new(Limits::default());
    decoder.push(prefix);
    decoder.finish();
    let found = drain(&mut decoder);

    let mut decoder = Decoder::new(Limits::default()).with_total(len as u64);
    decoder.push(prefix);
    decoder.finish();
    assert_eq!(found, drain(&mut decoder), "with its length known");
    found
}

#[test]
fn every_prefix_yields_its_whole_messages_and_reports_the_partial_one() {
    for sample in Sample::both() {
        for len in 0..sample.bytes.len() {
            let mut found = events_of_prefix(&sample, len);
            let whole: Vec<_> = sample
                .events
                .iter()
                .filter(|event| span(event).end <= len as u64)
                .collect();
            let end = whole.last().map_or(0, |event| span(event).end);
            if end < len as u64 {
                let last = found.pop();
                let Some(Event::Damage(damage)) = last else {
                    panic!("{len}: {last:?}");
                };
                check_damage(&sample, &damage, end, len as u64);
            }
            assert_eq!(found.iter().collect::<Vec<_>>(), whole, "{len}");
        }
    }
}

fn check_damage(sample: &Sample, damage: &Damage, from: u64, to: u64) {
    assert_eq!(damage.bytes, from..to, "{damage}");
    let cut = sample.events.iter().find(|event| span(event).start == from);
    match (cut.unwrap(), &damage.cause) {
        (Event::Header { .. }, Cause::CutShort { what, missing }) => {
            assert_eq!((*what, *missing), ("stream header", None));
        }
        (Event::Message(raw) | Event::End(raw), Cause::CutShort { what, missing }) => {
            if to - from < 16 {
                assert_eq!((*what, *missing), ("message header", None));
            } else {
                assert_eq!(
                    (*what, *missing),
                    ("message", Some(raw.byte_range().end - to))
                );
            }
        }
        (Event::Trailer { .. }, Cause::Trailer { problem }) => {
            assert_eq!(*problem, "the trailer is cut short");
            assert!(!damage.loses_data());
        }
        other => panic!("{other:?}"),
    }
}
