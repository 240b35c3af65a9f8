//! Maps, tensors, text logs, audio.

use crate::declare::{components, enum_components};
use crate::{blueprint, encodings};

enum_components! {
    ENUMS in "rerun.blueprint.components";

    /// Map tile source and style.
    stable MapProvider: u8 {
        /// OpenStreetMap.
        OpenStreetMap = 1,
        /// MapboxStreets.
        MapboxStreets = 2,
        /// MapboxDark.
        MapboxDark = 3,
        /// MapboxSatellite.
        MapboxSatellite = 4,
        /// MapboxLight.
        MapboxLight = 5,
    } = OpenStreetMap;

    /// How an image is scaled into its view.
    stable ViewFit: u8 {
        /// 1:1 pixels.
        Original = 1,
        /// Stretch.
        Fill = 2,
        /// Largest size that keeps the aspect ratio.
        FillKeepAspectRatio = 3,
    } = FillKeepAspectRatio;
}

components! {
    FLOATS in "rerun.blueprint.components" derive(Copy, PartialOrd);

    /// Web-map zoom level.
    unstable ZoomLevel(encodings::Float64) = 0.0;

    /// Audio gain, linear amplitude.
    unstable Volume(encodings::Float32) = 1.0;
}

components! {
    PLAIN_STRUCTS in "rerun.blueprint.components" derive(Copy);

    /// Tensor dimension with a slider.
    unstable TensorDimensionIndexSlider(blueprint::encodings::TensorDimensionIndexSlider)
        = blueprint::encodings::TensorDimensionIndexSlider::default();

    /// Text log column entry.
    unstable TextLogColumn(blueprint::encodings::TextLogColumn)
        = blueprint::encodings::TextLogColumn::default();
}

components! {
    STRUCTS in "rerun.blueprint.components" derive();

    /// Timeline column entry.
    unstable TimelineColumn(blueprint::encodings::TimelineColumn)
        = blueprint::encodings::TimelineColumn::default();
}

impl TensorDimensionIndexSlider {
    /// A slider for that dimension.
    pub const fn new(dimension: u32) -> Self {
        Self(blueprint::encodings::TensorDimensionIndexSlider { dimension })
    }
}
