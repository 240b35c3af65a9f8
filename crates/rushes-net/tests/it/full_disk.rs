//! A disk without room: files cannot grow any more.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use rlimit::Resource;
use rushes_net::uri::ProxyUri;
use rushes_rrd::{Item, Limits, Message, MessageReader};

use crate::processes::{Process, patient_writer};
use crate::support::{LOOPBACK, PATIENCE, Reading, chunk, marks, recording, server, store_info};

/// Lets the files of a process grow to so many bytes.
fn allow(process: &Process, bytes: u64) {
    let unlimited = rlimit::INFINITY;
    let id = process.id().cast_signed();
    rlimit::prlimit(id, Resource::FSIZE, Some((bytes, unlimited)), None).unwrap();
}

/// How often the server could not save something, as it says itself.
fn failed_saves(port: u16) -> u64 {
    let mut stream = TcpStream::connect((LOOPBACK, port)).unwrap();
    let request = "GET /metrics HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut page = String::new();
    stream.read_to_string(&mut page).unwrap();
    let line = page
        .lines()
        .find_map(|line| line.strip_prefix("rushes_failed_saves_total "));
    line.unwrap().parse().unwrap()
}

#[test]
fn a_full_disk_is_said_and_survived() {
    let folder = tempfile::tempdir().unwrap();
    let port = server(Default::default()).address().port();
    let server = Process::server(folder.path(), port);
    let (large, small) = (recording("large"), recording("small"));
    let writer = patient_writer(port);
    writer.send(&store_info(&large)).unwrap();
    writer.send(&chunk(&large, 1, 1000)).unwrap();
    writer.flush(PATIENCE).unwrap();

    allow(&server, 100_000);
    let mut live = Reading::start(&ProxyUri::local(port));
    live.take(2);
    writer.send(&chunk(&large, 2, 300_000)).unwrap();
    writer.send(&chunk(&large, 3, 1000)).unwrap();
    // Viewers get it, and get it once, however often it is tried.
    assert_eq!(marks(&live.take(2)), [2, 3]);
    while failed_saves(port) < 6 {
        std::thread::yield_now();
    }
    // It is not acknowledged.
    let flushed = writer.flush(std::time::Duration::ZERO);
    assert!(flushed.is_err(), "{flushed:?}");
    // What finds room is saved.
    let other = patient_writer(port);
    other.send(&store_info(&small)).unwrap();
    other.send(&chunk(&small, 4, 1000)).unwrap();
    other.flush(PATIENCE).unwrap();
    other.finish().unwrap();

    // It does not fill up with what each attempt leaves behind.
    let files = std::fs::read_dir(folder.path()).unwrap().count();
    assert!(files <= 4, "{files}");

    allow(&server, rlimit::INFINITY);
    writer.flush(PATIENCE).unwrap();
    writer.finish().unwrap();
    // Stores may be introduced again, and nothing else comes twice.
    other_than_marks(&mut live, 4);
    server.kill();
    let mut saved = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        let mut reader = MessageReader::open(&path, Limits::default()).unwrap();
        while let Some(item) = reader.next_item().unwrap() {
            match item {
                Item::Message { message, .. } => saved.push(message),
                Item::Damage(damage) => panic!("{}: {damage}", path.display()),
                _ => {}
            }
        }
    }
    let mut saved = marks(&saved);
    saved.sort_unstable();
    assert_eq!(saved, [1, 2, 3, 4]);
}

/// Reads up to a mark; there are no others before it.
fn other_than_marks(live: &mut Reading, mark: u8) {
    loop {
        let message = live.next().unwrap();
        if matches!(message, Message::Arrow(_)) {
            assert_eq!(marks(&[message]), [mark]);
            return;
        }
    }
}
