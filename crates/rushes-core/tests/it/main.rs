//! The vocabulary through its public face: the tables of the data model, row by row, and
//! properties that hold for any input.

mod application_ids;
mod filters;
mod paths_canonical;
mod paths_forgiving;
mod paths_strict;
mod properties;
