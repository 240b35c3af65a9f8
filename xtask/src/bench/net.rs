//! `cargo xtask bench net`: the same logging over the network: our SDKs and the peer's, into our server and the peer's.

use std::io::{BufRead as _, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};

use super::report;
use crate::python::Venv;
use crate::{cmd, paths, python_sdk};

/// Arguments of `cargo xtask bench net`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Make a tenth of the calls: shows that the bench works, says little about speed.
    #[arg(long)]
    quick: bool,

    /// How often each pair does each task; the table shows medians.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    repetitions: u32,

    /// Only workloads whose names start so (repeatable, or separated by commas): scalars, points, image, columns, python.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
}

/// A workload, by so many programs with so many calls each, while so many readers read.
struct Task {
    workload: &'static str,
    producers: u32,
    readers: u32,
    calls: u32,
}

const fn task(workload: &'static str, producers: u32, readers: u32, calls: u32) -> Task {
    Task {
        workload,
        producers,
        readers,
        calls,
    }
}

const TASKS: &[Task] = &[
    task("scalars", 1, 0, 1_000_000),
    task("scalars", 2, 0, 500_000),
    task("scalars", 8, 0, 125_000),
    task("scalars", 1, 1, 1_000_000),
    task("scalars", 8, 8, 125_000),
    task("points-10000", 1, 0, 2_000),
    task("points-10000", 2, 0, 1_000),
    task("points-10000", 8, 0, 250),
    task("points-10000", 1, 1, 2_000),
    task("points-10000", 1, 8, 500),
    task("image-vga", 1, 0, 400),
    task("image-vga", 2, 0, 200),
    task("image-vga", 8, 0, 50),
    task("image-vga", 1, 8, 100),
    task("image-4k", 1, 0, 20),
    task("columns-1000000", 1, 0, 20),
    task("columns-1000000", 2, 0, 10),
    task("columns-1000000", 8, 0, 3),
    task("columns-1000000", 1, 8, 5),
    task("python-scalars", 1, 0, 200_000),
    task("python-scalars", 2, 0, 100_000),
    task("python-image-vga", 1, 0, 200),
    task("python-points-10000", 1, 0, 1_000),
];

/// Who sends, and who takes it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    PeerToPeer,
    OursToPeer,
    PeerToOurs,
    OursToOurs,
    OursToSaving,
}

const PAIRS: [Pair; 5] = [
    Pair::PeerToPeer,
    Pair::OursToPeer,
    Pair::PeerToOurs,
    Pair::OursToOurs,
    Pair::OursToSaving,
];

impl Pair {
    fn name(self) -> &'static str {
        match self {
            Self::PeerToPeer => "peer to peer",
            Self::OursToPeer => "ours to peer",
            Self::PeerToOurs => "peer to ours",
            Self::OursToOurs => "ours to ours",
            Self::OursToSaving => "ours to ours --save",
        }
    }

    /// Whether the server is ours.
    fn is_ours(self) -> bool {
        !matches!(self, Self::PeerToPeer | Self::OursToPeer)
    }

    fn client(self) -> &'static str {
        match self {
            Self::PeerToPeer | Self::PeerToOurs => "peer",
            _ => "ours",
        }
    }
}

/// A run of a pair at a task.
struct Run {
    rows_per_second: f64,
    mb_per_second: f64,
    server_cpu_seconds: f64,
    server_mib: f64,
}

/// What the servers may hold for readers that come late.
const MEMORY_LIMIT: &str = "256MiB";
/// What ours may take in all then: a tenth more, and what it works with.
const MAX_MIB: f64 = 256.0 * 1.1 + 64.0;

