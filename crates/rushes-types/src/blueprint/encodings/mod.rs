//! Encodings that only blueprints use.

mod columns;
mod filters;
mod visualizer;

use crate::reflection::EncodingInfo;

pub use columns::{
    ColumnType, ComponentColumnSelector, SelectedColumns, SortBy, SortDirection, TextLogColumn,
    TextLogColumnKind, TimelineColumn,
};
pub use filters::{FilterByRange, FilterIsNotNull};
pub use visualizer::{ComponentSourceKind, TensorDimensionIndexSlider, VisualizerComponentMapping};

/// Every declaration of this folder.
pub(crate) static LISTS: &[&[&EncodingInfo]] = &[
    columns::ENUMS,
    columns::CHOICES,
    columns::COLUMNS,
    filters::RANGES,
    filters::COLUMNS,
    visualizer::ENUMS,
    visualizer::MAPPINGS,
    visualizer::SLIDERS,
];
