//! A distribution of sizes.

use std::collections::BTreeMap;

use serde::Serialize;

/// Sizes in bytes.
#[derive(Debug, Default, Serialize)]
pub struct Sizes {
    /// All together.
    pub total: u64,
    /// The smallest.
    pub min: u64,
    /// The largest.
    pub max: u64,
    /// The mean, rounded down.
    pub avg: u64,
    /// The median.
    pub p50: u64,
    /// Nine tenths are not larger.
    pub p90: u64,
    /// 95 of a hundred are not larger.
    pub p95: u64,
    /// 99 of a hundred are not larger.
    pub p99: u64,
    /// 999 of a thousand are not larger.
    pub p999: u64,
}

/// How often each size is there. There are fewer sizes than chunks: a file that has a million
/// different ones is at least half a terabyte long.
#[derive(Debug)]
pub struct Counts(BTreeMap<u64, u64>);

impl Counts {
    /// Of nothing.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Counts a size.
    pub fn add(&mut self, size: u64) {
        *self.0.entry(size).or_default() += 1;
    }
}

impl Sizes {
    /// The distribution of sizes.
    pub fn of(Counts(counts): &Counts) -> Self {
        let len: u64 = counts.values().sum();
        let total = counts.iter().map(|(size, count)| size * count).sum::<u64>();
        let last = counts.keys().next_back().copied().unwrap_or(0);
        let percentile = |fraction: f64| {
            let index = (len as f64 * fraction) as u64;
            let mut before = 0;
            let at_index = counts.iter().find(|(_, count)| {
                before += **count;
                before > index
            });
            at_index.map_or(last, |(size, _)| *size)
        };
        Self {
            total,
            min: counts.keys().next().copied().unwrap_or(0),
            max: last,
            avg: total.checked_div(len).unwrap_or(0),
            p50: percentile(0.5),
            p90: percentile(0.9),
            p95: percentile(0.95),
            p99: percentile(0.99),
            p999: percentile(0.999),
        }
    }

    /// The sizes by name, in the order they are shown.
    pub fn rows(&self) -> [(&'static str, u64); 9] {
        [
            ("total", self.total),
            ("min", self.min),
            ("max", self.max),
            ("avg", self.avg),
            ("p50", self.p50),
            ("p90", self.p90),
            ("p95", self.p95),
            ("p99", self.p99),
            ("p999", self.p999),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_take_the_element_at_the_rounded_down_rank() {
        let mut counts = Counts::new();
        assert_eq!(Sizes::of(&counts).p50, 0);
        (1..=10).rev().for_each(|size| counts.add(size));
        let sizes = Sizes::of(&counts);
        assert_eq!(
            (sizes.min, sizes.p50, sizes.p90, sizes.p999, sizes.max),
            (1, 6, 10, 10, 10)
        );
        assert_eq!((sizes.total, sizes.avg), (55, 5));
    }
}
