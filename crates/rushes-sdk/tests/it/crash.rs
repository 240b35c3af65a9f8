//! Programs that are killed.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::Stdio;

use rushes_rrd::{Cause, Item, Limits, MessageReader};
use rushes_sdk::LogMsg;
use rushes_types::archetypes::Points3D;

use crate::support::{bare, child, rows, scalar};

/// How often a program is killed. More with `RUSHES_TEST_CRASHES`.
const CRASHES: u32 = 300;

/// Larger than any buffer on the way, also when compressed.
fn noise(seed: i32) -> Points3D {
    let mut state = seed as u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state as f32
    };
    Points3D::new(std::iter::repeat_with(|| [next(), next(), next()]).take(30_000))
}

#[test]
#[ignore = "the child of the test below"]
fn logs_until_it_is_killed() {
    let rec = bare("crash")
        .save(std::env::var("RUSHES_TEST_FILE").unwrap())
        .unwrap();
    let is_durable = std::env::var("RUSHES_TEST_DURABLE").is_ok();
    let mut stdout = std::io::stdout().lock();
    for value in 0.. {
        rec.log("a", &scalar(value)).unwrap();
        if value % 7 == 0 {
            rec.log("points", &noise(value)).unwrap();
        }
        if value % 3 == 0 {
            if is_durable {
                rec.flush_durable().unwrap();
            } else {
                rec.flush_blocking().unwrap();
            }
            writeln!(stdout, "flushed {value}").unwrap();
        }
    }
}

#[test]
fn what_was_flushed_outlives_a_kill() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.rrd");
    let crashes = std::env::var("RUSHES_TEST_CRASHES").map_or(CRASHES, |n| n.parse().unwrap());
    let mut torn = 0;
    for crash in 0..crashes {
        let flushed = run_and_kill(&path, crash);
        torn += check(&path, flushed);
    }
    assert!(torn <= crashes);
}

/// Kills a child after it has flushed some rows; returns the last of which it said so.
fn run_and_kill(path: &Path, crash: u32) -> i32 {
    let mut variables = vec![("RUSHES_TEST_FILE", path.to_str().unwrap())];
    if crash.is_multiple_of(2) {
        variables.push(("RUSHES_TEST_DURABLE", "1"));
    }
    let mut command = child("crash::logs_until_it_is_killed", &variables);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    let flushed = |line: String| Some(line.split_once("flushed ")?.1.parse().unwrap());
    let mut acknowledged = stdout.lines().map_while(Result::ok).filter_map(flushed);
    // Somewhere else each time, but not more often at one place than at another.
    let last = acknowledged.nth((crash.wrapping_mul(2_654_435_761) >> 28) as usize);
    child.kill().unwrap();
    child.wait().unwrap();
    // It may have come further before it was hit.
    acknowledged.last().or(last).unwrap()
}

/// All rows up to the last that was flushed are there, and nothing but rows that were logged.
/// Returns how many messages were cut.
fn check(path: &Path, flushed: i32) -> u32 {
    let mut reader = MessageReader::open(path, Limits::default()).unwrap();
    let mut messages: Vec<LogMsg> = Vec::new();
    let mut torn = 0;
    while let Some(item) = reader.next_item().unwrap() {
        match item {
            Item::Header { .. } => {}
            Item::Message { raw, message } => {
                assert!(raw.has_checksum);
                messages.push(message.into());
            }
            // The message that was being written.
            Item::Damage(damage) => {
                assert!(matches!(damage.cause, Cause::CutShort { .. }), "{damage:?}");
                torn += 1;
            }
            other => panic!("unexpected {other:?}"),
        }
    }
    assert!(torn <= 1 && !reader.ended_cleanly());
    let rows = rows(&messages);
    let (points, values): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.entity == "/points");
    let values: Vec<i32> = values.iter().map(|row| row.scalar() as i32).collect();
    assert!(
        values.len() as i32 > flushed,
        "{} rows, flushed {flushed}",
        values.len()
    );
    assert_eq!(values, (0..values.len() as i32).collect::<Vec<_>>());
    assert!(points.len() as i32 > flushed / 7);
    for (index, row) in points.iter().enumerate() {
        let expected = noise(7 * index as i32);
        let expected = rushes_types::AsComponents::as_serialized_batches(&expected);
        assert_eq!(
            row.cells["Points3D:positions"].as_ref(),
            expected[0].array.as_ref()
        );
    }
    torn
}
