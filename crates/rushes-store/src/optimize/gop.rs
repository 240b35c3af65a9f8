//! Samples of a video into batches that can be decoded by themselves.

/// One sample of a video.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Which of the chunks it is in, and its row there.
    pub chunk: u32,
    /// See `chunk`.
    pub row: u32,
    /// When it is shown.
    pub time: i64,
    /// Bytes of it.
    pub bytes: u32,
    /// Whether decoding can start here.
    pub is_keyframe: bool,
}

/// Rows of one chunk that follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Which of the chunks.
    pub chunk: u32,
    /// The first row.
    pub start: u32,
    /// How many.
    pub len: u32,
}

/// Samples that stay together.
#[derive(Debug, Default)]
struct Run {
    rows: Vec<Rows>,
    bytes: u64,
}

impl Run {
    fn add(&mut self, sample: &Sample) {
        self.bytes += u64::from(sample.bytes);
        match self.rows.last_mut() {
            Some(last) if last.chunk == sample.chunk && last.start + last.len == sample.row => {
                last.len += 1;
            }
            _ => self.rows.push(Rows {
                chunk: sample.chunk,
                start: sample.row,
                len: 1,
            }),
        }
    }

    fn append(&mut self, other: Self) {
        self.bytes += other.bytes;
        self.rows.extend(other.rows);
    }
}

/// The samples, which are in order, in batches that each start with a keyframe, but for those
/// before the first one. A batch has at most `max_bytes`, if it is more than one group of pictures;
/// 0 means one group each.
pub fn batches(samples: &[Sample], max_bytes: u64) -> Vec<Vec<Rows>> {
    let mut batches = Vec::new();
    let mut batch = Run::default();
    // What is before the first keyframe stays apart.
    let mut can_grow = false;
    for group in samples.chunk_by(|_, next| !next.is_keyframe) {
        let mut run = Run::default();
        group.iter().for_each(|sample| run.add(sample));
        if can_grow && batch.bytes + run.bytes <= max_bytes {
            batch.append(run);
        } else {
            batches.push(std::mem::replace(&mut batch, run).rows);
        }
        can_grow = group.first().is_some_and(|sample| sample.is_keyframe);
    }
    batches.push(batch.rows);
    batches.retain(|rows| !rows.is_empty());
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(text: &str) -> Vec<Sample> {
        let samples = text.chars().zip(0..).map(|(kind, row)| Sample {
            chunk: row / 4,
            row: row % 4,
            time: row.into(),
            bytes: 10,
            is_keyframe: kind == 'K',
        });
        samples.collect()
    }

    fn lengths(text: &str, max_bytes: u64) -> Vec<u32> {
        let batches = batches(&samples(text), max_bytes);
        let rows = batches.iter().map(|rows| rows.iter().map(|it| it.len));
        rows.map(Iterator::sum).collect()
    }

    #[test]
    fn batches_start_with_keyframes_and_keep_the_limit() {
        assert_eq!(lengths("K..K..K..K.", 60), [6, 5]);
        assert_eq!(lengths("K..K..K..K.", 0), [3, 3, 3, 2]);
        assert_eq!(lengths("K........K.", 30), [9, 2]);
        assert_eq!(lengths("..K..K..", 1000), [2, 6]);
        assert_eq!(lengths(".....", 1000), [5]);
        assert!(lengths("", 1000).is_empty());
    }

    #[test]
    fn rows_of_a_chunk_that_follow_each_other_are_one_piece() {
        let all = batches(&samples("K......."), 1000);
        let rows = |chunk| Rows {
            chunk,
            start: 0,
            len: 4,
        };
        assert_eq!(all, [[rows(0), rows(1)]]);
    }
}
