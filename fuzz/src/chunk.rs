//! A chunk's Arrow data, and everything that is done with chunks.

use bytes::Bytes;
use rushes_chunk::{Chunk, ChunkLimits, SerializedComponentColumn};
use rushes_core::{ChunkId, StoreId};
use rushes_rrd::{ArrowMsg, Compression, Encoder, EncoderOptions, Item, Limits, Message};
use rushes_rrd::{MessageReader, decode_footer};

/// Larger chunks are only read.
const MAX_ROWS: usize = 2000;

/// Reads `data` as a chunk's Arrow data, and as an LZ4 block of them.
pub fn chunk(data: &[u8]) {
    let message = message(data, Compression::None, data.len() as u64);
    if let Ok(chunk) = message.to_chunk(&Limits::default())
        && chunk.num_rows() <= MAX_ROWS
        && !chunk.components().iter().any(has_empty_zone)
    {
        // What takes longer is done with fewer inputs; which ones depends on the data alone.
        let luck = data.iter().fold(0u8, |sum, byte| sum.rotate_left(3) ^ byte);
        repack(&chunk);
        if luck % 4 == 0 {
            operate(&chunk);
        }
        if luck % 16 == 0 {
            write(&chunk);
        }
    }
    let block = self::message(data, Compression::Lz4, 4 * data.len() as u64);
    drop(block.to_chunk(&Limits::default()));
}

fn message(data: &[u8], compression: Compression, uncompressed_size: u64) -> ArrowMsg {
    ArrowMsg {
        store_id: store_id(),
        chunk_id: None,
        is_static: None,
        compression,
        uncompressed_size,
        payload: Bytes::copy_from_slice(data),
    }
}

fn store_id() -> StoreId {
    StoreId::recording("fuzz", "fuzz")
}

/// Whether there is a time zone without a name: it is written as none at all.
fn has_empty_zone(column: &SerializedComponentColumn) -> bool {
    column.list_array.value_type().to_string().contains("\"\"")
}

fn repack(chunk: &Chunk) {
    let batch = chunk.to_record_batch().expect("a chunk is a batch");
    let back = Chunk::from_record_batch(batch, &ChunkLimits::default());
    assert_eq!(back.expect("a batch of ours is a chunk"), *chunk);
    assert!(chunk.heap_size_bytes() > 0 || chunk.is_empty());
}

fn operate(chunk: &Chunk) {
    let rows = chunk.num_rows();
    let half = rows / 2;
    let parts = [chunk.sliced(0, half), chunk.sliced(half, rows)];
    let parts = parts.map(|part| part.expect("a range"));
    let joined = Chunk::joined(&parts).expect("parts of one chunk");
    check_same(&joined, chunk);

    let turned: Vec<u32> = (0..rows as u32).rev().collect();
    let twice = chunk.taken(&turned).and_then(|once| once.taken(&turned));
    check_same(&twice.expect("existing rows"), chunk);

    let sorted = chunk.sorted_by_row_id().expect("sortable");
    assert!(sorted.is_sorted());
    for timeline in chunk.timelines().keys() {
        let sorted = chunk.sorted_by_timeline(timeline).expect("sortable");
        assert!(sorted.timelines()[timeline].is_sorted());
        chunk.without_timeline(timeline).expect("fewer columns");
    }
}

fn check_same(found: &Chunk, expected: &Chunk) {
    assert!(
        found.equals_ignoring_id(expected),
        "{found:?} instead of {expected:?}"
    );
}

/// Writes the chunk, a part and a sorted copy of it, and reads them back.
fn write(chunk: &Chunk) {
    let rows = chunk.num_rows();
    let chunks = [
        chunk.clone(),
        chunk.sliced(rows / 2, rows).expect("a range"),
        chunk.sorted_by_row_id().expect("sortable"),
    ];
    let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).expect("a vector");
    for (number, chunk) in chunks.iter().enumerate() {
        let chunk = chunk.clone().with_id(ChunkId::from_u128(number as u128));
        encoder
            .write_chunk(&store_id(), chunk)
            .expect("a chunk can be written");
    }
    let bytes = encoder.finish().expect("a footer can be written");
    let limits = Limits::default();
    let mut expected = chunks.iter();
    for item in MessageReader::new(bytes.as_slice(), limits.clone()) {
        match item.expect("a stream of ours") {
            Item::Message {
                message: Message::Arrow(message),
                ..
            } => {
                let chunk = message.to_chunk(&limits).expect("a chunk of ours");
                let expected = expected.next().expect("no more than were written");
                check_same(&chunk, expected);
            }
            Item::End(raw) => {
                let manifests = decode_footer(raw.payload, &limits).expect("a footer of ours");
                assert_eq!(manifests[0].num_chunks(), chunks.len());
            }
            Item::Header { .. } => {}
            other => panic!("{other:?}"),
        }
    }
    assert!(expected.next().is_none(), "fewer than were written");
}
