//! Opening files by their footers.

use rushes_rrd::{ChunkFilter, ErrorKind, Item, Limits, Message, MessageReader, RrdFile};
use serde_json::{Value, json};

use super::{Vector, all, events, load};

/// Files whose header is not that of a supported stream. The product, opening by the footer, does
/// not look at the version; we do.
const REFUSED: [&str; 7] = [
    "c_header_compression_2.rrd",
    "c_header_msgpack.rrd",
    "c_header_not_rrd.rrd",
    "c_header_old_fourcc.rrd",
    "c_header_reserved.rrd",
    "c_header_version_0_22.rrd",
    "c_header_version_zero.rrd",
];

#[test]
fn files_open_by_their_footer_when_it_is_whole() {
    for vector in all() {
        let name = &vector.name;
        let opened = RrdFile::open(&vector.path, Limits::default());
        let expected = &vector.expected["footer_first"];
        match (opened, expected["status"].as_str().unwrap()) {
            (Err(error), _) => {
                assert!(REFUSED.contains(&name.as_str()), "{error}");
                assert_eq!(error.kind(), ErrorKind::NotRrd, "{error}");
                assert_eq!(error.path(), Some(vector.path.as_path()));
            }
            (Ok(Some(file)), "ok") => {
                let found: Vec<_> = file
                    .manifests()
                    .iter()
                    .map(|manifest| {
                        json!({
                            "store_id": events::store_id(manifest.store_id()),
                            "num_chunks": manifest.num_chunks(),
                        })
                    })
                    .collect();
                assert_eq!(Value::from(found), expected["manifests"], "{name}");
                assert_eq!(file.len(), vector.bytes.len() as u64);
                check_chunks(&vector, &file);
            }
            // Where the product refuses the file, we read it from the front instead.
            (Ok(None), "none" | "error") => assert!(!REFUSED.contains(&name.as_str()), "{name}"),
            (opened, status) => panic!("{name}: {status}, but {opened:?}"),
        }
    }
}

/// Every chunk that the manifests name is the one that reading from the front finds.
fn check_chunks(vector: &Vector, file: &RrdFile) {
    let name = &vector.name;
    let limits = Limits::default();
    let mut streamed = Vec::new();
    for item in MessageReader::new(vector.bytes.as_slice(), limits.clone()) {
        if let Item::Message {
            raw,
            message: Message::Arrow(message),
        } = item.unwrap()
        {
            streamed.push((raw, message));
        }
    }
    let selected = file.select(&ChunkFilter::default());
    assert_eq!(selected.len(), streamed.len(), "{name}");
    for ((store_id, index), (raw, message)) in selected.iter().zip(&streamed) {
        assert_eq!(*store_id, message.store_id, "{name}");
        assert_eq!(Some(index.chunk_id), message.chunk_id, "{name}");
        assert_eq!(index.byte_offset, raw.offset + 16, "{name}");
        assert_eq!(index.byte_size, raw.payload.len() as u64, "{name}");
        assert_eq!(index.uncompressed_size, message.uncompressed_size, "{name}");
        assert_eq!(Some(index.is_static), message.is_static, "{name}");
        assert_eq!(file.read_message(index).unwrap(), *message, "{name}");
        match (file.read_chunk(index), message.to_chunk(&limits)) {
            (Ok(chunk), Ok(streamed)) => {
                assert_eq!(chunk, streamed, "{name}");
                assert_eq!(index.num_rows, chunk.num_rows() as u64, "{name}");
                assert_eq!(index.entity_path, *chunk.entity_path(), "{name}");
            }
            (Err(error), Err(_)) if name == "c_flip_lz4_payload.rrd" => {
                assert_eq!(error.path(), Some(vector.path.as_path()));
                assert_eq!(error.offset(), Some(raw.offset));
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

#[test]
fn only_chunks_that_may_hold_what_is_asked_for_are_selected() {
    let vector = load("p41_timelines.rrd");
    let file = RrdFile::open(&vector.path, Limits::default())
        .unwrap()
        .unwrap();
    let select = |filter: ChunkFilter| -> Vec<String> {
        let selected = file.select(&filter).into_iter();
        let mut paths: Vec<_> = selected
            .map(|(_, chunk)| chunk.entity_path.as_str().to_owned())
            .collect();
        paths.sort();
        paths
    };
    let time = |timeline: &str, from, to| ChunkFilter {
        time_range: Some((timeline.into(), from, to)),
        ..ChunkFilter::default()
    };
    let statics = ["/__properties", "/map/info", "/robot/arm"];
    assert_eq!(select(ChunkFilter::default()).len(), 5);
    assert_eq!(select(time("seq", 8, 100)), statics);
    assert_eq!(select(time("no such timeline", 0, 1)), statics);
    assert_eq!(select(time("seq", -5, -5)).len(), 5);
    assert_eq!(
        select(ChunkFilter {
            component: Some("Points3D:radii".into()),
            ..time("seq", 7, 7)
        }),
        ["/robot/arm"]
    );
    assert_eq!(
        select(ChunkFilter {
            entity_path: Some("/robot/arm".into()),
            ..ChunkFilter::default()
        })
        .len(),
        2
    );
}

#[test]
fn statistics_match_the_rows_of_each_chunk() {
    for vector in all() {
        let Ok(Some(file)) = RrdFile::open(&vector.path, Limits::default()) else {
            continue;
        };
        // Older chunks are migrated while they are read; their statistics stay as stored.
        if file.header().is_legacy() {
            continue;
        }
        for (_, index) in file.select(&ChunkFilter::default()) {
            let Ok(chunk) = file.read_chunk(&index) else {
                assert_eq!(vector.name, "c_flip_lz4_payload.rrd");
                continue;
            };
            let made = rushes_rrd::ChunkIndex::of(&chunk);
            assert_eq!(index.timelines, made.timelines, "{}", vector.name);
            let has_rows = |column: &rushes_rrd::ColumnIndex| {
                chunk.is_static() || column.timelines.iter().any(|span| span.range.is_some())
            };
            let mut made = made.columns;
            made.retain(has_rows);
            for column in &mut made {
                column.timelines.retain(|span| span.range.is_some());
            }
            assert_eq!(index.columns, made, "{}", vector.name);
        }
    }
}
