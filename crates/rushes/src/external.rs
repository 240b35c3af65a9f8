//! The crates whose types are part of this one's signatures.

pub use {arrow_array, arrow_buffer, arrow_schema};

/// The parts of Arrow, under the names that they have in the crate of that name.
pub mod arrow {
    pub use arrow_array as array;
    pub use arrow_buffer as buffer;
    pub use arrow_schema as datatypes;
    pub use arrow_schema::ArrowError;

    /// What can go wrong.
    pub mod error {
        pub use arrow_schema::ArrowError;
    }
}

#[cfg(feature = "anyhow")]
pub use anyhow;
#[cfg(feature = "clap")]
pub use clap;
#[cfg(feature = "ecolor")]
pub use ecolor;
#[cfg(feature = "glam")]
pub use glam;
#[cfg(feature = "image")]
pub use image;
#[cfg(feature = "mint")]
pub use mint;
#[cfg(feature = "ndarray")]
pub use ndarray;
