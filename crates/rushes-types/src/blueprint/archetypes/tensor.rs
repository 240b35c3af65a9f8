//! Settings of tensor views.

use crate::blueprint::components::{TensorDimensionIndexSlider, ViewFit};
use crate::components::{
    Colormap, GammaCorrection, MagnificationFilter, TensorDimensionIndexSelection,
    TensorHeightDimension, TensorWidthDimension,
};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// Scalar-to-colour mapping of a tensor view.
    unstable TensorScalarMapping;
    pub new();

    /// Filter on values before colouring.
    optional mag_filter: MagnificationFilter,
    /// Colour ramp for scalar values.
    optional colormap: Colormap
        in "Tensor": value(Colormap::Viridis),
    /// Exponent on normalized values.
    optional gamma: GammaCorrection,
}

blueprint_archetype! {
    /// Which 2D slice of a tensor is shown.
    unstable TensorSliceSelection;
    pub new();

    /// Dimension shown horizontally.
    optional width: TensorWidthDimension,
    /// Dimension shown vertically.
    optional height: TensorHeightDimension,
    /// Fixed index of the other dimensions.
    optional indices: [TensorDimensionIndexSelection],
    /// Dimensions that get a slider.
    optional slider: [TensorDimensionIndexSlider],
}

blueprint_archetype! {
    /// How a tensor slice is scaled on screen.
    unstable TensorViewFit;
    pub new();

    /// Scaling of the slice.
    optional scaling: ViewFit,
}
