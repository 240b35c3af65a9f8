//! Colours, and how numbers become colours.

use crate::declare::{components, enum_components};
use crate::encodings;

components! {
    NUMBERS in "rerun.components" derive(Copy, Eq, PartialOrd, Ord, Hash);

    /// RGBA colour, 0xRRGGBBAA.
    stable Color(encodings::Rgba32) = 0xFFFF_FFFF,
        fallback rule("hue from the entity path: h = frac((hash64(path) mod 65535) * 0.61803398875), saturation 0.85, value 0.5, opaque");

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
