//! What is logged is what is read back.

use rushes_core::{EntityPath, RowId, TimeCell, TimePoint};
use rushes_sdk::{LogMsg, PendingRow};
use rushes_types::archetypes::{
    EncodedImage, Image, LineStrips3D, Points3D, Scalars, TextLog, Transform3D,
};
use rushes_types::{AnyValues, AsComponents, SerializedComponentBatch};

use crate::support::{bare, decode, memory, rows, scalar, scalars};

/// Logs twice, with other rows in between, and compares each cell.
fn round_trip(first: &dyn AsComponents, second: &dyn AsComponents) {
    let (rec, storage) = memory();
    rec.set_time_sequence("frame", 1);
    for _ in 0..3 {
        rec.log_serialized_batches("world/it", false, first.as_serialized_batches())
            .unwrap();
        rec.log_serialized_batches("world/it", false, second.as_serialized_batches())
            .unwrap();
    }
    let bytes = storage.drain_as_bytes().unwrap();
    let rows = rows(&decode(&bytes));
    assert_eq!(rows.len(), 6);
    for (index, row) in rows.iter().enumerate() {
        let logged = if index % 2 == 0 { first } else { second };
        let batches = logged.as_serialized_batches();
        assert_eq!(row.cells.len(), batches.len());
        for batch in batches {
            let component = batch.descriptor.component.as_str();
            assert_eq!(row.cells[component].as_ref(), batch.array.as_ref());
        }
    }
}

#[test]
fn every_layout_comes_back_equal() {
    round_trip(&Scalars::single(1.5), &Scalars::new([2.5, 3.5]));
    round_trip(
        &Points3D::new([[1.0, 2.0, 3.0]]).with_colors([0xFF00_00FF]),
        &Points3D::new(vec![[1.0, 2.0, 3.0]; 1000]).with_colors(vec![0x00FF_00FF; 1000]),
    );
    round_trip(
        &TextLog::new("one").with_level("INFO"),
        &TextLog::new("ü and more").with_level("WARN"),
    );
    round_trip(
        &Transform3D::from_translation([1.0, 2.0, 3.0]),
        &Transform3D::from_translation([4.0, 5.0, 6.0]),
    );
    round_trip(
        &LineStrips3D::new([vec![[0.0, 0.0, 0.0], [1.0, 0.0, 0.0]], vec![]]),
        &LineStrips3D::new([vec![[0.0, 0.0, 1.0]]]),
    );
    round_trip(
        &EncodedImage::from_file_contents(vec![7; 10]),
        &EncodedImage::from_file_contents(vec![8; 100_000]),
    );
    round_trip(
        &Image::from_rgb24(vec![1; 12], [2, 2]),
        &Image::from_rgb24(vec![2; 120_000], [200, 200]),
    );
    round_trip(&Points3D::clear_fields(), &Points3D::new([[1.0, 1.0, 1.0]]));
}

#[test]
fn values_without_a_fast_path_come_back_equal() {
    use arrow_array::builder::{ListBuilder, StringBuilder};
    use arrow_array::{ArrayRef, BooleanArray, DictionaryArray, Int32Array, NullArray};
    use std::sync::Arc;

    let mut lists = ListBuilder::new(StringBuilder::new());
    lists.append_value([Some("a"), None]);
    lists.append_null();
    let dictionary: DictionaryArray<arrow_array::types::Int32Type> =
        ["x", "y", "x"].into_iter().collect();
    let arrays: [ArrayRef; 5] = [
        Arc::new(BooleanArray::from(vec![true, false])),
        Arc::new(Int32Array::from(vec![Some(1), None])),
        Arc::new(lists.finish()),
        Arc::new(dictionary),
        Arc::new(NullArray::new(3)),
    ];
    for array in arrays {
        let values = AnyValues::default().with_component_from_data("field", array);
        round_trip(&values, &values);
    }
}

