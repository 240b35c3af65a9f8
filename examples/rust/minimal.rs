//! The smallest program that logs: a cube of coloured points.
//!
//! `cargo run --example minimal -- --save cube.rrd`

mod args;

use rushes::{Color, Points3D};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_minimal")?;

    let side = 0..10_u8;
    let cube = side.clone().flat_map(|x| side.clone().map(move |y| (x, y)));
    let cube = cube.flat_map(|(x, y)| side.clone().map(move |z| [x, y, z]));
    let points = cube.clone().map(|at| at.map(f32::from));
    let colors = cube.map(|[x, y, z]| Color::from_rgb(x * 25, y * 25, z * 25));
    rec.log(
        "cube",
        &Points3D::new(points).with_colors(colors).with_radii([0.3]),
    )?;
    Ok(())
}
