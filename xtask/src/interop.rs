//! The tests against the released peer, both ways: `tests/interop`, run by pytest in the peer's environment.

use anyhow::Result;

use crate::python::Venv;
use crate::{cmd, paths};

/// Builds what the tests run and runs them.
pub(crate) fn run() -> Result<()> {
    cmd::run(cmd::cargo()?.args([
        "build",
        "--release",
        "--package",
        "rushes-cli",
        "--package",
        "rushes",
        "--package",
        "every-field",
        "--package",
        "same-program",
        "--bins",
        "--examples",
        "--features",
        "rushes/dataframe",
    ]))?;
    let venv = Venv::peer()?;
    cmd::run(
        venv.python()
            .args([
                "-m",
                "pytest",
                "-p",
                "no:cacheprovider",
                "--quiet",
                "tests/interop",
            ])
            .env("RUSHES_BIN", paths::release_binary("rushes")?)
            .env("PEER_BIN", venv.peer_binary()?)
            .env("EVERY_FIELD_BIN", paths::release_binary("every-field")?)
            .env("SAME_PROGRAM_BIN", paths::release_binary("same-program")?)
            .env("EXAMPLES_DIR", paths::target()?.join("release/examples")),
    )
}
