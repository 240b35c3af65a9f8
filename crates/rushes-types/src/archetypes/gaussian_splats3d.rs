//! Gaussian splats 3D.

use crate::components::{
    Color, Position3D, RotationQuat, Scale3D, SphericalHarmonics3Rgb, SphericalHarmonicsDegree,
};
use crate::declare::archetype;

archetype! {
    /// 3D gaussian splat cloud.
    unstable GaussianSplats3D;
    views ["3D"];
    visualizer "GaussianSplats3D";
    pub new(centers: [Position3D]);

    /// Gaussian means.
    required centers: [Position3D],
    /// Standard deviations per axis, linear (not log).
    recommended scales: [Scale3D],
    /// Gaussian orientations.
    recommended quaternions: [RotationQuat],
    /// Band-0 colour, alpha = peak opacity.
    recommended colors: [Color],
    /// View-dependent colour terms.
    optional sh_coefficients: [SphericalHarmonics3Rgb],
    /// Highest band evaluated.
    optional spherical_harmonics_degree: SphericalHarmonicsDegree,
}
