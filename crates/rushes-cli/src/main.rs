//! The `rushes` command line: thin commands over the other crates.
//!
//! `rrd` holds the commands on files and streams, `live` those that go over the network, `demo` the first recording that a user makes.
//! `tables` holds those that show recordings as tables (behind the feature `sql`).
//! `input`, `remote`, `output`, `report` and `progress` are what the commands share.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is what commands do"
)]

mod allocator;
mod demo;
mod input;
mod live;
mod output;
mod paths;
mod progress;
mod remote;
mod report;
mod rrd;
mod sort;
mod spill;
#[cfg(feature = "sql")]
mod tables;
mod text;
mod types;

use std::process::ExitCode;

use clap::Parser;

/// Record, read and repair recordings.
#[derive(Debug, Parser)]
#[command(name = "rushes", version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Work on `.rrd` and `.rbl` files and streams.
    #[command(subcommand)]
    Rrd(rrd::Command),
    /// Ask recordings in SQL: a question, or a prompt.
    #[cfg(feature = "sql")]
    Sql(tables::sql::Arguments),
    /// Show the rows of a timeline: all entities, joined by their times.
    #[cfg(feature = "sql")]
    Dataframe(tables::dataframe::Arguments),
    /// Write recordings as files of tables: Parquet, CSV, JSON lines, Arrow.
    #[cfg(feature = "sql")]
    Export(tables::export::Arguments),
    /// Be a server: programs send to it, viewers read from it.
    Serve(live::serve::Arguments),
    /// Follow what programs send to a server: print it, or write it to a file.
    Tail(live::tail::Arguments),
    /// Send files to a server, or to a viewer.
    Push(live::push::Arguments),
    /// Record this machine for some seconds, from several processes, and show what was recorded.
    Demo(demo::Arguments),
    /// Describe the archetypes, components and datatypes.
    Types(types::Arguments),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Rrd(command) => command.run(),
        #[cfg(feature = "sql")]
        Command::Sql(arguments) => tables::sql::run(&arguments),
        #[cfg(feature = "sql")]
        Command::Dataframe(arguments) => tables::dataframe::run(&arguments),
        #[cfg(feature = "sql")]
        Command::Export(arguments) => tables::export::run(&arguments),
        Command::Serve(arguments) => live::serve::run(&arguments),
        Command::Tail(arguments) => live::tail::run(&arguments),
        Command::Push(arguments) => live::push::run(&arguments),
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Types(arguments) => types::run(&arguments),
    };
    match result {
        Ok(code) => code,
        Err(error) if output::is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("Error: {}", text::chain(&error));
            ExitCode::FAILURE
        }
    }
}
