//! Surfaces: a knot of triangles, a globe covered with an image, and a model as the bytes of a file,
//! which is shown many times.
//!
//! `cargo run --example meshes -- --save meshes.rrd`

mod args;
mod palette;

use std::f32::consts::{PI, TAU};
use std::fmt::Write as _;

use glam::{Quat, Vec3};
use rushes::components::MediaType;
use rushes::{Asset3D, Image, InstancePoses3D, Mesh3D, Quaternion, Transform3D, ViewCoordinates};

/// The corners of a grid whose last row and column are joined to the first ones.
fn triangles(rows: u32, columns: u32) -> impl Iterator<Item = [u32; 3]> {
    let at = move |row: u32, column: u32| (row % rows) * columns + column % columns;
    let cells = (0..rows).flat_map(move |row| (0..columns).map(move |column| (row, column)));
    cells.flat_map(move |(row, column)| {
        let [a, b] = [at(row, column), at(row, column + 1)];
        let [c, d] = [at(row + 1, column), at(row + 1, column + 1)];
        [[a, c, b], [b, c, d]]
    })
}

/// A tube around a line that winds twice one way and three times the other.
fn knot() -> Mesh3D {
    const ROWS: u32 = 200;
    const COLUMNS: u32 = 16;
    let line = |along: f32| {
        let distance = 2.0 + (3.0 * along).cos();
        let (sin, cos) = (2.0 * along).sin_cos();
        Vec3::new(distance * cos, distance * sin, -(3.0 * along).sin())
    };
    let rings = (0..ROWS).flat_map(|row| (0..COLUMNS).map(move |column| (row, column)));
    let (points, normals): (Vec<_>, Vec<_>) = rings
        .map(|(row, column)| {
            let along = TAU * row as f32 / ROWS as f32;
            let ahead = (line(along + 0.01) - line(along)).normalize();
            let side = ahead.cross(Vec3::Z).normalize();
            let (sin, cos) = (TAU * column as f32 / COLUMNS as f32).sin_cos();
            let normal = side * cos + side.cross(ahead) * sin;
            ((line(along) + normal * 0.4).to_array(), normal.to_array())
        })
        .unzip();
    let colors =
        (0..ROWS * COLUMNS).map(|vertex| palette::rainbow((vertex / COLUMNS) as f32 / ROWS as f32));
    Mesh3D::new(points)
        .with_vertex_normals(normals)
        .with_vertex_colors(colors)
        .with_triangle_indices(triangles(ROWS, COLUMNS))
}

/// A ball whose surface is an image of stripes that bend more and more.
fn globe() -> Mesh3D {
    const SIDE: u32 = 32;
    let places =
        (0..=SIDE).flat_map(|y| (0..=SIDE).map(move |x| [x, y].map(|n| n as f32 / SIDE as f32)));
    let points = places.clone().map(|[u, v]| {
        let (sin, cos) = (TAU * u).sin_cos();
        [cos * (PI * v).sin(), sin * (PI * v).sin(), (PI * v).cos()]
    });
    let points: Vec<[f32; 3]> = points.collect();
    let stripes = (0..64).flat_map(|y| (0..128).map(move |x| (x as f32 / 128.0, y as f32 / 64.0)));
    let pixels = stripes.flat_map(|(u, v)| {
        let bend = (8.0 * PI * v + 2.0 * (2.0 * TAU * u).sin()).sin();
        palette::mix([20, 60, 120], [240, 220, 190], bend + 0.5)
    });
    let cells = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| y * (SIDE + 1) + x));
    Mesh3D::new(points.clone())
        .with_vertex_normals(points)
        .with_vertex_texcoords(places)
        .with_triangle_indices(cells.flat_map(|a| {
            let below = a + SIDE + 1;
            [[a, below, a + 1], [a + 1, below, below + 1]]
        }))
        .with_albedo_texture_image(Image::from_rgb24(pixels.collect::<Vec<_>>(), [128, 64]))
}

/// A pyramid, as the text of an OBJ file.
fn pyramid() -> Result<Asset3D, std::fmt::Error> {
    let mut file = String::new();
    for [x, y, z] in [[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0], [0, 0, 2]] {
        writeln!(file, "v {x} {y} {z}")?;
    }
    for corners in ["1 2 5", "2 3 5", "3 4 5", "4 1 5", "3 2 1", "4 3 1"] {
        writeln!(file, "f {corners}")?;
    }
    let media_type = Some(MediaType::OBJ);
    Ok(Asset3D::from_file_contents(file.into_bytes(), media_type).with_albedo_factor(0xD9A441FF))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rec = args::stream("rushes_example_meshes")?;
    rec.log_static("/", &ViewCoordinates::RIGHT_HAND_Z_UP())?;

    rec.log_static("knot", &knot())?;
    rec.log_static("globe", &globe())?;
    rec.log_static("pyramids", &pyramid()?)?;
    for step in 0..90_u16 {
        rec.set_time_sequence("step", step);
        let turn = Quat::from_rotation_z(TAU * f32::from(step) / 90.0);
        let turn = Quaternion::from_xyzw(turn.to_array());
        let pose = Transform3D::from_translation_rotation([0.0, 0.0, 3.0], turn);
        rec.log("globe", &pose)?;
        let places = (0..12).map(|number| {
            let (sin, cos) = (TAU * number as f32 / 12.0).sin_cos();
            let rise = (TAU * (f32::from(step) + 7.5 * number as f32) / 90.0).sin();
            [6.0 * cos, 6.0 * sin, rise]
        });
        let poses = InstancePoses3D::new()
            .with_translations(places)
            .with_quaternions([turn])
            .with_scales([0.4]);
        rec.log("pyramids", &poses)?;
    }
    Ok(())
}
