//! A chunk's Arrow data, and everything that is done with chunks.

use bytes::Bytes;
use rushes_chunk::{Chunk, ChunkLimits};
use rushes_core::{ChunkId, StoreId};
use rushes_rrd::{ArrowMsg, Compression, Encoder, EncoderOptions, Item, Limits, Message};
use rushes_rrd::{MessageReader, decode_footer};

/// Larger chunks are only read.
const MAX_ROWS: usize = 2000;

/// Reads `data` as a chunk's Arrow data, and as an LZ4 block of them.
pub fn chunk(data: &[u8]) {
    let message = message(data, Compression::None, data.len() as u64);
    if let Ok(chunk) = message.to_chunk(&Limits::default()) {
        operate(&chunk);
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

fn operate(chunk: &Chunk) {
    let rows = chunk.num_rows();
    if rows > MAX_ROWS {
        return;
    }
    let batch = chunk.to_record_batch().expect("a chunk is a batch");
    let back = Chunk::from_record_batch(batch, &ChunkLimits::default());
    assert_eq!(back.expect("a batch of ours is a chunk"), *chunk);

    let half = rows / 2;
    let parts = [chunk.sliced(0, half), chunk.sliced(half, rows)];
    let parts = parts.map(|part| part.expect("a range"));
    let joined = Chunk::joined(&parts).expect("parts of one chunk");
    assert!(
        joined.equals_ignoring_id(chunk),
        "{joined:?} instead of {chunk:?}"
    );

    let turned: Vec<u32> = (0..rows as u32).rev().collect();
    let twice = chunk
        .taken(&turned)
        .and_then(|turned_once| turned_once.taken(&turned));
    let twice = twice.expect("existing rows");
    assert!(
        twice.equals_ignoring_id(chunk),
        "{twice:?} instead of {chunk:?}"
    );

    let sorted = chunk.sorted_by_row_id().expect("sortable");
    assert!(sorted.is_sorted());
    for timeline in chunk.timelines().keys() {
        let sorted = chunk.sorted_by_timeline(timeline).expect("sortable");
        assert!(sorted.timelines()[timeline].is_sorted());
        chunk.without_timeline(timeline).expect("fewer columns");
    }
    assert!(chunk.heap_size_bytes() > 0 || rows == 0);
    write(&[chunk, &sorted, &parts[1]]);
}

/// Writes the chunks and reads them back.
fn write(chunks: &[&Chunk]) {
    let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).expect("a vector");
    for (number, chunk) in chunks.iter().enumerate() {
        let chunk = (*chunk).clone().with_id(ChunkId::from_u128(number as u128));
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
                assert!(
                    chunk.equals_ignoring_id(expected),
                    "{chunk:?} instead of {expected:?}"
                );
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
