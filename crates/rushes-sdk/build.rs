//! Tells the crate which compiler builds it; recordings name it as their source.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=RUSTC");
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output();
    let text = output.map_or_else(
        |_no_compiler| String::new(),
        |output| String::from_utf8_lossy(&output.stdout).into_owned(),
    );
    for (variable, key) in [
        ("RUSHES_RUSTC_VERSION", "release: "),
        ("RUSHES_LLVM_VERSION", "LLVM version: "),
    ] {
        let value = text.lines().find_map(|line| line.strip_prefix(key));
        println!("cargo::rustc-env={variable}={}", value.unwrap_or("unknown"));
    }
}
