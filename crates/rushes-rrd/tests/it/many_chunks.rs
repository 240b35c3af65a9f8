//! However many chunks there are, little of the index is in memory, and it says the same.

use std::io::Write as _;

use rushes_chunk::{Chunk, SerializedComponentBatch};
use rushes_core::{ChunkId, ComponentDescriptor, RowId, StoreId, TimePoint, Timeline};
use rushes_rrd::{
    ChunkIndex, Encoder, EncoderOptions, Item, Limits, Manifest, MessageReader, RrdFile,
    StoredIndex,
};
use tempfile::NamedTempFile;

use crate::reading::store_info;

const NUM_CHUNKS: u32 = 700;

fn chunk(number: u32) -> Chunk {
    let mut times = TimePoint::default();
    if !number.is_multiple_of(50) {
        let frame = Timeline::new_sequence("frame");
        times.insert(frame, i64::from(number));
    }
    if number.is_multiple_of(3) && !number.is_multiple_of(50) {
        let wall = Timeline::new_timestamp("wall");
        times.insert(wall, 7 * i64::from(number));
    }
    let values = std::sync::Arc::new(arrow_array::UInt32Array::from(vec![number]));
    let name = if number.is_multiple_of(7) {
        "odd"
    } else {
        "usual"
    };
    let batch = SerializedComponentBatch::new(values, ComponentDescriptor::partial(name));
    let entity = format!("/robot/{}", "x".repeat(number as usize % 13));
    Chunk::builder_with_id(ChunkId::from_u128(u128::from(number)), entity.as_str())
        .with_row(RowId::from_u128(u128::from(number)), &times, [batch])
        .build()
        .unwrap()
}

/// Two recordings in turns.
fn stream(options: EncoderOptions) -> Vec<u8> {
    let stores = ["a", "b"].map(|id| StoreId::recording("app", id));
    let mut encoder = Encoder::new(Vec::new(), options).unwrap();
    for store_id in &stores {
        encoder.write(&store_info(store_id, 1)).unwrap();
    }
    for number in 0..NUM_CHUNKS {
        let store_id = &stores[usize::from(number.is_multiple_of(5))];
        encoder.write_chunk(store_id, chunk(number)).unwrap();
    }
    encoder.finish().unwrap()
}

fn file(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn small_limits() -> Limits {
    Limits {
        max_whole_manifest_bytes: 4096,
        ..Limits::default()
    }
}

#[test]
fn an_index_that_was_put_aside_is_written_the_same() {
    let expected = stream(EncoderOptions::default());
    for index_bytes in [0, 1000, 50_000] {
        let options = EncoderOptions {
            index_bytes,
            ..EncoderOptions::default()
        };
        assert!(stream(options) == expected, "{index_bytes}");
    }
}

#[test]
fn a_manifest_read_in_parts_says_the_same() {
    let file = file(&stream(EncoderOptions::default()));
    let whole = RrdFile::open(file.path(), Limits::default())
        .unwrap()
        .unwrap();
    let index = StoredIndex::open(file.path(), small_limits());
    let mut index = index.unwrap().unwrap();
    assert_eq!(index.header(), whole.header());
    let manifests = index.manifests_mut();
    assert_eq!(manifests.len(), 2);
    for (parts, whole) in manifests.iter_mut().zip(whole.manifests()) {
        assert_eq!(parts.store_id(), whole.store_id());
        assert_eq!(parts.schema(), whole.schema());
        assert_eq!(parts.num_chunks(), whole.num_chunks());
        assert_eq!(parts.num_columns(), whole.table().num_columns());
        let expected: Vec<_> = whole.chunks().collect();
        // And once more, after going back.
        for _ in 0..2 {
            let read: Vec<Manifest> = std::iter::from_fn(|| parts.next_rows().unwrap()).collect();
            assert!(read.len() > 3, "{} parts", read.len());
            let read: Vec<ChunkIndex> = read.iter().flat_map(Manifest::chunks).collect();
            assert_eq!(read, expected);
            parts.rewind();
        }
    }
}

/// Messages, and where the footer is, if one was left in the file.
fn read(file: &NamedTempFile) -> (usize, bool, Option<std::ops::Range<u64>>, bool) {
    let limits = small_limits();
    let reader = MessageReader::open(file.path(), limits.clone()).unwrap();
    let mut reader = reader.leaving_footer(&limits).unwrap();
    let (mut messages, mut has_end, mut stored, mut is_damaged) = (0, false, None, false);
    while let Some(item) = reader.next_item().unwrap() {
        match item {
            Item::Message { .. } => messages += 1,
            Item::End(_) => has_end = true,
            Item::StoredEnd { bytes, footer } => {
                let manifests = footer.manifests(&limits).unwrap();
                let num_chunks: usize = manifests.iter().map(Manifest::num_chunks).sum();
                assert_eq!(num_chunks, NUM_CHUNKS as usize);
                assert!(reader.ended_cleanly());
                stored = Some(bytes);
            }
            Item::Damage(_) => is_damaged = true,
            Item::Header { .. } | Item::Orphan(_) => {}
        }
    }
    let len = file.path().metadata().unwrap().len();
    assert_eq!(reader.position(), len);
    (messages, has_end, stored, is_damaged)
}

#[test]
fn a_large_footer_is_left_in_its_file_if_it_is_intact() {
    let bytes = stream(EncoderOptions::default());
    let messages = NUM_CHUNKS as usize + 2;
    let (found, has_end, stored, is_damaged) = read(&file(&bytes));
    let stored = stored.expect("a footer that was left");
    assert_eq!((found, has_end, is_damaged), (messages, false, false));
    assert_eq!(stored.end + 32, bytes.len() as u64);
    // Anything wrong with it is found by reading it.
    let places = (stored.start as usize..bytes.len()).step_by(97);
    for place in places.chain(bytes.len() - 32..bytes.len()) {
        let mut damaged = bytes.clone();
        damaged[place] ^= 4;
        let (_, _, stored, is_damaged) = read(&file(&damaged));
        assert!(stored.is_none() && is_damaged, "a flip at {place}");
    }
    // Damage before it is found as ever.
    let mut damaged = bytes;
    damaged[stored.start as usize - 10] ^= 4;
    let (found, _, stored, is_damaged) = read(&file(&damaged));
    assert_eq!((found, is_damaged), (messages - 1, true));
    assert!(stored.is_some());
}
