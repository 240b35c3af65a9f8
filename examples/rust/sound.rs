//! Sound: a chord of plucked strings as a file, its samples as a plot, and its frequencies as bars.
//!
//! `cargo run --example sound -- --save sound.rrd`

mod args;

use std::f32::consts::TAU;

use rushes::{AssetAudio, BarChart, Scalars, SeriesLines, TimeColumn};

const RATE: u32 = 16_000;
const STRINGS: [f32; 4] = [220.0, 277.18, 329.63, 440.0];
/// How many samples one bar chart looks at.
const WINDOW: usize = 800;

/// The strings are plucked one after the other, and fade.
fn chord(second: f32) -> f32 {
    let starts = (0..4_u8).map(|number| 0.25 * f32::from(number));
    let strings = STRINGS
        .into_iter()
        .zip(starts)
        .filter(|(_, start)| second >= *start);
    let tones = strings.map(|(pitch, start)| {
        let time = second - start;
        let overtones = (1..=4_u8).map(f32::from);
        let tone = overtones.map(|n| (TAU * n * pitch * time).sin() * (-n * 1.5 * time).exp() / n);
        tone.sum::<f32>()
    });
    0.15 * tones.sum::<f32>()
}

/// A WAV file: one channel of 16 bits.
fn wav(samples: &[f32]) -> Vec<u8> {
    let data = samples.iter().map(|sample| (sample * 32767.0) as i16);
    let data: Vec<u8> = data.flat_map(i16::to_le_bytes).collect();
    let length = data.len() as u32;
    let parts = [
        b"RIFF".as_slice(),
        &(36 + length).to_le_bytes(),
        b"WAVEfmt ",
        &16_u32.to_le_bytes(),
        // Plain numbers, one channel.
        &[1, 0, 1, 0],
        &RATE.to_le_bytes(),
        &(2 * RATE).to_le_bytes(),
        &[2, 0, 16, 0],
        b"data",
        &length.to_le_bytes(),
        &data,
    ];
    parts.concat()
}

/// How strong a frequency is: the sum of the samples on a wheel that turns as fast.
fn strength(samples: &[f32], frequency: f32) -> f32 {
    let turn = TAU * frequency / RATE as f32;
    let sums = samples
        .iter()
        .zip(0_u16..)
        .fold([0.0; 2], |[re, im], (sample, number)| {
            let (sin, cos) = (turn * f32::from(number)).sin_cos();
            [re + sample * cos, im + sample * sin]
        });
    sums[0].hypot(sums[1]) / samples.len() as f32
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_sound")?;
    let samples = (0..3 * RATE).map(|number| chord(number as f32 / RATE as f32));
    let samples: Vec<f32> = samples.collect();

    rec.set_duration_secs("time", 0);
    let file = AssetAudio::from_file_contents(wav(&samples), Some("audio/wav"));
    rec.log("chord", &file)?;
    rec.log_static("samples", &SeriesLines::new().with_names(["pressure"]))?;
    let times = (0..samples.len()).map(|number| number as f64 / f64::from(RATE));
    let times = TimeColumn::new_duration_secs("time", times);
    let pressure = Scalars::new(samples.iter().copied().map(f64::from));
    rec.send_columns("samples", [times], pressure.columns_of_unit_batches()?)?;

    for (number, window) in samples.chunks(WINDOW).enumerate() {
        rec.set_duration_secs("time", (number * WINDOW) as f64 / f64::from(RATE));
        let frequencies: Vec<f32> = (8..80_u8).map(|step| 12.5 * f32::from(step)).collect();
        let strengths = frequencies
            .iter()
            .map(|frequency| strength(window, *frequency));
        let bars = BarChart::new(strengths.collect::<Vec<_>>());
        rec.log(
            "frequencies",
            &bars.with_abscissa(frequencies).with_widths([12.5]),
        )?;
    }
    Ok(())
}
