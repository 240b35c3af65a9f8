//! Bytes that are written first and read later, and that may be many.

use std::fs::File;
use std::io::Write;
use std::os::unix::fs::FileExt as _;

use crate::{Error, Result};

/// Bytes that are kept in memory before they go to the file.
const MEMORY_BYTES: usize = 1 << 20;

/// Keeps what is written in memory while it is little, and then in a temporary file that nobody
/// else sees. Without the feature `spill` there is no such file.
#[derive(Debug, Default)]
pub(crate) struct Spool {
    /// What is behind the bytes in the file.
    memory: Vec<u8>,
    file: Option<File>,
    in_file: u64,
}

impl Spool {
    /// Bytes written.
    pub fn len(&self) -> u64 {
        self.in_file + self.memory.len() as u64
    }

    /// Reads `buffer.len()` bytes from `at` on, all of which must have been written.
    pub fn read_at(&self, at: u64, buffer: &mut [u8]) -> Result<()> {
        let beyond = || Error::invalid("a read beyond the end of what was written");
        let from_file = self.in_file.saturating_sub(at).min(buffer.len() as u64);
        let (front, back) = buffer.split_at_mut(from_file as usize);
        if let Some(file) = self.file.as_ref().filter(|_| !front.is_empty()) {
            file.read_exact_at(front, at)?;
        }
        if back.is_empty() {
            return Ok(());
        }
        let from = (at + from_file - self.in_file) as usize;
        let bytes = self.memory.get(from..).ok_or_else(beyond)?;
        back.copy_from_slice(bytes.get(..back.len()).ok_or_else(beyond)?);
        Ok(())
    }

    /// The bytes in this range.
    pub fn get(&self, at: u64, len: usize) -> Result<Vec<u8>> {
        let mut buffer = vec![0; len];
        self.read_at(at, &mut buffer)?;
        Ok(buffer)
    }

    /// Gives everything to `each`, in order and in pieces.
    pub fn read_all(&self, mut each: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
        let mut at = 0;
        while at < self.in_file {
            let len = (self.in_file - at).min(MEMORY_BYTES as u64);
            each(&self.get(at, len as usize)?)?;
            at += len;
        }
        each(&self.memory)
    }

    #[cfg(feature = "spill")]
    fn spill(&mut self) -> std::io::Result<()> {
        if self.memory.len() < MEMORY_BYTES {
            return Ok(());
        }
        let file = match &self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        file.write_all_at(&self.memory, self.in_file)?;
        self.in_file += self.memory.len() as u64;
        self.memory.clear();
        Ok(())
    }

    #[cfg(not(feature = "spill"))]
    #[expect(clippy::unnecessary_wraps, reason = "with the feature it can fail")]
    fn spill(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Write for Spool {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.memory.extend_from_slice(bytes);
        self.spill()?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read_wherever_it_lies() {
        let mut spool = Spool::default();
        let byte = |at: usize| (at % 251) as u8;
        let total = 3 * MEMORY_BYTES + 12_345;
        for start in (0..total).step_by(10_000) {
            let piece: Vec<u8> = (start..total.min(start + 10_000)).map(byte).collect();
            spool.write_all(&piece).unwrap();
        }
        assert_eq!(spool.len(), total as u64);
        for (at, len) in [(0, 10), (MEMORY_BYTES - 5, 10), (total - 100_000, 100_000)] {
            let expected: Vec<u8> = (at..at + len).map(byte).collect();
            assert_eq!(spool.get(at as u64, len).unwrap(), expected);
        }
        let mut all = Vec::new();
        spool
            .read_all(|piece| {
                all.extend_from_slice(piece);
                Ok(())
            })
            .unwrap();
        assert_eq!(all, (0..total).map(byte).collect::<Vec<_>>());
        assert!(spool.get(total as u64, 1).is_err());
    }
}
