//! Columns and chunks.

use rushes_chunk::{Chunk, TimeColumn};
use rushes_core::{ChunkId, RowId};
use rushes_types::archetypes::Scalars;

use crate::support::{chunks, memory, rows, scalar, scalars};

fn columns(values: &[i32]) -> impl Iterator<Item = rushes_chunk::SerializedComponentColumn> {
    let values = Scalars::new(values.iter().map(|value| f64::from(*value)));
    values.columns_of_unit_batches().unwrap()
}

#[test]
fn rows_are_sorted_by_time_and_numbered_after_the_chunk() {
    let (rec, storage) = memory();
    rec.set_log_time_enabled(true);
    rec.set_time_sequence("ignored", 1);
    rec.send_columns(
        "a",
        [
            TimeColumn::new_sequence("b", [1, 2, 3, 4]),
            TimeColumn::new_sequence("a", [2, 1, 2, 1]),
        ],
        columns(&[10, 20, 30, 40]),
    )
    .unwrap();
    let messages = storage.take();
    // By "a" first, since that comes first by name, then by "b".
    assert_eq!(scalars(&messages), [20, 40, 10, 30]);
    let chunk = &chunks(&messages)[0];
    assert_eq!(chunk.timelines().len(), 2);
    let first = RowId::from_tuid(chunk.id().tuid().next());
    let ids: Vec<_> = chunk.row_ids().collect();
    assert_eq!(
        ids,
        (0..4).map(|i| first.incremented_by(i)).collect::<Vec<_>>()
    );
}

#[test]
fn equal_times_keep_their_order() {
    let (rec, storage) = memory();
    let times = TimeColumn::new_sequence("t", [2, 1, 2, 1, 2]);
    rec.send_columns("a", [times], columns(&[1, 2, 3, 4, 5]))
        .unwrap();
    assert_eq!(scalars(&storage.take()), [2, 4, 1, 3, 5]);
}

#[test]
fn columns_without_times_are_static() {
    let (rec, storage) = memory();
    rec.send_columns("a", [], columns(&[1, 2])).unwrap();
    let chunks = chunks(&storage.take());
    assert!(chunks[0].is_static());
    assert_eq!(chunks[0].num_rows(), 2);
}

#[test]
fn columns_must_fit_together() {
    let (rec, storage) = memory();
    let times = || TimeColumn::new_sequence("t", [1, 2, 3]);
    let error = rec
        .send_columns("a", [times()], columns(&[1, 2]))
        .unwrap_err();
    let text = error.to_string();
    assert!(
        text.contains("All columns must have the same length. Expected 3 but"),
        "{text}"
    );
    let other = TimeColumn::new_sequence("u", [1]);
    assert!(
        rec.send_columns("a", [other, times()], columns(&[1, 2, 3]))
            .is_err()
    );
    assert!(
        rec.send_columns("a", [times(), times()], columns(&[1, 2, 3]))
            .is_err()
    );
    assert!(rec.send_columns("a", [times()], []).is_err());
    rec.send_columns("a", [TimeColumn::new_sequence("t", [0; 0])], columns(&[]))
        .unwrap();
    assert!(rows(&storage.take()).is_empty());
}

fn chunk() -> Chunk {
    let times = TimeColumn::new_sequence("frame", [1, 2, 3]);
    Chunk::from_auto_row_ids(ChunkId::new(), "a".into(), [times], columns(&[1, 2, 3])).unwrap()
}

#[test]
fn sent_chunks_are_left_alone() {
    let (rec, storage) = memory();
    rec.set_log_time_enabled(true);
    rec.set_time_sequence("other", 1);
    let sent = [chunk(), chunk()];
    rec.send_chunk(sent[0].clone());
    rec.send_chunks([sent[1].clone()]);
    assert_eq!(chunks(&storage.take()), sent);
}

#[test]
fn logged_chunks_get_the_times_of_now() {
    let (rec, storage) = memory();
    rec.set_log_tick_enabled(true);
    rec.set_time_sequence("other", 7);
    rec.set_time_sequence("frame", 9);
    let logged = chunk();
    rec.log_chunk(logged.clone());
    rec.log_chunks([logged.clone(), logged.clone()]);
    rec.log("a", &scalar(4)).unwrap();
    let messages = storage.take();
    for (tick, chunk) in chunks(&messages)[..3].iter().enumerate() {
        let times = |name: &str| chunk.timelines()[name].times().to_vec();
        assert_eq!(times("log_tick"), vec![i64::try_from(tick).unwrap(); 3]);
        assert_eq!(times("other"), [7, 7, 7]);
        assert_eq!(times("frame"), [1, 2, 3]);
        assert_eq!(chunk.id(), logged.id());
    }
    assert_eq!(rows(&messages).last().unwrap().time("log_tick"), Some(3));
}
