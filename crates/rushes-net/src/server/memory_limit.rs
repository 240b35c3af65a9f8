//! How much memory may be used.

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// How much memory may be used. Written `1GiB`, `500MB`, `25%` (of the machine's), `0`, `unlimited`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoryLimit {
    /// In bytes; no limit if `None`.
    pub max_bytes: Option<u64>,
}

impl MemoryLimit {
    /// No limit.
    pub const UNLIMITED: Self = Self { max_bytes: None };

    /// So many bytes.
    pub const fn from_bytes(max_bytes: u64) -> Self {
        Self {
            max_bytes: Some(max_bytes),
        }
    }

    /// A part of the machine's memory, from 0 to 1; no limit where the system does not tell how
    /// much that is.
    pub fn from_fraction_of_total(fraction: f32) -> Self {
        let share = |total: u64| (total as f64 * f64::from(fraction)) as u64;
        Self {
            max_bytes: total_memory().map(share),
        }
    }

    /// From text.
    ///
    /// # Errors
    /// If it is no limit.
    pub fn parse(text: &str) -> Result<Self, Error> {
        text.parse()
    }

    /// In bytes, for comparisons.
    pub fn as_bytes(self) -> u64 {
        self.max_bytes.unwrap_or(u64::MAX)
    }
}

impl Default for MemoryLimit {
    /// 1 GiB.
    fn default() -> Self {
        Self::from_bytes(1 << 30)
    }
}

fn total_memory() -> Option<u64> {
    // The first line of this file is `MemTotal:       24660640 kB`.
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib << 10)
}

const UNITS: [(&str, u64); 11] = [
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
    ("kB", 1_000),
    ("KB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
    ("B", 1),
    ("", 1),
];

impl FromStr for MemoryLimit {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.trim();
        let invalid = || {
            let text = format!(
                "{text:?} is no limit of memory; expected something like 1GiB, 500MB, 25%, 0 or \
                 unlimited"
            );
            Error::new(ErrorKind::Setup, text)
        };
        if matches!(text, "unlimited" | "none" | "max" | "∞") {
            return Ok(Self::UNLIMITED);
        }
        if let Some(percent) = text.strip_suffix('%') {
            let percent: f32 = percent.trim().parse().map_err(|_not| invalid())?;
            if !(0.0..=100.0).contains(&percent) {
                return Err(invalid());
            }
            return Ok(Self::from_fraction_of_total(percent / 100.0));
        }
        let unit = UNITS.iter().find_map(|(unit, factor)| {
            let number = text.strip_suffix(unit)?.trim().replace('_', "");
            number.parse::<f64>().ok().map(|number| (number, *factor))
        });
        match unit {
            // The bare unit is for bytes, of which there are no fractions.
            Some((number, factor)) if number >= 0.0 && number.is_finite() => {
                Ok(Self::from_bytes((number * factor as f64) as u64))
            }
            _ => Err(invalid()),
        }
    }
}

impl fmt::Display for MemoryLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max_bytes {
            None => f.write_str("unlimited"),
            Some(bytes) => {
                let fitting = UNITS.iter().take(4).rev();
                let mut fitting = fitting.filter(|(_, factor)| bytes > 0 && bytes % factor == 0);
                let (unit, factor) = fitting.next().copied().unwrap_or(("B", 1));
                write!(f, "{}{unit}", bytes / factor)
            }
        }
    }
}
