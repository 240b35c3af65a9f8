//! Changes where a recording goes while it runs: first nowhere, then into one file, then into two.
//!
//! `cargo run --example dynamic_sinks -- --save all.rrd` also writes `all.rrd.early` and
//! `all.rrd.copy`.

mod args;

use rushes::sink::FileSink;
use rushes::{RecordingStream, RecordingStreamBuilder, RecordingStreamResult, TextLog};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = args::value("--save").ok_or("say where to: --save FILE")?;

    // Without a sink, everything is kept until there is one.
    let rec = RecordingStreamBuilder::new("rushes_example_dynamic_sinks").buffered()?;
    log_some(&rec, "kept in memory at first")?;

    // This file gets what was kept, and what follows until the next change.
    rec.save(format!("{path}.early"))?;
    log_some(&rec, "into the first file")?;

    // The first file is complete when this returns. These two get what follows, and are alike.
    rec.set_sinks((
        FileSink::new(&path)?,
        FileSink::new(format!("{path}.copy"))?,
    ));
    log_some(&rec, "into both other files")?;

    // Files are complete when their stream ends.
    Ok(())
}

fn log_some(rec: &RecordingStream, text: &str) -> RecordingStreamResult<()> {
    for number in 0..10_i64 {
        rec.set_time_sequence("number", number);
        rec.log("log", &TextLog::new(format!("{number}: {text}")))?;
    }
    Ok(())
}
