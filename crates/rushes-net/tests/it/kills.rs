//! Servers that are killed.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use rushes_net::client::{ConnectOptions, Writer, WriterOptions};
use rushes_net::server::{Setup, serve_with};
use rushes_net::uri::ProxyUri;
use rushes_rrd::{Item, Limits, Message, MessageReader};

use crate::support::{LOOPBACK, PATIENCE, chunk, recording, server, store_info};

const FOLDER: &str = "RUSHES_TEST_FOLDER";
const PORT: &str = "RUSHES_TEST_PORT";

/// Not a test: what the killed process does.
#[test]
#[ignore = "is run by the test of kills"]
fn serve_until_killed() {
    let folder = PathBuf::from(std::env::var(FOLDER).unwrap());
    let port = std::env::var(PORT).unwrap().parse().unwrap();
    let setup = Setup {
        save: Some(folder),
        ..Setup::default()
    };
    let _server = serve_with(LOOPBACK, port, setup).unwrap();
    println!("\nserving");
    loop {
        std::thread::park();
    }
}

fn start(folder: &Path, port: u16) -> Child {
    let arguments = [
        "--exact",
        "kills::serve_until_killed",
        "--ignored",
        "--nocapture",
    ];
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(arguments)
        .env(FOLDER, folder)
        .env(PORT, port.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let output = BufReader::new(child.stdout.take().unwrap());
    let line = output.lines().map(Result::unwrap).find(|l| l == "serving");
    assert!(line.is_some(), "the server did not start");
    child
}

/// The chunks in a folder, which may not have been closed.
fn saved(folder: &Path) -> Vec<u64> {
    let mut sizes = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut reader = MessageReader::open(&path, Limits::default()).unwrap();
        while let Some(item) = reader.next_item().unwrap() {
            match item {
                Item::Message {
                    message: Message::Arrow(message),
                    ..
                } => sizes.push(message.uncompressed_size),
                Item::Damage(damage) => panic!("{}: {damage}", path.display()),
                _ => {}
            }
        }
    }
    sizes
}

/// How often the server is killed: `RUSHES_TEST_KILLS`, or a few times.
fn kills() -> u64 {
    let kills = std::env::var("RUSHES_TEST_KILLS").ok();
    kills.map_or(10, |kills| kills.parse().unwrap())
}

#[test]
fn whenever_a_server_is_killed_nothing_acknowledged_is_lost_and_nothing_is_there_twice() {
    const PRODUCERS: u64 = 3;
    let folder = tempfile::tempdir().unwrap();
    let port = server(Default::default()).address().port();
    let uri = ProxyUri::local(port);
    let mut running = start(folder.path(), port);
    let done = std::sync::atomic::AtomicBool::new(false);
    let sent: Vec<u64> = std::thread::scope(|scope| {
        let producers = (0..PRODUCERS).map(|producer| {
            let (uri, done) = (uri.clone(), &done);
            scope.spawn(move || {
                let options = WriterOptions {
                    connect: ConnectOptions::default(),
                    connect_timeout_on_flush: PATIENCE,
                    ..WriterOptions::default()
                };
                let writer = Writer::new(uri, options).unwrap();
                let store = recording("a");
                writer.send(&store_info(&store)).unwrap();
                let mut sent = 0;
                while !done.load(std::sync::atomic::Ordering::SeqCst) {
                    for _ in 0..7 {
                        // The length tells chunks apart.
                        let number = sent * PRODUCERS + producer + 1;
                        let message = chunk(&store, producer as u8, number as usize);
                        writer.send(&message).unwrap();
                        sent += 1;
                    }
                    writer.flush(PATIENCE).unwrap();
                }
                writer.finish().unwrap();
                sent
            })
        });
        let producers: Vec<_> = producers.collect();
        for kill in 0..kills() {
            // At a time that differs from kill to kill: this is no wait for anything.
            std::thread::sleep(Duration::from_millis(kill * 37 % 100));
            running.kill().unwrap();
            running.wait().unwrap();
            running = start(folder.path(), port);
        }
        done.store(true, std::sync::atomic::Ordering::SeqCst);
        producers.into_iter().map(|p| p.join().unwrap()).collect()
    });
    running.kill().unwrap();
    running.wait().unwrap();
    // What the last one was writing is closed by the next.
    drop(serve_with(
        LOOPBACK,
        0,
        Setup {
            save: Some(folder.path().to_owned()),
            ..Setup::default()
        },
    ));
    let mut found = saved(folder.path());
    found.sort_unstable();
    let mut expected: Vec<u64> = (0..PRODUCERS)
        .zip(sent)
        .flat_map(|(producer, sent)| (0..sent).map(move |n| n * PRODUCERS + producer + 1))
        .collect();
    expected.sort_unstable();
    assert_eq!(found, expected);
}
