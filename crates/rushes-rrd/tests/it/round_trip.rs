//! What is written is what is read.

use std::io::Write as _;

use proptest::collection::vec;
use proptest::prelude::*;
use rushes_chunk::Chunk;
use rushes_core::{RowId, StoreId};
use rushes_rrd::{
    BlueprintActivation, ChunkFilter, ChunkIndex, Compression, Encoder, EncoderOptions, Item,
    Limits, Message, MessageReader, RrdFile,
};

use crate::arbitrary;
use crate::reading::{Contents, events, span, store_info};

fn options() -> impl Strategy<Value = EncoderOptions> {
    (any::<bool>(), any::<bool>(), prop_oneof![Just(0), Just(2)]).prop_map(
        |(lz4, footer, threads)| EncoderOptions {
            compression: if lz4 {
                Compression::Lz4
            } else {
                Compression::None
            },
            footer,
            threads,
            window_bytes: 1 << 16,
            ..EncoderOptions::default()
        },
    )
}

fn stores() -> [StoreId; 2] {
    [
        StoreId::recording("app", "rec ü/1"),
        StoreId::blueprint("app", "bp"),
    ]
}

/// Chunks, each with the number of its store.
fn chunks() -> impl Strategy<Value = Vec<(usize, Chunk)>> {
    vec((0..2usize, arbitrary::chunk()), 0..5)
}

fn encoded(chunks: &[(usize, Chunk)], options: EncoderOptions) -> Vec<u8> {
    let mut encoder = Encoder::new(Vec::new(), options).unwrap();
    for store in &stores() {
        encoder.write(&store_info(store, 7)).unwrap();
    }
    for (store, chunk) in chunks {
        encoder
            .write_chunk(&stores()[*store], chunk.clone())
            .unwrap();
    }
    encoder.finish().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn chunks_come_back_equal_and_in_order(chunks in chunks(), options in options()) {
        let bytes = encoded(&chunks, options.clone());
        let contents = Contents::of(&bytes);
        prop_assert!(contents.damages.is_empty(), "{:?}", contents.damages);
        prop_assert_eq!(contents.ends.len(), usize::from(options.footer));
        prop_assert!(contents.messages.iter().all(|(raw, _)| raw.has_checksum));
        let expected: Vec<_> = chunks
            .iter()
            .map(|(store, chunk)| (stores()[*store].clone(), chunk.clone()))
            .collect();
        prop_assert_eq!(contents.chunks(), expected);
        for (_, message) in &contents.messages {
            if let Message::Arrow(message) = message {
                let chunk = message.to_chunk(&Limits::default()).unwrap();
                prop_assert_eq!(message.chunk_id, Some(chunk.id()));
                prop_assert_eq!(message.is_static, Some(chunk.is_static()));
                prop_assert_eq!(message.compression, options.compression);
            }
        }
    }

    #[test]
    fn slices_of_chunks_come_back_equal(
        chunk in arbitrary::chunk(),
        offset in 0..=arbitrary::MAX_ROWS,
        len in 0..=arbitrary::MAX_ROWS,
    ) {
        let slice = chunk.sliced(offset, len).unwrap();
        let bytes = encoded(&[(0, slice.clone())], EncoderOptions::default());
        prop_assert_eq!(Contents::of(&bytes).chunks(), [(stores()[0].clone(), slice)]);
    }

    #[test]
    fn chunks_found_by_the_manifest_are_equal(chunks in chunks(), options in options()) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(&encoded(&chunks, options.clone())).unwrap();
        let opened = RrdFile::open(file.path(), Limits::default()).unwrap();
        prop_assert_eq!(opened.is_some(), options.footer);
        let Some(opened) = opened else { return Ok(()) };

        let selected = opened.select(&ChunkFilter::default());
        prop_assert_eq!(selected.len(), chunks.len());
        for ((store_id, index), (store, chunk)) in selected.iter().zip(&chunks) {
            prop_assert_eq!(store_id, &stores()[*store]);
            prop_assert_eq!(&opened.read_chunk(index).unwrap(), chunk);
            let made = ChunkIndex {
                byte_offset: index.byte_offset,
                byte_size: index.byte_size,
                uncompressed_size: index.uncompressed_size,
                ..known_spans(ChunkIndex::of(chunk))
            };
            prop_assert_eq!(index, &made);
        }
        for manifest in opened.manifests() {
            prop_assert_eq!(manifest.stored_sha256().copied(), rushes_rrd::schema_sha256(manifest.schema()).ok());
        }
    }

    #[test]
    fn writing_what_was_read_gives_the_same_bytes(chunks in chunks(), options in options()) {
        let bytes = encoded(&chunks, options.clone());
        let mut encoder = Encoder::new(Vec::new(), options).unwrap();
        for (_, message) in &Contents::of(&bytes).messages {
            encoder.write(message).unwrap();
        }
        prop_assert_eq!(encoder.finish().unwrap(), bytes);
    }

    #[test]
    fn threads_change_nothing_in_the_output(chunks in chunks(), options in options()) {
        let with = |threads| EncoderOptions { threads, ..options.clone() };
        prop_assert_eq!(encoded(&chunks, with(2)), encoded(&chunks, with(0)));
    }

    #[test]
    fn events_cover_every_byte_once(chunks in chunks(), options in options()) {
        let bytes = encoded(&chunks, options);
        let mut end = 0;
        for event in events(&bytes) {
            prop_assert_eq!(span(&event).start, end);
            end = span(&event).end;
        }
        prop_assert_eq!(end, bytes.len() as u64);
    }
}

