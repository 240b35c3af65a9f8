//! The `rushes` command line.
fn main() {}