/// Measures everything, prints the table and writes `target/bench/net.json`.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let target = paths::target()?;
    cmd::run(cmd::cargo()?.args(["build", "--release", "--package", "rushes-cli"]))?;
    cmd::run(
        cmd::cargo()?
            .args(["build", "--release", "--locked"])
            .args(["--manifest-path", "benches/sdk/Cargo.toml"])
            .arg("--target-dir")
            .arg(target.join("bench-sdk")),
    )?;
    let bench = Bench {
        programs: target.join("bench-sdk/release"),
        pythons: [
            python_sdk::installed()?.interpreter(),
            Venv::peer()?.interpreter(),
        ],
        ours: paths::release_binary("rushes")?,
        peer: Venv::peer()?.peer_binary()?,
        saved: target.join("bench/net-saved"),
        divisor: if args.quick { 10 } else { 1 },
    };
    let is_wanted = |task: &&Task| {
        let mut only = args.only.iter();
        args.only.is_empty() || only.any(|start| task.workload.starts_with(start.as_str()))
    };
    let mut rows = vec![HEAD.map(str::to_owned)];
    let mut results = Vec::new();
    for task in TASKS.iter().filter(is_wanted) {
        let calls = f64::from((task.calls / bench.divisor).max(1) * task.producers);
        let mut peer = None;
        for pair in PAIRS {
            let runs: Vec<Run> = (0..args.repetitions)
                .map(|_| bench.measure(task, pair))
                .collect::<Result<_>>()
                .with_context(|| format!("{} {}", pair.name(), task.workload))?;
            let median = |of: fn(&Run) -> f64| {
                let mut all: Vec<f64> = runs.iter().map(of).collect();
                all.sort_by(f64::total_cmp);
                all.get(all.len() / 2).copied().unwrap_or_default()
            };
            let speed = median(|run| run.rows_per_second);
            let base = *peer.get_or_insert(speed);
            rows.push([
                task.workload.to_owned(),
                pair.name().to_owned(),
                task.producers.to_string(),
                task.readers.to_string(),
                format!("{speed:.0}"),
                format!("{:.0}", median(|run| run.mb_per_second)),
                format!("{:.1}x", speed / base),
                format!("{:.2}", median(|run| run.server_cpu_seconds)),
                format!("{:.1}", median(|run| run.server_cpu_seconds) * 1e6 / calls),
                format!("{:.0}", median(|run| run.server_mib)),
            ]);
            let most = runs.iter().map(|run| run.server_mib).fold(0.0, f64::max);
            if pair.is_ours() && most > MAX_MIB {
                println!("  too much memory: {most:.0} MiB, of {MAX_MIB:.0}");
            }
            println!(
                "  {}",
                rows.last().map(|row| row.join("  ")).unwrap_or_default()
            );
            results.push(json!({
                "workload": task.workload,
                "pair": pair.name(),
                "producers": task.producers,
                "readers": task.readers,
                "rows_per_second": runs.iter().map(|run| run.rows_per_second).collect::<Vec<_>>(),
                "mb_per_second": median(|run| run.mb_per_second),
                "server_cpu_seconds": median(|run| run.server_cpu_seconds),
                "server_mib": median(|run| run.server_mib),
            }));
        }
    }
    println!("\n{}", report::grid(&rows, 2));
    println!("x: how many times as many rows as from the peer's SDK to its server.");
    let acks = [bench.acks(false)?, bench.acks(true)?];
    println!(
        "a flush until it is acknowledged: {}\nand on the disk: {}",
        acks[0], acks[1]
    );
    let path = target.join("bench/net.json");
    report::write_json(&path, &json!({ "results": results, "acks": acks }))?;
    println!("written to {}", path.display());
    Ok(ExitCode::SUCCESS)
}

const HEAD: [&str; 10] = [
    "workload",
    "pair",
    "producers",
    "readers",
    "rows/s",
    "MB/s",
    "x",
    "server CPU s",
    "us/call",
    "MiB",
];

struct Bench {
    programs: PathBuf,
    /// Those that have our SDK, and the peer's.
    pythons: [PathBuf; 2],
    ours: PathBuf,
    peer: PathBuf,
    saved: PathBuf,
    divisor: u32,
}

