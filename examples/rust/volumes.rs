//! Space itself: a sponge of voxels, an orbital of the hydrogen atom as a cloud, and a ring of soft
//! splats.
//!
//! `cargo run --example volumes -- --save volumes.rrd`

mod args;
mod palette;

use std::f32::consts::TAU;

use glam::{Quat, Vec3};
use half::f16;
use rushes::components::Colormap;
use rushes::{GaussianSplats3D, TensorData, Transform3D, ViewCoordinates, Volume3D, VoxelGridMap};

/// Whether a cell of the sponge is there: at no scale is it in the middle of two axes.
fn is_solid(mut cell: [i32; 3]) -> bool {
    while cell != [0; 3] {
        if cell.iter().filter(|at| **at % 3 == 1).count() >= 2 {
            return false;
        }
        cell = cell.map(|at| at / 3);
    }
    true
}

fn sponge(level: u32) -> VoxelGridMap {
    let side = 3_i32.pow(level);
    let cells = (0..side).flat_map(|x| (0..side).map(move |y| [x, y]));
    let cells = cells.flat_map(|[x, y]| (0..side).map(move |z| [x, y, z]));
    let cells: Vec<_> = cells.filter(|cell| is_solid(*cell)).collect();
    let heights = cells
        .iter()
        .map(|cell| cell.iter().sum::<i32>() as f32 / (3 * side) as f32);
    let heights: Vec<f32> = heights.collect();
    VoxelGridMap::new(cells, [3.0 / side as f32; 3])
        .with_values(heights)
        .with_colormap(Colormap::Plasma)
}

/// Where the electron is found when the atom has two units of angular momentum around no axis.
fn orbital() -> Volume3D {
    const SIDE: u16 = 48;
    let axis = || (0..SIDE).map(|at| (f32::from(at) + 0.5) / f32::from(SIDE) * 30.0 - 15.0);
    let places = axis().flat_map(|z| axis().flat_map(move |y| axis().map(move |x| [x, y, z])));
    let density = places.map(|[x, y, z]| {
        let square = x * x + y * y + z * z;
        let wave = (3.0 * z * z - square) * (-square.sqrt() / 3.0).exp();
        f16::from_f32(wave * wave / 400.0)
    });
    let density: Vec<f16> = density.collect();
    let cube = TensorData::new(vec![u64::from(SIDE); 3], density.into());
    Volume3D::new(cube.with_dim_names(["z", "y", "x"]))
        .with_voxel_size([3.0 / f32::from(SIDE); 3])
        .with_value_range([0.0, 1.0])
        .with_gamma(0.6)
        .with_optical_density(4.0)
        .with_colormap(Colormap::Inferno)
}

/// Splats along a ring, each as long as its neighbour is far, twisted once.
fn ring(time: f32) -> GaussianSplats3D {
    const SPLATS: u16 = 240;
    let turns = (0..SPLATS).map(|number| TAU * f32::from(number) / f32::from(SPLATS));
    let place = |turn: f32| {
        let wave = 1.0 + 0.25 * (5.0 * turn + time).cos();
        Vec3::new(
            wave * turn.cos(),
            wave * turn.sin(),
            0.25 * (5.0 * turn + time).sin(),
        )
    };
    let along = |turn: f32| {
        let ahead = (place(turn + 0.01) - place(turn)).normalize();
        Quat::from_rotation_arc(Vec3::X, ahead).to_array()
    };
    GaussianSplats3D::new(turns.clone().map(|turn| place(turn).to_array()))
        .with_scales([[0.05, 0.02, 0.02]])
        .with_quaternions(turns.clone().map(along))
        .with_colors(turns.map(|turn| palette::rainbow(turn / TAU)))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_volumes")?;
    rec.log_static("/", &ViewCoordinates::RIGHT_HAND_Z_UP())?;

    rec.log_static("orbital", &Transform3D::from_translation([5.0, 0.0, 0.0]))?;
    rec.log_static("orbital", &orbital())?;
    rec.log_static("ring", &Transform3D::from_translation([-3.0, 1.5, 1.5]))?;
    for level in 0..=3_u32 {
        rec.set_time_sequence("level", level);
        rec.log("sponge", &sponge(level))?;
    }
    rec.reset_time();
    for step in 0..50_u16 {
        rec.set_time_sequence("step", step);
        rec.log("ring", &ring(f32::from(step) / 50.0 * TAU))?;
    }
    Ok(())
}
