//! Python environments, such as the one that holds the peer: made once under the target directory, from pinned
//! requirements.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::{cmd, paths};

/// What the environment must hold, relative to the workspace's root.
const REQUIREMENTS: &str = "tests/interop/requirements.txt";

/// The oldest Python for which the peer's SDK is published.
const OLDEST: (u32, u32) = (3, 11);

/// A Python environment.
pub(crate) struct Venv {
    directory: PathBuf,
}

impl Venv {
    /// The environment of the peer.
    pub(crate) fn peer() -> Result<Self> {
        Self::made("venv-peer", REQUIREMENTS)
    }

    /// An environment of that name with these requirements, a file relative to the workspace's root; made or remade if
    /// they or the machine's Python have changed.
    pub(crate) fn made(name: &str, requirements: &str) -> Result<Self> {
        let requirements = paths::root().join(requirements);
        let wanted = std::fs::read_to_string(&requirements)
            .with_context(|| format!("{} cannot be read", requirements.display()))?;
        let (interpreter, version) = interpreter()?;
        let wanted = format!("python {version}\n{wanted}");

        let venv = Self {
            directory: paths::target()?.join(name),
        };
        let stamp = venv.directory.join("installed.txt");
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(venv);
        }
        // Debian splits `ensurepip` off into a package of its own, and `-m venv` then fails in many words.
        cmd::output(cmd::command(interpreter).args(["-c", "import venv, ensurepip"]))
            .with_context(|| {
                format!(
                    "{interpreter} has no `venv` module; on Debian: apt-get install python3-venv"
                )
            })?;
        cmd::run(
            cmd::command(interpreter)
                .args(["-m", "venv", "--clear"])
                .arg(&venv.directory),
        )?;
        cmd::run(
            venv.python()
                .args([
                    "-m",
                    "pip",
                    "install",
                    "--quiet",
                    "--disable-pip-version-check",
                    "-r",
                ])
                .arg(&requirements),
        )?;
        std::fs::write(&stamp, wanted)
            .with_context(|| format!("{} cannot be written", stamp.display()))?;
        Ok(venv)
    }

    /// Where Python is in this environment.
    pub(crate) fn interpreter(&self) -> PathBuf {
        self.directory.join("bin/python")
    }

    /// Python in this environment.
    pub(crate) fn python(&self) -> Command {
        let mut command = self.command(&self.interpreter());
        command
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env_remove("PYTHONPATH")
            .env_remove("PYTHONHOME");
        command
    }

    /// Any program, as the peer is to be run: without usage reports, and with its configuration
    /// here rather than in the user's home.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = cmd::command(program);
        command
            .env("RERUN_ANALYTICS", "0")
            .env("XDG_CONFIG_HOME", self.directory.join("config"))
            .env("XDG_DATA_HOME", self.directory.join("data"));
        command
    }

    /// The peer's command line: the native program itself, not the Python script that starts it, which would add its
    /// own time to every measurement.
    pub(crate) fn peer_binary(&self) -> Result<PathBuf> {
        let script = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
        let packages = cmd::output(self.python().args(["-c", script]))?;
        let binary = Path::new(packages.trim()).join("rerun_cli/rerun");
        if !binary.is_file() {
            bail!(
                "the peer's package holds no program at {}",
                binary.display()
            );
        }
        Ok(binary)
    }
}

/// The machine's Python and its version; the first that is new enough.
fn interpreter() -> Result<(&'static str, String)> {
    let mut found = Vec::new();
    for name in [
        "python3",
        "python3.14",
        "python3.13",
        "python3.12",
        "python3.11",
    ] {
        let script = "import sys; print(*sys.version_info[:3])";
        let Ok(version) = cmd::output(cmd::command(name).args(["-c", script])) else {
            continue;
        };
        let parts: Vec<u32> = version
            .split_whitespace()
            .filter_map(|part| part.parse().ok())
            .collect();
        if let [major, minor, ..] = parts[..] {
            if (major, minor) >= OLDEST {
                return Ok((name, version.trim().replace(' ', ".")));
            }
            found.push(format!("{name} {major}.{minor}"));
        }
    }
    let (major, minor) = OLDEST;
    let found = if found.is_empty() {
        "none".to_owned()
    } else {
        found.join(", ")
    };
    bail!(
        "tests against the peer need Python {major}.{minor} or newer as `python3`; found: {found}"
    );
}
