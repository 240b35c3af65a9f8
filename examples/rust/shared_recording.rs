//! Several processes write one recording, each into a file of its own; one of them comes late.
//!
//! Nobody opens or closes a recording: it is all that carries its id. So the processes need to agree
//! on nothing but the two ids, and a reader takes the files together.
//!
//! `cargo run --example shared_recording -- --save shared` writes `shared-0.rrd` to
//! `shared-3.rrd`.

mod args;

use std::process::Command;

use rushes::{RecordingId, RecordingStreamBuilder, Scalars, TextLog, entity_path};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const PRODUCERS: u32 = 3;

fn main() -> Result<()> {
    let prefix = args::value("--save").ok_or("say where to: --save PREFIX")?;
    match (args::value("--producer"), args::value("--recording-id")) {
        (Some(number), Some(id)) => produce(&prefix, number.parse()?, &id),
        _ => run_producers(&prefix),
    }
}

fn run_producers(prefix: &str) -> Result<()> {
    let id = RecordingId::random();
    let start = |number: u32| {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--save", prefix, "--recording-id", id.as_str()]);
        command.args(["--producer", &number.to_string()]).spawn()
    };
    let running = (0..PRODUCERS)
        .map(start)
        .collect::<std::io::Result<Vec<_>>>()?;
    for mut producer in running {
        producer.wait()?;
    }
    // It could as well be another day: adding to a recording takes nothing but its id.
    start(PRODUCERS)?.wait()?;
    Ok(())
}

/// What one process does. The others might run on other machines.
fn produce(prefix: &str, number: u32, recording_id: &str) -> Result<()> {
    let rec = RecordingStreamBuilder::new("rushes_example_shared_recording")
        .recording_id(recording_id)
        .send_properties(number == 0) // one start time is enough
        .save(format!("{prefix}-{number}.rrd"))?;

    let is_late = number == PRODUCERS;
    let text = if is_late {
        "late, but still here"
    } else {
        "here"
    };
    rec.log(entity_path!("producers", number), &TextLog::new(text))?;
    let start = if is_late { 86_400 } else { 0 };
    for second in start..start + 100_u32 {
        rec.set_duration_secs("elapsed", second);
        let value = f64::from(second % 10 + number);
        rec.log(entity_path!("plots", number), &Scalars::single(value))?;
    }
    Ok(())
}
