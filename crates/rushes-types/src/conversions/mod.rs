//! Conversions from and to the types of other crates, each behind a feature of the crate's name.

#[cfg(feature = "ecolor")]
mod ecolor;
#[cfg(feature = "glam")]
mod glam;
#[cfg(feature = "glam")]
mod glam_spaces;
#[cfg(feature = "glam")]
mod glam_transforms;
#[cfg(feature = "image")]
mod image;
#[cfg(feature = "mint")]
mod mint;
#[cfg(feature = "ndarray")]
mod ndarray;

#[cfg(feature = "glam")]
pub use glam_transforms::InvalidRotationError;
#[cfg(feature = "image")]
pub use image::{ImageConversionError, ImageLoadError, TensorImageLoadError};
#[cfg(feature = "ndarray")]
pub use ndarray::TensorCastError;
