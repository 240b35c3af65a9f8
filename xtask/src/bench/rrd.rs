//! `cargo xtask bench rrd`: both command lines at the same work, alternately.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::json;

use super::data::{self, DATASETS, Dataset};
use super::measure::{Cost, Costs, measure};
use super::report::{self, Line};
use crate::python::Venv;
use crate::{cmd, paths};

/// Arguments of `cargo xtask bench rrd`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Use files a fiftieth of the size: shows that the bench works, says little about speed.
    #[arg(long)]
    quick: bool,

    /// Where the commands write. The target directory by default, which measures the disk too; a directory in memory,
    /// such as /dev/shm, measures the program alone.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,

    /// How often each program does each task; the table shows medians.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    repetitions: u32,

    /// Only these files (repeatable, or separated by commas): rows, columns, points.
    #[arg(long, value_delimiter = ',', value_parser = ["rows", "columns", "points"])]
    only: Vec<String>,
}

/// A command under test. The last two are `filter`, asked for different things.
#[derive(Clone, Copy)]
enum Task {
    Stats,
    Verify,
    Merge,
    Route,
    DropEntity,
    DropTimeline,
}

const TASKS: [Task; 6] = [
    Task::Stats,
    Task::Verify,
    Task::Merge,
    Task::DropEntity,
    Task::DropTimeline,
    Task::Route,
];

/// Measures everything, prints the table and writes `target/bench/rrd.json`.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    cmd::run(cmd::cargo()?.args(["build", "--release", "--package", "rushes-cli"]))?;
    let venv = Venv::peer()?;
    let bench = Bench {
        ours: paths::release_binary("rushes")?,
        peer: venv.peer_binary()?,
        directory: match &args.dir {
            Some(directory) => std::path::absolute(directory)?,
            None => paths::target()?.join("bench"),
        },
        repetitions: args.repetitions,
        venv,
    };
    std::fs::create_dir_all(&bench.directory)
        .with_context(|| format!("{} cannot be made", bench.directory.display()))?;

    let mut lines = Vec::new();
    let mut files = Vec::new();
    for dataset in DATASETS
        .iter()
        .filter(|data| args.only.is_empty() || args.only.iter().any(|o| o == data.name))
    {
        let file = dataset.ensure(&bench.venv, args.quick)?;
        let length = data::length(&file)?;
        let copy = bench.copy(&file)?;
        let mib = length as f64 / 1024.0 / 1024.0;
        println!(
            "{}: {}, {mib:.0} MiB, copied and synced in {:.3} s",
            dataset.name, dataset.title, copy.seconds
        );
        files.push(json!({"file": dataset.name, "bytes": length, "copy_seconds": copy.seconds}));
        for task in TASKS {
            lines.push(bench.compare(dataset, &file, task)?);
        }
    }
    println!("\n{}", report::table(&lines));
    println!(
        "time and memory: how many times more the peer needs. Medians of {}.",
        args.repetitions
    );
    let path = paths::target()?.join("bench/rrd.json");
    let about = json!({
        "cores": std::thread::available_parallelism().map_or(0, std::num::NonZero::get),
        "quick": args.quick,
        "repetitions": args.repetitions,
        "files": files,
    });
    report::write(&path, &lines, about)?;
    println!("written to {}", path.display());
    Ok(ExitCode::SUCCESS)
}

struct Bench {
    venv: Venv,
    ours: PathBuf,
    peer: PathBuf,
    directory: PathBuf,
    repetitions: u32,
}

impl Bench {
    /// Both programs at one task, alternately, so that a change in the machine's load meets both.
    fn compare(&self, dataset: &Dataset, file: &Path, task: Task) -> Result<Line> {
        let mut line = Line {
            file: dataset.name,
            command: task.name(),
            ours: Costs::default(),
            peer: Costs::default(),
        };
        for repetition in 0..self.repetitions {
            let mut chunks = Vec::new();
            for (program, costs) in [(&self.peer, &mut line.peer), (&self.ours, &mut line.ours)] {
                let output = task
                    .writes()
                    .then(|| self.directory.join("rrd-bench-output.rrd"));
                costs.push(measure(
                    &self.venv,
                    &task.command(program, dataset, file, output.as_deref()),
                )?);
                if let Some(output) = output {
                    // Speed is worth nothing if the work was not done: the peer counts both results, once.
                    if repetition == 0 {
                        chunks.push(self.count_chunks(&output)?);
                    }
                    remove(&output)?;
                }
            }
            if let [peer, ours] = chunks[..]
                && peer != ours
            {
                bail!(
                    "{} of {}: the peer wrote {peer} chunks, we wrote {ours}",
                    task.name(),
                    file.display()
                );
            }
        }
        let (ours, peer) = (line.ours.median().seconds, line.peer.median().seconds);
        println!("  {:<22} ours {ours:.3} s, peer {peer:.3} s", line.command);
        Ok(line)
    }

    /// How many chunks the peer finds in a file.
    fn count_chunks(&self, file: &Path) -> Result<u64> {
        let mut stats = self.venv.command(&self.peer);
        stats.args(["rrd", "stats", "--no-decode"]).arg(file);
        let printed = cmd::output(&mut stats)?;
        let line = printed
            .lines()
            .find_map(|line| line.strip_prefix("num_chunks = "));
        let digits: String = line
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        digits
            .parse()
            .context("the peer's stats name no number of chunks")
    }

    /// What it costs to copy the file: the speed of the disk, and the input in the page cache for what follows.
    fn copy(&self, file: &Path) -> Result<Cost> {
        let output = self.directory.join("rrd-bench-output.rrd");
        let mut words: Vec<OsString> = ["dd", "bs=4M", "conv=fsync", "status=none"]
            .map(OsString::from)
            .into();
        for (key, path) in [("if=", file), ("of=", &output)] {
            let mut word = OsString::from(key);
            word.push(path);
            words.push(word);
        }
        let cost = measure(&self.venv, &words)?;
        remove(&output)?;
        Ok(cost)
    }
}

fn remove(path: &Path) -> Result<()> {
    std::fs::remove_file(path).with_context(|| format!("{} was not written", path.display()))
}

impl Task {
    fn name(self) -> &'static str {
        match self {
            Self::Stats => "stats",
            Self::Verify => "verify",
            Self::Merge => "merge",
            Self::Route => "route",
            Self::DropEntity => "filter --drop-entity",
            Self::DropTimeline => "filter --drop-timeline",
        }
    }

    fn writes(self) -> bool {
        !matches!(self, Self::Stats | Self::Verify)
    }

    fn command(
        self,
        program: &Path,
        dataset: &Dataset,
        file: &Path,
        output: Option<&Path>,
    ) -> Vec<OsString> {
        let (subcommand, options): (_, &[&str]) = match self {
            Self::Stats => ("stats", &[]),
            Self::Verify => ("verify", &[]),
            Self::Merge => ("merge", &[]),
            Self::Route => ("route", &["--recording-id", "routed"]),
            Self::DropEntity => ("filter", &["--drop-entity", dataset.entity]),
            Self::DropTimeline => ("filter", &["--drop-timeline", dataset.timeline]),
        };
        let mut words: Vec<OsString> = vec![program.into(), "rrd".into(), subcommand.into()];
        words.extend(options.iter().map(OsString::from));
        if let Some(output) = output {
            words.extend(["-o".into(), output.into()]);
        }
        words.push(file.into());
        words
    }
}
