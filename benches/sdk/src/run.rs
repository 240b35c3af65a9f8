//! One measured run.

use std::path::PathBuf;
use std::sync::Barrier;
use std::time::Instant;

use anyhow::{Context as _, Result};

use crate::Workload;

/// What a program is asked to do: `PROGRAM WORKLOAD THREADS CALLS FILE`.
pub struct Run {
    /// What each call logs.
    pub workload: Workload,
    /// Threads that call.
    pub threads: usize,
    /// Calls of each thread.
    pub calls: usize,
    /// Where it is written to.
    pub file: PathBuf,
}

/// What calling cost, before anything waited for what the calls started.
pub struct Calls {
    start: Instant,
    cpu_before: f64,
    /// Nanoseconds of all threads together, from the first call to the last.
    wall: f64,
    cpu: f64,
}

impl Run {
    /// What the command line says.
    pub fn from_args() -> Result<Self> {
        let mut args = std::env::args().skip(1);
        let mut next = |what: &str| args.next().with_context(|| format!("{what} is missing"));
        Ok(Self {
            workload: Workload::named(&next("WORKLOAD")?)?,
            threads: next("THREADS")?.parse().context("THREADS is no number")?,
            calls: next("CALLS")?.parse().context("CALLS is no number")?,
            file: next("FILE")?.into(),
        })
    }

    /// Where it is sent to instead, if that is what the file names.
    pub fn url(&self) -> Option<&str> {
        let text = self.file.to_str()?;
        text.contains("://").then_some(text)
    }

    /// Makes all calls: `call` gets the number of its thread and its own in there.
    pub fn calls(&self, call: impl Fn(usize, usize) + Sync) -> Calls {
        let barrier = Barrier::new(self.threads);
        let work = |thread| {
            barrier.wait();
            let (start, cpu) = (Instant::now(), cpu_ns(libc::CLOCK_THREAD_CPUTIME_ID));
            (0..self.calls).for_each(|i| call(thread, i));
            let cpu = cpu_ns(libc::CLOCK_THREAD_CPUTIME_ID) - cpu;
            (start.elapsed().as_nanos() as f64, cpu)
        };
        let cpu_before = cpu_ns(libc::CLOCK_PROCESS_CPUTIME_ID);
        let start = Instant::now();
        let (wall, cpu) = std::thread::scope(|scope| {
            let spawn = |thread| scope.spawn(move || work(thread));
            // All of them, before the first is waited for.
            let threads: Vec<_> = (0..self.threads).map(spawn).collect();
            let costs = threads
                .into_iter()
                .map(|thread| thread.join().expect("no panic"));
            costs.fold((0.0, 0.0), |sum, cost| (sum.0 + cost.0, sum.1 + cost.1))
        });
        Calls {
            start,
            cpu_before,
            wall,
            cpu,
        }
    }

    /// Prints what the run cost, now that everything is written.
    pub fn report(&self, calls: &Calls) -> Result<()> {
        let seconds = calls.start.elapsed().as_secs_f64();
        let cpu = cpu_ns(libc::CLOCK_PROCESS_CPUTIME_ID) - calls.cpu_before;
        let file_bytes = std::fs::metadata(&self.file).map_or(0, |file| file.len());
        let count = (self.threads * self.calls) as f64;
        let rows = count * self.workload.rows() as f64;
        let report = serde_json::json!({
            "rows": rows,
            "call_ns": calls.wall / count,
            "call_cpu_ns": calls.cpu / count,
            "seconds": seconds,
            "rows_per_second": rows / seconds,
            "mb_per_second": count * self.workload.bytes() as f64 / seconds / 1e6,
            "row_cpu_ns": cpu / rows,
            "peak_mib": peak_mib()?,
            "file_bytes": file_bytes,
        });
        println!("{report}");
        Ok(())
    }
}

/// Processor time: what other programs take does not count.
fn cpu_ns(clock: libc::clockid_t) -> f64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: `time` outlives the call.
    assert_eq!(unsafe { libc::clock_gettime(clock, &raw mut time) }, 0);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}

/// Peak resident memory. `getrusage` would count what started us, too.
fn peak_mib() -> Result<f64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().strip_suffix(" kB"));
    Ok(kib.context("no VmHWM")?.parse::<f64>()? / 1024.0)
}