#[test]
fn slices_are_logged_as_such() {
    let all = Points3D::new((0..100u8).map(|i| [f32::from(i), 0.0, 0.0]));
    let sliced: Vec<SerializedComponentBatch> = all
        .as_serialized_batches()
        .into_iter()
        .map(|batch| SerializedComponentBatch::new(batch.array.slice(10, 5), batch.descriptor))
        .collect();
    round_trip(&sliced, &all);
    let text: arrow_array::ArrayRef =
        std::sync::Arc::new(arrow_array::StringArray::from(vec!["one", "two", "three"]));
    let values = |slice| AnyValues::default().with_component_from_data("text", slice);
    round_trip(&values(text.slice(1, 1)), &values(text.slice(2, 1)));
}

#[test]
fn static_rows_have_no_times() {
    let (rec, storage) = memory();
    rec.set_log_time_enabled(true);
    rec.set_time_sequence("frame", 1);
    rec.log_static("s", &scalar(1)).unwrap();
    rec.log("t", &scalar(2)).unwrap();
    let rows = rows(&storage.take());
    assert!(rows[0].times.is_empty());
    assert_eq!(rows[1].times.len(), 2);
}

#[test]
fn a_row_without_any_timeline_is_static() {
    let (rec, storage) = memory();
    rec.log("a", &scalar(1)).unwrap();
    assert!(rows(&storage.take())[0].times.is_empty());
}

#[test]
fn several_archetypes_make_one_row() {
    let (rec, storage) = memory();
    let points = Points3D::new([[0.0, 0.0, 0.0]]);
    let text = TextLog::new("hello");
    rec.log("a", &[&points as &dyn AsComponents, &text])
        .unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].cells.len(), 2);
}

#[test]
fn of_a_repeated_component_the_first_counts() {
    let (rec, storage) = memory();
    rec.log("a", &[scalar(1), scalar(2), scalar(3)]).unwrap();
    assert_eq!(scalars(&storage.take()), [1]);
}

#[test]
fn rows_without_components_never_reach_the_sink() {
    let (rec, storage) = memory();
    rec.log("a", &Points3D::update_fields()).unwrap();
    assert!(rows(&storage.take()).is_empty());
}

#[test]
fn paths_are_parsed_leniently() {
    let (rec, storage) = memory();
    rec.log("/a//b/", &scalar(1)).unwrap();
    rec.log(String::from("a/b"), &scalar(2)).unwrap();
    rec.log(EntityPath::from("a/b"), &scalar(3)).unwrap();
    let rows = rows(&storage.take());
    assert!(rows.iter().all(|row| row.entity == "/a/b"));
}

#[test]
fn a_pending_row_keeps_its_id_and_times() {
    let (rec, storage) = memory();
    rec.set_time_sequence("frame", 5);
    rec.set_time_sequence("own", 6);
    let batches = scalar(1).as_serialized_batches().into_iter();
    let components = batches.map(|batch| (batch.descriptor.component.clone(), batch));
    let times = TimePoint::default().with_index("own", TimeCell::from_sequence(1));
    let row = PendingRow {
        row_id: RowId::from_u128(42),
        ..PendingRow::new(times, components.collect())
    };
    rec.record_row("a".into(), row.clone(), false).unwrap();
    rec.record_row("a".into(), row, true).unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows[0].row_id, RowId::from_u128(42));
    assert_eq!(rows[0].times, [("own".to_owned(), 1)]);
    let expected = [("frame".to_owned(), 5), ("own".to_owned(), 1)];
    assert_eq!(rows[1].times, expected);
}

#[test]
fn messages_are_passed_on_as_they_are() {
    let (rec, storage) = memory();
    let (other, other_storage) = bare("other").memory().unwrap();
    other.log("a", &scalar(7)).unwrap();
    let sent = decode(&other_storage.drain_as_bytes().unwrap());
    for message in sent.clone() {
        rec.record_msg(message);
    }
    let messages = storage.take();
    // Each sink is introduced to the stream's own recording first.
    let passed: Vec<&LogMsg> = messages
        .iter()
        .filter(|message| message.store_id() == sent[0].store_id())
        .collect();
    assert_eq!(passed, sent.iter().collect::<Vec<_>>());
}