/// The index as a manifest keeps it: nothing of components and timelines without rows.
fn known_spans(mut index: ChunkIndex) -> ChunkIndex {
    index.timelines.retain(|span| span.range.is_some());
    for column in &mut index.columns {
        column.timelines.retain(|span| span.range.is_some());
    }
    let is_static = index.is_static;
    index
        .columns
        .retain(|column| is_static || !column.timelines.is_empty());
    index
}

#[test]
fn blueprint_activations_come_back_equal() {
    for (make_active, make_default) in [(false, false), (true, false), (false, true), (true, true)]
    {
        let message = Message::BlueprintActivation(BlueprintActivation {
            blueprint_id: StoreId::blueprint("app", "bp"),
            make_active,
            make_default,
        });
        let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).unwrap();
        encoder.write(&message).unwrap();
        let contents = Contents::of(&encoder.finish().unwrap());
        assert_eq!(contents.messages[0].1, message);
    }
}

#[test]
fn every_store_source_comes_back_equal() {
    use rushes_core::{FileSource, PythonVersion, StoreInfo, StoreSource};
    let python = PythonVersion {
        major: 3,
        minor: 13,
        patch: 0,
        suffix: "rc1".to_owned(),
    };
    let rust = StoreSource::RustSdk {
        rustc_version: "1.95.0".to_owned(),
        llvm_version: "21".to_owned(),
    };
    let files = [
        FileSource::Cli,
        FileSource::Uri,
        FileSource::DragAndDrop,
        FileSource::FileDialog,
        FileSource::Sdk,
    ];
    let files = files.map(|file_source| StoreSource::File { file_source });
    let others = [
        StoreSource::Unknown,
        StoreSource::CSdk,
        StoreSource::PythonSdk(python),
        rust,
        StoreSource::Viewer,
        StoreSource::Other("ünï".to_owned()),
    ];
    for source in files.into_iter().chain(others) {
        let info = StoreInfo::new(StoreId::recording("app", "rec"), source);
        let message = Message::SetStoreInfo(rushes_rrd::SetStoreInfo {
            row_id: RowId::from_u128(u128::MAX / 3),
            info,
        });
        let mut encoder = Encoder::new(Vec::new(), EncoderOptions::default()).unwrap();
        encoder.write(&message).unwrap();
        let contents = Contents::of(&encoder.finish().unwrap());
        assert_eq!(contents.messages[0].1, message);
    }
}

#[test]
fn a_stream_without_footer_ends_behind_its_last_message() {
    let options = EncoderOptions {
        footer: false,
        ..EncoderOptions::default()
    };
    let bytes = encoded(&[], options);
    let mut reader = MessageReader::new(bytes.as_slice(), Limits::default());
    let mut last = 0;
    while let Some(item) = reader.next_item().unwrap() {
        if let Item::Message { raw, .. } = item {
            last = raw.byte_range().end;
        }
    }
    assert_eq!(last, bytes.len() as u64);
    assert!(!reader.ended_cleanly());
}
