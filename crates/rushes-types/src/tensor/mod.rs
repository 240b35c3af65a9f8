//! What tensors can do, and what images are made of them.

mod data;
mod element;
mod image;

pub use element::{TensorDataType, TensorElement, TensorNumber};
pub use image::ImageConstructionError;
pub(crate) use image::{channels, plain};
