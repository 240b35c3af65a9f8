//! `rushes demo`: a first recording of real data.
//!
//! Several processes record one thing each into a file of their own, under one recording id. Then
//! the files are read back together: they are one recording.

mod cpu;
mod machine;
mod processes;
mod producer;
mod summary;

use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode};
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::ValueEnum as _;
use rushes_core::RecordingId;

use crate::progress::Countdown;
use producer::Producer;

/// Arguments of `rushes demo`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How long to record, in seconds.
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0, value_parser = seconds)]
    seconds: f64,

    /// Folder for the files, made if it is not there. By default one of its own under `rushes-demo`.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,

    /// The recording id; random if not given.
    #[arg(long, value_name = "ID")]
    recording_id: Option<String>,

    /// Be one of the producers. The command starts itself with this.
    #[arg(long, hide = true, requires = "recording_id")]
    producer: Option<Producer>,
}

/// The application id of the recording.
const APPLICATION_ID: &str = "rushes_demo";
/// How long producers may take to end after their time.
const GRACE: Duration = Duration::from_secs(20);

fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.1..=86_400.0).contains(&seconds) => Ok(seconds),
        Ok(_) => Err("must be between 0.1 and 86400".to_owned()),
        Err(error) => Err(error.to_string()),
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let id = arguments
        .recording_id
        .clone()
        .map_or_else(RecordingId::random, RecordingId::from);
    let folder = match &arguments.output {
        Some(folder) => folder.clone(),
        None => Path::new("rushes-demo").join(id.as_str()),
    };
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("couldn't create the folder {}", folder.display()))?;
    if let Some(producer) = arguments.producer {
        let end = Instant::now() + Duration::from_secs_f64(arguments.seconds);
        producer.run(&id, &producer.file_in(&folder), end)?;
        return Ok(ExitCode::SUCCESS);
    }

    let producers = Producer::value_variants();
    println!(
        "Recording this machine for {} s with {} processes.",
        arguments.seconds,
        producers.len()
    );
    let mut children = producers
        .iter()
        .map(|producer| start(*producer, &id, arguments.seconds, &folder))
        .collect::<anyhow::Result<Vec<_>>>()?;
    Countdown::new("recording").wait(Duration::from_secs_f64(arguments.seconds));
    let deadline = Instant::now() + GRACE;
    for (producer, child) in &mut children {
        wait(*producer, child, deadline)?;
    }
    let files: Vec<_> = producers
        .iter()
        .map(|producer| producer.file_in(&folder))
        .collect();
    summary::print(&id, &files)?;
    Ok(ExitCode::SUCCESS)
}

fn start(
    producer: Producer,
    id: &RecordingId,
    seconds: f64,
    folder: &Path,
) -> anyhow::Result<(Producer, Child)> {
    let program = std::env::current_exe().context("couldn't find the program itself")?;
    let child = std::process::Command::new(program)
        .arg("demo")
        .args(["--producer", producer.name()])
        .args(["--recording-id", id.as_str()])
        .args(["--seconds", &seconds.to_string()])
        .arg("--output")
        .arg(folder)
        .stdin(std::process::Stdio::null())
        .spawn()
        .with_context(|| format!("couldn't start the {} producer", producer.name()))?;
    Ok((producer, child))
}

fn wait(producer: Producer, child: &mut Child, deadline: Instant) -> anyhow::Result<()> {
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if Instant::now() > deadline {
            child.kill()?;
            bail!(
                "the {} producer did not end; it was stopped",
                producer.name()
            );
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    if !status.success() {
        bail!("the {} producer failed: {status}", producer.name());
    }
    Ok(())
}
