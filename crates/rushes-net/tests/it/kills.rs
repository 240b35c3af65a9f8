//! Servers and producers that are killed.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use rushes_net::server::{Setup, serve_with};
use rushes_rrd::{Item, Limits, Message, MessageReader};

use crate::processes::{BURST, Process};
use crate::support::{LOOPBACK, server};

const PRODUCERS: u64 = 3;

/// The lengths of the chunks in a folder, which may not have been closed, by recording.
fn saved(folder: &Path) -> BTreeMap<String, Vec<u64>> {
    let mut saved: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let mut reader = MessageReader::open(&path, Limits::default()).unwrap();
        while let Some(item) = reader.next_item().unwrap() {
            match item {
                Item::Message {
                    message: Message::Arrow(message),
                    ..
                } => {
                    let recording = message.store_id.recording_id().to_string();
                    let lengths = saved.entry(recording).or_default();
                    lengths.push(message.uncompressed_size);
                }
                Item::Damage(damage) => panic!("{}: {damage}", path.display()),
                _ => {}
            }
        }
    }
    saved
        .values_mut()
        .for_each(|lengths| lengths.sort_unstable());
    saved
}

/// How often something is killed: `RUSHES_TEST_KILLS`, or a few times.
fn kills() -> u64 {
    let kills = std::env::var("RUSHES_TEST_KILLS").ok();
    kills.map_or(10, |kills| kills.parse().unwrap())
}

/// Waits some time that differs from kill to kill: whatever happens then is a case to survive.
fn some_time(kill: u64) {
    std::thread::sleep(Duration::from_millis(kill * 37 % 100));
}

/// Waits until the server has taken something since it was started, so that there is something to lose.
fn until_used(folder: &Path) {
    let size = || {
        let entries = std::fs::read_dir(folder).unwrap().flatten();
        let sizes = entries.filter_map(|entry| entry.metadata().ok());
        sizes.map(|metadata| metadata.len()).sum::<u64>()
    };
    let before = size();
    while size() <= before {
        std::thread::yield_now();
    }
}

#[test]
fn whatever_is_killed_nothing_acknowledged_is_lost_and_nothing_is_there_twice() {
    let folder = tempfile::tempdir().unwrap();
    let port = server(Default::default()).address().port();
    let mut started = 0;
    let mut producer = || {
        started += 1;
        let recording = format!("recording_{started}");
        (Process::producer(&recording, port), recording)
    };
    let mut running = Process::server(folder.path(), port);
    let mut producers: Vec<_> = (0..PRODUCERS).map(|_| producer()).collect();
    let mut acknowledged = BTreeMap::new();
    for kill in 0..kills() {
        match kill % 4 {
            0 => {
                some_time(kill);
                let place = (kill / 4 % PRODUCERS) as usize;
                let (killed, recording) = std::mem::replace(&mut producers[place], producer());
                acknowledged.insert(recording, killed.kill());
            }
            // Also while it has just begun.
            1 => {
                some_time(kill);
                running.kill();
                running = Process::server(folder.path(), port);
            }
            _ => {
                until_used(folder.path());
                some_time(kill);
                running.kill();
                running = Process::server(folder.path(), port);
            }
        }
    }
    until_used(folder.path());
    for (producer, recording) in producers {
        acknowledged.insert(recording, producer.kill());
    }
    running.kill();
    // What the last one was writing is closed by the next.
    drop(serve_with(
        LOOPBACK,
        0,
        Setup {
            save: Some(folder.path().to_owned()),
            ..Setup::default()
        },
    ));
    let saved = saved(folder.path());
    assert!(acknowledged.values().any(|count| *count > 0));
    for (recording, acknowledged) in acknowledged {
        let found = saved.get(&recording).cloned().unwrap_or_default();
        let expected: Vec<u64> = (1..=found.len() as u64).collect();
        assert_eq!(found, expected, "{recording}: each once, in order");
        // What was killed may have been told more than it could say, and have sent more than that.
        let sure = acknowledged..=acknowledged + 2 * BURST;
        assert!(
            sure.contains(&(found.len() as u64)),
            "{recording}: {} of {acknowledged}",
            found.len()
        );
    }
}
