//! Where commands write to: a file that appears only when it is whole, or standard output.

use std::fs::File;
use std::io::{IsTerminal as _, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context as _, bail};

/// An output under way. Without [`Output::commit`] it leaves nothing behind.
#[derive(Debug)]
pub struct Output {
    target: Target,
    written: u64,
}

#[derive(Debug)]
enum Target {
    /// A temporary file beside the target, which it replaces in the end.
    Temporary {
        file: tempfile::NamedTempFile,
        path: PathBuf,
    },
    /// A device or pipe: there is nothing to replace.
    Special(File),
    Stdout(std::io::Stdout),
}

impl Output {
    /// Opens the output. Standard output must not be a terminal: the data are binary.
    pub fn create(path: Option<&Path>) -> anyhow::Result<Self> {
        let Some(path) = path else {
            let stdout = std::io::stdout();
            if stdout.is_terminal() {
                bail!(
                    "you must redirect the output to a file and/or stream; \
                     see -o/--output, or append `> FILE`"
                );
            }
            return Ok(Self {
                target: Target::Stdout(stdout),
                written: 0,
            });
        };
        let context = || format!("couldn't create {:?}", path.display().to_string());
        // A link is followed, so that what it points at is replaced and not the link.
        let path = path.canonicalize().unwrap_or_else(|_new| path.to_owned());
        let metadata = path.metadata().ok();
        if metadata
            .as_ref()
            .is_some_and(|metadata| !metadata.is_file())
        {
            let file = File::options()
                .write(true)
                .open(&path)
                .with_context(context)?;
            return Ok(Self {
                target: Target::Special(file),
                written: 0,
            });
        }
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".tmp");
        #[cfg(unix)]
        builder.permissions(match &metadata {
            Some(metadata) => metadata.permissions(),
            None => std::os::unix::fs::PermissionsExt::from_mode(0o666),
        });
        let file = builder.tempfile_in(folder).with_context(context)?;
        remember(file.path());
        Ok(Self {
            target: Target::Temporary { file, path },
            written: 0,
        })
    }

    /// Standard output, for text: a terminal may show it.
    #[cfg(feature = "sql")]
    pub fn text() -> Self {
        Self {
            target: Target::Stdout(std::io::stdout()),
            written: 0,
        }
    }

    /// Makes the output durable, and a file visible under its name.
    pub fn commit(self) -> anyhow::Result<u64> {
        match self.target {
            Target::Temporary { file, path } => {
                file.as_file().sync_all()?;
                let kept = file.persist(&path).map_err(|err| err.error);
                kept.with_context(|| format!("couldn't create {:?}", path.display().to_string()))?;
                let folder = path
                    .parent()
                    .filter(|folder| !folder.as_os_str().is_empty());
                // Some file systems cannot sync a folder; the rename has happened all the same.
                let synced =
                    File::open(folder.unwrap_or(Path::new("."))).and_then(|f| f.sync_all());
                drop(synced);
            }
            Target::Special(mut file) => file.flush()?,
            Target::Stdout(mut stdout) => stdout.flush()?,
        }
        Ok(self.written)
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = match &mut self.target {
            Target::Temporary { file, .. } => file.as_file_mut().write(bytes)?,
            Target::Special(file) => file.write(bytes)?,
            Target::Stdout(stdout) => stdout.write(bytes)?,
        };
        self.written += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        match &mut self.target {
            Target::Temporary { file, .. } => file.as_file_mut().flush(),
            Target::Special(file) => file.flush(),
            Target::Stdout(stdout) => stdout.flush(),
        }
    }
}

/// Temporary files of this run.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn remember(path: &Path) {
    if let Ok(mut paths) = TEMPORARY.lock() {
        paths.push(path.to_owned());
    }
}

/// The exit code of a program that was interrupted.
const EXIT_INTERRUPTED: i32 = 130;

/// Has a program that is interrupted or asked to end leave no temporary file behind.
pub fn tidy_up_when_interrupted() {
    let tidy_up = || {
        let paths = TEMPORARY.lock().map(|paths| paths.clone());
        for path in paths.unwrap_or_default() {
            // Those that got their name, or are gone, are not there any more.
            std::fs::remove_file(path).ok();
        }
        std::process::exit(EXIT_INTERRUPTED);
    };
    // Without the handler, an interrupted program leaves a hidden file; that is no reason to fail.
    ctrlc::set_handler(tidy_up).ok();
}

/// Whether the reader of our output went away, which is no failure of ours.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
    })
}

/// Prints text to standard output. Fails, as writing does, when nobody reads it any more.
pub fn print(text: &str) -> anyhow::Result<()> {
    let mut stdout = std::io::stdout().lock();
    stdout.write_all(text.as_bytes())?;
    Ok(stdout.flush()?)
}
