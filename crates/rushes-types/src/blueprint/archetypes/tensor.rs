//! Settings of tensor views.

use crate::blueprint::components::{TensorDimensionIndexSlider, ViewFit};
use crate::components::{
    Colormap, GammaCorrection, MagnificationFilter, TensorDimensionIndexSelection,
    TensorHeightDimension, TensorWidthDimension,
};
use crate::declare::blueprint_archetype;

blueprint_archetype! {
    /// How the numbers of a tensor become colours.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TensorScalarMapping;
    /// use rushes_types::components::Colormap;
    /// let gray = TensorScalarMapping::new().with_colormap(Colormap::Grayscale);
    /// ```
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
    /// Which slice of a tensor is seen.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TensorSliceSelection;
    /// let slice = TensorSliceSelection::new().with_width(2).with_height(1);
    /// ```
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
    /// How large a slice of a tensor is seen.
    ///
    /// ```
    /// # use rushes_types::blueprint::archetypes::TensorViewFit;
    /// use rushes_types::blueprint::components::ViewFit;
    /// let fit = TensorViewFit::new().with_scaling(ViewFit::Original);
    /// ```
    unstable TensorViewFit;
    pub new();

    /// Scaling of the slice.
    optional scaling: ViewFit,
}
