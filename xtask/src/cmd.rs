//! Runs other programs and says which one failed, and how.

use std::ffi::OsStr;
use std::io::ErrorKind;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::paths;

/// The `cargo` that runs us, in the workspace's root, with `target/tools/bin` first in its path.
pub(crate) fn cargo() -> Result<Command> {
    let mut command = command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let tools = std::iter::once(paths::tools()?.join("bin"));
    let path = std::env::join_paths(tools.chain(std::env::split_paths(&inherited)))
        .context("the PATH of this shell cannot be extended")?;
    command.env("PATH", path);
    Ok(command)
}

/// Any program, run in the workspace's root.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(paths::root());
    command
}

/// Runs a command with our own input and output; an error unless it succeeds.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    println!("$ {line}");
    let status = command.status().map_err(|error| explain(error, &line))?;
    if !status.success() {
        bail!("`{line}` failed: {status}");
    }
    Ok(())
}

/// Runs a command and returns what it printed to standard output; an error, with its standard error, unless it
/// succeeds.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| explain(error, &line))?;
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` failed: {}\n{}", output.status, stderr.trim_end());
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{line}` printed bytes that are not text"))
}

fn explain(error: std::io::Error, line: &str) -> anyhow::Error {
    if error.kind() == ErrorKind::NotFound {
        return anyhow::anyhow!("`{line}` cannot be run: no such program is installed");
    }
    anyhow::Error::new(error).context(format!("`{line}` cannot be run"))
}

/// The command as one would type it in the workspace's root.
fn line(command: &Command) -> String {
    let root = format!("{}/", paths::root().display());
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| {
            let word = word.to_string_lossy().replace(&root, "");
            let plain = |c: char| c.is_ascii_alphanumeric() || "-_./=:+,@%".contains(c);
            if !word.is_empty() && word.chars().all(plain) {
                word
            } else {
                format!("'{}'", word.replace('\'', r"'\''"))
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_names_the_command_and_carries_its_standard_error() {
        let error = output(command("sh").args(["-c", "echo why >&2; exit 3"])).unwrap_err();
        let text = format!("{error:#}");
        assert!(
            text.contains("`sh -c 'echo why >&2; exit 3'` failed"),
            "{text}"
        );
        assert!(text.ends_with("why"), "{text}");
    }

    #[test]
    fn a_missing_program_is_said_to_be_missing() {
        let error = run(&mut command("rushes-no-such-program")).unwrap_err();
        assert!(
            format!("{error:#}").contains("no such program is installed"),
            "{error:#}"
        );
    }
}
