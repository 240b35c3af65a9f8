//! What stands for a chunk, so that of many only those that may be alike are compared.

use rushes_chunk::Chunk;
use xxhash_rust::xxh3::Xxh3;

use super::similar::{self, Part, Sink};
use super::{Rules, START_TIME};

/// Bytes of a digest.
pub const DIGEST_BYTES: usize = 16;

/// What stands for a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Chunks of equal content, whatever their ids; zero where only comparing can tell.
    pub content: [u8; DIGEST_BYTES],
    /// Chunks that may be alike have the same: the content without its numbers with a fraction.
    pub outline: [u8; DIGEST_BYTES],
    /// What these numbers amount to, as bytes that sort like it: alike chunks are near.
    pub amount: [u8; 8],
}

#[derive(Default)]
struct Hashers {
    content: Xxh3,
    outline: Xxh3,
    amount: f64,
    is_opaque: bool,
}

impl Sink for Hashers {
    fn exact(&mut self, bytes: &[u8]) {
        self.content.update(bytes);
        self.outline.update(bytes);
    }

    fn float(&mut self, value: f64) {
        // The two zeros are equal, and so are all that are no numbers.
        let value = match value {
            it if it.is_nan() => f64::NAN,
            0.0 => 0.0,
            it => it,
        };
        self.content.update(&value.to_le_bytes());
        if value.is_finite() {
            self.amount += value.abs();
        }
    }

    fn opaque(&mut self) {
        self.is_opaque = true;
    }
}

impl Hashers {
    fn text(&mut self, text: &str) {
        self.exact(&(text.len() as u64).to_le_bytes());
        self.exact(text.as_bytes());
    }
}

impl Digest {
    /// The digest of a chunk, as the rules see it.
    pub fn of(chunk: &Chunk, rules: &Rules) -> Self {
        let mut hashers = Hashers::default();
        hashers.text(chunk.entity_path().as_str());
        hashers.exact(&(chunk.num_rows() as u64).to_le_bytes());
        for column in rules.timelines(chunk) {
            let timeline = column.timeline();
            hashers.text(timeline.name().as_str());
            if rules.compares_times_of(timeline.name()) {
                hashers.exact(&[timeline.typ() as u8]);
                column
                    .times()
                    .iter()
                    .for_each(|time| hashers.exact(&time.to_le_bytes()));
            }
        }
        for column in chunk.components() {
            let descriptor = &column.descriptor;
            let archetype = descriptor.archetype.as_ref().map(|it| it.as_str());
            let component_type = descriptor.component_type.as_ref().map(|it| it.as_str());
            hashers.text(descriptor.component.as_str());
            hashers.text(archetype.unwrap_or_default());
            hashers.text(component_type.unwrap_or_default());
            if chunk.entity_path().is_property() && descriptor.component.as_str() == START_TIME {
                continue;
            }
            let array = &column.list_array;
            hashers.text(&similar::widened(&array.value_type()).to_string());
            similar::feed(Part { array, at: 0 }, chunk.num_rows(), &mut hashers);
        }
        let content = match hashers.is_opaque {
            true => [0; DIGEST_BYTES],
            false => hashers.content.digest128().to_be_bytes(),
        };
        Self {
            content,
            outline: hashers.outline.digest128().to_be_bytes(),
            // Numbers that are not negative sort like their bits.
            amount: hashers.amount.to_bits().to_be_bytes(),
        }
    }

    /// Whether the numbers of two chunks amount to so different sums that they are not alike.
    pub fn far_apart(amount: [u8; 8], other: [u8; 8]) -> bool {
        let [a, b] = [amount, other].map(|it| f64::from_bits(u64::from_be_bytes(it)));
        // Twice the tolerance of each number, and what rounding may add to a sum of many; tiny ones
        // may differ by more than a part of themselves.
        (a - b).abs() > 0.004 * (a + b) + 1e3
    }
}
