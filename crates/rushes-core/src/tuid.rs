//! Time-ordered unique ids.

use std::cell::Cell;
use std::fmt;
use std::str::FromStr;

/// A 128-bit id that is unique without coordination and sorts by the time it was made.
///
/// Text form: 32 hex digits, the time's in upper case, the counter's in lower case. Byte form: 16
/// bytes, big-endian, so that the order of bytes, of numbers and of time are one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tuid {
    /// Nanoseconds since the Unix epoch, approximately.
    pub time_ns: u64,
    /// A counter that starts at a random number in each thread.
    pub inc: u64,
}

/// The text is not an id.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseIdError {
    /// Not exactly 32 hex digits (after the prefix, where there is one).
    #[error("expected 32 hex digits, found {found:?}")]
    NotHex {
        /// What stands there instead, at most 64 characters of it.
        found: String,
    },
    /// An id of another kind.
    #[error("expected an id that starts with \"{expected}_\", found \"{found}_…\"")]
    WrongPrefix {
        /// The prefix of the expected kind.
        expected: &'static str,
        /// The prefix that stands there, at most 64 characters of it.
        found: String,
    },
}

impl ParseIdError {
    /// The start of untrusted text, fit for a message.
    pub(crate) fn excerpt(text: &str) -> String {
        text.chars().take(64).collect()
    }
}

thread_local! {
    /// The last id made on this thread; none yet if the counter is `u64::MAX`.
    static LAST: Cell<Tuid> = const { Cell::new(Tuid { time_ns: 0, inc: u64::MAX }) };
}

impl Tuid {
    /// All bits zero. No special meaning.
    pub const ZERO: Self = Self { time_ns: 0, inc: 0 };

    /// All bits one. No special meaning.
    pub const MAX: Self = Self {
        time_ns: u64::MAX,
        inc: u64::MAX,
    };

    /// A new id, larger than all that this thread made before.
    pub fn new() -> Self {
        let time_ns = crate::clock::monotonic_ns();
        // While a thread winds down its storage may be gone; a random counter is unique as well.
        LAST.try_with(|last| {
            let previous = last.get();
            let inc = match previous.inc {
                // The top bit stays clear at the start, so that counting never wraps.
                u64::MAX => crate::random::bits64() >> 1,
                inc => inc.wrapping_add(1),
            };
            let id = Self {
                time_ns: time_ns.max(previous.time_ns),
                inc,
            };
            last.set(id);
            id
        })
        .unwrap_or_else(|_| Self {
            time_ns,
            inc: crate::random::bits64() >> 1,
        })
    }

    /// From the number whose upper half is the time.
    pub const fn from_u128(id: u128) -> Self {
        Self {
            time_ns: (id >> 64) as u64,
            inc: id as u64,
        }
    }

    /// The number whose upper half is the time.
    pub const fn as_u128(self) -> u128 {
        ((self.time_ns as u128) << 64) | self.inc as u128
    }

    /// From 16 big-endian bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self::from_u128(u128::from_be_bytes(bytes))
    }

    /// As 16 big-endian bytes.
    pub const fn to_bytes(self) -> [u8; 16] {
        self.as_u128().to_be_bytes()
    }

    /// The same time, the counter plus one. The counter wraps; it never carries into the time.
    #[must_use]
    pub const fn next(self) -> Self {
        self.incremented_by(1)
    }

    /// The same time, the counter plus `n`. The counter wraps; it never carries into the time.
    #[must_use]
    pub const fn incremented_by(self, n: u64) -> Self {
        Self {
            time_ns: self.time_ns,
            inc: self.inc.wrapping_add(n),
        }
    }
}

impl fmt::Display for Tuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016X}{:016x}", self.time_ns, self.inc)
    }
}

impl fmt::Debug for Tuid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Tuid {
    type Err = ParseIdError;

    fn from_str(text: &str) -> Result<Self, ParseIdError> {
        // The number parser alone would accept a sign.
        let is_hex = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex
            .then(|| u128::from_str_radix(text, 16).ok())
            .flatten()
            .map(Self::from_u128)
            .ok_or_else(|| ParseIdError::NotHex {
                found: ParseIdError::excerpt(text),
            })
    }
}
