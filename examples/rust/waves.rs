//! Tensors: the waves of two sources in a basin, as a film in one tensor and as a slice over time.
//!
//! `cargo run --example waves -- --save waves.rrd`

mod args;

use rushes::{BarChart, Tensor, TensorData};

const SIDE: usize = 96;
const STEPS: usize = 240;
/// How much of a difference between neighbours is made good in one step.
const STIFFNESS: f32 = 0.2;
const DAMPING: f32 = 0.998;

struct Basin {
    heights: Vec<f32>,
    speeds: Vec<f32>,
}

impl Basin {
    /// The water at a place; beyond the walls it stands as high as at them.
    fn at(&self, x: isize, y: isize) -> f32 {
        let inside = |at: isize| at.clamp(0, SIDE as isize - 1) as usize;
        self.heights[inside(y) * SIDE + inside(x)]
    }

    fn step(&mut self, number: usize) {
        for index in 0..SIDE * SIDE {
            let [x, y] = [index % SIDE, index / SIDE].map(|at| at as isize);
            let around =
                self.at(x - 1, y) + self.at(x + 1, y) + self.at(x, y - 1) + self.at(x, y + 1);
            self.speeds[index] += STIFFNESS * (around - 4.0 * self.heights[index]);
            self.speeds[index] *= DAMPING;
        }
        for (height, speed) in self.heights.iter_mut().zip(&self.speeds) {
            *height += speed;
        }
        let drive = (number as f32 * 0.35).sin();
        for source in [SIDE / 3, 2 * SIDE / 3] {
            self.heights[SIDE / 4 * SIDE + source] = drive;
        }
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_waves")?;

    let mut basin = Basin {
        heights: vec![0.0; SIDE * SIDE],
        speeds: vec![0.0; SIDE * SIDE],
    };
    let mut film: Vec<f32> = Vec::new();
    for number in 0..STEPS {
        basin.step(number);
        if number % 6 != 0 {
            continue;
        }
        rec.set_time_sequence("step", number as i64);
        film.extend(&basin.heights);
        let side = SIDE as u64;
        let now = TensorData::new(vec![side, side], basin.heights.clone().into());
        let now = Tensor::new(now)
            .with_dim_names(["y", "x"])
            .with_value_range([-0.5, 0.5]);
        rec.log("basin/now", &now)?;
        let middle = basin.heights.chunks(SIDE).nth(SIDE / 2).unwrap_or_default();
        rec.log(
            "basin/middle",
            &BarChart::new(middle.to_vec()).with_color([60, 140, 220]),
        )?;
    }

    let shape = vec![
        film.len() as u64 / (SIDE * SIDE) as u64,
        SIDE as u64,
        SIDE as u64,
    ];
    let film = Tensor::new(TensorData::new(shape, film.into()));
    rec.log_static("basin/film", &film.with_dim_names(["time", "y", "x"]))?;
    Ok(())
}
