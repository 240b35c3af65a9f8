//! See `rushes_fuzz::manifest`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| rushes_fuzz::manifest(data));
