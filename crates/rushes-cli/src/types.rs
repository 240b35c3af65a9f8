//! `rushes types`: what can be logged.

use std::process::ExitCode;

use anyhow::bail;
use rushes_types::reflection;

/// Arguments of `rushes types`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The type to describe: `Points3D`, `rerun.components.Color`, `Points3D:positions`. All are
    /// listed if not given.
    name: Option<String>,

    /// Print everything about all types as one JSON object.
    #[arg(long, conflicts_with = "name")]
    json: bool,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let text = match &arguments.name {
        None if arguments.json => format!("{:#}\n", reflection::to_json()),
        None => reflection::overview(),
        Some(name) => match reflection::describe(name) {
            Some(text) => text,
            None => bail!("there is no type {name:?}; `rushes types` lists all"),
        },
    };
    crate::output::print(&text)?;
    Ok(ExitCode::SUCCESS)
}
