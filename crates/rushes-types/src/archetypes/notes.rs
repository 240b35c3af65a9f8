//! Conditions and rules that several archetypes share.

/// The conditions of views as literals, for the documentation is put together of such.
macro_rules! condition {
    (UNDER_A_PINHOLE) => {
        "shown in 3D only when the entity sits under a pinhole projection"
    };
    (OVER_A_PINHOLE) => {
        "shown in 2D only when the entity sits at or above the view's active pinhole projection"
    };
    (ONE_DIMENSION) => {
        "1D tensors only"
    };
}

pub(crate) use condition;

pub(crate) const UNDER_A_PINHOLE: &str = condition!(UNDER_A_PINHOLE);
pub(crate) const OVER_A_PINHOLE: &str = condition!(OVER_A_PINHOLE);
pub(crate) const ONE_DIMENSION: &str = condition!(ONE_DIMENSION);

pub(crate) const LABELS_OF_A_FEW: &str =
    "true when the entity has exactly 1 label or fewer than 30 instances, else false";
pub(crate) const THEME_BACKGROUND: &str =
    "theme colour viewport background: dark theme 0x0D0D0DFF, light theme 0xFFFFFFFF";
pub(crate) const FRAME_OF_ENTITY: &str = "\"tf#\" + entity path";
pub(crate) const FRAME_OF_PARENT: &str = "\"tf#\" + parent entity path (root for the root)";
pub(crate) const SEE_THROUGH_TO_DEPTH: &str = "0.5 when the view shows a depth image, else 1.0";
pub(crate) const RANGE_OF_DATA: &str = "from finite min/max of the data: float data inside 0..1 -> [0,1]; data inside 0..255 -> \
     [0,255]; min==max -> [min-1,max+1]; else [min,max]; no data -> [0,1]";
pub(crate) const COLOR_OF_SERIES: &str = "per series: hue from hash of (entity path, source component + selector, series index) as \
     in the Color type fallback";
pub(crate) const NAME_OF_SERIES: &str =
    "last path part of the entity; with several series \"name[i]\"";
pub(crate) const HALF_A_POINT: &str = "0.5 UI points";
