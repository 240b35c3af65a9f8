//! The Python SDK: its generated files, its tests, its wheel.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::python::Venv;
use crate::{cmd, paths};

/// What its tests need, relative to the workspace's root.
const REQUIREMENTS: &str = "sdks/python/tests/requirements.txt";

/// Writes what is generated from the declarations of types.
pub(crate) fn codegen() -> Result<()> {
    cmd::run(cmd::cargo()?.args(["run", "--quiet", "--package", "rushes-codegen"]))
}

/// An environment with the SDK, as it is now.
pub(crate) fn installed() -> Result<Venv> {
    let venv = Venv::made("venv-python", REQUIREMENTS)?;
    cmd::run(
        venv.python()
            .args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .args(["--force-reinstall", "--no-deps", "./sdks/python"])
            .env("CARGO_TARGET_DIR", paths::target()?),
    )?;
    Ok(venv)
}

/// Types, behaviour, and the same programs under the peer.
pub(crate) fn test() -> Result<()> {
    let venv = installed()?;
    let config = "--config-file=sdks/python/pyproject.toml";
    cmd::run(
        venv.python()
            .args(["-m", "mypy", config, "--package", "rushes"]),
    )?;
    cmd::run(
        venv.python()
            .args(["-m", "mypy", config, "examples/python"]),
    )?;
    cmd::run(
        venv.python()
            .args([
                "-m",
                "pyright",
                "--project",
                "examples/python",
                "--pythonpath",
            ])
            .arg(venv.interpreter()),
    )?;
    let peer = Venv::peer()?;
    cmd::run(cmd::cargo()?.args(["build", "--release", "--package", "rushes-cli"]))?;
    cmd::run(
        venv.python()
            .args(["-m", "pytest", "-p", "no:cacheprovider", "--quiet"])
            // Elsewhere than in its folder, where the sources would be imported instead.
            .args(["--import-mode=append", "sdks/python/tests"])
            .env("RUSHES_TEST_PEER", peer.interpreter())
            .env("RUSHES_TEST_CLI", paths::release_binary("rushes")?),
    )
}

/// Builds a wheel that carries the command line, too; prints where it is.
pub(crate) fn wheel() -> Result<PathBuf> {
    cmd::run(cmd::cargo()?.args(["build", "--release", "--package", "rushes-cli"]))?;
    let program = paths::release_binary("rushes")?;
    let name = program.file_name().context("the program has no name")?;
    let bundled = paths::root().join("sdks/python/rushes/_cli").join(name);
    std::fs::copy(&program, &bundled)
        .with_context(|| format!("{} cannot be copied", program.display()))?;
    let venv = Venv::made("venv-python", REQUIREMENTS)?;
    let folder = paths::target()?.join("wheels");
    let built = cmd::run(
        venv.python()
            .args(["-m", "maturin", "build", "--release", "--manifest-path"])
            .args(["sdks/python/Cargo.toml", "--out"])
            .arg(&folder)
            .env("CARGO_TARGET_DIR", paths::target()?),
    );
    std::fs::remove_file(&bundled).ok();
    built?;
    Ok(folder)
}

/// Measures both SDKs with the same program, and prints the ratios.
pub(crate) fn bench() -> Result<()> {
    let venv = Venv::peer()?;
    let ours = installed()?;
    cmd::run(
        ours.python()
            .arg("benches/python/compare.py")
            .arg(ours.interpreter())
            .arg(venv.interpreter())
            .arg(paths::target()?.join("bench")),
    )
}
