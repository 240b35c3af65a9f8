//! Properties of recordings.

use rushes_core::{StoreSource, Timestamp};
use rushes_sdk::{LogMsg, RecordingStreamBuilder};
use rushes_types::archetypes::TextDocument;

use crate::support::{Row, bare, rows, scalar};

fn builder() -> RecordingStreamBuilder {
    RecordingStreamBuilder::new("properties").enabled(true)
}

fn named<'a>(rows: &'a [Row], component: &str) -> Vec<&'a Row> {
    rows.iter()
        .filter(|row| row.cells.contains_key(component))
        .collect()
}

#[test]
fn the_start_time_comes_first_and_once() {
    let (rec, first) = builder().memory().unwrap();
    rec.log("a", &scalar(1)).unwrap();
    let rows_then = rows(&first.take());
    let start = &rows_then[0];
    assert_eq!(start.entity, "/__properties");
    assert!(start.times.is_empty());
    assert_eq!(
        start.cells.keys().collect::<Vec<_>>(),
        ["RecordingInfo:start_time"]
    );
    let second = rec.memory();
    rec.log("a", &scalar(2)).unwrap();
    assert!(named(&rows(&second.take()), "RecordingInfo:start_time").is_empty());
}

#[test]
fn name_and_start_can_be_given() {
    let started = Timestamp::from_secs_since_epoch(1.0);
    let builder = builder()
        .recording_name("my run")
        .recording_started(started);
    let (rec, storage) = builder.memory().unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].cells.len(), 2);
    let start = &rows[0].cells["RecordingInfo:start_time"];
    let expected = arrow_array::Int64Array::from(vec![1_000_000_000]);
    assert_eq!(start.to_data(), arrow_array::Array::to_data(&expected));
    drop(rec);
}

#[test]
fn only_the_automatic_property_can_be_switched_off() {
    let (rec, storage) = builder().send_properties(false).memory().unwrap();
    assert!(rows(&storage.take()).is_empty());
    rec.send_recording_name("late").unwrap();
    rec.send_recording_start_time(Timestamp::now()).unwrap();
    rec.send_property("notes/first", &TextDocument::new("hello"))
        .unwrap();
    let rows = rows(&storage.take());
    let entities: Vec<_> = rows.iter().map(|row| row.entity.as_str()).collect();
    assert_eq!(
        entities,
        [
            "/__properties",
            "/__properties",
            "/__properties/notes/first"
        ]
    );
    assert!(rows.iter().all(|row| row.times.is_empty()));
}

#[test]
fn a_blueprint_has_no_properties() {
    let (_rec, storage) = builder().blueprint().memory().unwrap();
    let messages = storage.take();
    assert!(rows(&messages).is_empty());
    assert!(
        messages
            .iter()
            .all(|message| message.store_id().is_blueprint())
    );
}

#[test]
fn a_recording_says_where_it_comes_from() {
    let (rec, storage) = bare("from").recording_id("here").memory().unwrap();
    let messages = storage.take();
    let LogMsg::SetStoreInfo(first) = &messages[0] else {
        panic!("{messages:?}");
    };
    assert_eq!(first.info.store_id.application_id(), &"from");
    assert_eq!(first.info.store_id.recording_id(), &"here");
    let StoreSource::RustSdk {
        rustc_version,
        llvm_version,
    } = &first.info.store_source
    else {
        panic!("{first:?}");
    };
    assert!(rustc_version.starts_with("1.") && llvm_version.contains('.'));
    assert_eq!(Some(&first.info), rec.store_info().as_ref());
}
