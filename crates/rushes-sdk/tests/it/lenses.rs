//! Lenses on their way to a sink.

use std::sync::Arc;

use arrow_array::{ArrayRef, Int64Array, StructArray};
use arrow_schema::{DataType, Field};
use parking_lot::Mutex;
use rushes_chunk::SerializedComponentBatch;
use rushes_core::ComponentDescriptor;
use rushes_lenses::{Lens, Lenses, OutputMode};
use rushes_sdk::blueprint::{Blueprint, BlueprintActivation};
use rushes_sdk::sink::{CallbackSink, LensesSink, LogSink};
use rushes_sdk::{LogMsg, RecordingStream, RecordingStreamBuilder};
use rushes_types::archetypes::TextDocument;

use crate::support::{chunks, rows};

type Messages = Arc<Mutex<Vec<LogMsg>>>;

/// What it gets is kept.
fn kept() -> (CallbackSink, Messages) {
    let messages = Messages::default();
    let sink = {
        let messages = Arc::clone(&messages);
        CallbackSink::new(move |sent: &[LogMsg]| messages.lock().extend(sent.to_vec()))
    };
    (sink, messages)
}

fn stream(sink: impl LogSink) -> RecordingStream {
    let sinks: Vec<Box<dyn LogSink>> = vec![Box::new(sink)];
    let builder = RecordingStreamBuilder::new("test").enabled(true);
    let rec = builder.set_sinks(sinks).unwrap();
    rec.set_log_time_enabled(false);
    rec
}

fn lenses() -> Lenses {
    let part = |name| ComponentDescriptor::partial(name);
    let lens = Lens::derive("imu")
        .to_component(part("x"), ".x")
        .to_component(part("y"), ".y[]");
    let text = Lens::derive("TextDocument:text").to_component(part("copy"), ".");
    Lenses::new(OutputMode::DropUnmatched)
        .with_lens(lens.build().unwrap())
        .with_lens(text.build().unwrap())
}

fn log_imu(rec: &RecordingStream) {
    let column = |name| {
        let numbers: ArrayRef = Arc::new(Int64Array::from(vec![5]));
        (Arc::new(Field::new(name, DataType::Int64, true)), numbers)
    };
    let imu = StructArray::from(vec![column("x"), column("y")]);
    let imu = SerializedComponentBatch::new(Arc::new(imu), ComponentDescriptor::partial("imu"));
    rec.log("arm", &imu).unwrap();
}

#[test]
fn what_lacks_something_goes_on_unless_strict() {
    for (is_strict, expected) in [(false, vec!["x"]), (true, vec![])] {
        let (sink, messages) = kept();
        let rec = stream(LensesSink::new(sink, lenses()).strict(is_strict));
        log_imu(&rec);
        drop(rec);
        let rows = rows(&messages.lock());
        let arm = rows.iter().filter(|row| row.entity == "/arm");
        let names: Vec<_> = arm.flat_map(|row| row.cells.keys()).collect();
        assert_eq!(names, expected, "strict: {is_strict}");
    }
}

#[test]
fn blueprints_and_properties_pass_as_they_are() {
    let (sink, messages) = kept();
    let rec = stream(LensesSink::new(sink, lenses()));
    rec.send_property("notes", &TextDocument::new("dropped elsewhere"))
        .unwrap();
    rec.log("notes", &TextDocument::new("read")).unwrap();
    let blueprint = Blueprint::auto().with_auto_views(true);
    blueprint
        .send(&rec, BlueprintActivation::default())
        .unwrap();
    drop(rec);
    let messages = messages.lock();
    let is_blueprint =
        |message: &&LogMsg| message.store_id().kind() == rushes_core::StoreKind::Blueprint;
    let blueprint: Vec<LogMsg> = messages.iter().filter(is_blueprint).cloned().collect();
    assert!(!chunks(&blueprint).is_empty());
    let activates = |message: &LogMsg| matches!(message, LogMsg::BlueprintActivationCommand(_));
    assert!(blueprint.iter().any(activates));
    let rows = rows(&messages);
    let cells = |entity: &str| -> Vec<String> {
        let rows = rows.iter().filter(|row| row.entity == entity);
        rows.flat_map(|row| row.cells.keys().cloned()).collect()
    };
    assert_eq!(cells("/__properties/notes"), ["TextDocument:text"]);
    assert_eq!(cells("/notes"), ["copy"]);
}
