//! Memory, disks and network.

use std::time::{Duration, Instant};

use rushes_core::{EntityPath, EntityPathPart};
use rushes_sdk::RecordingStream;
use rushes_types::archetypes::Scalars;
use sysinfo::{Disks, Networks, System};

use super::producer::every;

const PERIOD: Duration = Duration::from_millis(200);

/// Records used and free memory, and used swap, in bytes.
pub fn record_memory(rec: &RecordingStream, end: Instant) -> anyhow::Result<()> {
    let mut system = System::new()?;
    every(PERIOD, end, rec, |_| {
        system.refresh_memory();
        rec.log("memory/used", &scalar(system.used_memory()))?;
        rec.log("memory/available", &scalar(system.available_memory()))?;
        rec.log("memory/swap", &scalar(system.used_swap()))?;
        Ok(())
    })
}

/// Records the bytes that each disk read and wrote in every step, and has left.
pub fn record_disks(rec: &RecordingStream, end: Instant) -> anyhow::Result<()> {
    let mut disks = Disks::new_with_refreshed_list()?;
    every(PERIOD, end, rec, |_| {
        disks.refresh(false);
        for disk in disks.iter() {
            let path = below("disk", &disk.mount_point().display().to_string());
            let usage = disk.usage();
            rec.log(path.join(&"read".into()), &scalar(usage.read_bytes))?;
            rec.log(path.join(&"written".into()), &scalar(usage.written_bytes))?;
            rec.log(path.join(&"free".into()), &scalar(disk.available_space()))?;
        }
        // A machine may hide its disks; that it has none is worth a row, too.
        rec.log("disk/count", &scalar(disks.len() as u64))?;
        Ok(())
    })
}

/// Records the bytes that came and went in every step, per interface.
pub fn record_networks(rec: &RecordingStream, end: Instant) -> anyhow::Result<()> {
    let mut networks = Networks::new_with_refreshed_list()?;
    every(PERIOD, end, rec, |_| {
        networks.refresh(false);
        for (name, network) in networks.iter() {
            let path = below("network", &name.to_string_lossy());
            rec.log(path.join(&"received".into()), &scalar(network.received()))?;
            rec.log(path.join(&"sent".into()), &scalar(network.transmitted()))?;
        }
        rec.log("network/count", &scalar(networks.len() as u64))?;
        Ok(())
    })
}

fn scalar(value: u64) -> Scalars {
    Scalars::single(value as f64)
}

/// The entity of something whose name may have any characters.
fn below(parent: &str, name: &str) -> EntityPath {
    EntityPath::new(vec![EntityPathPart::new(parent), EntityPathPart::new(name)])
}
