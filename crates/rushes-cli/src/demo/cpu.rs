//! Load of the cores.

use std::collections::VecDeque;
use std::f32::consts::TAU;
use std::time::{Duration, Instant};

use rushes_core::EntityPath;
use rushes_sdk::RecordingStream;
use rushes_types::archetypes::{Image, Points3D, Scalars, TextDocument};
use sysinfo::{CpuRefreshKind, System};

use super::producer::every;

/// Columns of the heat map: samples of the past.
const HISTORY: usize = 120;
/// The heat map is logged every so many samples.
const IMAGE_EVERY: i64 = 5;
/// Pixels per core and sample.
const CELL: usize = 4;

/// Records a series per core, a point per core whose height and colour is its load, and a heat
/// map of the recent load.
pub fn record(rec: &RecordingStream, end: Instant) -> anyhow::Result<()> {
    let mut system = System::new()?;
    system.refresh_cpu_list(CpuRefreshKind::everything());
    let cores: Vec<EntityPath> = (0..system.cpus().len())
        .map(|core| EntityPath::parse_forgiving(&format!("cpu/core/{core}")))
        .collect();
    let mut history: VecDeque<Vec<f32>> = VecDeque::new();
    rec.log_static("about", &TextDocument::from_markdown(about(cores.len())))?;
    every(Duration::from_millis(100), end, rec, |step| {
        system.refresh_cpu_all();
        let loads: Vec<f32> = system
            .cpus()
            .iter()
            .map(|cpu| (cpu.usage() / 100.0).clamp(0.0, 1.0))
            .collect();
        for (core, load) in cores.iter().zip(&loads) {
            rec.log(core.clone(), &Scalars::single(f64::from(*load)))?;
        }
        let mean = loads.iter().sum::<f32>() / loads.len().max(1) as f32;
        rec.log("cpu/mean", &Scalars::single(f64::from(mean)))?;
        let points = Points3D::new(loads.iter().enumerate().map(|(core, load)| {
            let angle = core as f32 / loads.len().max(1) as f32 * TAU;
            [angle.cos(), angle.sin(), *load]
        }));
        let points = points
            .with_colors(loads.iter().map(|load| heat(*load)))
            .with_radii([0.1]);
        rec.log("cpu/cores", &points)?;

        history.push_back(loads);
        if history.len() > HISTORY {
            history.pop_front();
        }
        if step % IMAGE_EVERY == 0 {
            let (pixels, size) = heat_map(&history, cores.len());
            rec.log("cpu/heat_map", &Image::from_rgb24(pixels, size))?;
        }
        Ok(())
    })
}

fn about(cores: usize) -> String {
    format!(
        "# This machine\n\nOne recording of {}, by several processes that share its id: {cores} \
         cores, memory, disks, network, processes.",
        System::host_name().unwrap_or_else(|_unknown| "this machine".to_owned())
    )
}

/// From blue over yellow to red.
fn heat(load: f32) -> [u8; 3] {
    let byte = |value: f32| (value.clamp(0.0, 1.0) * 255.0) as u8;
    [
        byte(load * 2.0),
        byte(1.0 - (load - 0.5).abs() * 2.0),
        byte(1.0 - load * 2.0),
    ]
}

/// A row of cells per core, a column per sample, the newest to the right.
fn heat_map(history: &VecDeque<Vec<f32>>, cores: usize) -> (Vec<u8>, [u32; 2]) {
    let width = HISTORY * CELL;
    let height = cores.max(1) * CELL;
    let missing = HISTORY - history.len();
    let mut pixels = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let sample = (x / CELL)
                .checked_sub(missing)
                .and_then(|sample| history.get(sample));
            let load = sample.and_then(|loads| loads.get(y / CELL));
            pixels.extend(load.map_or([0; 3], |load| heat(*load)));
        }
    }
    (pixels, [width as u32, height as u32])
}
