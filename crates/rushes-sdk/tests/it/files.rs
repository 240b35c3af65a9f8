//! Recordings in files and pipes.

use std::io::{Read as _, Write};
use std::process::Stdio;
use std::sync::Arc;

use parking_lot::Mutex;
use rushes_rrd::{Limits, RrdFile};
use rushes_sdk::sink::{Compression, FileSink, FileSinkOptions};
use rushes_sdk::{ChunkBatcherConfig, FileSinkError, RecordingStreamError, SinkFlushError};

use crate::support::{bare, child, decode, read, rows, scalar, scalars};

#[test]
fn a_file_has_the_rows_and_a_manifest() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let rec = bare("file").save(&path).unwrap();
    for value in 0..100 {
        rec.set_time_sequence("frame", value);
        rec.log("a", &scalar(value)).unwrap();
        rec.log("b", &scalar(value)).unwrap();
    }
    drop(rec);
    assert_eq!(rows(&read(&path)).len(), 200);
    let file = RrdFile::open(&path, Limits::default()).unwrap().unwrap();
    let rows: usize = file
        .select(&Default::default())
        .iter()
        .map(|(_, chunk)| file.read_chunk(chunk).unwrap().num_rows())
        .sum();
    assert_eq!(rows, 200);
}

#[test]
fn a_flushed_file_can_be_read_while_it_grows() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let rec = bare("file").save(&path).unwrap();
    for value in 0..3 {
        rec.log("a", &scalar(value)).unwrap();
        rec.flush_blocking().unwrap();
        let bytes = std::fs::read(&path).unwrap();
        let mut reader = rushes_rrd::MessageReader::new(bytes.as_slice(), Limits::default());
        let mut messages = Vec::new();
        while let Some(item) = reader.next_item().unwrap() {
            if let rushes_rrd::Item::Message { message, .. } = item {
                messages.push(message.into());
            }
        }
        assert!(!reader.ended_cleanly());
        assert_eq!(scalars(&messages), (0..=value).collect::<Vec<_>>());
    }
}

#[test]
fn what_was_buffered_comes_first() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let rec = bare("file").buffered().unwrap();
    rec.log("a", &scalar(1)).unwrap();
    rec.save(&path).unwrap();
    rec.log("a", &scalar(2)).unwrap();
    rec.disconnect();
    let messages = read(&path);
    assert_eq!(scalars(&messages), [1, 2]);
    // The stream's own introduction, and the one for the file.
    let infos = messages
        .iter()
        .filter(|message| message.to_chunk().unwrap().is_none());
    assert_eq!(infos.count(), 2);
}

#[test]
fn a_second_file_has_only_what_came_later() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (dir.path().join("1.rrd"), dir.path().join("2.rrd"));
    let rec = bare("file").save(&first).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    rec.save(&second).unwrap();
    // The first one is whole already.
    assert_eq!(scalars(&read(&first)), [1]);
    rec.log("a", &scalar(2)).unwrap();
    drop(rec);
    assert_eq!(scalars(&read(&second)), [2]);
}

#[test]
fn after_disconnecting_rows_wait_for_the_next_sink() {
    let dir = tempfile::tempdir().unwrap();
    let (first, second) = (dir.path().join("1.rrd"), dir.path().join("2.rrd"));
    let rec = bare("file").save(&first).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    rec.disconnect();
    rec.log("a", &scalar(2)).unwrap();
    assert_eq!(scalars(&read(&first)), [1]);
    rec.save(&second).unwrap();
    rec.disconnect();
    assert_eq!(scalars(&read(&second)), [2]);
}

#[test]
fn a_file_that_cannot_be_created_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let missing = dir.path().join("no such folder").join("a.rrd");
    let error = bare("file").save(&missing).unwrap_err();
    let RecordingStreamError::FileSink(error) = error else {
        panic!("{error}");
    };
    let text = error.to_string();
    assert!(
        text.starts_with("Failed to create file: No such file or directory"),
        "{text}"
    );
    assert!(
        text.ends_with(&format!("path: {}", missing.display())),
        "{text}"
    );
    let path = dir.path().join("a.rrd");
    let rec = bare("file").save(&path).unwrap();
    let error = rec.save(&missing).unwrap_err();
    assert!(matches!(error, FileSinkError::CreateFile { .. }));
    rec.log("a", &scalar(1)).unwrap();
    drop(rec);
    assert_eq!(scalars(&read(&path)), [1]);
}

#[test]
fn a_file_may_go_without_footer() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let options = FileSinkOptions {
        write_footer: false,
    };
    let rec = bare("file").save_opts(&path, options).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    drop(rec);
    assert!(RrdFile::open(&path, Limits::default()).unwrap().is_none());
    let reader = rushes_rrd::MessageReader::open(&path, Limits::default()).unwrap();
    let messages = reader.filter(|item| matches!(item, Ok(rushes_rrd::Item::Message { .. })));
    assert_eq!(messages.count(), 2);
}

