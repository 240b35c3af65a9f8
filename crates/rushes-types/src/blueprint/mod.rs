//! Types of the viewer's layout: which views there are, where, and how each shows its data.

pub mod archetypes;
pub mod components;
pub mod encodings;
pub mod views;
