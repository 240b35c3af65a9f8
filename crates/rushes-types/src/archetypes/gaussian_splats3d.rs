//! Gaussian splats 3D.

use crate::components::{
    Color, Position3D, RotationQuat, Scale3D, SphericalHarmonics3Rgb, SphericalHarmonicsDegree,
};
use crate::declare::archetype;

archetype! {
    /// A cloud of soft ellipsoids, whose colours may change with the direction of sight.
    ///
    /// ```
    /// # use rushes_types::archetypes::GaussianSplats3D;
    /// let splats = GaussianSplats3D::new([[0.0, 0.0, 1.0]]).with_scales([[0.1, 0.1, 0.2]]);
    /// ```
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
