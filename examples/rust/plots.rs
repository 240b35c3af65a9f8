//! Numbers over time: a noisy thermometer, what a Kalman filter makes of it, and a histogram of the
//! noise; as lines, as marks, as a band, and as bars.
//!
//! `cargo run --example plots -- --save plots.rrd`

mod args;

use rushes::components::{InterpolationMode, MarkerShape};
use rushes::{BarChart, Measurements, Scalars, SeriesLines, SeriesPoints, TimeColumn};

const SAMPLES: u32 = 600;
const NOISE_VARIANCE: f64 = 0.64;
/// How far the truth may drift between two samples.
const DRIFT_VARIANCE: f64 = 0.004;

/// The temperature at a second: a heater that goes on and off.
fn truth(second: u32) -> f64 {
    let phase = f64::from(second % 200);
    if phase < 100.0 {
        24.0 - 4.0 * (-phase / 30.0).exp()
    } else {
        20.0 + 4.0 * (-(phase - 100.0) / 30.0).exp()
    }
}

/// Numbers around 0 with variance 1: the sum of twelve even ones. They are the same in every run.
fn noise(seed: u32) -> f64 {
    let mut state = seed.wrapping_mul(2_654_435_761).wrapping_add(12_345);
    let even = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state) / f64::from(u32::MAX)
    });
    even.take(12).sum::<f64>() - 6.0
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_plots")?;

    // How a plot looks is logged once, apart from its numbers.
    let lines = SeriesLines::new()
        .with_names(["truth", "heater"])
        .with_colors([[90, 200, 120], [120, 120, 120]])
        .with_widths([2.0, 1.0])
        .with_interpolation_mode(InterpolationMode::StepAfter);
    rec.log_static("temperature/truth", &lines)?;
    let marks = SeriesPoints::new()
        .with_names(["thermometer"])
        .with_colors([[230, 120, 60]])
        .with_markers([MarkerShape::Cross])
        .with_marker_sizes([2.0]);
    rec.log_static("temperature/samples", &marks)?;
    let band = Measurements::update_fields()
        .with_names(["Kalman filter"])
        .with_units(["°C"])
        .with_colors([[70, 140, 240]]);
    rec.log_static("temperature/filtered", &band)?;

    // All rows of an entity at once, as columns: here two instances per row.
    let seconds = || TimeColumn::new_duration_secs("time", (0..SAMPLES).map(f64::from));
    let both = (0..SAMPLES).flat_map(|second| {
        let heater = if second % 200 < 100 { 26.0 } else { 18.0 };
        [truth(second), heater]
    });
    let both = Scalars::new(both).columns([2; SAMPLES as usize])?;
    rec.send_columns("temperature/truth", [seconds()], both)?;

    let (mut estimate, mut variance) = (22.0, 4.0);
    let mut histogram = [0_u32; 31];
    for second in 0..SAMPLES {
        rec.set_duration_secs("time", second);
        let error = NOISE_VARIANCE.sqrt() * noise(second);
        let sample = truth(second) + error;
        rec.log("temperature/samples", &Scalars::single(sample))?;

        // What is known is trusted in proportion to how well it is known.
        variance += DRIFT_VARIANCE;
        let trust = variance / (variance + NOISE_VARIANCE);
        estimate += trust * (sample - estimate);
        variance *= 1.0 - trust;
        let known = Measurements::new([estimate]).with_variances([variance]);
        rec.log("temperature/filtered", &known)?;

        let bin = (15.0 + error * 5.0).clamp(0.0, 30.0) as usize;
        histogram[bin] += 1;
        if second % 20 == 0 {
            let middles: Vec<f64> = (-15..=15).map(|bin| f64::from(bin) / 5.0).collect();
            let bars = BarChart::new(histogram.to_vec())
                .with_abscissa(middles)
                .with_widths([0.2])
                .with_color([230, 120, 60]);
            rec.log("histogram", &bars)?;
        }
    }
    Ok(())
}
