//! Points in PLY files, in text or binary.
//!
//! Read [`header`] (what a file says that it holds), [`read`] (its numbers), then [`points`] and
//! [`splats`] (what becomes of them).

mod header;
mod points;
mod read;
mod splats;

pub use points::{PlyKind, ply_kind};

use std::io;

fn damaged(what: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("PLY: {}", what.into()))
}
