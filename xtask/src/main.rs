//! `cargo xtask`: build, test, codegen and benches.
fn main() {}
