//! The workloads, logged with the peer's SDK. It has no uncompressed files.

use anyhow::{Result, ensure};
use bench_sdk::{Run, Workload};
use rerun as sdk;

#[path = "../log.rs"]
mod log;

fn main() -> Result<()> {
    let run = Run::from_args()?;
    let is_raw = run.workload == (Workload::Blob { compressed: false });
    ensure!(!is_raw, "the peer's files are always compressed");
    let rec = sdk::RecordingStreamBuilder::new("rushes_bench");
    let rec = match run.url() {
        Some(url) => rec.connect_grpc_opts(url)?,
        None => rec.save(&run.file)?,
    };
    let calls = log::log(&run, &rec)?;
    drop(rec);
    run.report(&calls)
}
