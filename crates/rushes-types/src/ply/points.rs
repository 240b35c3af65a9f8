//! Points of PLY files.

use std::io;
use std::path::Path;

use super::header::{Element, Header};
use super::read::{Columns, columns};
use super::{damaged, splats};
use crate::archetypes::{Points2D, Points3D};
use crate::components::{Color, Text};

/// What a PLY file is to be shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlyKind {
    /// Soft ellipsoids.
    GaussianSplats3D,
    /// A mesh.
    Asset3D,
    /// Points in the plane.
    Points2D,
    /// Points in space.
    Points3D,
}

/// What the header of a PLY file says that the file is to be shown as.
///
/// # Errors
/// If it is not a PLY file, or has nothing that could be shown.
pub fn ply_kind(contents: &[u8]) -> io::Result<PlyKind> {
    let header = Header::parse(contents)?;
    let vertices = vertices(&header)?;
    let has_faces = header.element("face").is_some_and(|face| {
        let list = face
            .property("vertex_indices")
            .or_else(|| face.property("vertex_index"));
        let list = list.filter(|list| list.list_len.is_some() && !list.number.is_float());
        face.rows > 0 && list.is_some()
    });
    match () {
        () if splats::are_in(vertices) => Ok(PlyKind::GaussianSplats3D),
        () if has_faces => Ok(PlyKind::Asset3D),
        () if vertices.has(&["x", "y", "z"]) => Ok(PlyKind::Points3D),
        () if vertices.has(&["x", "y"]) => Ok(PlyKind::Points2D),
        () => Err(damaged("the vertices have no x and y")),
    }
}

pub(super) fn vertices(header: &Header) -> io::Result<&Element> {
    header
        .element("vertex")
        .ok_or_else(|| damaged("the file has no vertices"))
}

const NAMES: [&str; 8] = ["x", "y", "z", "red", "green", "blue", "alpha", "radius"];

/// What points of a PLY file are made of.
struct Points {
    coordinates: Vec<Vec<f32>>,
    colors: Option<Vec<Color>>,
    radii: Option<Vec<f32>>,
    labels: Option<Vec<Text>>,
}

fn points(contents: &[u8], axes: &[&str]) -> io::Result<Points> {
    let header = Header::parse(contents)?;
    let vertices = vertices(&header)?;
    if !vertices.has(axes) {
        return Err(damaged(format!(
            "the vertices do not have all of {}",
            axes.join(", ")
        )));
    }
    let is_unused = |name: &&str| !NAMES.contains(name) && *name != "label";
    let names = vertices
        .properties
        .iter()
        .map(|property| property.name.as_str());
    let unused: Vec<&str> = names.filter(is_unused).collect();
    if !unused.is_empty() {
        log::warn!(
            "PLY: these properties of points are not shown: {}",
            unused.join(", ")
        );
    }

    let Columns { numbers, bytes } = columns(contents, &header, vertices, &NAMES, "label")?;
    let [x, y, z, red, green, blue, alpha, radius] =
        <[_; 8]>::try_from(numbers).map_err(|_| damaged("columns are missing"))?;
    let colors = red.zip(green).zip(blue).map(|((red, green), blue)| {
        let is_float = |name| vertices.property(name).is_some_and(|p| p.number.is_float());
        let scale =
            ["red", "green", "blue", "alpha"].map(|name| if is_float(name) { 255.0 } else { 1.0 });
        let channels = red.iter().zip(&green).zip(&blue).enumerate();
        let color = |(index, ((r, g), b)): (usize, ((&f32, &f32), &f32))| {
            let a = alpha.as_ref().and_then(|alpha| alpha.get(index)).copied();
            let a = a.unwrap_or(255.0 / scale[3]);
            // Casting cuts what is outside.
            let [r, g, b, a] = [r * scale[0], g * scale[1], b * scale[2], a * scale[3]]
                .map(|channel| channel.round() as u8);
            Color::from_unmultiplied_rgba(r, g, b, a)
        };
        channels.map(color).collect()
    });
    let labels = bytes.map(|labels| {
        let text = |label: &Vec<u8>| String::from_utf8_lossy(label).into_owned().into();
        labels.iter().map(text).collect()
    });
    let coordinates = [x, y, z].into_iter().flatten().collect();
    Ok(Points {
        coordinates,
        colors,
        radii: radius,
        labels,
    })
}

macro_rules! from_files {
    ($archetype:ident, [$($axis:ident),*], $axes:expr) => {
        impl $archetype {
            /// The points of a PLY file.
            ///
            /// # Errors
            /// If it cannot be read, or has no such points.
            pub fn from_file_path(filepath: &Path) -> io::Result<Self> {
                Self::from_file_contents(&std::fs::read(filepath)?)
            }

            /// The points in the contents of a PLY file.
            ///
            /// # Errors
            /// If they have no such points.
            pub fn from_file_contents(contents: &[u8]) -> io::Result<Self> {
                let Points { coordinates, colors, radii, labels } = points(contents, $axes)?;
                let mut coordinates = coordinates.into_iter().map(Vec::into_iter);
                let mut next = || coordinates.next().unwrap_or_default();
                $(let mut $axis = next();)*
                let positions = std::iter::from_fn(|| Some([$($axis.next()?),*]));
                let mut points = Self::new(positions);
                if let Some(colors) = colors {
                    points = points.with_colors(colors);
                }
                if let Some(radii) = radii {
                    points = points.with_radii(radii);
                }
                if let Some(labels) = labels {
                    points = points.with_labels(labels);
                }
                Ok(points)
            }
        }
    };
}

from_files!(Points2D, [x, y], &["x", "y"]);
from_files!(Points3D, [x, y, z], &["x", "y", "z"]);