/// Takes writes until it is full.
#[derive(Clone, Default)]
struct Pipe {
    writes: Arc<Mutex<Vec<Vec<u8>>>>,
    fails_after: Option<usize>,
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let mut writes = self.writes.lock();
        if self.fails_after.is_some_and(|max| writes.len() >= max) {
            return Err(std::io::Error::other("disk full"));
        }
        writes.push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn each_write_ends_with_a_whole_message() {
    let pipe = Pipe::default();
    let writes = Arc::clone(&pipe.writes);
    let sink = FileSink::new_stream(pipe).unwrap();
    // Each row is a message, and noise does not shrink: much more than is gathered for one write,
    // however fast the writer is.
    let rec = bare("pipe")
        .batcher_config(ChunkBatcherConfig::ALWAYS_TEST_ONLY)
        .set_sinks((sink,))
        .unwrap();
    let mut noise = 1_u32;
    let mut next = || {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 8) as f32
    };
    for value in 0..20 {
        let points: Vec<_> = (0..20_000).map(|_| [next(), next(), next()]).collect();
        rec.log("a", &rushes_types::archetypes::Points3D::new(points))
            .unwrap();
        rec.log("b", &scalar(value)).unwrap();
    }
    drop(rec);
    let writes = writes.lock();
    assert!(writes.len() > 10, "{}", writes.len());
    let mut bytes = Vec::new();
    for (index, write) in writes.iter().enumerate() {
        bytes.extend_from_slice(write);
        let mut reader = rushes_rrd::MessageReader::new(bytes.as_slice(), Limits::default());
        while let Some(item) = reader.next_item().unwrap() {
            let is_whole = !matches!(item, rushes_rrd::Item::Damage(_));
            assert!(is_whole, "write {index} ends inside of a message");
        }
    }
    assert_eq!(rows(&decode(&bytes)).len(), 40);
}

#[test]
fn a_full_disk_fails_the_flush_and_stops_nobody() {
    let pipe = Pipe {
        fails_after: Some(1),
        ..Pipe::default()
    };
    let sink = FileSink::new_stream(pipe).unwrap();
    let rec = bare("pipe").set_sinks((sink,)).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    let error = rec.flush_blocking().unwrap_err();
    assert!(matches!(error, SinkFlushError::Failed { .. }));
    assert!(error.to_string().contains("disk full"), "{error}");
    for _ in 0..100 {
        let points = vec![[0.0, 0.0, 0.0]; 100_000];
        rec.log("a", &rushes_types::archetypes::Points3D::new(points))
            .unwrap();
    }
    assert!(rec.flush_blocking().is_err());
}

#[test]
#[ignore = "the child of the tests below"]
fn logs_to_stdout() {
    let rec = bare("stdout").stdout().unwrap();
    for value in 0..1000 {
        rec.log("a", &scalar(value)).unwrap();
        rec.log(
            "b",
            &rushes_types::archetypes::Points3D::new(vec![[0.0, 0.0, 0.0]; 1000]),
        )
        .unwrap();
    }
    rec.flush_blocking().unwrap();
    drop(rec);
    // Before the test harness has its say.
    std::process::exit(0);
}

#[test]
fn standard_output_is_a_stream() {
    let mut command = child("files::logs_to_stdout", &[]);
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success());
    // The test harness has announced itself before.
    let start = output
        .stdout
        .windows(4)
        .position(|bytes| bytes == b"RRF2")
        .unwrap();
    let messages = decode(&output.stdout[start..]);
    assert_eq!(rows(&messages).len(), 2000);
}

#[test]
fn a_reader_that_goes_away_stops_nobody() {
    let mut command = child("files::logs_to_stdout", &[]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut some = [0; 100];
    child
        .stdout
        .as_mut()
        .unwrap()
        .read_exact(&mut some)
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_durable_flush_reaches_all_kinds_of_outputs() {
    let dir = tempfile::tempdir().unwrap();
    let (own, other) = (dir.path().join("own.rrd"), dir.path().join("other.rrd"));
    let often = std::time::Duration::from_millis(1);
    let own_file = FileSink::new(&own).unwrap().with_sync_interval(often);
    let pipe = FileSink::new_stream(Pipe::default()).unwrap();
    let rec = bare("durable").buffered().unwrap();
    rec.set_sinks((own_file, FileSink::new(&other).unwrap(), pipe));
    for value in 0..10 {
        rec.log("a", &scalar(value)).unwrap();
        rec.flush_durable().unwrap();
    }
    rec.memory();
    rec.flush_durable().unwrap();
    assert_eq!(scalars(&read(&own)), scalars(&read(&other)));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_device_cannot_be_written() {
    let error = bare("full").save("/dev/full").unwrap_err();
    assert!(
        error.to_string().contains("No space left on device"),
        "{error}"
    );
}

#[test]
fn a_file_may_go_without_compression() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let sink = FileSink::with_compression(&path, Compression::None).unwrap();
    let rec = bare("raw").set_sinks((sink,)).unwrap();
    rec.log("a", &scalar(1)).unwrap();
    drop(rec);
    assert_eq!(scalars(&read(&path)), [1]);
    let file = RrdFile::open(&path, Limits::default()).unwrap().unwrap();
    let (_, chunk) = &file.select(&Default::default())[0];
    let message = file.read_message(chunk).unwrap();
    assert_eq!(message.compression, Compression::None);
}
