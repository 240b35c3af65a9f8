//! Gaussian splats of PLY files.

use std::io;
use std::path::Path;

use super::damaged;
use super::header::{Element, Header};
use super::points::vertices;
use super::read::columns;
use crate::archetypes::GaussianSplats3D;
use crate::components::Color;
use crate::encodings::{Quaternion, SphericalHarmonics3Rgb};

const NAMES: [&str; 14] = [
    "x", "y", "z", "scale_0", "scale_1", "scale_2", "rot_0", "rot_1", "rot_2", "rot_3", "f_dc_0",
    "f_dc_1", "f_dc_2", "opacity",
];

/// The constant of the spherical harmonics of band 0: half the inverse square root of pi.
const C0: f32 = 0.282_094_8;

pub(super) fn are_in(vertices: &Element) -> bool {
    vertices.has(&NAMES)
}

impl GaussianSplats3D {
    /// The splats of a PLY file.
    ///
    /// # Errors
    /// If it cannot be read, or has no splats.
    pub fn from_ply_file_path(filepath: &Path) -> io::Result<Self> {
        Self::from_ply_file_contents(&std::fs::read(filepath)?, Some(filepath))
    }

    /// The splats in the contents of a PLY file, whose path appears in errors.
    ///
    /// # Errors
    /// If they have no splats.
    pub fn from_ply_file_contents(contents: &[u8], filepath: Option<&Path>) -> io::Result<Self> {
        from_contents(contents).map_err(|error| match filepath {
            Some(filepath) => {
                io::Error::new(error.kind(), format!("{}: {error}", filepath.display()))
            }
            None => error,
        })
    }

    /// Whether the contents are a PLY file of splats.
    pub fn is_gaussian_splat_ply(contents: &[u8]) -> bool {
        let header = Header::parse(contents);
        header.is_ok_and(|header| vertices(&header).is_ok_and(are_in))
    }
}

fn from_contents(contents: &[u8]) -> io::Result<GaussianSplats3D> {
    let header = Header::parse(contents)?;
    let vertices = vertices(&header)?;
    if !are_in(vertices) {
        return Err(damaged(
            "the vertices do not have all properties of Gaussian splats",
        ));
    }
    let rest: Vec<String> = (0..)
        .map(|index| format!("f_rest_{index}"))
        .take_while(|name| vertices.has(&[name]))
        .collect();
    let names: Vec<&str> = NAMES
        .into_iter()
        .chain(rest.iter().map(String::as_str))
        .collect();
    let mut numbers = columns(contents, &header, vertices, &names, "")?.numbers;
    let harmonics = numbers.split_off(NAMES.len());
    let numbers: Option<Vec<Vec<f32>>> = numbers.into_iter().collect();
    let numbers = numbers.and_then(|numbers| <[_; NAMES.len()]>::try_from(numbers).ok());
    let [x, y, z, sx, sy, sz, qw, qx, qy, qz, r, g, b, opacity] =
        numbers.ok_or_else(|| damaged("columns are missing"))?;

    let splats = GaussianSplats3D::new(rows([&x, &y, &z]))
        .with_scales(rows([&sx, &sy, &sz]).map(|scale| scale.map(f32::exp)))
        .with_quaternions(rows([&qx, &qy, &qz, &qw]).map(normalized))
        .with_colors(rows([&r, &g, &b, &opacity]).map(color));
    Ok(
        if harmonics.is_empty() || !harmonics.len().is_multiple_of(3) {
            splats
        } else {
            let harmonics: Vec<Vec<f32>> = harmonics.into_iter().flatten().collect();
            splats.with_sh_coefficients((0..x.len()).map(|row| coefficients(&harmonics, row)))
        },
    )
}

/// The rows of several columns of the same length.
fn rows<const N: usize>(columns: [&Vec<f32>; N]) -> impl Iterator<Item = [f32; N]> {
    let mut columns = columns.map(|column| column.iter());
    std::iter::from_fn(move || {
        let row = columns.each_mut().map(Iterator::next);
        row.iter()
            .all(Option::is_some)
            .then(|| row.map(|number| number.copied().unwrap_or(0.0)))
    })
}

fn normalized(rotation: [f32; 4]) -> Quaternion {
    let length = rotation
        .iter()
        .map(|number| number * number)
        .sum::<f32>()
        .sqrt();
    if length == 0.0 || !length.is_finite() {
        return Quaternion::IDENTITY;
    }
    Quaternion(rotation.map(|number| number / length))
}

fn color([r, g, b, opacity]: [f32; 4]) -> Color {
    // Casting cuts what is outside.
    let byte = |value: f32| (value * 255.0).round() as u8;
    let [r, g, b] = [r, g, b].map(|value| byte(0.5 + C0 * value));
    Color::from_unmultiplied_rgba(r, g, b, byte(1.0 / (1.0 + (-opacity).exp())))
}

/// The coefficients of one row: all of red, then all of green, then all of blue become triples.
fn coefficients(columns: &[Vec<f32>], row: usize) -> SphericalHarmonics3Rgb {
    let per_channel = columns.len() / 3;
    let at = |channel: usize, index: usize| {
        let column = columns
            .get(channel * per_channel + index)
            .filter(|_| index < per_channel);
        column
            .and_then(|column| column.get(row))
            .copied()
            .unwrap_or(0.0)
    };
    SphericalHarmonics3Rgb::from_f32(std::array::from_fn(|index| {
        [at(0, index), at(1, index), at(2, index)]
    }))
}
