//! Reading from front to back.

use rushes_rrd::{Cause, Damage, Decoder, ErrorKind, Event, Limits};
use serde_json::{Value, json};

use super::events::{self, Found};
use super::{Vector, all, load};

/// Where we differ from the product on purpose.
struct Deviation {
    file: &'static str,
    /// What we report: from, to, cause.
    lost: &'static [(u64, u64, &'static str)],
    /// Offsets of messages that we find where the product stops.
    more: &'static [u64],
}

/// Everything that is damaged is reported, and what is whole behind it is found.
const DEVIATIONS: &[Deviation] = &[
    // The product tells of the damaged footer, and then takes the next bytes for a footer too.
    deviation(
        "c_bad_end_payload.rrd",
        &[(3159, 3179, "not protobuf")],
        &[],
    ),
    // The product stops here without a word, and with nothing behind it to lose.
    deviation("c_bad_trailer_ident.rrd", &[(7532, 7564, "trailer")], &[]),
    deviation("c_trailer_two_entries.rrd", &[(7532, 7564, "trailer")], &[]),
    deviation("c_trailing_garbage.rrd", &[(7564, 7604, "garbage")], &[]),
    // The product stops here without a word, and loses what follows.
    deviation(
        "c_garbage_between_messages.rrd",
        &[(1084, 1124, "garbage")],
        &[1124, 2014],
    ),
    deviation(
        "c_unknown_message_kind.rrd",
        &[(1084, 1132, "garbage")],
        &[1132, 2022],
    ),
    // The product gives up with an error, and loses what follows.
    deviation(
        "c_payload_len_17gib.rrd",
        &[(1084, 1100, "too long")],
        &[1100, 1990],
    ),
    // The product takes this trailer, whose entries do not fit, for a good one.
    deviation(
        "c_trailer_zero_entries.rrd",
        &[(7532, 7564, "trailer")],
        &[],
    ),
    // The product warns.
    deviation("c_trailer_bad_offset.rrd", &[(7532, 7564, "trailer")], &[]),
    // The product does not look at the footer's checksum when it reads from the front.
    deviation("c_flip_footer_crc.rrd", &[(7532, 7564, "trailer")], &[]),
    deviation("c_flip_footer_payload.rrd", &[(7532, 7564, "trailer")], &[]),
];

const fn deviation(
    file: &'static str,
    lost: &'static [(u64, u64, &'static str)],
    more: &'static [u64],
) -> Deviation {
    Deviation { file, lost, more }
}

fn cause(damage: &Damage) -> &'static str {
    match damage.cause {
        Cause::CutShort { .. } => "cut short",
        Cause::Garbage => "garbage",
        Cause::Checksum => "checksum",
        Cause::NotProtobuf => "not protobuf",
        Cause::TooLong { .. } => "too long",
        Cause::Trailer { .. } => "trailer",
        Cause::Undecodable { .. } => "undecodable",
    }
}

/// Differences in the reference decoder's picture of values, not in the data.
fn correct_expected(name: &str, event: &mut Value) {
    // Compression "unspecified" reads as "none"; we do not keep the difference.
    if event["event"] == "message" && event["compression"] == 0 {
        event["compression"] = 1.into();
    }
    // The tool that made the expected file shows list views as empty lists.
    let Some(column) = event.pointer_mut("/chunk/columns/1") else {
        return;
    };
    if name == "p41_arrow_types.rrd" && column["arrow_type"] == LIST_VIEW {
        assert_eq!(column["values"], json!([[[]]]));
        column["values"] = json!([[[1, 2]]]);
    }
}

const LIST_VIEW: &str = "list<item: list_view<item: int32>>";

#[test]
fn every_message_of_every_vector_is_found_as_expected() {
    for vector in all() {
        let found = events::read(&vector.bytes);
        check_refusal(&vector, &found);
        check_events(&vector, &found);
        check_losses(&vector, &found);
    }
}

fn expected_events(vector: &Vector) -> &[Value] {
    match vector.expected("streaming_recommended") {
        [] => vector.expected("streaming"),
        recommended => recommended,
    }
}

fn check_refusal(vector: &Vector, found: &Found) {
    let refused = expected_events(vector)
        .iter()
        .any(|event| event["event"] == "error" && event["offset"] == 0);
    assert_eq!(found.refused.is_some(), refused, "{}", vector.name);
    if let Some(error) = &found.refused {
        assert_eq!(error.kind(), ErrorKind::NotRrd, "{}: {error}", vector.name);
        assert_eq!(error.offset(), Some(0), "{}", vector.name);
        assert!(found.events.is_empty(), "{}", vector.name);
    }
}

fn check_events(vector: &Vector, found: &Found) {
    let name = &vector.name;
    let more = DEVIATIONS
        .iter()
        .find(|deviation| deviation.file == name)
        .map_or(&[][..], |deviation| deviation.more);
    let is_more = |event: &Value| event["offset"].as_u64().is_some_and(|o| more.contains(&o));
    let (beyond, found): (Vec<&Value>, Vec<&Value>) =
        found.events.iter().partition(|event| is_more(event));

    let expected = expected_events(vector).iter().filter(|event| {
        let kind = event["event"].as_str().unwrap();
        // A footer that is no footer is only reported as damaged.
        ["header", "message", "dropped", "footer"].contains(&kind)
            && !(kind == "footer" && event["manifests"].is_null())
    });
    let mut found = found.into_iter();
    for expected in expected {
        let mut expected = expected.clone();
        correct_expected(name, &mut expected);
        let found = found
            .next()
            .unwrap_or_else(|| panic!("{name}: not found: {expected}"));
        check_event(name, found, &expected);
    }
    assert_eq!(found.next(), None, "{name}: found but not expected");

    let base = load("h_base_no_footer.rrd");
    let whole = base.expected("streaming");
    assert_eq!(beyond.len(), more.len(), "{name}");
    for event in beyond {
        let same = |known: &&Value| !event["chunk"].is_null() && known["chunk"] == event["chunk"];
        assert!(whole.iter().any(|known| same(&known)), "{name}: {event}");
    }
}

