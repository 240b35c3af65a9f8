//! Cargo subcommands that the tests need: the machine's own, or else one built here, once.

use anyhow::{Context as _, Result};

use crate::{cmd, paths};

/// A cargo subcommand, published as a crate.
pub(crate) struct Tool {
    /// The name of the crate and of its binary.
    pub(crate) name: &'static str,
    /// The version to install when the machine has none.
    pub(crate) version: &'static str,
}

/// Runs tests, each in its own process.
pub(crate) const NEXTEST: Tool = Tool {
    name: "cargo-nextest",
    version: "0.9.143",
};

/// Refuses licences, sources and duplicates that `deny.toml` does not allow.
pub(crate) const DENY: Tool = Tool {
    name: "cargo-deny",
    version: "0.20.2",
};

impl Tool {
    /// Makes sure that `cargo <subcommand>` works; builds the tool into `target/tools` if it does not.
    pub(crate) fn ensure(&self) -> Result<()> {
        let subcommand = self.name.trim_start_matches("cargo-");
        if cmd::output(cmd::cargo()?.args([subcommand, "--version"])).is_ok() {
            return Ok(());
        }
        println!(
            "`cargo {subcommand}` is not installed; building it once, which takes some minutes"
        );
        cmd::run(
            cmd::cargo()?
                .args(["install", "--locked", "--no-default-features", "--root"])
                .arg(paths::tools()?)
                .args(["--version", self.version, self.name]),
        )
        .with_context(|| format!("{} is needed and could not be installed", self.name))
    }
}
