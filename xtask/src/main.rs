//! `cargo xtask`: the one entry for tests and benches.
//!
//! Read `test.rs` for what CI does and in which order, `interop.rs` for the tests against the peer, `bench/` for the
//! comparisons with it, `python_sdk.rs` for the Python SDK. `cmd.rs`, `paths.rs`, `tools.rs` and `python.rs` are what those stand on: running a command,
//! finding our folders, getting cargo subcommands, getting a Python environment.

// Telling a person what runs and how it went is this program's whole purpose.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod bench;
mod cmd;
mod interop;
mod paths;
mod python;
mod python_sdk;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Test and measure Rushes.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Do everything that CI does: format, lints, tests, licences, fuzz smoke, interop with the peer.
    Test(test::Args),
    /// Write what is generated from the declarations of types: the classes of the Python SDK.
    Codegen,
    /// Build a wheel of the Python SDK that carries the command line.
    Wheel,
    /// Compare speed and memory with the peer.
    #[command(subcommand)]
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Test(args) => Ok(test::run(&args)),
        Task::Bench(bench::Bench::Rrd(args)) => bench::rrd::run(&args),
        Task::Bench(bench::Bench::Sdk(args)) => bench::sdk::run(&args),
        Task::Bench(bench::Bench::Net(args)) => bench::net::run(&args),
        Task::Bench(bench::Bench::Python) => python_sdk::bench().map(|()| ExitCode::SUCCESS),
        Task::Codegen => python_sdk::codegen().map(|()| ExitCode::SUCCESS),
        Task::Wheel => python_sdk::wheel().map(|folder| {
            println!("{}", folder.display());
            ExitCode::SUCCESS
        }),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
