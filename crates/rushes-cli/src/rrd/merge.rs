//! `rushes rrd merge`: recordings from many files in one.
//!
//! Two passes: the first finds out where every message is, which chunks are there twice, and
//! which static ones are superseded; the second copies the others, store by store. Neither holds
//! more than a window of the data.

use std::process::ExitCode;

use rushes_core::CrateVersion;
use rushes_rrd::{Encoded, Message};

use super::CopyArguments;
use super::copy;
use super::gather::Gathered;
use super::piece::{Ahead, copy_piece};
use crate::input::Input;
use crate::progress::Progress;
use crate::report::{Policy, Report};
use crate::text;

/// Arguments of `rushes rrd merge`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) copy: CopyArguments,
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let CopyArguments {
        paths,
        output,
        continue_on_error,
        strict,
    } = &arguments.copy;
    let policy = Policy {
        continue_on_error: *continue_on_error,
        strict: *strict,
    };
    let mut report = Report::new(policy);
    // First, so that an output that cannot be written is known before much is read.
    let copier = copy::start(output.as_deref(), CrateVersion::WIRE, copy::WINDOW_BYTES)?;
    let mut gathered = Gathered::default();
    for input in Input::from_paths(paths)? {
        gathered.add_input(input, &mut report)?;
    }
    let num_chunks = gathered.num_chunks;
    let (kept, size) = write(gathered, copier, &mut report)?;
    eprintln!(
        "merged {} into {} of {}",
        text::counted(num_chunks, "chunk"),
        text::count(kept),
        text::bytes(size)
    );
    Ok(ExitCode::SUCCESS)
}

/// Writes everything that counts: blueprints first, each with its activation.
fn write(
    mut gathered: Gathered,
    mut copier: copy::Copier,
    report: &mut Report,
) -> anyhow::Result<(u64, u64)> {
    let superseded = gathered.take_superseded();
    let progress = Progress::new("merge", Some(gathered.bytes));
    for (store_id, schema) in gathered.schemas() {
        copier.add_schema(store_id, schema);
    }
    let mut kept = 0;
    let mut ahead = Ahead::default();
    for (store_id, mut store) in gathered.take_stores() {
        if let Some(info) = store.info.take() {
            copier.push(Encoded::message(&Message::SetStoreInfo(info)))?;
        }
        store.each_kept(superseded.get(&store_id), |piece| {
            progress.add(piece.payload_len);
            kept += 1;
            let Some(source) = gathered.sources.get(piece.source as usize) else {
                return Ok(());
            };
            let result = copy_piece(&mut copier, &store_id, source, piece, &mut ahead);
            report.tolerate(&progress, &source.seekable.input, result)
        })?;
        copy::activate(&mut copier, &store_id)?;
    }
    copy::settle(&mut copier, report, &progress, &Input::Stdin)?;
    // The footer takes memory, too: first free what the inputs' ones took.
    drop(gathered);
    Ok((kept, copy::finish(copier)?))
}
