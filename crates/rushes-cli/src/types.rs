//! `rushes types`: what can be logged.

use std::process::ExitCode;

/// Arguments of `rushes types`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The type to describe, by its full or short name; all are listed if not given.
    name: Option<String>,
}

/// Runs the command.
pub fn run(_arguments: &Arguments) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
