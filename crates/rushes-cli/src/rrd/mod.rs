//! `rushes rrd`: commands on RRD files and streams. All of them stream.
//!
//! `scan` reads chunks on several threads, in order; `copy` writes messages, most of them as they
//! are. `print`, `stats` and `verify` stand on the first, the others on both.

mod compare;
mod copy;
mod filter;
mod gather;
mod index;
mod merge;
mod optimize;
mod piece;
mod pieces;
mod print;
mod recover;
mod route;
mod scan;
mod static_data;
mod stats;
mod table;
mod verify;

pub use print::line;

use std::path::PathBuf;
use std::process::ExitCode;

use crate::allocator;
use crate::input::{self, Input};

/// Commands on RRD files and streams. Without a path, they read standard input.
///
/// A path may be the URL of a file on a web server, `https://host/file.rrd`, or of a live server, of what it holds now:
/// `rerun+http://host:9876/proxy`.
#[derive(Debug, clap::Subcommand)]
pub enum Command {
    /// Print the messages of recordings.
    Print(print::Arguments),
    /// Count chunks, rows and bytes.
    Stats(stats::Arguments),
    /// Check that everything in the files is intact and valid. Prints to standard error.
    Verify(verify::Arguments),
    /// Put recordings together into one file, without what is there twice or superseded.
    Merge(merge::Arguments),
    /// Say whether two recordings hold the same, and what differs.
    ///
    /// The times on `log_time` and `sim_time`, the ids of rows and chunks, and when a recording was
    /// started are not compared. Numbers with a fraction may differ by a thousandth (of 64 bits: by
    /// 1e-8). Exit code 0: they hold the same. 1: they do not, and standard error says why.
    Compare(compare::Arguments),
    /// Rewrite recordings so that they are cheap to read: small chunks joined, large ones cut, thick
    /// columns apart from thin ones, and video streams cut where decoding can start.
    ///
    /// Recordings of the same id become one, and what is there twice or superseded is left out, as
    /// by `merge`. If an input is a folder, each `.rrd` and `.rbl` below it is rewritten to the same
    /// path below the output.
    Optimize(optimize::Arguments),
    /// Copy recordings without some entities or timelines.
    Filter(filter::Arguments),
    /// Copy recordings under another application or recording id, their data untouched.
    Route(route::Arguments),
    /// Copy everything that is intact in a damaged file.
    ///
    /// Exit code 0: nothing was lost. 3: something was, and is listed. 1: nothing was readable.
    Recover(recover::Arguments),
}

impl Command {
    /// Runs the command.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        allocator::prepare(&Input::from_paths(self.paths())?);
        if !self.copies_by_index() {
            input::forget_index();
        }
        crate::output::tidy_up_when_interrupted();
        // Many inputs are many open files. Where that is not allowed, opening them says so.
        rlimit::increase_nofile_limit(u64::MAX).ok();
        match self {
            Self::Print(arguments) => print::run(&arguments),
            Self::Stats(arguments) => stats::run(&arguments),
            Self::Verify(arguments) => verify::run(&arguments),
            Self::Merge(arguments) => merge::run(&arguments),
            Self::Compare(arguments) => compare::run(&arguments),
            Self::Optimize(arguments) => optimize::run(&arguments),
            Self::Filter(arguments) => filter::run(arguments),
            Self::Route(arguments) => route::run(arguments),
            Self::Recover(arguments) => recover::run(&arguments),
        }
    }
}

impl Command {
    fn copies_by_index(&self) -> bool {
        matches!(
            self,
            Self::Merge(_) | Self::Filter(_) | Self::Route(_) | Self::Optimize(_)
        )
    }

    fn paths(&self) -> &[PathBuf] {
        match self {
            Self::Print(arguments) => &arguments.paths,
            Self::Stats(arguments) => &arguments.paths,
            Self::Verify(arguments) => &arguments.paths,
            Self::Merge(arguments) => &arguments.copy.paths,
            Self::Compare(arguments) => &arguments.paths,
            Self::Optimize(arguments) => &arguments.copy.paths,
            Self::Filter(arguments) => &arguments.copy.paths,
            Self::Route(arguments) => &arguments.copy.paths,
            Self::Recover(arguments) => &arguments.paths,
        }
    }
}

/// The arguments of commands that write recordings.
#[derive(Clone, Debug, clap::Args)]
struct CopyArguments {
    /// Files or URLs to read, in this order; `-` or none is standard input.
    paths: Vec<PathBuf>,

    /// File to write; standard output if not given. It appears when it is whole, and may be one
    /// of the inputs.
    #[arg(short, long = "output", value_name = "FILE")]
    output: Option<PathBuf>,

    /// Report what is damaged and go on with what is intact, instead of failing.
    #[arg(long)]
    continue_on_error: bool,

    /// Fail also when an input is cut short or was never closed.
    #[arg(long)]
    strict: bool,
}

/// Threads that decode and encode.
fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
