//! `rushes push`: files into a server.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::bail;
use rushes_net::client::{Writer, WriterOptions};
use rushes_net::uri::ProxyUri;
use rushes_rrd::Item;

use crate::input::Input;
use crate::progress::Progress;
use crate::report::{Policy, Report};

/// Arguments of `rushes push`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Files to read, in this order, and last the server: `rerun+http://host:9876/proxy`. `-` is
    /// standard input.
    #[arg(value_name = "FILE> <URL", required = true, num_args = 2..)]
    files_and_url: Vec<PathBuf>,

    /// Report what is damaged and go on with what is intact, instead of failing.
    #[arg(long)]
    continue_on_error: bool,

    #[command(flatten)]
    token: super::TokenArgument,
}

/// Runs the command. Returns when the server has everything.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let Some((url, files)) = arguments.files_and_url.split_last() else {
        bail!("say which files, and where to");
    };
    let uri: ProxyUri = url.to_string_lossy().parse()?;
    let options = WriterOptions {
        connect: arguments.token.connect_options()?,
        ..WriterOptions::default()
    };
    let mut report = Report::new(Policy {
        continue_on_error: arguments.continue_on_error,
        strict: false,
    });
    let writer = Writer::new(uri, options)?;
    // Who pushes files waits for them to arrive, not for a server to be started.
    writer.hurry();
    for input in Input::from_paths(files)? {
        let progress = Progress::new("push", input.len());
        let mut reader = input.open()?;
        while let Some(item) = reader.next_item()? {
            match item {
                Item::Message { raw, message } => {
                    let bytes = raw.byte_range();
                    progress.add(bytes.end - bytes.start);
                    writer.send(&message)?;
                }
                Item::Orphan(raw) => report.orphan(&progress, &input, &raw)?,
                Item::Damage(damage) => {
                    report.damage(&progress, &input, &damage, reader.ended_cleanly())?;
                }
                Item::Header { .. } | Item::End(_) | Item::StoredEnd { .. } => {}
            }
        }
    }
    writer.flush(Duration::MAX)?;
    writer.finish()?;
    Ok(ExitCode::SUCCESS)
}
