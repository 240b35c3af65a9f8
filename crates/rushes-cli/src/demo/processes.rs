//! Processes: the busiest ones, and what starts and ends.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use rushes_core::{EntityPath, EntityPathPart};
use rushes_sdk::RecordingStream;
use rushes_types::archetypes::{Scalars, TextLog};
use rushes_types::components::TextLogLevel;
use sysinfo::{Pid, Process, ProcessRefreshKind, ProcessesToUpdate, System};

use super::producer::every;

/// How many processes get a series in each step.
const BUSIEST: usize = 5;
/// A process that uses more than this of one core is worth a warning.
const BUSY: f32 = 0.9;

/// Records the load and memory of the busiest processes, and a log of events.
pub fn record(rec: &RecordingStream, end: Instant) -> anyhow::Result<()> {
    let mut system = System::new()?;
    let mut known: BTreeMap<Pid, String> = BTreeMap::new();
    let kind = ProcessRefreshKind::nothing().with_cpu().with_memory();
    every(Duration::from_millis(500), end, rec, |step| {
        system.refresh_processes_specifics(ProcessesToUpdate::All, true, kind);
        let mut processes: Vec<&Process> = system
            .processes()
            .values()
            .filter(|process| process.thread_kind().is_none())
            .collect();
        processes.sort_by(|a, b| b.cpu_usage().total_cmp(&a.cpu_usage()));
        for process in processes.iter().take(BUSIEST) {
            let path = EntityPath::new(vec![
                EntityPathPart::new("process"),
                EntityPathPart::new(label(process)),
            ]);
            let load = f64::from(process.cpu_usage()) / 100.0;
            rec.log(path.join(&"cpu".into()), &Scalars::single(load))?;
            rec.log(
                path.join(&"memory".into()),
                &Scalars::single(process.memory() as f64),
            )?;
            if process.cpu_usage() / 100.0 > BUSY {
                event(
                    rec,
                    TextLogLevel::WARN,
                    format!("{} is busy ({load:.2})", label(process)),
                )?;
            }
        }
        let now: BTreeMap<Pid, String> = processes
            .iter()
            .map(|process| (process.pid(), label(process)))
            .collect();
        if step == 0 {
            event(
                rec,
                TextLogLevel::INFO,
                format!("{} processes run", now.len()),
            )?;
        } else {
            for (_, label) in now.iter().filter(|(pid, _)| !known.contains_key(pid)) {
                event(rec, TextLogLevel::INFO, format!("{label} started"))?;
            }
            for (_, label) in known.iter().filter(|(pid, _)| !now.contains_key(pid)) {
                event(rec, TextLogLevel::INFO, format!("{label} ended"))?;
            }
        }
        known = now;
        Ok(())
    })
}

fn label(process: &Process) -> String {
    format!("{} {}", process.name().to_string_lossy(), process.pid())
}

fn event(rec: &RecordingStream, level: &'static str, text: String) -> anyhow::Result<()> {
    Ok(rec.log("events", &TextLog::new(text).with_level(level))?)
}
