//! Colours, and how numbers become colours.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    NUMBERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// RGBA colour, 0xRRGGBBAA.
    stable Color(encodings::Rgba32) = 0xFFFF_FFFF,
        fallback rule(
            "hue from the entity path: h = frac((hash64(path) mod 65535) * 0.61803398875), \
             saturation 0.85, value 0.5, opaque"
        );

    /// Colour multiplied onto a whole mesh or asset.
    stable AlbedoFactor(encodings::Rgba32) = 0xFFFF_FFFF;

    /// Highest spherical-harmonics band to evaluate, 0..3.
    unstable SphericalHarmonicsDegree(encodings::UInt32) = 3;
}

enum_components! {
    ENUMS in "rerun.components";

    /// Named colour ramp used to paint scalar data.
    stable Colormap: u8 {
        /// Black to white.
        Grayscale = 1,
        /// Black-red-yellow.
        Inferno = 2,
        /// Black-purple-white.
        Magma = 3,
        /// Blue-purple-yellow.
        Plasma = 4,
        /// Rainbow.
        Turbo = 5,
        /// Purple-green-yellow.
        Viridis = 6,
        /// Cyan-blue-dark-brass-yellow, for signed data.
        CyanToYellow = 7,
        /// Diverging red to violet.
        Spectral = 8,
        /// Cyclic.
        Twilight = 9,
        /// Occupancy grid ramp.
        RvizMap = 10,
        /// RViz costmap ramp.
        RvizCostmap = 11,
        /// Costmap ramp, softer palette.
        Costmap = 12,
    } = Turbo;
}

components! {
    FLOATS in "rerun.components" derive(Copy, PartialOrd);

    /// Exponent applied to a 0..1 value before display.
    stable GammaCorrection(encodings::Float32) = 1.0;

    /// 0 = invisible, 1 = opaque.
    stable Opacity(encodings::Float32) = 1.0, fallback value(1.0);

    /// Optical depth of a volume; 1 attenuates by exp(-1).
    stable OpticalDensity(encodings::Float32) = 1.0;

    /// View-dependent colour terms of a gaussian splat (bands 1..3).
    unstable SphericalHarmonics3Rgb(encodings::SphericalHarmonics3Rgb);
}

macro_rules! colors {
    ($($type:ident),*) => { $(
        impl $type {
            /// Opaque black.
            pub const BLACK: Self = Self(encodings::Rgba32::BLACK);
            /// Opaque white.
            pub const WHITE: Self = Self(encodings::Rgba32::WHITE);
            /// Nothing.
            pub const TRANSPARENT: Self = Self(encodings::Rgba32::TRANSPARENT);

            /// From anything that is a colour.
            pub fn new(value: impl Into<encodings::Rgba32>) -> Self {
                Self(value.into())
            }

            /// An opaque colour from sRGB bytes.
            pub const fn from_rgb(r: u8, g: u8, b: u8) -> Self {
                Self(encodings::Rgba32::from_rgb(r, g, b))
            }

            /// A colour from sRGB bytes and an alpha that is not multiplied into them.
            pub const fn from_unmultiplied_rgba(r: u8, g: u8, b: u8, a: u8) -> Self {
                Self(encodings::Rgba32::from_unmultiplied_rgba(r, g, b, a))
            }

            /// A colour from `0xRRGGBBAA`.
            pub const fn from_u32(rgba: u32) -> Self {
                Self(encodings::Rgba32(rgba))
            }
        }
    )* };
}

colors!(Color, AlbedoFactor);

impl Color {
    /// Red, green, blue, alpha.
    pub const fn to_array(self) -> [u8; 4] {
        self.0.to_array()
    }

    /// `0xRRGGBBAA`.
    pub const fn to_u32(self) -> u32 {
        self.0.to_u32()
    }

    /// A colour from `#rrggbb` or `#rrggbbaa`, with or without the `#`.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let digits = hex.strip_prefix('#').unwrap_or(hex);
        if !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        let number = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::from_u32(number << 8 | 0xFF)),
            8 => Some(Self::from_u32(number)),
            _ => None,
        }
    }

    /// The colour as `#rrggbb`, or `#rrggbbaa` unless it is opaque.
    pub fn to_hex(self) -> String {
        match self.to_u32() {
            opaque if opaque & 0xFF == 0xFF => format!("#{:06x}", opaque >> 8),
            color => format!("#{color:08x}"),
        }
    }
}

/// What a colormap is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColormapCategory {
    /// From little to much.
    Sequential,
    /// Away from a middle, to two sides.
    Diverging,
    /// Round in a circle.
    Cyclic,
    /// The special values of grid maps.
    GridMap,
}

impl Colormap {
    /// What it is good for.
    pub const fn category(&self) -> ColormapCategory {
        match self {
            Self::Grayscale
            | Self::Inferno
            | Self::Magma
            | Self::Plasma
            | Self::Viridis
            | Self::Turbo => ColormapCategory::Sequential,
            Self::CyanToYellow | Self::Spectral => ColormapCategory::Diverging,
            Self::Twilight => ColormapCategory::Cyclic,
            Self::RvizMap | Self::RvizCostmap | Self::Costmap => ColormapCategory::GridMap,
        }
    }
}

impl SphericalHarmonicsDegree {
    /// The highest band there is.
    pub const MAX: u32 = 3;

    /// How many of the fifteen coefficients are used.
    pub fn num_coefficients(self) -> usize {
        let bands = self.0.0.min(Self::MAX) as usize + 1;
        bands * bands - 1
    }
}
