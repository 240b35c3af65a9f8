//! The chunk crate through its public face.

mod migration;
