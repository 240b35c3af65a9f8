//! The workloads, logged with Rushes.

use anyhow::Result;
use bench_sdk::{Run, Workload};
use rushes as sdk;
use rushes::RecordingStreamBuilder;
use rushes::sink::{Compression, FileSink};

#[path = "../log.rs"]
mod log;

fn main() -> Result<()> {
    let run = Run::from_args()?;
    let builder = RecordingStreamBuilder::new("rushes_bench");
    let rec = if let Some(url) = run.url() {
        builder.connect_grpc_opts(url)?
    } else if run.workload == (Workload::Blob { compressed: false }) {
        builder.set_sinks((FileSink::with_compression(&run.file, Compression::None)?,))?
    } else {
        builder.save(&run.file)?
    };
    let calls = log::log(&run, &rec)?;
    drop(rec);
    run.report(&calls)
}
