//! The two kinds of [`Tuid`]: of rows and of chunks.

use std::fmt;
use std::str::FromStr;

use crate::{ParseIdError, Tuid};

/// Declares a newtype of [`Tuid`] with its text prefix.
macro_rules! id_type {
    ($(#[$doc:meta])* $type:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(transparent)]
        pub struct $type(Tuid);

        impl $type {
            /// All bits zero. No special meaning.
            pub const ZERO: Self = Self(Tuid::ZERO);

            /// All bits one. No special meaning.
            pub const MAX: Self = Self(Tuid::MAX);

            /// A new id, larger than all that this thread made before.
            #[expect(clippy::new_without_default, reason = "every new id is another")]
            pub fn new() -> Self {
                Self(Tuid::new())
            }

            /// Takes any TUID.
            pub const fn from_tuid(tuid: Tuid) -> Self {
                Self(tuid)
            }

            /// The TUID.
            pub const fn tuid(self) -> Tuid {
                self.0
            }

            /// From the number whose upper half is the time.
            pub const fn from_u128(id: u128) -> Self {
                Self(Tuid::from_u128(id))
            }

            /// The number whose upper half is the time.
            pub const fn as_u128(self) -> u128 {
                self.0.as_u128()
            }

            /// From 16 big-endian bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Tuid::from_bytes(bytes))
            }

            /// As 16 big-endian bytes.
            pub const fn to_bytes(self) -> [u8; 16] {
                self.0.to_bytes()
            }

            /// See [`Tuid::next`].
            #[must_use]
            pub const fn next(self) -> Self {
                Self(self.0.next())
            }

            /// See [`Tuid::incremented_by`].
            #[must_use]
            pub const fn incremented_by(self, n: u64) -> Self {
                Self(self.0.incremented_by(n))
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        /// The prefix may be missing; another prefix is an error.
        impl FromStr for $type {
            type Err = ParseIdError;

            fn from_str(text: &str) -> Result<Self, ParseIdError> {
                let tuid = match text.split_once('_') {
                    None => text,
                    Some(($prefix, tuid)) => tuid,
                    Some((found, _)) => {
                        return Err(ParseIdError::WrongPrefix {
                            expected: $prefix,
                            found: ParseIdError::excerpt(found),
                        });
                    }
                };
                tuid.parse().map(Self)
            }
        }

        impl From<Tuid> for $type {
            fn from(tuid: Tuid) -> Self {
                Self(tuid)
            }
        }

        impl From<$type> for Tuid {
            fn from(id: $type) -> Self {
                id.0
            }
        }
    };
}

id_type! {
    /// Identifies a row, and decides between rows of the same time: the larger is the later.
    RowId, "row"
}

id_type! {
    /// Identifies a chunk within its recording; two chunks with one id count as the same.
    ChunkId, "chunk"
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "18EAACF20CE8F75616338f3cac6889f9";

    #[test]
    fn the_time_is_upper_case_the_counter_lower_case() {
        let tuid: Tuid = TEXT.parse().unwrap();
        assert_eq!(tuid.time_ns, 0x18EA_ACF2_0CE8_F756);
        assert_eq!(tuid.inc, 0x1633_8f3c_ac68_89f9);
        assert_eq!(tuid.to_string(), TEXT);
        assert_eq!(tuid.to_bytes()[0], 0x18);
        assert_eq!(tuid.to_bytes()[15], 0xf9);
        assert_eq!(TEXT.to_lowercase().parse(), Ok(tuid));
    }

    #[test]
    fn only_32_ascii_hex_digits_are_an_id() {
        for bad in [
            "",
            "18EA",
            "+8EAACF20CE8F75616338f3cac6889f9",
            "0x8EAACF20CE8F75616338f3cac6889f",
            "18EAACF20CE8F75616338f3cac6889fg",
            "18EAACF20CE8F75616338f3cac6889f90",
            "18EAACF20CE8F75616338f3cac6889é",
            " 8EAACF20CE8F75616338f3cac6889f9",
        ] {
            assert!(bad.parse::<Tuid>().is_err(), "{bad:?}");
        }
    }

    #[test]
    fn the_prefix_is_optional_but_not_another() {
        let id = RowId::from_tuid(TEXT.parse().unwrap());
        assert_eq!(id.to_string(), format!("row_{TEXT}"));
        assert_eq!(format!("row_{TEXT}").parse(), Ok(id));
        assert_eq!(TEXT.parse(), Ok(id));
        assert_eq!(
            format!("chunk_{TEXT}").parse::<RowId>(),
            Err(ParseIdError::WrongPrefix {
                expected: "row",
                found: "chunk".into()
            })
        );
        assert!(format!("_{TEXT}").parse::<RowId>().is_err());
        assert!(format!("row_row_{TEXT}").parse::<RowId>().is_err());
        assert!(format!("row_{TEXT}").parse::<ChunkId>().is_err());
        assert_eq!(
            ChunkId::ZERO.to_string(),
            "chunk_00000000000000000000000000000000"
        );
    }

    #[test]
    fn counting_wraps_without_carry() {
        let id = ChunkId::from_tuid(Tuid {
            time_ns: 7,
            inc: u64::MAX,
        });
        assert_eq!(id.next().tuid(), Tuid { time_ns: 7, inc: 0 });
        assert_eq!(id.incremented_by(3).tuid(), Tuid { time_ns: 7, inc: 2 });
        assert_eq!(Tuid::MAX.as_u128(), u128::MAX);
    }

    #[test]
    fn ids_of_a_thread_increase_in_both_halves() {
        let ids: Vec<Tuid> = (0..10_000).map(|_| Tuid::new()).collect();
        assert!(ids[0].inc < 1 << 63);
        assert!(
            ids.windows(2).all(|pair| {
                pair[0].time_ns <= pair[1].time_ns && pair[0].inc + 1 == pair[1].inc
            })
        );
        let other = std::thread::spawn(Tuid::new).join().unwrap();
        assert_ne!(other.inc, ids[0].inc);
    }
}
