//! Records put in order, of which there may be more than memory should hold.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::Result;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

/// Bytes of records that are in memory before they go to a temporary file.
const RUN_BYTES: usize = 2 << 20;
/// Bytes of each run that are read together.
const READ_BYTES: usize = 16 << 10;

/// Sorts records of `N` bytes as bytes are sorted: keys come first and are big-endian.
#[derive(Debug)]
pub struct Sorter<const N: usize> {
    run: Vec<[u8; N]>,
    file: Option<File>,
    /// How many records each run in the file has; the last may have fewer than the others.
    runs: Vec<usize>,
}

impl<const N: usize> Default for Sorter<N> {
    fn default() -> Self {
        Self {
            run: Vec::new(),
            file: None,
            runs: Vec::new(),
        }
    }
}

impl<const N: usize> Sorter<N> {
    const RUN: usize = RUN_BYTES / N;

    /// Adds a record.
    pub fn push(&mut self, record: [u8; N]) -> Result<()> {
        if self.run.len() == Self::RUN {
            self.spill()?;
        }
        self.run.push(record);
        Ok(())
    }

    fn spill(&mut self) -> Result<()> {
        self.run.sort_unstable();
        let file = match &self.file {
            Some(file) => file,
            None => self.file.insert(tempfile::tempfile()?),
        };
        let start = self.runs.len() * Self::RUN * N;
        file.write_all_at(self.run.as_flattened(), start as u64)?;
        self.runs.push(self.run.len());
        self.run.clear();
        Ok(())
    }

    /// All records, in order.
    pub fn sorted(mut self) -> Result<Sorted<N>> {
        if self.file.is_some() && !self.run.is_empty() {
            self.spill()?;
        }
        self.run.sort_unstable();
        let mut sorted = Sorted {
            memory: self.run.into_iter(),
            runs: Vec::new(),
            heads: BinaryHeap::new(),
        };
        let Some(file) = self.file.map(Arc::new) else {
            return Ok(sorted);
        };
        for (index, len) in self.runs.into_iter().enumerate() {
            let start = index * Self::RUN;
            let mut run = Run {
                file: Arc::clone(&file),
                next: start,
                end: start + len,
                block: Vec::new().into_iter(),
            };
            if let Some(record) = run.next()? {
                sorted.heads.push(Reverse((record, index)));
            }
            sorted.runs.push(run);
        }
        Ok(sorted)
    }
}

/// Records in order; see [`Sorter::sorted`].
#[derive(Debug)]
pub struct Sorted<const N: usize> {
    memory: std::vec::IntoIter<[u8; N]>,
    runs: Vec<Run<N>>,
    /// The next record of each run.
    heads: BinaryHeap<Reverse<([u8; N], usize)>>,
}

impl<const N: usize> Iterator for Sorted<N> {
    type Item = Result<[u8; N]>;

    fn next(&mut self) -> Option<Self::Item> {
        let Some(Reverse((record, index))) = self.heads.pop() else {
            return self.memory.next().map(Ok);
        };
        match self.runs.get_mut(index).map(Run::next) {
            Some(Ok(Some(next))) => self.heads.push(Reverse((next, index))),
            Some(Err(error)) => return Some(Err(error)),
            Some(Ok(None)) | None => {}
        }
        Some(Ok(record))
    }
}

/// Records in the file that are in order.
#[derive(Debug)]
struct Run<const N: usize> {
    file: Arc<File>,
    /// Positions of the first record that is not read yet, and of the first behind the run.
    next: usize,
    end: usize,
    block: std::vec::IntoIter<[u8; N]>,
}

impl<const N: usize> Run<N> {
    fn next(&mut self) -> Result<Option<[u8; N]>> {
        if let Some(record) = self.block.next() {
            return Ok(Some(record));
        }
        let len = (self.end - self.next).min((READ_BYTES / N).max(1));
        let mut block = vec![[0; N]; len];
        let start = (self.next * N) as u64;
        self.file.read_exact_at(block.as_flattened_mut(), start)?;
        self.next += len;
        self.block = block.into_iter();
        Ok(self.block.next())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(numbers: impl Iterator<Item = u64>) -> Vec<u64> {
        let mut sorter = Sorter::<8>::default();
        for number in numbers {
            sorter.push(number.to_be_bytes()).unwrap();
        }
        let sorted = sorter.sorted().unwrap();
        sorted.map(|it| u64::from_be_bytes(it.unwrap())).collect()
    }

    #[test]
    fn records_come_in_order_however_many_there_are() {
        for len in [0, 1, 5, RUN_BYTES as u64 / 8, 3 * RUN_BYTES as u64 / 8 + 17] {
            // A step that has no factor in common with the length visits every number once.
            let step = 7919;
            let numbers = (0..len).map(|n| (n * step) % len.max(1));
            let mut expected: Vec<u64> = numbers.clone().collect();
            expected.sort_unstable();
            assert_eq!(sorted(numbers), expected, "{len}");
        }
    }
}
