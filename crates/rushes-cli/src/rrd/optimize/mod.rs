//! `rushes rrd optimize`: chunks joined, cut and put apart so that they are cheap to read.
//!
//! `plan` finds by the inputs' indices which chunks belong together, `write` reads them group by
//! group and writes what becomes of them. Only a group's chunks of the moment are in memory: what a
//! result may hold, and a window. `folders` does the same to every file below a folder.

mod folders;
mod plan;
mod write;

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use rushes_core::CrateVersion;
use rushes_store::optimize::Settings;

use super::CopyArguments;
use super::copy;
use super::gather::Gathered;
use crate::input::Input;
use crate::report::{Policy, Report};
use crate::text;

/// Arguments of `rushes rrd optimize`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    pub(super) copy: CopyArguments,

    /// What to start from; limits are those of the options, else those of the environment
    /// (`RERUN_CHUNK_MAX_BYTES`, `RERUN_CHUNK_MAX_ROWS`, `RERUN_CHUNK_MAX_ROWS_IF_UNSORTED`), else
    /// the profile's.
    #[arg(long, value_enum, default_value_t = Profile::ObjectStore)]
    profile: Profile,

    /// Bytes that a chunk has at most, with their unit: `2MiB`, `512KiB`, `1GB`, `1024B`.
    #[arg(long, value_name = "SIZE", value_parser = text::parse_bytes)]
    max_size: Option<u64>,

    /// Rows that a chunk has at most.
    #[arg(long, value_name = "ROWS")]
    max_rows: Option<u64>,

    /// Rows that a chunk has at most which is not in the order of its times.
    #[arg(long, value_name = "ROWS")]
    max_rows_if_unsorted: Option<u64>,

    /// For scripts that give it: there is one pass, after which another would change nothing.
    #[arg(long, value_name = "PASSES")]
    num_pass: Option<u32>,

    /// Leave video streams cut as they are, not where decoding can start.
    #[arg(long)]
    no_rebatch_videos: bool,

    /// Ignore which samples of video streams are marked as keyframes, and mark them anew.
    #[arg(long)]
    fix_keyframe: bool,

    /// Put archetypes into chunks of their own when one has so many times the bytes of another; at
    /// least 1, which puts each into its own.
    #[arg(long, value_name = "RATIO")]
    split_size_ratio: Option<f64>,
}

/// What a result is for.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Profile {
    /// Small chunks, for a viewer that shows them as they come.
    Live,
    /// Larger chunks, for queries over a network.
    ObjectStore,
}

impl Arguments {
    fn settings(&self) -> anyhow::Result<Settings> {
        let profile = match self.profile {
            Profile::Live => Settings::LIVE,
            Profile::ObjectStore => Settings::OBJECT_STORE,
        };
        let mut settings = profile.with_environment(|name| std::env::var(name).ok())?;
        settings.max_bytes = self.max_size.unwrap_or(settings.max_bytes);
        settings.max_rows = self.max_rows.unwrap_or(settings.max_rows);
        settings.max_rows_if_unsorted = self
            .max_rows_if_unsorted
            .unwrap_or(settings.max_rows_if_unsorted);
        settings.rebatch_videos = !self.no_rebatch_videos;
        settings.fix_keyframes = self.fix_keyframe;
        match self.split_size_ratio {
            Some(ratio) => Ok(settings.with_split_size_ratio(ratio)?),
            None => Ok(settings),
        }
    }
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> anyhow::Result<ExitCode> {
    let settings = arguments.settings()?;
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
    if !paths.iter().any(|path| path.is_dir()) {
        optimize(
            Input::from_paths(paths)?,
            output.as_deref(),
            &settings,
            policy,
        )?;
        return Ok(ExitCode::SUCCESS);
    }
    let Some(output) = output else {
        bail!(
            "directory inputs require an output path; name a directory with -o/--output, below \
             which the files get the same paths"
        );
    };
    for (from, to) in folders::pairs(paths, output)? {
        let to = output.join(to);
        let folder = to.parent().unwrap_or(output);
        std::fs::create_dir_all(folder)
            .with_context(|| format!("couldn't create {:?}", folder.display().to_string()))?;
        optimize(vec![Input::Path(from)], Some(&to), &settings, policy)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn optimize(
    inputs: Vec<Input>,
    output: Option<&Path>,
    settings: &Settings,
    policy: Policy,
) -> anyhow::Result<()> {
    let mut report = Report::new(policy);
    // First, so that an output that cannot be written is known before much is read.
    let copier = copy::start(output, CrateVersion::WIRE, write::ENCODE_BYTES)?;
    let mut gathered = Gathered::default();
    for input in inputs {
        gathered.add_input(input, &mut report)?;
    }
    let (num_chunks, bytes) = (gathered.num_chunks, gathered.bytes);
    let (kept, size) = write::write(gathered, copier, settings, &mut report)?;
    let target = output.map(|path| format!("{}: ", path.display()));
    eprintln!(
        "{}optimized {} of {} into {} of {}",
        target.unwrap_or_default(),
        text::counted(num_chunks, "chunk"),
        text::bytes(bytes),
        text::count(kept),
        text::bytes(size)
    );
    Ok(())
}
