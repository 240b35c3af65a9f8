//! Several processes send one recording to a server, live; a viewer that comes at any time sees it whole.
//!
//! Start a server, `rushes serve`, or a viewer. Then
//! `cargo run --example shared_live -- --connect rerun+http://127.0.0.1:9876/proxy` has three processes send to it
//! under one recording id. `--recording-id ID` adds to a recording that others write, in any language, here or elsewhere.
//! `cargo run --example shared_live -- --save live.rrd` writes what one of them would send.

mod args;

use std::process::Command;

use rushes::{RecordingId, RecordingStream, RecordingStreamBuilder, Scalars, TextLog, entity_path};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

const PRODUCERS: u32 = 3;

fn main() -> Result<()> {
    let id = args::value("--recording-id").map_or_else(RecordingId::random, RecordingId::from);
    let number = args::value("--producer").map(|text| text.parse());
    let number: Option<u32> = number.transpose()?;
    let recording = RecordingStreamBuilder::new("rushes_example_shared_live")
        .recording_id(id.clone())
        .send_properties(number.unwrap_or(0) == 0); // one start time is enough
    if let Some(path) = args::value("--save") {
        return produce(&recording.save(path)?, 0);
    }
    let url = args::value("--connect").unwrap_or_else(|| rushes::DEFAULT_CONNECT_URL.to_owned());
    match number {
        Some(number) => produce(&recording.connect_grpc_opts(url)?, number),
        None => run_producers(&url, &id),
    }
}

fn run_producers(url: &str, id: &RecordingId) -> Result<()> {
    let start = |number: u32| {
        let mut command = Command::new(std::env::current_exe()?);
        command.args(["--connect", url, "--recording-id", id.as_str()]);
        command.args(["--producer", &number.to_string()]).spawn()
    };
    let running = (0..PRODUCERS)
        .map(start)
        .collect::<std::io::Result<Vec<_>>>()?;
    for mut producer in running {
        if !producer.wait()?.success() {
            return Err("a producer has failed".into());
        }
    }
    Ok(())
}

/// What one process does. The others might run on other machines.
fn produce(rec: &RecordingStream, number: u32) -> Result<()> {
    rec.log(entity_path!("producers", number), &TextLog::new("here"))?;
    for step in 0..1000_u32 {
        rec.set_time_sequence("step", step);
        let angle = f64::from(step) / 50.0 + f64::from(number);
        rec.log(entity_path!("plots", number), &Scalars::single(angle.sin()))?;
    }
    // The server has it now; if it is `rushes serve --save DIR`, on its disk.
    rec.flush_blocking()?;
    Ok(())
}
