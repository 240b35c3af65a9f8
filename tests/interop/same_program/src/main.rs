//! A program as it is written for the peer's SDK: all that differs is the line in `Cargo.toml`.
//!
//! It uses what programs use, in the ways that the interface allows, and names the crate `rerun`.

mod blueprints;
mod custom;
mod geometry;
mod low_level;
mod sinks;

use clap::Parser;

/// The program's options.
#[derive(Debug, clap::Parser)]
#[clap(author, version, about)]
struct Args {
    #[command(flatten)]
    rerun: rerun::clap::RerunArgs,

    /// How many frames to log.
    #[clap(long, default_value = "20")]
    frames: i64,
}

fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let (rec, _serve_guard) = args.rerun.init("rerun_example_same_program")?;
    run(&rec, args.frames)?;
    rec.flush_blocking()?;
    sinks::run()?;
    Ok(())
}

fn run(rec: &rerun::RecordingStream, frames: i64) -> anyhow::Result<()> {
    geometry::run(rec, frames)?;
    custom::run(rec)?;
    low_level::run(rec)?;
    blueprints::run(rec)?;
    Ok(())
}
