//! Colours.

use half::f16;

use crate::declare::transparent_encodings;

transparent_encodings! {
    COLORS in "rerun.encodings" derive(Debug, Copy, Eq, PartialOrd, Ord, Hash);

    /// A colour as `0xRRGGBBAA`: sRGB bytes, and an alpha that is linear and not multiplied in.
    stable Rgba32(u32);
}

transparent_encodings! {
    HARMONICS in "rerun.encodings" derive(Debug, Copy, PartialOrd);

    /// How a colour changes with the direction of sight: fifteen RGB coefficients of the spherical
    /// harmonics bands 1 to 3.
    unstable SphericalHarmonics3Rgb([[f16; 3]; 15]);
}

impl Rgba32 {
    /// Opaque black.
    pub const BLACK: Self = Self(0x0000_00FF);
    /// Opaque white.
    pub const WHITE: Self = Self(0xFFFF_FFFF);
    /// Nothing.
    pub const TRANSPARENT: Self = Self(0);

    /// An opaque colour from sRGB bytes.
    pub const fn from_rgb(r: u8, g: u8, b: u8) -> Self {
        Self::from_unmultiplied_rgba(r, g, b, 255)
    }

    /// A colour from sRGB bytes and an alpha that is not multiplied into them.
    pub const fn from_unmultiplied_rgba(r: u8, g: u8, b: u8, a: u8) -> Self {
        Self(u32::from_be_bytes([r, g, b, a]))
    }

    /// A colour from 0 to 1 in linear light, which becomes sRGB; alpha is not multiplied in.
    /// Values outside 0 to 1 are cut.
    pub fn from_linear_unmultiplied_rgba_f32(r: f32, g: f32, b: f32, a: f32) -> Self {
        let srgb = |linear: f32| {
            let curved = if linear <= 0.003_130_8 {
                12.92 * linear
            } else {
                1.055 * linear.powf(1.0 / 2.4) - 0.055
            };
            to_byte(curved)
        };
        Self::from_unmultiplied_rgba(srgb(r), srgb(g), srgb(b), to_byte(a))
    }

    /// A colour from `0xRRGGBBAA`.
    pub const fn from_u32(rgba: u32) -> Self {
        Self(rgba)
    }

    /// Red, green, blue, alpha.
    pub const fn to_array(self) -> [u8; 4] {
        self.0.to_be_bytes()
    }

    /// `0xRRGGBBAA`.
    pub const fn to_u32(self) -> u32 {
        self.0
    }
}

/// 0 to 1 as 0 to 255; what is outside is cut, what is no number becomes 0.
fn to_byte(value: f32) -> u8 {
    (value * 255.0).round_ties_even() as u8
}

impl From<(u8, u8, u8)> for Rgba32 {
    fn from((r, g, b): (u8, u8, u8)) -> Self {
        Self::from_rgb(r, g, b)
    }
}

impl From<[u8; 3]> for Rgba32 {
    fn from([r, g, b]: [u8; 3]) -> Self {
        Self::from_rgb(r, g, b)
    }
}

impl From<(u8, u8, u8, u8)> for Rgba32 {
    fn from((r, g, b, a): (u8, u8, u8, u8)) -> Self {
        Self::from_unmultiplied_rgba(r, g, b, a)
    }
}

impl From<[u8; 4]> for Rgba32 {
    fn from([r, g, b, a]: [u8; 4]) -> Self {
        Self::from_unmultiplied_rgba(r, g, b, a)
    }
}

impl SphericalHarmonics3Rgb {
    /// How many coefficients there are.
    pub const NUM_COEFFICIENTS: usize = 15;

    /// Rounds the coefficients to 16 bits.
    pub fn from_f32(coefficients: [[f32; 3]; Self::NUM_COEFFICIENTS]) -> Self {
        Self(coefficients.map(|rgb| rgb.map(f16::from_f32)))
    }
}

impl From<[[f32; 3]; Self::NUM_COEFFICIENTS]> for SphericalHarmonics3Rgb {
    fn from(coefficients: [[f32; 3]; Self::NUM_COEFFICIENTS]) -> Self {
        Self::from_f32(coefficients)
    }
}