fn check_event(name: &str, found: &Value, expected: &Value) {
    let mut found = found.clone();
    let mut expected = expected.clone();
    let taken = |event: &mut Value, key: &str| event.as_object_mut().unwrap().remove(key);
    if expected["event"] == "dropped" {
        taken(&mut expected, "error");
    }
    let manifests = (
        taken(&mut found, "manifests"),
        taken(&mut expected, "manifests"),
    );
    assert_eq!(found, expected, "{name}");
    if let (Some(Value::Array(found)), Some(Value::Array(expected))) = manifests {
        assert_eq!(found.len(), expected.len(), "{name}");
        for (found, expected) in found.iter().zip(&expected) {
            check_manifest(name, found, expected);
        }
    }
}

fn check_manifest(name: &str, found: &Value, expected: &Value) {
    if expected["data"].is_object() {
        assert_eq!(found, expected, "{name}");
        return;
    }
    let mut expected = expected.clone();
    let columns = expected["columns"].as_array_mut().unwrap();
    columns.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    assert_eq!(events::summary(found), expected, "{name}");
}

fn check_losses(vector: &Vector, found: &Found) {
    let name = &vector.name;
    let deviation = DEVIATIONS.iter().find(|deviation| deviation.file == name);
    let reported: Vec<_> = found
        .lost
        .iter()
        .map(|damage| (damage.bytes.start, damage.bytes.end))
        .collect();
    match deviation {
        Some(deviation) => {
            let reported: Vec<_> = found
                .lost
                .iter()
                .map(|damage| (damage.bytes.start, damage.bytes.end, cause(damage)))
                .collect();
            assert_eq!(reported, deviation.lost, "{name}: {:?}", found.lost);
        }
        None => assert_eq!(
            reported,
            expected_losses(vector),
            "{name}: {:?}",
            found.lost
        ),
    }
}

/// The bytes of messages that are errors to the product, and of a cut end.
fn expected_losses(vector: &Vector) -> Vec<(u64, u64)> {
    let events = expected_events(vector);
    let offset = |event: &Value| event["offset"].as_u64().unwrap();
    let mut losses = Vec::new();
    for (index, event) in events.iter().enumerate() {
        match event["event"].as_str().unwrap() {
            "error" if event["fatal"] == false => {
                losses.push((offset(event), offset(&events[index + 1])));
            }
            "eof" if event["unread_bytes"] != 0 => {
                losses.push((offset(event), vector.bytes.len() as u64));
            }
            "abort" | "warning" => panic!("{}: state how we differ", vector.name),
            _ => {}
        }
    }
    losses
}

#[test]
fn what_is_cut_short_says_so() {
    for vector in all().iter().filter(|v| v.name.starts_with("c_trunc_")) {
        for damage in events::read(&vector.bytes).lost {
            let is_cut = matches!(
                damage.cause,
                Cause::CutShort { .. }
                    | Cause::Trailer {
                        problem: "the trailer is cut short"
                    }
            );
            assert!(is_cut, "{}: {damage}", vector.name);
        }
    }
}

#[test]
fn trailers_are_found_where_they_are() {
    for vector in all() {
        if DEVIATIONS
            .iter()
            .any(|d| d.file == vector.name && d.lost[0].2 == "trailer")
        {
            continue;
        }
        let expected = expected_events(&vector).iter();
        let expected: Vec<_> = expected
            .filter(|event| event["event"] == "trailer")
            .collect();
        let mut decoder = Decoder::new(Limits::default());
        decoder.push(&vector.bytes);
        decoder.finish();
        let mut found = Vec::new();
        while let Ok(Some(event)) = decoder.next_event() {
            if let Event::Trailer { offset, trailer } = event {
                let entries: Vec<_> = trailer
                    .entries
                    .iter()
                    .map(|e| json!({"start": e.start, "len": e.len, "crc32": e.checksum}))
                    .collect();
                found.push(json!({"event": "trailer", "offset": offset, "entries": entries}));
            }
        }
        assert_eq!(
            found.iter().collect::<Vec<_>>(),
            expected,
            "{}",
            vector.name
        );
    }
}

#[test]
fn a_null_time_is_an_error_when_the_chunk_is_made() {
    let vector = load("c_null_in_time_column.rrd");
    let messages = rushes_rrd::MessageReader::new(vector.bytes.as_slice(), Limits::default());
    let made: Vec<_> = messages
        .filter_map(|item| match item.unwrap() {
            rushes_rrd::Item::Message {
                message: rushes_rrd::Message::Arrow(message),
                ..
            } => Some(message.to_chunk(&Limits::default())),
            _ => None,
        })
        .collect();
    let [Err(error), Ok(b)] = made.as_slice() else {
        panic!("{made:?}");
    };
    assert_eq!(error.kind(), ErrorKind::Invalid);
    assert_eq!(
        error.chunk_id().unwrap().to_string(),
        "chunk_18000000000000000000000000001001"
    );
    assert_eq!(b.entity_path().as_str(), "/b");
}
