//! `cargo xtask bench sdk`: the same logging with our SDK, with the peer's, and as MCAP, alternately.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::sdk_report::{Line, Runs};
use super::{report, sdk_report};
use crate::{cmd, paths};

/// Arguments of `cargo xtask bench sdk`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Make a tenth of the calls: shows that the bench works, says little about speed.
    #[arg(long)]
    quick: bool,

    /// Where the recordings go. A directory in memory by default, where there is one: /dev/shm.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,

    /// How often each program does each task; the tables show medians.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    repetitions: u32,

    /// Only workloads whose names start so (repeatable, or separated by commas): scalars, points, blob, ...
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// A program of `benches/sdk`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Ours,
    Peer,
    Mcap,
    Plain,
}

/// A workload, by how many threads, with how many calls each.
pub(crate) struct Task {
    pub(crate) workload: &'static str,
    pub(crate) threads: u32,
    calls: u32,
    sides: &'static [Side],
}

const SDKS: &[Side] = &[Side::Peer, Side::Ours, Side::Mcap];

const fn task(workload: &'static str, threads: u32, calls: u32) -> Task {
    Task {
        workload,
        threads,
        calls,
        sides: SDKS,
    }
}

const TASKS: &[Task] = &[
    task("scalars", 1, 1_000_000),
    task("scalars", 8, 250_000),
    task("scalars-made", 1, 1_000_000),
    task("scalars-time", 1, 1_000_000),
    task("transforms", 1, 500_000),
    task("transforms", 8, 100_000),
    task("text", 1, 500_000),
    task("points-100", 1, 200_000),
    task("points-10000", 1, 3_000),
    task("points-1000000", 1, 30),
    task("image-vga", 1, 500),
    task("image-4k", 1, 20),
    task("columns-1000000", 1, 20),
    Task {
        workload: "blob-raw",
        threads: 1,
        calls: 2_000,
        sides: &[Side::Plain, Side::Ours, Side::Mcap],
    },
    Task {
        workload: "blob-lz4",
        threads: 1,
        calls: 1_000,
        sides: SDKS,
    },
    // What the two above can reach at best, on both processors.
    Task {
        workload: "blob-lz4",
        threads: 2,
        calls: 500,
        sides: &[Side::Plain],
    },
];

/// Measures everything, prints the tables and writes `target/bench/sdk.json`.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let manifest = ["--manifest-path", "benches/sdk/Cargo.toml"];
    let target = paths::target()?;
    cmd::run(
        cmd::cargo()?
            .args(["build", "--release", "--locked"])
            .args(manifest)
            .arg("--target-dir")
            .arg(target.join("bench-sdk")),
    )?;
    let memory = Path::new("/dev/shm");
    let directory = match &args.dir {
        Some(directory) => std::path::absolute(directory)?,
        None if memory.is_dir() => memory.to_owned(),
        None => target.join("bench"),
    };
    std::fs::create_dir_all(&directory)
        .with_context(|| format!("{} cannot be made", directory.display()))?;
    let bench = Bench {
        programs: target.join("bench-sdk/release"),
        file: directory.join(format!("rushes-bench-{}", std::process::id())),
        divisor: if args.quick { 10 } else { 1 },
        repetitions: args.repetitions,
    };
    let is_wanted = |task: &&Task| {
        let mut only = args.only.iter();
        args.only.is_empty() || only.any(|start| task.workload.starts_with(start.as_str()))
    };
    let mut lines = Vec::new();
    for task in TASKS.iter().filter(is_wanted) {
        let line = bench.compare(task);
        // Also after an error: it may be large.
        std::fs::remove_file(&bench.file).ok();
        lines.push(line?);
    }
    println!("\n{}", sdk_report::tables(&lines));
    println!(
        "x: how many times more the peer needs, or how many times less it gets done. Medians of {}.",
        args.repetitions
    );
    let path = target.join("bench/sdk.json");
    let about = json!({
        "cores": std::thread::available_parallelism().map_or(0, std::num::NonZero::get),
        "quick": args.quick,
        "repetitions": args.repetitions,
        "results": lines.iter().map(Line::to_json).collect::<Vec<_>>(),
    });
    report::write_json(&path, &about)?;
    println!("written to {}", path.display());
    Ok(ExitCode::SUCCESS)
}

struct Bench {
    programs: PathBuf,
    file: PathBuf,
    divisor: u32,
    repetitions: u32,
}

impl Bench {
    /// All programs at one task, alternately, so that a change in the machine's load meets each.
    fn compare(&self, task: &'static Task) -> Result<Line> {
        let mut line = Line {
            task,
            sides: task
                .sides
                .iter()
                .map(|side| (*side, Runs::default()))
                .collect(),
        };
        for repetition in 0..self.repetitions {
            for (side, runs) in &mut line.sides {
                let run = self.measure(task, *side)?;
                if repetition == 0 {
                    self.check(&run, *side)
                        .with_context(|| format!("{} of {}", task.workload, side.name()))?;
                }
                runs.push(run);
            }
        }
        println!("  {line}");
        Ok(line)
    }

    fn measure(&self, task: &Task, side: Side) -> Result<Value> {
        let calls = (task.calls / self.divisor).max(1);
        // Written anew each time: to write over what is there is another thing.
        std::fs::remove_file(&self.file).ok();
        let mut command = cmd::command(self.programs.join(side.name()));
        command
            .args([task.workload, &task.threads.to_string(), &calls.to_string()])
            .arg(&self.file)
            // Both understand it. Older releases of the peer count rows by default, newer ones and we do not.
            .env("RERUN_LOG_TICK", "0");
        let printed = cmd::output(&mut command)?;
        serde_json::from_str(&printed).context("the program printed no JSON")
    }

    /// Speed is worth nothing if the work was not done: all rows must be in the file, and have been there in time.
    fn check(&self, run: &Value, side: Side) -> Result<()> {
        let length = std::fs::metadata(&self.file).map_or(0, |file| file.len());
        ensure!(
            run["file_bytes"] == length,
            "the file grew from {} to {length} bytes after the program took it for whole",
            run["file_bytes"]
        );
        if matches!(side, Side::Ours | Side::Peer) {
            let mut check = cmd::command(self.programs.join("check"));
            let printed = cmd::output(check.arg(&self.file))?;
            let found: Value = serde_json::from_str(&printed)?;
            ensure!(
                found["rows"].as_f64() == run["rows"].as_f64(),
                "of {} rows there are {}",
                run["rows"],
                found["rows"]
            );
        }
        Ok(())
    }
}

impl Side {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ours => "ours",
            Self::Peer => "peer",
            Self::Mcap => "mcap",
            Self::Plain => "plain",
        }
    }
}
