//! A point cloud: the stars of a galaxy, which turn faster near the middle than far outside.
//!
//! `cargo run --example galaxy -- --save galaxy.rrd`

mod args;
mod palette;

use rushes::{Points3D, ViewCoordinates};

const STARS: u32 = 4000;
const GOLDEN_ANGLE: f32 = 2.399_963;

struct Star {
    distance: f32,
    angle: f32,
    height: f32,
}

impl Star {
    fn new(number: u32) -> Self {
        let number = number as f32;
        let distance = 10.0 * (number / STARS as f32).sqrt();
        // Steps of the golden angle spread the stars evenly; then they are drawn to two arms.
        let even = number * GOLDEN_ANGLE;
        let arm = 2.5 * (1.0 + distance).ln();
        let bulge = 1.2 * (-0.7 * distance).exp() + 0.1;
        Self {
            distance,
            angle: even - 0.45 * (2.0 * (even - arm)).sin(),
            height: bulge * (number * 1.7).sin() * (number * 0.3).cos(),
        }
    }

    /// Where it is after some time, in millions of years.
    fn position(&self, time: f32) -> [f32; 3] {
        let angle = self.angle + time * 0.05 / (0.5 + self.distance);
        let (sin, cos) = angle.sin_cos();
        [self.distance * cos, self.distance * sin, self.height]
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_galaxy")?;
    rec.log_static("galaxy", &ViewCoordinates::RIGHT_HAND_Z_UP())?;

    // What never changes is logged once; the positions come later, at the same entity.
    let stars: Vec<Star> = (0..STARS).map(Star::new).collect();
    let colors = stars
        .iter()
        .map(|star| palette::mix([255, 214, 150], [120, 160, 255], star.distance / 8.0));
    let radii = (0..STARS).map(|number| if number % 50 == 0 { 0.08 } else { 0.025 });
    let looks = Points3D::update_fields()
        .with_colors(colors)
        .with_radii(radii);
    rec.log_static("galaxy/stars", &looks)?;

    for step in 0..60_u16 {
        let time = f32::from(step);
        rec.set_time_sequence("million_years", step);
        let positions = stars.iter().map(|star| star.position(time));
        let positions = Points3D::update_fields().with_positions(positions);
        rec.log("galaxy/stars", &positions)?;
    }
    Ok(())
}
