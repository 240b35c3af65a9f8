//! The fuzz targets as plain functions: `cargo fuzz` and the smoke run both call them.
//!
//! Each panics when something that must hold does not. [`mutate`] makes inputs for the smoke run.

mod chunk;
mod cut;
mod decoder;
mod entity_path;
mod manifest;
pub mod mutate;

pub use chunk::chunk;
pub use cut::{DROPPED, cut};
pub use decoder::decoder;
pub use entity_path::entity_path;
pub use manifest::manifest;

/// A fuzz target.
#[derive(Clone, Copy)]
pub struct Target {
    /// Its name: that of its function and of its corpus.
    pub name: &'static str,
    /// Runs one input.
    pub run: fn(&[u8]),
    /// Changes an input; another one lends bytes.
    pub mutate: fn(&mut Vec<u8>, &[u8], &mut mutate::Random),
}

/// All targets.
pub const TARGETS: [Target; 5] = [
    Target {
        name: "decoder",
        run: decoder,
        mutate: mutate::mutate_stream,
    },
    Target {
        name: "manifest",
        run: manifest,
        mutate: mutate::mutate_footer,
    },
    Target {
        name: "chunk",
        run: chunk,
        mutate: mutate::mutate,
    },
    Target {
        name: "cut",
        run: cut,
        mutate: mutate::mutate,
    },
    Target {
        name: "entity_path",
        run: entity_path,
        mutate: mutate::mutate,
    },
];
