//! What the producers have in common.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rushes_core::RecordingId;
use rushes_sdk::{RecordingStream, RecordingStreamBuilder};

use super::{APPLICATION_ID, cpu, machine, processes};

/// A process that records one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Producer {
    /// Load of each core, as plots, as points in 3D, and as a picture.
    Cpu,
    /// Memory and swap.
    Memory,
    /// Bytes that disks read and wrote.
    Disk,
    /// Bytes that came and went.
    Network,
    /// The busiest processes, and a log of processes that start and end.
    Processes,
}

impl Producer {
    /// The name on the command line and of the file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Memory => "memory",
            Self::Disk => "disk",
            Self::Network => "network",
            Self::Processes => "processes",
        }
    }

    /// The producer's file.
    pub fn file_in(self, folder: &Path) -> PathBuf {
        folder.join(format!("{}.rrd", self.name()))
    }

    /// Records until `end`.
    pub fn run(self, id: &RecordingId, file: &Path, end: Instant) -> anyhow::Result<()> {
        // One of them tells the properties of the recording that all of them share.
        let rec = RecordingStreamBuilder::new(APPLICATION_ID)
            .recording_id(id.clone())
            .send_properties(self == Self::Cpu)
            .save(file)?;
        if self == Self::Cpu {
            rec.send_recording_name("This machine")?;
        }
        match self {
            Self::Cpu => cpu::record(&rec, end)?,
            Self::Memory => machine::record_memory(&rec, end)?,
            Self::Disk => machine::record_disks(&rec, end)?,
            Self::Network => machine::record_networks(&rec, end)?,
            Self::Processes => processes::record(&rec, end)?,
        }
        rec.flush_blocking()?;
        Ok(())
    }
}

/// Calls `sample` in steps of `period` until `end`, at least twice. Each call finds the timeline
/// `step` set, and `log_time` is that of the moment.
pub fn every(
    period: Duration,
    end: Instant,
    rec: &RecordingStream,
    mut sample: impl FnMut(i64) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let start = Instant::now();
    for step in 0.. {
        rec.set_time_sequence("step", step);
        sample(step)?;
        let next = start + period * (step as u32 + 1);
        if next >= end && step > 0 {
            break;
        }
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    Ok(())
}
