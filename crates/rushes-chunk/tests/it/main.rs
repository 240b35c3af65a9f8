//! The chunk crate through its public face.

mod arbitrary;
mod migration;
mod operations;
