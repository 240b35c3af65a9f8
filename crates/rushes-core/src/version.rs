//! The version of the program that wrote a stream.

use std::cmp::Ordering;
use std::fmt;

/// A version as a stream header carries it: four bytes.
///
/// Equality looks at everything; [`Self::cmp_release`] compares without the pre-release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CrateVersion {
    /// The first number.
    pub major: u8,
    /// The second number.
    pub minor: u8,
    /// The third number.
    pub patch: u8,
    /// What kind of pre-release, if it is one.
    pub meta: Option<PreRelease>,
}

/// A kind of pre-release and its number, 0 to 63 on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PreRelease {
    /// Release candidate.
    Rc(u8),
    /// Alpha.
    Alpha(u8),
    /// A development build made after that alpha.
    DevAlpha(u8),
}

const NUMBER: u8 = 0b0011_1111;
const RC: u8 = 0b0100_0000;
const ALPHA: u8 = 0b1000_0000;
const DEV_ALPHA: u8 = 0b1100_0000;

impl CrateVersion {
    /// The version of the shared wire format that this code speaks, and says that it speaks.
    pub const WIRE: Self = Self::new(0, 41, 0);

    /// A release.
    pub const fn new(major: u8, minor: u8, patch: u8) -> Self {
        Self {
            major,
            minor,
            patch,
            meta: None,
        }
    }

    /// Reads the four bytes. All zero means 0.2.0: very old writers left them blank.
    pub const fn from_bytes([major, minor, patch, meta]: [u8; 4]) -> Self {
        if major == 0 && minor == 0 && patch == 0 && meta == 0 {
            return Self::new(0, 2, 0);
        }
        let number = meta & NUMBER;
        let meta = match meta & !NUMBER {
            RC => Some(PreRelease::Rc(number)),
            ALPHA => Some(PreRelease::Alpha(number)),
            DEV_ALPHA => Some(PreRelease::DevAlpha(number)),
            _ => None,
        };
        Self {
            major,
            minor,
            patch,
            meta,
        }
    }

    /// Writes the four bytes; a pre-release number over 63 is written as 63.
    pub fn to_bytes(self) -> [u8; 4] {
        let meta = match self.meta {
            None => 0,
            Some(PreRelease::Rc(number)) => RC | number.min(NUMBER),
            Some(PreRelease::Alpha(number)) => ALPHA | number.min(NUMBER),
            Some(PreRelease::DevAlpha(number)) => DEV_ALPHA | number.min(NUMBER),
        };
        [self.major, self.minor, self.patch, meta]
    }

    /// The three numbers.
    pub const fn release(self) -> (u8, u8, u8) {
        (self.major, self.minor, self.patch)
    }

    /// Compares the three numbers, not the pre-release.
    pub fn cmp_release(self, other: Self) -> Ordering {
        self.release().cmp(&other.release())
    }
}

impl fmt::Display for CrateVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)?;
        match self.meta {
            None => Ok(()),
            Some(PreRelease::Rc(number)) => write!(f, "-rc.{number}"),
            Some(PreRelease::Alpha(number)) => write!(f, "-alpha.{number}"),
            Some(PreRelease::DevAlpha(number)) => write!(f, "-alpha.{number}+dev"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_texts() {
        for (bytes, text) in [
            ([0, 41, 0, 0], "0.41.0"),
            ([0, 41, 0, 0b0100_0010], "0.41.0-rc.2"),
            ([0, 41, 0, 0b1000_0011], "0.41.0-alpha.3"),
            ([0, 41, 0, 0b1100_0011], "0.41.0-alpha.3+dev"),
        ] {
            let version = CrateVersion::from_bytes(bytes);
            assert_eq!(version.to_string(), text);
            assert_eq!(version.to_bytes(), bytes);
        }
        assert_eq!(CrateVersion::from_bytes([0; 4]).to_string(), "0.2.0");
        // A release has no number; one that is there nevertheless is ignored.
        assert_eq!(CrateVersion::from_bytes([0, 41, 0, 5]), CrateVersion::WIRE);
        assert_eq!(i32::from_le_bytes(CrateVersion::WIRE.to_bytes()), 10496);
    }

    #[test]
    fn comparison_ignores_the_pre_release() {
        let alpha = CrateVersion::from_bytes([0, 41, 0, 0b1000_0011]);
        assert_eq!(alpha.cmp_release(CrateVersion::WIRE), Ordering::Equal);
        assert_eq!(
            CrateVersion::new(0, 23, 9).cmp_release(alpha),
            Ordering::Less
        );
    }

    #[test]
    fn a_number_over_63_does_not_change_the_kind() {
        let version = CrateVersion {
            meta: Some(PreRelease::Rc(200)),
            ..CrateVersion::WIRE
        };
        assert_eq!(version.to_bytes()[3], 0b0111_1111);
    }
}
