//! Recordings of many files.

use std::path::{Path, PathBuf};

use rushes_chunk::Chunk;
use rushes_core::StoreId;
use rushes_dataframe::{OpenOptions, QueryExpression, Recordings};
use rushes_rrd::{ArrowMsg, Compression, Encoder, EncoderOptions, Message};

use crate::support::*;

fn rows(from: u64, to: u64) -> Vec<Row> {
    (from..to)
        .map(|i| Row(i, i as i64, Some(vec![i as i64; 100]), None))
        .collect()
}

fn write(folder: &Path, name: &str, chunks: &[Chunk], footer: bool) -> PathBuf {
    let id = StoreId::recording("app", "recording");
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, EncoderOptions::default()).unwrap();
    for chunk in chunks {
        let message = ArrowMsg::from_chunk(id.clone(), chunk, Compression::Lz4).unwrap();
        encoder.write(&Message::Arrow(message)).unwrap();
    }
    if footer {
        encoder.finish().unwrap();
    } else {
        encoder.flush().unwrap();
        drop(encoder);
    }
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path
}

fn times(store: &rushes_store::Store) -> Vec<i64> {
    let found = batches(store, QueryExpression::on("frame"));
    column_of(&found, "frame")
        .into_iter()
        .map(|time| time.unwrap()[0])
        .collect()
}

#[test]
fn shards_with_and_without_a_footer_are_one_recording() {
    let folder = tempfile::tempdir().unwrap();
    let twice = chunk("/x", &rows(0, 10));
    let paths = [
        write(folder.path(), "1.rrd", std::slice::from_ref(&twice), true),
        write(
            folder.path(),
            "2.rrd",
            &[chunk("/x", &rows(20, 30)), twice],
            false,
        ),
        write(folder.path(), "3.rrd", &[chunk("/y", &rows(10, 20))], true),
    ];
    let recordings = Recordings::open(&paths, &OpenOptions::default()).unwrap();
    let found = recordings.recordings();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].stats().total().num_chunks, 3);
    assert_eq!(times(&found[0]), (0..30).collect::<Vec<_>>());
}

#[test]
fn what_is_in_memory_stays_within_the_limit() {
    let folder = tempfile::tempdir().unwrap();
    let chunks: Vec<_> = (0..50)
        .map(|i| chunk("/x", &rows(i * 100, i * 100 + 100)))
        .collect();
    let path = write(folder.path(), "large.rrd", &chunks, true);
    let options = OpenOptions {
        max_bytes: 1 << 20,
        ..OpenOptions::default()
    };
    let recordings = Recordings::open([path], &options).unwrap();
    let store = &recordings.recordings()[0];
    assert_eq!(store.budget().used_bytes(), 0);
    assert_eq!(times(store).len(), 5000);
    assert!(store.budget().used_bytes() <= 1 << 20);
}

#[test]
fn damage_is_reported_and_the_rest_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let chunks: Vec<_> = (0..3)
        .map(|i| chunk("/x", &rows(i * 10, i * 10 + 10)))
        .collect();
    let path = write(folder.path(), "damaged.rrd", &chunks, false);
    let mut bytes = std::fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&path, bytes).unwrap();
    let recordings = Recordings::open([&path], &OpenOptions::default()).unwrap();
    assert_eq!(recordings.problems().len(), 1);
    assert_eq!(recordings.problems()[0].path, path);
    assert_eq!(times(&recordings.recordings()[0]).len(), 20);
}

#[test]
fn a_file_that_is_none_of_ours_is_an_error_that_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "these are notes, and not chunks").unwrap();
    let error = Recordings::open([&path], &OpenOptions::default()).unwrap_err();
    assert!(error.to_string().contains("notes.txt"), "{error}");
    assert!(Recordings::open(["/nowhere.rrd"], &OpenOptions::default()).is_err());
}