impl Bench {
    fn measure(&self, task: &Task, pair: Pair) -> Result<Run> {
        let server = self.serve(pair)?;
        let readers: Vec<Running> = (0..task.readers)
            .map(|_| {
                let mut tail = Command::new(&self.ours);
                tail.args(["tail", &server.url, "-o", "/dev/null"]);
                tail.spawn().map(Running)
            })
            .collect::<std::io::Result<_>>()?;
        let calls = (task.calls / self.divisor).max(1);
        let producers = (0..task.producers).map(|_| {
            let mut command = self.producer(task, pair);
            command
                .args([&calls.to_string(), &server.url])
                .env("RERUN_LOG_TICK", "0")
                .stdout(Stdio::piped())
                .stderr(Stdio::null());
            command.spawn()
        });
        let start = Instant::now();
        let producers: Vec<Child> = producers.collect::<std::io::Result<_>>()?;
        let (mut rows, mut bytes) = (0.0, 0.0);
        for producer in producers {
            let output = producer.wait_with_output()?;
            ensure!(output.status.success(), "a producer failed");
            let report: Value = serde_json::from_slice(&output.stdout)?;
            let number = |name: &str| report[name].as_f64().unwrap_or_default();
            rows += number("rows");
            bytes += number("mb_per_second") * number("seconds");
        }
        let seconds = start.elapsed().as_secs_f64();
        let (server_cpu_seconds, server_mib) = server.costs()?;
        drop(readers);
        Ok(Run {
            rows_per_second: rows / seconds,
            mb_per_second: bytes / seconds,
            server_cpu_seconds,
            server_mib,
        })
    }

    /// The program that logs, but for how many calls and to where.
    fn producer(&self, task: &Task, pair: Pair) -> Command {
        let Some(workload) = task.workload.strip_prefix("python-") else {
            let mut command = cmd::command(self.programs.join(pair.client()));
            command.args([task.workload, "1"]);
            return command;
        };
        let [ours, peer] = &self.pythons;
        let (python, module) = match pair.client() {
            "peer" => (peer, "rerun"),
            _ => (ours, "rushes"),
        };
        let mut command = cmd::command(python);
        command.args(["benches/python/send.py", module, workload]);
        command
    }

    /// How long flushes take, until the server has acknowledged.
    fn acks(&self, saving: bool) -> Result<Value> {
        let pair = if saving {
            Pair::OursToSaving
        } else {
            Pair::OursToOurs
        };
        let server = self.serve(pair)?;
        let count = (2000 / self.divisor).to_string();
        let mut acks = cmd::command(self.programs.join("acks"));
        let printed = cmd::output(acks.args([&count, &server.url]))?;
        Ok(serde_json::from_str(&printed)?)
    }

    fn serve(&self, pair: Pair) -> Result<Server> {
        if !pair.is_ours() {
            // Free a moment ago.
            let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
            let mut server = Command::new(&self.peer);
            server
                .arg("--serve-grpc")
                .arg(format!("--port={port}"))
                .arg(format!("--server-memory-limit={MEMORY_LIMIT}"))
                .env("RERUN_ANALYTICS", "0")
                .stderr(Stdio::null());
            let process = Running(server.spawn()?);
            let deadline = Instant::now() + Duration::from_secs(60);
            while TcpStream::connect(("127.0.0.1", port)).is_err() {
                ensure!(Instant::now() < deadline, "the peer's server does not come");
                std::thread::sleep(Duration::from_millis(20));
            }
            let url = format!("rerun+http://127.0.0.1:{port}/proxy");
            return Ok(Server { url, process });
        }
        let mut server = Command::new(&self.ours);
        server
            .args(["serve", "--port=0", "--memory-limit", MEMORY_LIMIT])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if pair == Pair::OursToSaving {
            std::fs::remove_dir_all(&self.saved).ok();
            server.arg("--save").arg(&self.saved);
        }
        let mut process = Running(server.spawn()?);
        let output = process.0.stdout.take().context("no standard output")?;
        let mut url = String::new();
        BufReader::new(output).read_line(&mut url)?;
        let url = url.trim().to_owned();
        Ok(Server { url, process })
    }
}

struct Server {
    url: String,
    process: Running,
}

impl Server {
    /// Seconds of processor time, and the most memory that it took, in MiB.
    fn costs(&self) -> Result<(f64, f64)> {
        let folder = Path::new("/proc").join(self.process.0.id().to_string());
        let stat = std::fs::read_to_string(folder.join("stat"))?;
        // Behind the name, which may hold anything: the state, and ten more until the times.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let fields: Vec<f64> = fields
            .split_whitespace()
            .map(|field| field.parse().unwrap_or_default())
            .collect();
        let ticks: f64 = fields.iter().skip(11).take(2).sum();
        let status = std::fs::read_to_string(folder.join("status"))?;
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: f64 = peak
            .and_then(|peak| peak.trim().strip_suffix("kB")?.trim().parse().ok())
            .unwrap_or_default();
        Ok((ticks / 100.0, kib / 1024.0))
    }
}

/// A process that does not outlive us.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
