//! What streams are written to.

use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use super::output::Medium;

/// A file on some disk.
pub(super) struct OnDisk {
    file: File,
    path: PathBuf,
    /// Whether the folder's entry for the file is on the disk as well.
    has_synced_entry: AtomicBool,
}

impl OnDisk {
    pub(super) fn new(file: File, path: PathBuf) -> Self {
        Self {
            file,
            path,
            has_synced_entry: AtomicBool::new(false),
        }
    }

    #[cfg(unix)]
    fn sync_entry(&self) -> io::Result<()> {
        let parent = self
            .path
            .parent()
            .filter(|path| !path.as_os_str().is_empty());
        let folder = File::open(parent.unwrap_or_else(|| ".".as_ref()))?;
        match folder.sync_all() {
            // Some file systems do not sync folders; then there is no better way.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
            result => result,
        }
    }

    #[cfg(not(unix))]
    fn sync_entry(&self) -> io::Result<()> {
        Ok(())
    }
}

impl Write for OnDisk {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Medium for OnDisk {
    fn sync(&self) -> io::Result<()> {
        match self.file.sync_data() {
            // A pipe or a terminal has no medium.
            Err(error) if error.kind() == io::ErrorKind::InvalidInput => return Ok(()),
            result => result?,
        }
        if !self.has_synced_entry.load(Ordering::Relaxed) {
            self.sync_entry()?;
            self.has_synced_entry.store(true, Ordering::Relaxed);
        }
        Ok(())
    }
}

/// Something that the program supplies. To flush it is all that can be done.
pub(super) struct Unknown<W>(pub(super) W);

impl<W: Write> Write for Unknown<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: Write + Send + 'static> Medium for Unknown<W> {
    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

/// An output whose reader may go away at any time.
pub(super) struct QuietPipe {
    /// None once the reader has gone.
    output: Option<File>,
}

impl QuietPipe {
    pub(super) fn new(output: File) -> Self {
        Self {
            output: Some(output),
        }
    }

    fn try_with<T>(
        &mut self,
        none: T,
        f: impl FnOnce(&mut File) -> io::Result<T>,
    ) -> io::Result<T> {
        let Some(output) = &mut self.output else {
            return Ok(none);
        };
        match f(output) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                log::debug!("the reader of standard output has gone: data is dropped");
                self.output = None;
                Ok(none)
            }
            result => result,
        }
    }
}

impl Write for QuietPipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.try_with(bytes.len(), |output| output.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        self.try_with((), Write::flush)
    }
}

impl Medium for QuietPipe {
    /// It may be a file to which standard output was redirected.
    fn sync(&self) -> io::Result<()> {
        match self.output.as_ref().map(File::sync_data) {
            Some(Err(error)) if error.kind() != io::ErrorKind::InvalidInput => Err(error),
            _ => Ok(()),
        }
    }
}

/// Standard output as a file: the standard library's own handle would cut messages at newlines.
pub(super) fn unbuffered_stdout() -> io::Result<File> {
    let stdout = io::stdout();
    #[cfg(unix)]
    let handle = std::os::fd::AsFd::as_fd(&stdout).try_clone_to_owned()?;
    #[cfg(windows)]
    let handle = std::os::windows::io::AsHandle::as_handle(&stdout).try_clone_to_owned()?;
    Ok(File::from(handle))
}
