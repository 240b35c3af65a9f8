//! Lines: three paths through the Lorenz attractor, which start almost at the same place.
//!
//! `cargo run --example attractor -- --save attractor.rrd`

mod args;
mod palette;

use rushes::{Arrows3D, LineStrips2D, LineStrips3D, Points3D, Scalars, ViewCoordinates};

const PATHS: usize = 3;
const STEP: f32 = 0.01;
const STEPS_PER_FRAME: usize = 10;

/// The direction and speed of the flow at a place.
fn velocity([x, y, z]: [f32; 3]) -> [f32; 3] {
    [10.0 * (y - x), x * (28.0 - z) - y, x * y - 8.0 / 3.0 * z]
}

fn moved(at: [f32; 3], by: [f32; 3], time: f32) -> [f32; 3] {
    std::array::from_fn(|axis| at[axis] + by[axis] * time)
}

fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    let squares = a.iter().zip(b).map(|(a, b)| (a - b) * (a - b));
    squares.sum::<f32>().sqrt()
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_attractor")?;
    rec.log_static("space", &ViewCoordinates::RIGHT_HAND_Z_UP())?;

    let colors = [0.0, 0.33, 0.66].map(palette::rainbow);
    let mut paths: [Vec<[f32; 3]>; PATHS] =
        std::array::from_fn(|number| vec![[1.0 + 1e-4 * number as f32, 1.0, 20.0]]);
    for frame in 0..200_u16 {
        rec.set_time_sequence("frame", frame);
        rec.set_duration_secs("time", f32::from(frame) * STEP * STEPS_PER_FRAME as f32);
        for path in &mut paths {
            for _ in 0..STEPS_PER_FRAME {
                let at = path.last().copied().unwrap_or_default();
                // The flow half a step ahead is closer to the mean over the step.
                let middle = moved(at, velocity(at), STEP / 2.0);
                path.push(moved(at, velocity(middle), STEP));
            }
        }

        let tips = paths
            .each_ref()
            .map(|path| path.last().copied().unwrap_or_default());
        // Only the last stretch is drawn, so that each frame stays small.
        let tails = paths
            .each_ref()
            .map(|path| &path[path.len().saturating_sub(400)..]);
        let lines = LineStrips3D::new(tails)
            .with_colors(colors)
            .with_radii([0.15]);
        rec.log("space/paths", &lines)?;
        rec.log(
            "space/tips",
            &Points3D::new(tips).with_colors(colors).with_radii([0.6]),
        )?;
        let flow = tips.map(|tip| moved([0.0; 3], velocity(tip), 0.03));
        let flow = Arrows3D::from_vectors(flow)
            .with_origins(tips)
            .with_colors(colors);
        rec.log("space/flow", &flow)?;

        // Seen from the side: the butterfly. Down is positive on a screen.
        let flat = tails.map(|tail| tail.iter().map(|[x, _, z]| [*x, -z]));
        rec.log(
            "side",
            &LineStrips2D::new(flat)
                .with_colors(colors)
                .with_radii([0.2]),
        )?;
        let apart = distance(tips[0], tips[1]);
        rec.log(
            "plots/log10_of_distance",
            &Scalars::single(apart.max(1e-9).log10()),
        )?;
    }
    Ok(())
}
