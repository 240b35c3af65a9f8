//! What is logged.

use anyhow::{Context as _, Result, bail};

/// A line of some forty characters, as programs log them.
pub const TEXT: &str = "a line of some forty characters of log";

/// What each call logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// A scalar, at an entity path that is text.
    Scalars,
    /// The same, with the path and the archetype made before.
    ScalarsMade,
    /// The same as [`Self::Scalars`], behind a `set_time`.
    ScalarsTime,
    /// A translation and a rotation.
    Transforms,
    /// [`TEXT`], and its level.
    Text,
    /// So many points with colours.
    Points(usize),
    /// An RGB image, made before: a camera's frame is not copied to be logged.
    Image([u32; 2]),
    /// A column of so many scalars and their times.
    Columns(usize),
    /// An opaque payload of 1 MiB, made before.
    Blob {
        /// Whether it is compressed with LZ4.
        compressed: bool,
    },
}

impl Workload {
    /// By its name.
    pub fn named(name: &str) -> Result<Self> {
        Ok(match name {
            "scalars" => Self::Scalars,
            "scalars-made" => Self::ScalarsMade,
            "scalars-time" => Self::ScalarsTime,
            "transforms" => Self::Transforms,
            "text" => Self::Text,
            "image-vga" => Self::Image([640, 480]),
            "image-4k" => Self::Image([3840, 2160]),
            "blob-raw" => Self::Blob { compressed: false },
            "blob-lz4" => Self::Blob { compressed: true },
            _ => match name.split_once('-') {
                Some(("points", count)) => Self::Points(count.parse().context(name.to_owned())?),
                Some(("columns", rows)) => Self::Columns(rows.parse().context(name.to_owned())?),
                _ => bail!("no workload is called {name}"),
            },
        })
    }

    /// Bytes of the values that one call hands over.
    pub fn bytes(self) -> usize {
        match self {
            Self::Scalars | Self::ScalarsMade => 8,
            Self::ScalarsTime => 16,
            Self::Transforms => 12 + 16,
            Self::Text => TEXT.len() + "INFO".len(),
            Self::Points(count) => count * (12 + 4),
            Self::Image([width, height]) => width as usize * height as usize * 3,
            Self::Columns(rows) => rows * 16,
            Self::Blob { .. } => 1 << 20,
        }
    }

    /// Rows that one call makes.
    pub fn rows(self) -> usize {
        match self {
            Self::Columns(rows) => rows,
            _ => 1,
        }
    }
}
