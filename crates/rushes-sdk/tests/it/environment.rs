//! What the environment decides.

use rushes_sdk::{ChunkBatcherConfig, RecordingStreamBuilder, forced_sink_path};

use crate::support::{child, chunks, read, rows, scalar, scalars};

/// Runs an ignored test of this file with these variables; it must succeed.
fn run(test: &str, variables: &[(&str, &str)]) {
    let output = child(&format!("environment::{test}"), variables)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{variables:?}: {errors}");
}

fn is_enabled(builder: RecordingStreamBuilder) -> bool {
    builder.buffered().unwrap().is_enabled()
}

#[test]
#[ignore = "a child"]
fn says_whether_it_is_enabled() {
    let expected = std::env::var("EXPECTED").unwrap() == "true";
    let builder = || RecordingStreamBuilder::new("env");
    assert_eq!(is_enabled(builder().default_enabled(!expected)), expected);
    assert!(is_enabled(builder().enabled(true)));
    assert!(!is_enabled(builder().enabled(false)));
}

#[test]
#[ignore = "a child"]
fn does_as_the_program_says() {
    let builder = || RecordingStreamBuilder::new("env");
    assert!(is_enabled(builder()));
    assert!(!is_enabled(builder().default_enabled(false)));
}

#[test]
fn the_environment_enables_and_disables() {
    for (value, expected) in [
        ("on", "true"),
        ("1", "true"),
        ("FALSE", "false"),
        ("off", "false"),
    ] {
        run(
            "says_whether_it_is_enabled",
            &[("RUSHES", value), ("EXPECTED", expected)],
        );
        run(
            "says_whether_it_is_enabled",
            &[("RERUN", value), ("EXPECTED", expected)],
        );
    }
    let both = [("RUSHES", "on"), ("RERUN", "off"), ("EXPECTED", "true")];
    run("says_whether_it_is_enabled", &both);
    run("does_as_the_program_says", &[]);
    for value in ["", "yes", "maybe"] {
        run("does_as_the_program_says", &[("RERUN", value)]);
    }
}

#[test]
#[ignore = "a child"]
fn has_ticks_but_no_clock() {
    let builder = RecordingStreamBuilder::new("env").send_properties(false);
    let (rec, storage) = builder.memory().unwrap();
    rec.log("a", &scalar(1)).unwrap();
    let rows = rows(&storage.take());
    assert_eq!(rows[0].times, [("log_tick".to_owned(), 0)]);
}

#[test]
fn the_environment_chooses_the_built_in_timelines() {
    run(
        "has_ticks_but_no_clock",
        &[("RERUN_LOG_TICK", " Yes "), ("RUSHES_LOG_TIME", "no")],
    );
    run(
        "has_ticks_but_no_clock",
        &[("RUSHES_LOG_TICK", "1"), ("RERUN_LOG_TIME", "0")],
    );
}

#[test]
#[ignore = "a child"]
fn makes_small_chunks() {
    let log = |builder: RecordingStreamBuilder| {
        let (rec, storage) = builder.send_properties(false).memory().unwrap();
        for value in 0..10 {
            rec.log("a", &scalar(value)).unwrap();
        }
        chunks(&storage.take()).len()
    };
    let builder = || RecordingStreamBuilder::new("env");
    assert_eq!(log(builder()), 5);
    // What the program says counts more.
    assert_eq!(log(builder().batcher_config(ChunkBatcherConfig::NEVER)), 1);
}

#[test]
fn the_environment_changes_the_batching() {
    run("makes_small_chunks", &[("RUSHES_FLUSH_NUM_ROWS", "2")]);
    run(
        "makes_small_chunks",
        &[
            ("RERUN_FLUSH_NUM_ROWS", "2"),
            ("RERUN_FLUSH_TICK_SECS", "inf"),
        ],
    );
}

#[test]
#[ignore = "a child"]
fn saves_where_it_must() {
    let builder = |id: &str| {
        let builder = RecordingStreamBuilder::new("env").send_properties(false);
        builder.recording_id(id)
    };
    let forced = forced_sink_path().unwrap();
    let own = format!("{forced}.not");
    // Two at once, then one alone, then what is in memory stays there.
    let (a, b) = (
        builder("a").save(&own).unwrap(),
        builder("b").buffered().unwrap(),
    );
    a.log("a", &scalar(1)).unwrap();
    b.log("b", &scalar(2)).unwrap();
    b.save(&own).unwrap();
    b.log("b", &scalar(3)).unwrap();
    drop((a, b));
    let c = builder("c").stdout().unwrap();
    c.log("c", &scalar(4)).unwrap();
    let (m, storage) = builder("m").memory().unwrap();
    m.log("m", &scalar(5)).unwrap();
    assert_eq!(scalars(&storage.take()), [5]);
    drop(c);
    assert!(!std::fs::exists(&own).unwrap());
}

#[test]
fn the_environment_forces_all_recordings_into_one_file() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["RUSHES_FORCE_SAVE", "_RERUN_TEST_FORCE_SAVE"] {
        let path = dir.path().join(format!("{name}.rrd"));
        run("saves_where_it_must", &[(name, path.to_str().unwrap())]);
        assert_eq!(scalars(&read(&path)), [1, 2, 3, 4]);
    }
}
