//! What is known of every chunk of an input, of which there may be more than memory should hold.

use std::collections::HashSet;
use std::fs::File;
use std::io::Result;
use std::os::unix::fs::FileExt as _;

use foldhash::fast::FixedState;

/// Bytes of records that are in memory at most, twice: those that are not in the file yet, and
/// those that were read last.
const BLOCK_BYTES: usize = 512 << 10;

/// A list of records of `N` bytes each. When there are many, most are in a temporary file.
#[derive(Debug)]
pub struct SpillVec<const N: usize> {
    /// Those behind the ones in the file.
    tail: Vec<[u8; N]>,
    file: Option<File>,
    in_file: usize,
    /// Some that were read from the file, and the first one's position.
    block: (usize, Vec<[u8; N]>),
}

impl<const N: usize> Default for SpillVec<N> {
    fn default() -> Self {
        Self {
            tail: Vec::new(),
            file: None,
            in_file: 0,
            block: (0, Vec::new()),
        }
    }
}

impl<const N: usize> SpillVec<N> {
    const BLOCK: usize = BLOCK_BYTES / N;

    /// Number of records.
    pub fn len(&self) -> usize {
        self.in_file + self.tail.len()
    }

    /// Appends a record.
    pub fn push(&mut self, record: [u8; N]) -> Result<()> {
        if self.tail.len() == Self::BLOCK {
            let file = match &self.file {
                Some(file) => file,
                None => self.file.insert(tempfile::tempfile()?),
            };
            file.write_all_at(self.tail.as_flattened(), (self.in_file * N) as u64)?;
            self.in_file += self.tail.len();
            self.tail.clear();
        }
        self.tail.push(record);
        Ok(())
    }

    /// A record; `None` behind the last. Neighbours are cheap to read after each other.
    pub fn get(&mut self, position: usize) -> Result<Option<[u8; N]>> {
        if let Some(at) = position.checked_sub(self.in_file) {
            return Ok(self.tail.get(at).copied());
        }
        let (start, block) = &mut self.block;
        if position < *start || position >= *start + block.len() {
            *start = position - position % Self::BLOCK;
            block.resize(Self::BLOCK, [0; N]);
            if let Some(file) = &self.file {
                file.read_exact_at(block.as_flattened_mut(), (*start * N) as u64)?;
            }
        }
        Ok(block.get(position - *start).copied())
    }

    /// Where the record is whose `key` is this, if keys ascend from `from` on. It is looked for at
    /// `guess` first.
    pub fn find(
        &mut self,
        from: usize,
        guess: usize,
        wanted: u64,
        key: impl Fn(&[u8; N]) -> u64,
    ) -> Result<Option<usize>> {
        let mut at = |position| Ok::<_, std::io::Error>(self.get(position)?.map(|r| key(&r)));
        if guess >= from && at(guess)? == Some(wanted) {
            return Ok(Some(guess));
        }
        let (mut low, mut high) = (from, self.in_file + self.tail.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let is_before = self
                .get(middle)?
                .is_some_and(|record| key(&record) < wanted);
            if is_before {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let found = self.get(low)?.is_some_and(|record| key(&record) == wanted);
        Ok(found.then_some(low))
    }
}

/// Ids that are looked at together.
const IDS_PER_PASS: usize = 1 << 18;

/// Says which of `len` ids were there before.
pub fn repeated(len: usize, mut id: impl FnMut(usize) -> Result<u128>) -> Result<Bits> {
    let mut bits = Bits::default();
    let passes = len.div_ceil(IDS_PER_PASS) as u128;
    for pass in 0..passes {
        let mut seen: HashSet<u128, FixedState> = HashSet::default();
        for position in 0..len {
            let id = id(position)?;
            // Ids count up, so this deals them out evenly.
            if id % passes == pass && !seen.insert(id) {
                bits.set(position);
            }
        }
    }
    Ok(bits)
}

/// Whether each of many is something.
#[derive(Debug, Default)]
pub struct Bits(Vec<u64>);

impl Bits {
    /// Says that one is. Returns whether it was not before.
    pub fn set(&mut self, position: usize) -> bool {
        let (word, bit) = (position / 64, 1 << (position % 64));
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        let Some(word) = self.0.get_mut(word) else {
            return false;
        };
        let is_new = *word & bit == 0;
        *word |= bit;
        is_new
    }

    /// Those that are, in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        let words = self.0.iter().enumerate().filter(|(_, word)| **word != 0);
        words.flat_map(|(at, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 != 0)
                .map(move |bit| 64 * at + bit)
        })
    }

    /// Whether one is.
    pub fn get(&self, position: usize) -> bool {
        let word = self.0.get(position / 64).copied().unwrap_or_default();
        word & (1 << (position % 64)) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_read_wherever_they_are() {
        let mut list = SpillVec::<8>::default();
        let len = 3 * BLOCK_BYTES as u64 / 8 + 17;
        for number in 0..len {
            list.push((2 * number).to_le_bytes()).unwrap();
        }
        let key = |record: &[u8; 8]| u64::from_le_bytes(*record);
        for position in [0, 1, len / 2, len - 18, len - 17, len - 1, 5] {
            let record = list.get(position as usize).unwrap().unwrap();
            assert_eq!(key(&record), 2 * position);
            let found = list.find(0, 7, 2 * position, key).unwrap();
            assert_eq!(found, Some(position as usize));
            assert_eq!(list.find(0, 7, 2 * position + 1, key).unwrap(), None);
        }
        assert_eq!(list.get(len as usize).unwrap(), None);
        assert_eq!(list.find(4, 4, 6, key).unwrap(), None);
    }

    #[test]
    fn repeated_ids_are_found_however_many_there_are() {
        let len = 2 * IDS_PER_PASS + 5;
        let ids: Vec<u128> = (0..len as u128)
            .map(|n| if n % 1000 == 999 { n - 500 } else { n })
            .collect();
        let repeated = repeated(len, |at| Ok(ids[at])).unwrap();
        for position in 0..len {
            assert_eq!(repeated.get(position), position % 1000 == 999, "{position}");
        }
    }
}
