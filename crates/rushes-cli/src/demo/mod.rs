//! `rushes demo`
use std::process::ExitCode;
/// Arguments of `rushes demo`.
#[derive(Debug, clap::Args)]
pub struct Arguments {}
/// Runs the command.
pub fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> { Ok(ExitCode::SUCCESS) }
