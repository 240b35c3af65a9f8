//! The outcome of `cargo xtask bench sdk`.

use std::fmt;

use serde_json::{Map, Value};

use super::measure::median;
use super::report::grid;
use super::sdk::{Side, Task};

/// One task, by all programs that do it.
pub(crate) struct Line {
    pub(crate) task: &'static Task,
    pub(crate) sides: Vec<(Side, Runs)>,
}

/// What the runs of one program printed.
#[derive(Default)]
pub(crate) struct Runs(Vec<Value>);

impl Runs {
    pub(crate) fn push(&mut self, run: Value) {
        self.0.push(run);
    }

    fn median(&self, key: &str) -> f64 {
        median(self.0.iter().filter_map(|run| run[key].as_f64()))
    }

    fn to_json(&self) -> Value {
        let keys = self.0.first().and_then(Value::as_object);
        let medians = keys.into_iter().flat_map(Map::keys);
        let medians = medians.map(|key| (key.clone(), self.median(key).into()));
        let mut json: Map<_, _> = medians.collect();
        json.insert("runs".to_owned(), self.0.clone().into());
        json.into()
    }
}

impl Line {
    fn median(&self, side: Side, key: &str) -> Option<f64> {
        let mut sides = self.sides.iter();
        let (_, runs) = sides.find(|(this, _)| *this == side)?;
        Some(runs.median(key))
    }

    /// How many times better we are than the peer, where less is better.
    fn times(&self, key: &str) -> Option<f64> {
        Some(self.median(Side::Peer, key)? / self.median(Side::Ours, key)?)
    }

    pub(crate) fn to_json(&self) -> Value {
        let sides = self.sides.iter();
        let mut json: Map<_, _> = sides
            .map(|(side, runs)| (side.name().to_owned(), runs.to_json()))
            .collect();
        json.insert("workload".to_owned(), self.task.workload.into());
        json.insert("threads".to_owned(), self.task.threads.into());
        for key in [
            "call_ns",
            "call_cpu_ns",
            "seconds",
            "row_cpu_ns",
            "peak_mib",
        ] {
            if let Some(times) = self.times(key) {
                json.insert(format!("{key}_ratio"), times.into());
            }
        }
        json.into()
    }

    fn title(&self) -> [String; 2] {
        [self.task.workload.to_owned(), self.task.threads.to_string()]
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [workload, threads] = self.title();
        write!(f, "{workload:<16} {threads}")?;
        for (side, runs) in &self.sides {
            let (call, rate) = (runs.median("call_cpu_ns"), runs.median("mb_per_second"));
            write!(f, "  {}: {call:.0} ns, {rate:.0} MB/s", side.name())?;
        }
        Ok(())
    }
}

/// Two tables: what a call costs its caller, and how fast everything gets written.
pub(crate) fn tables(lines: &[Line]) -> String {
    let number = |value: Option<f64>| match value {
        None => "-".to_owned(),
        Some(value) if value < 10.0 => format!("{value:.2}"),
        Some(value) => format!("{value:.0}"),
    };
    let times = |value: Option<f64>| value.map_or("-".to_owned(), |value| format!("{value:.1}x"));

    let head = [
        "a call, ns",
        "threads",
        "ours cpu",
        "wall",
        "peer cpu",
        "wall",
        "cpu",
        "wall",
        "mcap cpu",
        "wall",
    ];
    let mut calls = vec![head.map(str::to_owned)];
    let head = [
        "all written",
        "threads",
        "ours rows/s",
        "MB/s",
        "cpu ns/row",
        "MiB",
        "peer rows/s",
        "MB/s",
        "cpu ns/row",
        "MiB",
        "rate",
        "cpu",
        "memory",
        "mcap rows/s",
        "MB/s",
        "plain MB/s",
    ];
    let mut rates = vec![head.map(str::to_owned)];
    for line in lines {
        let get = |side, key| number(line.median(side, key));
        let [workload, threads] = line.title();
        calls.push([
            workload.clone(),
            threads.clone(),
            get(Side::Ours, "call_cpu_ns"),
            get(Side::Ours, "call_ns"),
            get(Side::Peer, "call_cpu_ns"),
            get(Side::Peer, "call_ns"),
            times(line.times("call_cpu_ns")),
            times(line.times("call_ns")),
            get(Side::Mcap, "call_cpu_ns"),
            get(Side::Mcap, "call_ns"),
        ]);
        rates.push([
            workload,
            threads,
            get(Side::Ours, "rows_per_second"),
            get(Side::Ours, "mb_per_second"),
            get(Side::Ours, "row_cpu_ns"),
            get(Side::Ours, "peak_mib"),
            get(Side::Peer, "rows_per_second"),
            get(Side::Peer, "mb_per_second"),
            get(Side::Peer, "row_cpu_ns"),
            get(Side::Peer, "peak_mib"),
            times(line.times("seconds")),
            times(line.times("row_cpu_ns")),
            times(line.times("peak_mib")),
            get(Side::Mcap, "rows_per_second"),
            get(Side::Mcap, "mb_per_second"),
            get(Side::Plain, "mb_per_second"),
        ]);
    }
    format!("{}\n{}", grid(&calls, 1), grid(&rates, 1))
}
