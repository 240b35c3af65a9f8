//! One measured run of one program.

use std::ffi::OsString;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::cmd;
use crate::python::Venv;

/// What one run cost.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// Wall time.
    pub(crate) seconds: f64,
    /// Peak resident memory.
    pub(crate) mib: f64,
}

/// What the runs of one program at one task cost.
#[derive(Default)]
pub(crate) struct Costs(Vec<Cost>);

/// Runs a program under `benches/rrd/measure.py`; an error unless it exits 0.
pub(crate) fn measure(venv: &Venv, command: &[OsString]) -> Result<Cost> {
    let printed = cmd::output(
        venv.python()
            .args(["-I", "-S", "benches/rrd/measure.py", "--"])
            .args(command),
    )?;
    let result: Value = serde_json::from_str(&printed).context("measure.py printed no JSON")?;
    let number = |key: &str| {
        result[key]
            .as_f64()
            .with_context(|| format!("measure.py printed no {key}"))
    };
    if number("exit")? != 0.0 {
        let words: Vec<_> = command.iter().map(|word| word.to_string_lossy()).collect();
        let stderr = result["stderr"].as_str().unwrap_or_default();
        bail!(
            "`{}` failed with exit code {}\n{stderr}",
            words.join(" "),
            result["exit"]
        );
    }
    Ok(Cost {
        seconds: number("seconds")?,
        mib: number("max_rss_kib")? / 1024.0,
    })
}

impl Costs {
    pub(crate) fn push(&mut self, cost: Cost) {
        self.0.push(cost);
    }

    /// The median time and, separately, the median memory.
    pub(crate) fn median(&self) -> Cost {
        Cost {
            seconds: median(self.0.iter().map(|cost| cost.seconds)),
            mib: median(self.0.iter().map(|cost| cost.mib)),
        }
    }

    pub(crate) fn to_json(&self) -> Value {
        let median = self.median();
        json!({
            "seconds": median.seconds,
            "mib": median.mib,
            "runs": self.0.iter().map(|cost| json!([cost.seconds, cost.mib])).collect::<Vec<_>>(),
        })
    }
}

/// The middle value, or the mean of the two in the middle; 0 of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (
        values.len() % 2,
        values.get(middle),
        middle.checked_sub(1).and_then(|i| values.get(i)),
    ) {
        (0, Some(upper), Some(lower)) => f64::midpoint(*upper, *lower),
        (_, Some(value), _) => *value,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn the_median_is_the_middle_whatever_the_order() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 2.0, 3.0].into_iter()), 2.5);
        assert_eq!(median([].into_iter()), 0.0);
    }
}
