//! `cargo xtask test`: what CI does, step by step.
//!
//! Every step runs even if an earlier one failed, so that one run tells all there is to repair. The last line counts
//! them.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::{cmd, interop, python_sdk, tools};

/// Arguments of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run only these steps, in CI's order (repeatable, or separated by commas).
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Step>,

    /// Stop at the first step that fails.
    #[arg(long)]
    fail_fast: bool,
}

/// One step. The cheap ones come first.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    /// The sources are formatted.
    Fmt,
    /// No warning from the compiler or the lints.
    Clippy,
    /// Licences, sources and versions of dependencies.
    Deny,
    /// Unit, integration and property tests.
    Tests,
    /// The examples in the documentation.
    Doctests,
    /// The documentation of what users add to their programs.
    Docs,
    /// A fixed number of fuzz inputs.
    Fuzz,
    /// Reading what the peer writes, and the other way round.
    Interop,
    /// The Python SDK: types, behaviour, and the same programs under the peer.
    Python,
}

/// Runs the selected steps; success only if every one of them passed. The summary is the last line.
pub(crate) fn run(args: &Args) -> ExitCode {
    let selected = |step: &Step| args.only.is_empty() || args.only.contains(step);
    let mut passed = 0;
    let mut failed = Vec::new();
    for step in Step::value_variants().iter().copied().filter(selected) {
        println!("\n=== {}: {}", step.name(), step.promise());
        let start = Instant::now();
        let result = step.run();
        let seconds = start.elapsed().as_secs_f64();
        match result {
            Ok(()) => {
                passed += 1;
                println!("=== {}: passed in {seconds:.1} s", step.name());
            }
            Err(error) => {
                println!(
                    "=== {}: FAILED after {seconds:.1} s: {error:#}",
                    step.name()
                );
                failed.push(step.name());
                if args.fail_fast {
                    break;
                }
            }
        }
    }
    println!();
    if !failed.is_empty() {
        println!("failed: {}", failed.join(", "));
    }
    println!("xtask: {passed} passed, {} failed", failed.len());
    if failed.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

impl Step {
    fn name(self) -> String {
        self.to_possible_value()
            .map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// What it means that this step passed.
    fn promise(self) -> &'static str {
        match self {
            Self::Fmt => "the sources are formatted",
            Self::Clippy => "no warnings",
            Self::Deny => "dependencies have allowed licences and sources, and there is one arrow",
            Self::Tests => "unit, integration and property tests",
            Self::Doctests => "the examples in the documentation run",
            Self::Docs => "the documentation builds without warnings",
            Self::Fuzz => "no panic on the corpus and its mutations",
            Self::Interop => "the released peer reads what we write, and we read what it writes",
            Self::Python => "the Python SDK: types, behaviour, the same programs under the peer",
        }
    }

    fn run(self) -> Result<()> {
        match self {
            Self::Fmt => cargo(&["fmt", "--all", "--check"]),
            Self::Clippy => cargo(&[
                "clippy",
                "--workspace",
                "--all-targets",
                "--all-features",
                "--",
                "--deny",
                "warnings",
            ]),
            // `advisories` is left out: it fetches a database from outside the package registries.
            Self::Deny => {
                tools::DENY.ensure()?;
                cargo(&[
                    "deny",
                    "--workspace",
                    "--log-level",
                    "warn",
                    "check",
                    "bans",
                    "licenses",
                    "sources",
                ])
            }
            Self::Tests => {
                tools::NEXTEST.ensure()?;
                cargo(&["nextest", "run", "--workspace", "--all-features"])
            }
            Self::Doctests => cargo(&["test", "--doc", "--workspace"]),
            Self::Docs => cmd::run(
                cmd::cargo()?
                    .args(["doc", "--no-deps", "--package", "rushes", "--package"])
                    .arg("rushes-types")
                    .env("RUSTDOCFLAGS", "--deny warnings"),
            ),
            Self::Fuzz => cargo(&[
                "run",
                "--release",
                "--manifest-path",
                "fuzz/Cargo.toml",
                "--bin",
                "smoke",
                "--",
                "--inputs",
                "200000",
            ]),
            Self::Interop => interop::run(),
            Self::Python => python_sdk::test(),
        }
    }
}

fn cargo(args: &[&str]) -> Result<()> {
    cmd::run(cmd::cargo()?.args(args))
}
