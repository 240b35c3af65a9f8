//! One of the things that a row logs at once.

use std::fmt;

/// The position of a point, box or other instance among those of its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instance(u64);

impl Instance {
    /// All instances together.
    pub const ALL: Self = Self(u64::MAX);

    /// The instance at this position.
    pub const fn from_u64(position: u64) -> Self {
        Self(position)
    }

    /// Its position.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// Whether it stands for all.
    pub const fn is_all(self) -> bool {
        self.0 == Self::ALL.0
    }

    /// Whether it is one of them.
    pub const fn is_specific(self) -> bool {
        !self.is_all()
    }

    /// The position, if it is one.
    pub const fn specific_index(self) -> Option<Self> {
        if self.is_all() { None } else { Some(self) }
    }
}

impl From<u64> for Instance {
    fn from(position: u64) -> Self {
        Self(position)
    }
}

impl fmt::Display for Instance {
    /// As in data paths: the position, or `all`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_all() {
            f.write_str("all")
        } else {
            self.0.fmt(f)
        }
    }
}
