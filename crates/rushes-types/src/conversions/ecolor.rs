//! The colours of egui.

use ecolor::{Color32, Rgba};

use crate::components::Color;
use crate::encodings::Rgba32;

impl From<Rgba32> for Color32 {
    fn from(color: Rgba32) -> Self {
        let [r, g, b, a] = color.to_array();
        Self::from_rgba_unmultiplied(r, g, b, a)
    }
}

impl From<Rgba32> for Rgba {
    fn from(color: Rgba32) -> Self {
        Color32::from(color).into()
    }
}

impl From<Color32> for Rgba32 {
    fn from(color: Color32) -> Self {
        color.to_srgba_unmultiplied().into()
    }
}

impl From<Rgba> for Rgba32 {
    fn from(color: Rgba) -> Self {
        Color32::from(color).into()
    }
}

impl From<Color> for Color32 {
    fn from(color: Color) -> Self {
        color.0.into()
    }
}

impl From<Color> for Rgba {
    fn from(color: Color) -> Self {
        color.0.into()
    }
}
