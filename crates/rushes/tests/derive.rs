//! An archetype of one's own, with this crate as the only dependency.
#![cfg(feature = "derive")]
#![allow(clippy::unwrap_used)]

use rushes::external::arrow_array::Array as _;
use rushes::{Archetype, AsComponents as _, RecordingStreamBuilder, components};

/// A face in a picture.
#[derive(Archetype)]
#[archetype(name = "user.Face", crate = rushes)]
struct Face {
    center: components::Position2D,
    eyes: Vec<components::Position2D>,
    name: Option<components::Text>,
}

#[test]
fn a_derived_archetype_is_logged_like_any_other() {
    let face = Face {
        center: [8.0, 9.0].into(),
        eyes: vec![[7.0, 8.0].into(), [9.0, 8.0].into()],
        name: Some("Ada".into()),
    };
    let batches = face.as_serialized_batches();
    let lengths: Vec<usize> = batches.iter().map(|batch| batch.array.len()).collect();
    assert_eq!(lengths, [1, 2, 1]);
    assert_eq!(batches[1].descriptor.component, "user.Face:eyes");
    assert_eq!(Face::optional_components().len(), 1);

    let (rec, storage) = RecordingStreamBuilder::new("test").memory().unwrap();
    rec.log("face", &face).unwrap();
    assert!(!storage.drain_as_bytes().unwrap().is_empty());
}
