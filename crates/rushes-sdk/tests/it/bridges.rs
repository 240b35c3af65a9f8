//! Logging frameworks as sources of rows.

use arrow_array::cast::AsArray as _;

use crate::support::{Row, memory, rows};

fn cell<'a>(row: &'a Row, component: &str) -> &'a str {
    row.cells[component].as_string::<i32>().value(0)
}

fn texts(messages: &[rushes_sdk::LogMsg]) -> Vec<(String, String, String)> {
    let text = |row: &Row| {
        let level = cell(row, "TextLog:level").to_owned();
        (
            row.entity.clone(),
            level,
            cell(row, "TextLog:text").to_owned(),
        )
    };
    rows(messages).iter().map(text).collect()
}

#[cfg(feature = "log")]
#[test]
fn messages_of_the_log_crate_are_rows() {
    use log::{Level, Log as _, Record};

    /// Logs in turn when it is written.
    struct Recursive<'a>(&'a rushes_sdk::Logger);
    impl std::fmt::Display for Recursive<'_> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            let record = Record::builder().args(format_args!("again")).build();
            self.0.log(&record);
            f.write_str("once")
        }
    }

    let (rec, storage) = memory();
    let logger = rushes_sdk::Logger::new(rec.clone())
        .with_path_prefix("logs")
        .with_filter("info,noisy=error");
    rec.set_time_sequence("frame", 5);
    for (target, level, text) in [
        ("my_crate::part", Level::Info, "one"),
        ("my_crate::part", Level::Debug, "hidden"),
        ("noisy", Level::Warn, "hidden"),
        ("noisy", Level::Error, "two"),
    ] {
        let mut record = Record::builder();
        record.target(target).level(level);
        logger.log(&record.args(format_args!("{text}")).build());
    }
    let recursive = Recursive(&logger);
    let mut record = Record::builder();
    record.target("a").level(Level::Warn);
    logger.log(&record.args(format_args!("{recursive}")).build());
    logger.flush();
    let messages = storage.take();
    let expected = [
        ("/logs/my_crate/part", "INFO", "one"),
        ("/logs/noisy", "ERROR", "two"),
        ("/logs/a", "WARN", "once"),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(texts(&messages), expected);
    assert_eq!(rows(&messages)[0].time("frame"), Some(5));
}

#[cfg(feature = "tracing")]
#[test]
fn events_of_the_tracing_crate_are_rows() {
    use tracing_subscriber::prelude::*;

    let (rec, storage) = memory();
    let layer = rushes_sdk::TracingLayer::new(rec).with_path_prefix("logs");
    tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
        tracing::info!(target: "a::b", port = 9876, name = "x", "connected to {}", "y");
        tracing::error!(target: "a", message = "plain");
    });
    let expected = [
        ("/logs/a/b", "INFO", "connected to y port=9876 name=\"x\""),
        ("/logs/a", "ERROR", "plain"),
    ];
    let expected = expected.map(|(a, b, c)| (a.to_owned(), b.to_owned(), c.to_owned()));
    assert_eq!(texts(&storage.take()), expected);
}
