//! What is checked of one chunk, and of one row of a manifest.

use std::hash::{BuildHasher as _, Hash};

use foldhash::quality::FixedState;
use rushes_chunk::Chunk;
use rushes_chunk::schema::Normalized;
use rushes_rrd::{ArrowMsg, ChunkIndex, TimeSpan};
use rushes_types::reflection;

/// What is wrong with a chunk.
#[derive(Debug, Default)]
pub struct Problems {
    /// Against the rules.
    pub errors: Vec<String>,
    /// Tolerated by readers.
    pub warnings: Vec<String>,
}

/// Checks what a chunk claims about itself, and its components' types and values.
pub fn chunk(message: &ArrowMsg, normalized: &Normalized, chunk: &Chunk) -> Problems {
    let mut problems = Problems {
        warnings: normalized.warnings.clone(),
        ..Problems::default()
    };
    let claims = std::iter::once(("the row ids", chunk.is_sorted())).chain(
        normalized.timelines.iter().filter_map(|timeline| {
            let column = chunk.timelines().get(timeline.name())?;
            Some((timeline.name().as_str(), column.is_sorted()))
        }),
    );
    for ((name, is_sorted), claimed) in claims.zip(&normalized.claims_sorted) {
        if *claimed && !is_sorted {
            problems
                .errors
                .push(format!("{name} claim to be sorted, but are not"));
        }
    }
    if message.chunk_id.is_some_and(|id| id != chunk.id()) {
        problems
            .errors
            .push("the message names another chunk".to_owned());
    }
    if message
        .is_static
        .is_some_and(|is_static| is_static != chunk.is_static())
    {
        problems
            .errors
            .push("the message is wrong on whether the chunk is static".to_owned());
    }
    for column in chunk.components() {
        if let Err(problem) = verify_column(column) {
            problems
                .errors
                .push(format!("{}: {problem}", column.descriptor.component));
        }
    }
    problems
}

/// What a manifest must say of a chunk, as hashes: footers come last, and until then this is
/// kept of every chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    facts: u64,
    byte_size: u64,
    times: u64,
    cells: u64,
}

impl Fingerprint {
    /// Bytes of a fingerprint.
    pub const BYTES: usize = 32;

    /// The fingerprint as bytes.
    pub fn to_bytes(self) -> impl Iterator<Item = u8> {
        let numbers = [self.facts, self.byte_size, self.times, self.cells];
        numbers.into_iter().flat_map(u64::to_le_bytes)
    }

    /// The same back.
    pub fn from_bytes(bytes: &[u8; Self::BYTES]) -> Self {
        let (eights, _) = bytes.as_chunks::<8>();
        let number = |at: usize| u64::from_le_bytes(eights.get(at).copied().unwrap_or_default());
        Self {
            facts: number(0),
            byte_size: number(1),
            times: number(2),
            cells: number(3),
        }
    }

    /// The fingerprint of an index, made from a chunk or stored in a manifest.
    pub fn of(index: &ChunkIndex) -> Self {
        let facts = (
            index.chunk_id,
            index.entity_path.as_str(),
            index.is_static,
            index.num_rows,
        );
        Self {
            facts: hash(facts),
            byte_size: index.byte_size,
            times: hash_spans(&index.timelines),
            cells: hash_cells(index),
        }
    }

    /// What the manifest says wrong, its components included if asked for.
    pub fn contradiction(&self, stored: &Self, with_components: bool) -> Option<String> {
        if self.facts != stored.facts {
            Some("it says another id, entity, kind or number of rows".to_owned())
        } else if self.byte_size != stored.byte_size {
            Some(format!(
                "it says {} bytes of {}",
                stored.byte_size, self.byte_size
            ))
        } else if self.times != stored.times {
            Some("it says other times than the chunk has".to_owned())
        } else if with_components && self.cells != stored.cells {
            Some("it says other components, or other times of them, than there are".to_owned())
        } else {
            None
        }
    }
}

fn hash(value: impl Hash) -> u64 {
    FixedState::default().hash_one(value)
}

/// The same for the same spans in any order; those without a row do not count.
fn hash_spans(spans: &[TimeSpan]) -> u64 {
    let spans = spans.iter().filter(|span| span.range.is_some());
    spans.fold(0, |sum, span| {
        sum.wrapping_add(hash((&span.timeline, span.range, span.num_rows)))
    })
}

/// The same for the same components in any order; those without a cell do not count.
fn hash_cells(index: &ChunkIndex) -> u64 {
    index.columns.iter().fold(0, |sum, column| {
        let spans = hash_spans(&column.timelines);
        let counts = index.is_static || spans != 0;
        sum.wrapping_add(if counts {
            hash((&column.descriptor, spans))
        } else {
            0
        })
    })
}

fn verify_column(column: &rushes_chunk::SerializedComponentColumn) -> Result<(), String> {
    let list = &column.list_array;
    reflection::verify_component(&column.descriptor, &list.value_type(), list.values())
}
