//! Nonsense in the Arrow data is an error of one message, never more.

use rushes_core::StoreId;
use rushes_rrd::{ArrowMsg, Compression, Encoder, EncoderOptions, Limits, Message};

use crate::reading::Contents;

/// The chunks of files with many Arrow types, uncompressed.
fn messages() -> Vec<ArrowMsg> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vectors");
    let files = [
        "p41_arrow_types.rrd",
        "h_null_vs_empty.rrd",
        "h_wrap_columns.rrd",
    ];
    let mut messages = Vec::new();
    for file in files {
        let contents = Contents::of(&std::fs::read(folder.join(file)).unwrap());
        for message in contents.all() {
            if let Message::Arrow(message) = message {
                let data = message.ipc_data(&Limits::default()).unwrap();
                messages.push(ArrowMsg {
                    compression: Compression::None,
                    uncompressed_size: data.len() as u64,
                    payload: data,
                    ..message
                });
            }
        }
    }
    assert!(messages.len() > 37);
    messages
}

/// Uses whatever comes of a message, as far as it goes.
fn use_all(message: &ArrowMsg) -> bool {
    let Ok(chunk) = message.to_chunk(&Limits::default()) else {
        return false;
    };
    let rows: Vec<u32> = (0..chunk.num_rows() as u32).rev().collect();
    let turned = chunk.taken(&rows).unwrap();
    let joined = rushes_chunk::Chunk::joined(&[chunk.clone(), turned]).unwrap();
    assert_eq!(joined.num_rows(), 2 * chunk.num_rows());
    let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).unwrap();
    encoder
        .write_chunk(&StoreId::recording("a", "r"), joined.clone())
        .unwrap();
    let back = Contents::of(&encoder.finish().unwrap()).chunks();
    assert_eq!(back[0].1, joined);
    true
}

#[test]
fn a_changed_byte_in_the_arrow_data_is_an_error_or_other_data() {
    let (mut refused, mut accepted) = (0, 0);
    for message in messages() {
        assert!(use_all(&message));
        let original = message.payload.to_vec();
        for place in 0..original.len() {
            let mut data = original.clone();
            data[place] = match place % 3 {
                0 => data[place] ^ (1 << (place / 3 % 8)),
                1 => data[place].wrapping_add(1),
                _ => 0xFF,
            };
            let message = ArrowMsg {
                payload: data.into(),
                ..message.clone()
            };
            if use_all(&message) {
                accepted += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(
        refused > 10_000 && accepted > 1000,
        "{refused} refused, {accepted} accepted"
    );
}

#[test]
fn cut_arrow_data_are_an_error_or_miss_only_their_end_mark() {
    for message in messages() {
        let whole = message.to_chunk(&Limits::default()).unwrap();
        let len = message.payload.len();
        for cut in 0..len {
            let message = ArrowMsg {
                payload: message.payload.slice(..cut),
                ..message.clone()
            };
            if let Ok(chunk) = message.to_chunk(&Limits::default()) {
                assert_eq!(chunk, whole);
                assert!(len - cut <= 8, "{cut} of {len}");
            }
        }
    }
}
