//! Timelines are left out of large chunks without decoding them.

use arrow_array::builder::{Float64Builder, ListBuilder, StringBuilder};
use rushes_chunk::{Chunk, SerializedComponentColumn, TimeColumn};
use rushes_core::{ChunkId, ComponentDescriptor, EntityPath, StoreId, TimelineName};
use rushes_rrd::{ArrowMsg, Compression, Limits};

const ROWS: i64 = 60_000;
const TIMELINES: [&str; 3] = ["a", "b", "c"];

/// A chunk of numbers that hardly compress, times that do, and texts of which some are missing.
fn large_chunk() -> Chunk {
    let noise = |row: i64| row.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as i64);
    let mut numbers = ListBuilder::new(Float64Builder::new());
    let mut texts = ListBuilder::new(StringBuilder::new());
    for row in 0..ROWS {
        for value in 0..row % 3 {
            numbers
                .values()
                .append_value((noise(row + value) as f64).sqrt());
        }
        numbers.append(true);
        texts.values().append_value(format!("row {}", row / 7));
        texts.append(row % 5 != 0);
    }
    let times = [
        TimeColumn::new_sequence(TIMELINES[0], 0..ROWS),
        TimeColumn::new_duration_nanos(TIMELINES[1], (0..ROWS).map(noise)),
        TimeColumn::new_timestamp_nanos_since_epoch(TIMELINES[2], (0..ROWS).map(|row| row * row)),
    ];
    let columns = [("numbers", numbers.finish()), ("texts", texts.finish())];
    Chunk::from_auto_row_ids(
        ChunkId::from_u128(7),
        EntityPath::parse_forgiving("/large"),
        times,
        columns.map(|(name, list)| {
            SerializedComponentColumn::new(list, ComponentDescriptor::partial(name))
        }),
    )
    .unwrap()
}

fn packed(chunk: &Chunk, compression: Compression) -> ArrowMsg {
    ArrowMsg::from_chunk(StoreId::recording("app", "rec"), chunk, compression).unwrap()
}

fn without(message: &ArrowMsg, dropped: &[&str]) -> Option<ArrowMsg> {
    let drops = |name: &TimelineName| dropped.contains(&name.as_str());
    let plan = message.plan_without_timelines(drops, &Limits::default())?;
    plan.of(message)
}

#[test]
fn everything_else_is_still_there() {
    let chunk = large_chunk();
    let message = packed(&chunk, Compression::Lz4);
    for dropped in [
        &["a"][..],
        &["b"],
        &["c"],
        &["a", "b"],
        &["a", "c"],
        &["b", "c"],
    ] {
        let cut = without(&message, dropped).expect("nothing is unusual about the chunk");
        let kept = cut.to_chunk(&Limits::default()).unwrap();
        let expected = Chunk::new(
            chunk.id(),
            chunk.entity_path().clone(),
            chunk.row_ids_array().clone(),
            chunk
                .timelines()
                .values()
                .filter(|column| !dropped.contains(&column.timeline().name().as_str()))
                .cloned(),
            chunk.components().iter().cloned(),
        );
        assert_eq!(kept, expected.unwrap(), "{dropped:?}");
        let data = cut.ipc_data(&Limits::default()).unwrap();
        assert_eq!(cut.uncompressed_size, data.len() as u64);
        assert!(cut.payload.len() < message.payload.len());
    }
}

#[test]
fn a_cut_message_can_be_cut_again() {
    let message = packed(&large_chunk(), Compression::Lz4);
    let twice = without(&without(&message, &["a"]).unwrap(), &["c"]).unwrap();
    let once = without(&message, &["a", "c"]).unwrap();
    let chunk = |message: &ArrowMsg| message.to_chunk(&Limits::default()).unwrap();
    assert_eq!(chunk(&twice), chunk(&once));
}

#[test]
fn uncompressed_and_damaged_data_must_be_decoded() {
    let chunk = large_chunk();
    assert_eq!(without(&packed(&chunk, Compression::None), &["a"]), None);
    let mut damaged = packed(&chunk, Compression::Lz4);
    damaged.payload = damaged.payload.slice(..1000);
    assert_eq!(without(&damaged, &["a"]), None);
}
