//! Compiles the protocol definitions under `proto`, without a system `protoc`.

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=proto");
    let files = [
        "proto/rerun/sdk_comms/v1alpha1/sdk_comms.proto",
        "proto/rushes/v1/ingest.proto",
    ];
    let descriptors = protox::compile(files, ["proto"])?;
    prost_build::Config::new()
        // Payloads are shared, never copied.
        .bytes(["."])
        .compile_fds(descriptors)?;
    Ok(())
}
