//! A distribution of sizes.

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

impl Sizes {
    /// The distribution of `sizes`.
    pub fn of(mut sizes: Vec<u64>) -> Self {
        sizes.sort_unstable();
        let total: u64 = sizes.iter().sum();
        let percentile = |fraction: f64| {
            let index = (sizes.len() as f64 * fraction) as usize;
            sizes.get(index).or(sizes.last()).copied().unwrap_or(0)
        };
        Self {
            total,
            min: sizes.first().copied().unwrap_or(0),
            max: sizes.last().copied().unwrap_or(0),
            avg: total.checked_div(sizes.len() as u64).unwrap_or(0),
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
        let sizes = Sizes::of((1..=10).rev().collect());
        assert_eq!(
            (sizes.min, sizes.p50, sizes.p90, sizes.p999, sizes.max),
            (1, 6, 10, 10, 10)
        );
        assert_eq!((sizes.total, sizes.avg), (55, 5));
        assert_eq!(Sizes::of(Vec::new()).p50, 0);
    }
}
