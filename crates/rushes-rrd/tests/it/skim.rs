//! Skimming a file finds the same messages as reading it, or leaves it to the reader.

use std::fs::File;
use std::io::Write as _;
use std::sync::Arc;

use arrow_array::Float64Array;
use rushes_chunk::{Chunk, SerializedComponentBatch};
use rushes_core::{ChunkId, ComponentDescriptor, RowId, StoreId, TimePoint};
use rushes_rrd::{Compression, Encoder, EncoderOptions, Head, Limits, Located, Message, skim};

use crate::reading::{Contents, store_info};

fn skimmed(path: &std::path::Path) -> Option<Vec<Located>> {
    let limits = Limits::default();
    let messages = skim(path, &limits).ok()??;
    Some(messages.collect::<Result<_, _>>().unwrap())
}

fn check(path: &std::path::Path, bytes: &[u8]) -> Option<usize> {
    let name = path.display();
    let located = skimmed(path)?;
    let contents = Contents::of(bytes);
    assert_eq!(located.len(), contents.messages.len(), "{name}");
    let file = File::open(path).unwrap();
    for (located, (raw, message)) in located.iter().zip(&contents.messages) {
        assert_eq!(located.offset, raw.offset, "{name}");
        assert_eq!(located.payload_len, raw.payload.len() as u64, "{name}");
        assert_eq!(located.read(&file).unwrap(), *raw, "{name}");
        match (&located.head, message) {
            (
                Head::Chunk {
                    store_id,
                    chunk_id,
                    is_static,
                    uncompressed_size,
                },
                Message::Arrow(message),
            ) => {
                assert_eq!(*store_id, message.store_id, "{name}");
                assert_eq!(*chunk_id, message.chunk_id, "{name}");
                assert_eq!(*is_static, message.is_static, "{name}");
                assert_eq!(*uncompressed_size, message.uncompressed_size, "{name}");
                let (_, read) = located.read_chunk_message(&file).unwrap();
                assert_eq!(read, *message, "{name}");
            }
            (Head::Other(found), message) => assert_eq!(found, message, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
    }
    Some(located.len())
}

#[test]
fn skimming_a_vector_finds_what_reading_it_finds() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vectors");
    let mut skimmed = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_rrd = path
            .extension()
            .is_some_and(|end| end == "rrd" || end == "rbl");
        if is_rrd {
            skimmed += usize::from(check(&path, &std::fs::read(&path).unwrap()).is_some());
        }
    }
    assert!(skimmed > 20, "{skimmed} files could be skimmed");
}

#[test]
fn large_chunks_are_skimmed_without_their_data() {
    for compression in [Compression::None, Compression::Lz4] {
        let store_id = StoreId::recording("app", "rec");
        let options = EncoderOptions {
            compression,
            ..EncoderOptions::default()
        };
        let mut encoder = Encoder::new(Vec::new(), options).unwrap();
        encoder.write(&store_info(&store_id, 1)).unwrap();
        for (id, len) in [(1, 10), (2, 100_000), (3, 8200), (4, 20), (5, 300_000)] {
            let numbers = (0..len).map(|i| f64::from(i).sin());
            let array = Arc::new(Float64Array::from_iter_values(numbers));
            let batch = SerializedComponentBatch::new(array, ComponentDescriptor::partial("x"));
            let row_id = RowId::from_u128(id);
            let chunk = Chunk::builder_with_id(ChunkId::from_u128(id), "/a")
                .with_row(row_id, &TimePoint::default(), [batch])
                .build();
            encoder.write_chunk(&store_id, chunk.unwrap()).unwrap();
        }
        let bytes = encoder.finish().unwrap();
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&bytes).unwrap();
        assert_eq!(check(file.path(), &bytes), Some(6));

        // What is damaged is noticed when it is read, if not before.
        for place in (12..bytes.len() - 32).step_by(40_009) {
            let mut damaged = bytes.clone();
            damaged[place] ^= 0x10;
            std::fs::write(file.path(), &damaged).unwrap();
            let Some(located) = skimmed(file.path()) else {
                continue;
            };
            let opened = File::open(file.path()).unwrap();
            let is_noticed = located.iter().any(|message| message.read(&opened).is_err());
            let in_footer = located.last().unwrap();
            let footer = in_footer.offset + 16 + in_footer.payload_len;
            assert!(
                is_noticed || place as u64 >= footer,
                "a flip at {place} went unnoticed"
            );
        }
    }
}
